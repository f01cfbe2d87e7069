/** Builds a segment from papers, or from parts of the user's, in memory. */
import { ColumnCollector } from './columns.ts';
import {
  FIELD,
  fieldOfPlace,
  HAS_PLACES,
  MAX_TIMES,
  placeOf,
  timesIn,
  withTimes,
} from './fields.ts';
import { impactOf } from './impact.ts';
import {
  type IndexedPaper,
  type IndexedUserPart,
  paperFlags,
  readNoteWords,
  readPaperWords,
  statusNumber,
  tagTerm,
  userFlags,
} from './indexed-paper.ts';
import { PostingList } from './posting-list.ts';
import { spanOf } from './postings.ts';
import { runsOf } from './row-runs.ts';
import type { SegmentKind } from './segment.ts';
import { SegmentWriter } from './segment-writer.ts';
import { SIZES, type Sizes } from './sizes.ts';
import type { RecordBatch } from './store.ts';
import { WordTable } from './word-table.ts';

/** A run is closed at so many words, about 5,000 papers: 25 MB while it is built. */
const MAX_RUN_WORDS = 800_000;
const MAX_BYTE = 255;
const MAX_YEAR = 65_535;

interface RowNumbers {
  titleLength: number;
  abstractLength: number;
  year: number;
  flags: number;
  addedAt: number;
  noteLength: number;
  status: number;
  usedAt: number;
  tags: readonly string[];
}

const NOTHING: RowNumbers = {
  titleLength: 0,
  abstractLength: 0,
  year: 0,
  flags: 0,
  addedAt: 0,
  noteLength: 0,
  status: 0,
  usedAt: 0,
  tags: [],
};

/** `starts`: for each word where its occurrences begin; `order` and `docs`: of each, its number and its row's. */
interface WordOrder {
  readonly starts: Uint32Array;
  readonly order: Uint32Array;
  readonly docs: Uint32Array;
}

/** Rows must come in rising order. */
export class RunBuilder {
  readonly kind: SegmentKind;
  readonly #table = new WordTable();
  /** For each word met: its number, and its place. */
  #words: Uint32Array = new Uint32Array(1 << 14);
  #places: Uint32Array = new Uint32Array(1 << 14);
  #count = 0;
  readonly #rows: number[] = [];
  readonly #numbers: RowNumbers[] = [];
  readonly #gone: number[] = [];
  /** Where the words of each row end. */
  readonly #ends: number[] = [];

  constructor(kind: SegmentKind) {
    this.kind = kind;
  }

  get rows(): number {
    return this.#rows.length;
  }

  /** True where there is enough for one run. */
  get isFull(): boolean {
    return this.#count >= MAX_RUN_WORDS;
  }

  readonly #take = (
    letters: Uint16Array,
    from: number,
    to: number,
    field: number,
    position: number,
  ): void => {
    this.#push(this.#table.add(letters, from, to), placeOf(field, position));
  };

  #push(word: number, place: number): void {
    if (this.#count === this.#words.length) {
      this.#words = doubled(this.#words);
      this.#places = doubled(this.#places);
    }
    this.#words[this.#count] = word;
    this.#places[this.#count++] = place;
  }

  addPaper(row: number, paper: IndexedPaper | null): void {
    if (paper === null) this.#end(row, null);
    else {
      const lengths = readPaperWords(paper, this.#take);
      this.#end(row, {
        ...NOTHING,
        titleLength: lengths.titleLength,
        abstractLength: lengths.abstractLength,
        year: Math.min(MAX_YEAR, Math.max(0, paper.year ?? 0)),
        flags: paperFlags(paper),
        addedAt: Math.floor(paper.addedAt / 1000),
      });
    }
  }

  addUserPart(row: number, part: IndexedUserPart | null): void {
    if (part === null) this.#end(row, null);
    else {
      const noteLength = readNoteWords(part.note, this.#take);
      for (const tag of part.tags)
        this.#push(this.#table.addText(tagTerm(tag)), placeOf(FIELD.tags, 0));
      this.#end(row, {
        ...NOTHING,
        noteLength,
        flags: userFlags(part),
        status: statusNumber(part.status),
        usedAt: Math.floor(part.usedAt / 1000),
        tags: part.tags,
      });
    }
  }

  #end(row: number, numbers: RowNumbers | null): void {
    if (row <= (this.#rows.at(-1) ?? -1)) throw new Error(`Row ${row} comes too late`);
    this.#rows.push(row);
    this.#numbers.push(numbers ?? NOTHING);
    if (numbers === null) this.#gone.push(row);
    this.#ends.push(this.#count);
  }

  /** The records of the segment. `pause` is awaited now and then: encoding a full run takes 0.2 s. */
  async finish(
    segment: number,
    sizes: Sizes = SIZES,
    pause?: () => Promise<void>,
  ): Promise<RecordBatch['puts']> {
    const rowIndex = new Map(this.#rows.map((row, index) => [row, index]));
    const covered = runsOf(this.#rows);
    const shape = {
      kind: this.kind,
      span: spanOf(covered),
      impact: (times: number, row: number) => {
        const numbers = this.#numbers[rowIndex.get(row) ?? 0] ?? NOTHING;
        return impactOf(times, numbers.titleLength, numbers.abstractLength);
      },
    };
    const writer = new SegmentWriter(segment, shape, sizes);
    const byWord = this.#sortByWord();
    const list = new PostingList();
    let done = 0;
    for (const words of this.#table.sorted()) {
      await pause?.();
      for (const { word, text } of words) {
        this.#collect(byWord, word, list);
        writer.addText(text, list);
        if (++done % 2048 === 0) await pause?.();
      }
    }
    const columns = new ColumnCollector(this.kind, this.#rows.length);
    let titleWords = 0;
    let abstractWords = 0;
    this.#numbers.forEach((numbers, index) => {
      titleWords += numbers.titleLength;
      abstractWords += numbers.abstractLength;
      columns.set('titleLength', index, Math.min(MAX_BYTE, numbers.titleLength));
      columns.set('abstractLength', index, Math.min(MAX_BYTE, numbers.abstractLength));
      columns.set('noteLength', index, Math.min(MAX_BYTE, numbers.noteLength));
      columns.set('year', index, numbers.year);
      columns.set('flags', index, numbers.flags);
      columns.set('addedAt', index, numbers.addedAt);
      columns.set('status', index, numbers.status);
      columns.set('usedAt', index, numbers.usedAt);
      if (this.kind === 'user') columns.addTags(numbers.tags);
    });
    return writer.finish({
      covered,
      gone: runsOf(this.#gone),
      rows: this.#rows.length - this.#gone.length,
      titleWords,
      abstractWords,
      columns: columns.encode(),
    });
  }

  /** The words met, sorted by their number; those of one word stay in the order of rows and places. */
  #sortByWord(): WordOrder {
    const starts = new Uint32Array(this.#table.count + 1);
    for (let i = 0; i < this.#count; i++) {
      const word = (this.#words[i] ?? 0) + 1;
      starts[word] = (starts[word] ?? 0) + 1;
    }
    for (let word = 1; word < starts.length; word++)
      starts[word] = (starts[word] ?? 0) + (starts[word - 1] ?? 0);
    const next = starts.slice();
    const order = new Uint32Array(this.#count);
    const docs = new Uint32Array(this.#count);
    let doc = 0;
    for (let i = 0; i < this.#count; i++) {
      while (i >= (this.#ends[doc] ?? 0)) doc++;
      const word = this.#words[i] ?? 0;
      const at = next[word] ?? 0;
      order[at] = i;
      docs[at] = doc;
      next[word] = at + 1;
    }
    return { starts, order, docs };
  }

  #collect({ starts, order, docs }: WordOrder, word: number, list: PostingList): void {
    list.clear();
    const to = starts[word + 1] ?? 0;
    for (let at = starts[word] ?? 0; at < to; ) {
      const doc = docs[at] ?? 0;
      let times = 0;
      list.reserve(list.count + 1);
      list.placeStarts[list.count] = list.placeCount;
      let before = -1;
      for (; at < to && docs[at] === doc; at++) {
        const place = this.#places[order[at] ?? 0] ?? 0;
        // Of words cut to one beginning, a name and its second part.
        if (place < before) continue;
        before = place;
        times = counted(times, place);
        const field = fieldOfPlace(place);
        if (!HAS_PLACES[field]) continue;
        list.reservePlaces(list.placeCount + 1);
        list.places[list.placeCount++] = place;
      }
      list.rows[list.count] = this.#rows[doc] ?? 0;
      list.times[list.count] = times;
      list.placeEnds[list.count++] = list.placeCount;
    }
  }
}

/** `times` with one more in the field of the place; what has no places is there or not. */
function counted(times: number, place: number): number {
  const field = fieldOfPlace(place);
  const before = timesIn(times, field);
  if (before === MAX_TIMES || (before > 0 && !HAS_PLACES[field])) return times;
  return before === 0 ? withTimes(times, field, 1) : times + (1 << (4 * field));
}

function doubled(numbers: Uint32Array): Uint32Array {
  const grown = new Uint32Array(numbers.length * 2);
  grown.set(numbers);
  return grown;
}
