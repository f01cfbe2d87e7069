/**
 * Merges segments into one, word by word, in steps that can be taken up by another worker: what was
 * written up to then, the last word and where everything lies are all that it has to know.
 */
import { BrokenRecordError, compareBytes, decodeWord } from './bytes.ts';
import { type ChunkReader, OpenSegment } from './chunk-reader.ts';
import {
  COLUMNS_OF,
  ColumnCollector,
  columnChunk,
  type Numbers,
  readColumn,
  readTags,
  tagsChunk,
} from './columns.ts';
import { impactOf } from './impact.ts';
import { PostingList } from './posting-list.ts';
import { spanOf } from './postings.ts';
import type { NumberColumn } from './postings-reader.ts';
import { sealRecord } from './record.ts';
import { RowOwners } from './row-owners.ts';
import { countRows, rowsOf, runsOf, uniteRuns } from './row-runs.ts';
import {
  chunkKey,
  type Directory,
  encodeHead,
  headKey,
  type SegmentHead,
  type SegmentKind,
  STREAM,
  type Stream,
} from './segment.ts';
import { refuseBroken, SegmentScanner } from './segment-scanner.ts';
import {
  directoriesOf,
  type MutableDirectory,
  newWriterState,
  SegmentWriter,
  type WriterState,
} from './segment-writer.ts';
import type { Sizes } from './sizes.ts';
import { isSpelled, MAX_SPELLED, MIN_SPELLED, SpellingWriter } from './spelling.ts';
import { StartsWriter } from './starts.ts';
import type { RecordBatch } from './store.ts';

/** Lengths of words whose spellings are collected in one step: few, since each holds a part of all words. */
const SPELLING_STEP = 5;

/** What there is to know of a merge between two steps; plain data. */
export interface MergeState {
  /** Neighbours in age, the oldest first. */
  readonly inputs: readonly number[];
  readonly output: number;
  /** True where no older segment of the kind is left: what is gone can be forgotten. */
  readonly isOldest: boolean;
  readonly writer: WriterState;
  /** The last word that is written. */
  last: string | null;
  phase: 'words' | 'spelling' | 'starts' | 'end';
  /** The next length of words. */
  spelled: number;
  readonly spelling: MutableDirectory;
  readonly starts: MutableDirectory;
}

export function newMerge(inputs: readonly number[], output: number, isOldest: boolean): MergeState {
  return {
    inputs,
    output,
    isOldest,
    writer: newWriterState(),
    last: null,
    phase: 'words',
    spelled: MIN_SPELLED,
    spelling: { bytes: [], firsts: [] },
    starts: { bytes: [], firsts: [] },
  };
}

/** What a step wrote, and the state after it. `head`: the merge is done, this is the new segment's. */
export interface MergeStep {
  readonly puts: RecordBatch['puts'];
  readonly state: MergeState;
  readonly head: SegmentHead | null;
}

type Pause = () => Promise<void>;

/** One worker's hold on a merge. Throws `BrokenRecordError` where an input is broken. */
export class Merge {
  #state: MergeState;
  readonly #inputs: readonly OpenSegment[];
  readonly #chunks: ChunkReader;
  readonly #owners: RowOwners;
  readonly #kind: SegmentKind;
  readonly #covered: SegmentHead['covered'];
  readonly #sizes: Sizes;
  readonly #pause: Pause;
  #columns: ColumnCollector | null = null;
  /** For each row that is covered its place among them, plus one. */
  #places: Uint32Array | null = null;

  constructor(
    state: MergeState,
    inputs: readonly OpenSegment[],
    chunks: ChunkReader,
    sizes: Sizes,
    pause: Pause = async () => {},
  ) {
    this.#state = structuredClone(state);
    this.#inputs = inputs;
    this.#chunks = chunks;
    this.#sizes = sizes;
    this.#pause = pause;
    this.#kind = inputs[0]?.head.kind ?? 'papers';
    this.#owners = new RowOwners(inputs.map(({ head }) => head.covered));
    this.#covered = this.#coverRows();
  }

  #coverRows(): SegmentHead['covered'] {
    const all = uniteRuns(this.#inputs.map(({ head }) => head.covered));
    if (!this.#state.isOldest) return all;
    const gone = this.#goneRows();
    return gone.size === 0 ? all : runsOf([...rowsOf(all)].filter((row) => !gone.has(row)));
  }

  /** Rows whose newest version is that there is nothing. */
  #goneRows(): Set<number> {
    const gone = new Set<number>();
    this.#inputs.forEach(({ head }, index) => {
      for (const row of rowsOf(head.gone)) if (this.#owners.ownerOf(row) === index) gone.add(row);
    });
    return gone;
  }

  async step(): Promise<MergeStep> {
    const { phase } = this.#state;
    if (phase === 'words') return this.#mergeWords();
    if (phase === 'spelling') return this.#collectSpelling();
    if (phase === 'starts') return this.#collectStarts();
    return this.#end();
  }

  #stepped(puts: RecordBatch['puts'], head: SegmentHead | null = null): MergeStep {
    return { puts, state: structuredClone(this.#state), head };
  }

  async #mergeWords(): Promise<MergeStep> {
    const state = this.#state;
    const columns = await this.#readColumns();
    const places = this.#placesOfRows();
    const impact = (times: number, row: number) => {
      const index = (places[row] ?? 0) - 1;
      const title = columns.get('titleLength', index);
      return impactOf(times, title, columns.get('abstractLength', index));
    };
    const shape = { kind: this.#kind, span: spanOf(this.#covered), impact };
    const writer = new SegmentWriter(state.output, shape, this.#sizes, state.writer);
    const scanners: SegmentScanner[] = [];
    for (const input of this.#inputs) {
      const scanner = new SegmentScanner(input, this.#chunks);
      if (await scanner.seekAfter(state.last)) scanners.push(scanner);
    }
    let done = 0;
    while (scanners.length > 0 && writer.pending < this.#sizes.stepBytes) {
      await this.#mergeWord(scanners, writer);
      if (++done % 2048 === 0) await this.#pause();
    }
    const puts = writer.takeRecords(true);
    if (scanners.length === 0)
      state.phase = state.writer.terms >= this.#sizes.largeSegment ? 'spelling' : 'end';
    return this.#stepped(puts);
  }

  readonly #list = new PostingList();
  readonly #part = new PostingList();

  /** Writes the first word of all; scanners that end are taken out. */
  async #mergeWord(scanners: SegmentScanner[], writer: SegmentWriter): Promise<void> {
    const least = leastOf(scanners);
    const { word, length } = least;
    const list = this.#list;
    list.clear();
    const sharing = scanners.filter(
      ({ current }) => compareBytes(current.word, current.length, word, length) === 0,
    );
    for (const scanner of sharing) {
      this.#part.clear();
      await scanner.read(this.#part);
      const owner = this.#inputs.indexOf(scanner.segment);
      for (let i = 0; i < this.#part.count; i++)
        if (this.#owners.ownerOf(this.#part.rows[i] ?? 0) === owner) list.append(this.#part, i);
    }
    list.sort();
    this.#state.last = decodeWord(word, length);
    if (list.count > 0) writer.add(word, length, list);
    for (const scanner of sharing)
      if (!(await scanner.next())) scanners.splice(scanners.indexOf(scanner), 1);
  }

  #placesOfRows(): Uint32Array {
    if (this.#places === null) {
      this.#places = new Uint32Array(this.#owners.rowCount);
      let place = 0;
      for (const row of rowsOf(this.#covered)) this.#places[row] = ++place;
    }
    return this.#places;
  }

  /** The numbers of all rows that are covered, each from the newest segment that has it. */
  async #readColumns(): Promise<ColumnCollector> {
    if (this.#columns !== null) return this.#columns;
    const columns = new ColumnCollector(this.#kind, countRows(this.#covered));
    const names = COLUMNS_OF[this.#kind];
    const numbers: Map<NumberColumn, Numbers>[] = [];
    const tags: string[][][] = [];
    for (const input of this.#inputs) {
      const read = new Map<NumberColumn, Numbers>();
      for (const name of names)
        read.set(
          name,
          readColumn(name, await this.#chunk(input, STREAM.columns, columnChunk(this.#kind, name))),
        );
      numbers.push(read);
      const chunk = tagsChunk(this.#kind);
      tags.push(
        chunk < 0
          ? []
          : readTags(
              await this.#chunk(input, STREAM.columns, chunk),
              countRows(input.head.covered),
            ),
      );
    }
    const places = this.#placesOfRows();
    const tagsOfPlaces: string[][] = [];
    this.#inputs.forEach(({ head }, owner) => {
      let index = -1;
      for (const row of rowsOf(head.covered)) {
        index++;
        const place = (places[row] ?? 0) - 1;
        if (place < 0 || this.#owners.ownerOf(row) !== owner) continue;
        for (const name of names) columns.set(name, place, numbers[owner]?.get(name)?.[index] ?? 0);
        tagsOfPlaces[place] = tags[owner]?.[index] ?? [];
      }
    });
    if (this.#kind === 'user') for (const each of tagsOfPlaces) columns.addTags(each);
    this.#columns = columns;
    return columns;
  }

  async #chunk(segment: OpenSegment, stream: Stream, chunk: number): Promise<Uint8Array> {
    const inline = segment.inlineChunk(stream, chunk);
    if (inline !== undefined) return inline;
    const key = segment.key(stream, chunk);
    const bytes = (await this.#chunks.read([key], refuseBroken)).get(key);
    if (bytes === undefined) throw new BrokenRecordError(`Record ${key} is missing`);
    return bytes;
  }

  /** Calls `take` for every word of the new segment. */
  async #eachWord(take: (word: string, frequency: number) => void): Promise<void> {
    const scanner = new SegmentScanner(this.#written(), this.#chunks);
    let done = 0;
    while (await scanner.next()) {
      const { word, length, frequency } = scanner.current;
      take(decodeWord(word, length), frequency);
      if (++done % 8192 === 0) await this.#pause();
    }
  }

  /** The new segment, as far as its words go. */
  #written(): OpenSegment {
    return new OpenSegment(this.#state.output, this.#makeHead([], 0, 0));
  }

  #makeHead(
    columns: readonly Uint8Array[],
    titleWords: number,
    abstractWords: number,
  ): SegmentHead {
    const { writer, spelling, starts } = this.#state;
    const directories = directoriesOf(writer, columns);
    directories.set(STREAM.spelling, spelling satisfies Directory);
    directories.set(STREAM.starts, starts);
    const gone = this.#state.isOldest ? [] : runsOf([...this.#goneRows()].sort((a, b) => a - b));
    return {
      kind: this.#kind,
      covered: this.#covered,
      gone,
      counts: {
        terms: writer.terms,
        postings: writer.postingCount,
        rows: countRows(this.#covered) - countRows(gone),
        titleWords,
        abstractWords,
      },
      directories,
      inline: null,
    };
  }

  async #collectSpelling(): Promise<MergeStep> {
    const state = this.#state;
    const from = state.spelled;
    const to = Math.min(MAX_SPELLED + 1, from + SPELLING_STEP);
    const writers = Array.from(
      { length: to - from },
      (_, i) => new SpellingWriter(from + i, this.#sizes.chunkBytes),
    );
    await this.#eachWord((word, frequency) => {
      if (word.length >= from && word.length < to && isSpelled(word))
        writers[word.length - from]?.add(word, frequency);
    });
    const puts = writers.flatMap((writer) =>
      this.#putChunks(STREAM.spelling, state.spelling, writer.finish()),
    );
    state.spelled = to;
    if (to > MAX_SPELLED) state.phase = 'starts';
    return this.#stepped(puts);
  }

  async #collectStarts(): Promise<MergeStep> {
    const writer = new StartsWriter(this.#sizes.chunkBytes);
    await this.#eachWord((word, frequency) => writer.add(word, frequency));
    const puts = this.#putChunks(STREAM.starts, this.#state.starts, writer.finish());
    this.#state.phase = 'end';
    return this.#stepped(puts);
  }

  #putChunks(
    stream: Stream,
    directory: MutableDirectory,
    chunks: readonly { readonly name: string; readonly bytes: Uint8Array }[],
  ): RecordBatch['puts'][number][] {
    return chunks.map(({ name, bytes }) => {
      const key = chunkKey(this.#state.output, stream, directory.bytes.length);
      directory.bytes.push(bytes.length);
      directory.firsts.push(name);
      return { key, bytes: sealRecord(key, bytes) };
    });
  }

  async #end(): Promise<MergeStep> {
    const columns = await this.#readColumns();
    let titleWords = 0;
    let abstractWords = 0;
    const rows = countRows(this.#covered);
    for (let index = 0; index < rows; index++) {
      titleWords += columns.get('titleLength', index);
      abstractWords += columns.get('abstractLength', index);
    }
    const chunks = columns.encode();
    const head = this.#makeHead(chunks, titleWords, abstractWords);
    const { output } = this.#state;
    const puts = chunks.map((bytes, chunk) => {
      const key = chunkKey(output, STREAM.columns, chunk);
      return { key, bytes: sealRecord(key, bytes) };
    });
    const key = headKey(output);
    return this.#stepped([...puts, { key, bytes: sealRecord(key, encodeHead(head)) }], head);
  }
}

function leastOf(scanners: readonly SegmentScanner[]): { word: Uint8Array; length: number } {
  let least = scanners[0]?.current;
  for (const { current } of scanners) {
    if (
      least !== undefined &&
      compareBytes(current.word, current.length, least.word, least.length) < 0
    )
      least = current;
  }
  if (least === undefined) throw new Error('There is no word');
  // The scanner that has it moves on and overwrites it.
  return { word: least.word.slice(0, least.length), length: least.length };
}
