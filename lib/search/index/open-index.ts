/** Opens the index for reading: one state of it, as its manifest named it. */
import {
  BrokenRecordError,
  ByteReader,
  compareBytes,
  decodeWord,
  encodeWord,
  MAX_WORD_BYTES,
  MAX_WORD_LETTERS,
} from './bytes.ts';
import { ChunkReader, MissingRecordError, OpenSegment } from './chunk-reader.ts';
import {
  columnChunk,
  makeNumbers,
  type Numbers,
  readColumn,
  readTags,
  tagsChunk,
} from './columns.ts';
import { type DecodedList, KeptLists } from './kept-lists.ts';
import { LexiconCursor, seekWord } from './lexicon.ts';
import { decodeManifest, type Manifest, type Progress } from './manifest.ts';
import { IndexMovedError } from './moved-error.ts';
import { PostingList } from './posting-list.ts';
import {
  BLOCK_POSTINGS,
  LONG_LIST,
  readListHead,
  readPlaces,
  readPostings,
  spanOf,
} from './postings.ts';
import type {
  NumberColumn,
  Places,
  Postings,
  PostingsReader,
  SimilarTerm,
  Term,
} from './postings-reader.ts';
import { openRecord } from './record.ts';
import { RowOwners } from './row-owners.ts';
import { countRows, rowsOf, uniteRuns } from './row-runs.ts';
import { decodeHead, headKey, type SegmentKind, STREAM, type Stream } from './segment.ts';
import {
  DistanceTable,
  isSpelled,
  MAX_SPELLED,
  MIN_SPELLED,
  type NearWord,
  nearRank,
  scanSpelling,
} from './spelling.ts';
import { hasStarts, readStarts } from './starts.ts';
import { MANIFEST_KEY, type RecordSource } from './store.ts';

/** Where a word lies in one segment. */
interface TermPart {
  readonly segment: OpenSegment;
  readonly frequency: number;
  readonly postingsAt: number;
  readonly postingsBytes: number;
  readonly placesAt: number;
}

/** A term as this reader gives it. Without parts: known by a list, and to be found when it is needed. */
class FoundTerm implements Term {
  readonly text: string;
  readonly frequency: number;
  parts: readonly TermPart[] | null;

  constructor(text: string, frequency: number, parts: readonly TermPart[] | null) {
    this.text = text;
    this.frequency = frequency;
    this.parts = parts;
  }
}

/** Chunks by segment, stream and number; empty bytes where one is broken. */
type Chunks = (segment: OpenSegment, stream: Stream, chunk: number) => Uint8Array;
type Wanted = readonly [segment: OpenSegment, stream: Stream, chunk: number];

const NO_PLACES = new Uint32Array();
const NO_LIST: DecodedList = { rows: NO_PLACES, times: NO_PLACES, placeBlocks: [] };
const NO_POSTINGS: Postings = { rows: NO_PLACES, times: NO_PLACES };
const KINDS: readonly SegmentKind[] = ['papers', 'user'];

class IndexReader implements PostingsReader {
  readonly rowCount: number;
  readonly papers: number;
  readonly averageLengths: { readonly title: number; readonly abstract: number };
  /** How far the index had come. */
  readonly progress: Progress;
  /** True once something broken was met; what is good is answered from. */
  isDamaged: boolean;

  readonly #source: RecordSource;
  /** Of the manifest. */
  readonly #state: string;
  readonly #chunks: ChunkReader;
  readonly #segments: readonly OpenSegment[];
  readonly #owners: Readonly<Record<SegmentKind, RowOwners>>;
  /** The place of each segment among those of its kind, as its owner's number. */
  readonly #ownNumbers: ReadonlyMap<OpenSegment, number>;
  readonly #gone: ReadonlySet<number>;
  /** While one types, most words of a query are those of the one before. */
  readonly #lists = new KeptLists<Postings>();
  readonly #decoded = new KeptLists<DecodedList>();
  #live: Uint32Array | null = null;
  readonly #columns = new Map<NumberColumn, Promise<Numbers>>();
  #tags: Promise<ReadonlyMap<number, readonly string[]>> | null = null;

  constructor(
    source: RecordSource,
    chunks: ChunkReader,
    state: { readonly name: string; readonly progress: Progress; readonly isDamaged: boolean },
    segments: readonly OpenSegment[],
  ) {
    this.#source = source;
    this.#state = state.name;
    this.progress = state.progress;
    this.isDamaged = state.isDamaged;
    this.#chunks = chunks;
    const of = (kind: SegmentKind) => segments.filter(({ head }) => head.kind === kind);
    const owners = (kind: SegmentKind) => new RowOwners(of(kind).map(({ head }) => head.covered));
    this.#owners = { papers: owners('papers'), user: owners('user') };
    this.#segments = KINDS.flatMap(of);
    const placed = KINDS.flatMap((kind) => of(kind).map((segment, place) => ({ segment, place })));
    this.#ownNumbers = new Map(placed.map(({ segment, place }) => [segment, place]));
    this.rowCount = Math.max(this.#owners.papers.rowCount, this.#owners.user.rowCount);
    this.#gone = this.#findGoneRows();
    this.papers =
      countRows(uniteRuns(of('papers').map(({ head }) => head.covered))) - this.#gone.size;
    let rows = 0;
    let title = 0;
    let abstract = 0;
    for (const { head } of of('papers')) {
      rows += head.counts.rows;
      title += head.counts.titleWords;
      abstract += head.counts.abstractWords;
    }
    this.averageLengths = {
      title: title / Math.max(1, rows),
      abstract: abstract / Math.max(1, rows),
    };
  }

  /** Rows that a segment answers for by having nothing. */
  #findGoneRows(): Set<number> {
    const owners = this.#owners.papers;
    const gone = new Set<number>();
    for (const segment of this.#segments) {
      const { head } = segment;
      if (head.kind !== 'papers') continue;
      const owner = this.#ownNumbers.get(segment);
      for (const row of rowsOf(head.gone)) if (owners.ownerOf(row) === owner) gone.add(row);
    }
    return gone;
  }

  liveRows(): Uint32Array {
    if (this.#live === null) {
      const owners = this.#owners.papers;
      this.#live = new Uint32Array(this.papers);
      let count = 0;
      for (let row = 0; row < owners.rowCount; row++)
        if (owners.ownerOf(row) >= 0 && !this.#gone.has(row)) this.#live[count++] = row;
    }
    return this.#live;
  }

  /** Reads chunks, all of them at once. */
  async #read(wanted: readonly Wanted[]): Promise<Chunks> {
    let isMissing = false;
    const stored = wanted.filter(([segment]) => segment.head.inline === null);
    const found = await this.#chunks.read(
      stored.map(([segment, stream, chunk]) => segment.key(stream, chunk)),
      (error) => {
        isMissing ||= error instanceof MissingRecordError;
        this.isDamaged = true;
      },
    );
    if (isMissing && (await hasMoved(this.#source, this.#state)))
      throw new IndexMovedError('The index moved on');
    return (segment, stream, chunk) =>
      segment.inlineChunk(stream, chunk) ??
      found.get(segment.key(stream, chunk)) ??
      new Uint8Array();
  }

  /** Runs what reads one segment; where that is broken, it has nothing. */
  #attempt<T>(otherwise: T, decode: () => T): T {
    try {
      return decode();
    } catch (error) {
      if (!(error instanceof BrokenRecordError)) throw error;
      this.isDamaged = true;
      return otherwise;
    }
  }

  async findTerms(texts: readonly string[]): Promise<(FoundTerm | null)[]> {
    const cut = texts.map((text) => text.slice(0, MAX_WORD_LETTERS));
    const sought = cut.map((text) => ({
      text,
      places: this.#segments.flatMap((segment) => {
        const chunk = segment.chunkOfWord(STREAM.lexicon, text);
        return chunk < 0 ? [] : [{ segment, chunk }];
      }),
    }));
    const chunks = await this.#read(
      sought.flatMap(({ places }) =>
        places.map(({ segment, chunk }): Wanted => [segment, STREAM.lexicon, chunk]),
      ),
    );
    return sought.map(({ text, places }) => {
      const parts = places.flatMap(({ segment, chunk }) =>
        this.#attempt([], () => findInChunk(segment, chunks(segment, STREAM.lexicon, chunk), text)),
      );
      return parts.length === 0 ? null : termOf(text, parts);
    });
  }

  async termsStarting(prefix: string, most: number): Promise<Term[]> {
    if (prefix === '') return [];
    const listed = hasStarts(prefix)
      ? this.#segments.filter((segment) => segment.chunkCount(STREAM.starts) > 0)
      : [];
    const walked = this.#segments.filter((segment) => !listed.includes(segment));
    const wanted: Wanted[] = [];
    for (const segment of listed) {
      const chunk = segment.chunkOfWord(STREAM.starts, prefix);
      if (chunk >= 0) wanted.push([segment, STREAM.starts, chunk]);
    }
    const ranges = walked.map((segment) => ({ segment, chunks: chunksOfPrefix(segment, prefix) }));
    for (const { segment, chunks } of ranges)
      for (const chunk of chunks) wanted.push([segment, STREAM.lexicon, chunk]);
    const chunks = await this.#read(wanted);
    const found = new Map<string, { frequency: number; parts: TermPart[] | null }>();
    const add = (text: string, frequency: number, part: TermPart | null) => {
      const before = found.get(text);
      if (before === undefined)
        found.set(text, { frequency, parts: part === null ? null : [part] });
      else {
        before.frequency += frequency;
        if (part === null) before.parts = null;
        else before.parts?.push(part);
      }
    };
    for (const [segment, stream, chunk] of wanted) {
      if (stream !== STREAM.starts) continue;
      this.#attempt(undefined, () => {
        const bytes = chunks(segment, stream, chunk);
        for (const { text, frequency } of readStarts(bytes, prefix)) add(text, frequency, null);
      });
    }
    for (const range of ranges) {
      for (const chunk of range.chunks) {
        this.#attempt(undefined, () => {
          const bytes = chunks(range.segment, STREAM.lexicon, chunk);
          walkPrefix(range.segment, bytes, prefix, (text, part) => add(text, part.frequency, part));
        });
      }
    }
    // Where one segment gives words without their places, all are looked up when they are needed.
    const isKnown = listed.length === 0;
    return [...found]
      .map(([text, { frequency, parts }]) => new FoundTerm(text, frequency, isKnown ? parts : null))
      .sort(byFrequency)
      .slice(0, most);
  }

  async termsLike(word: string, distance: number, most: number): Promise<SimilarTerm[]> {
    if (word.length < MIN_SPELLED || word.length > MAX_SPELLED) return [];
    const wanted: { segment: OpenSegment; stream: Stream; chunk: number; length: number }[] = [];
    for (const segment of this.#segments) {
      if (segment.chunkCount(STREAM.spelling) === 0) {
        for (let chunk = 0; chunk < segment.chunkCount(STREAM.lexicon); chunk++)
          wanted.push({ segment, stream: STREAM.lexicon, chunk, length: 0 });
        continue;
      }
      const { firsts = [] } = segment.head.directories.get(STREAM.spelling) ?? {};
      firsts.forEach((name, chunk) => {
        const length = name.charCodeAt(0);
        if (Math.abs(length - word.length) <= distance)
          wanted.push({ segment, stream: STREAM.spelling, chunk, length });
      });
    }
    const chunks = await this.#read(
      wanted.map(({ segment, stream, chunk }): Wanted => [segment, stream, chunk]),
    );
    const found = new Map<string, NearWord>();
    const take = (near: NearWord) => {
      const before = found.get(near.text);
      if (before === undefined || before.rank < near.rank) found.set(near.text, near);
    };
    for (const { segment, stream, chunk, length } of wanted) {
      this.#attempt(undefined, () => {
        const bytes = chunks(segment, stream, chunk);
        if (stream === STREAM.spelling) scanSpelling(bytes, length, word, distance, take);
        else walkSpelled(bytes, word, distance, take);
      });
    }
    const best = [...found.values()]
      .sort((a, b) => a.distance - b.distance || b.rank - a.rank || (a.text < b.text ? -1 : 1))
      .slice(0, most);
    const terms = await this.findTerms(best.map(({ text }) => text));
    return terms
      .flatMap((term, index) =>
        term === null ? [] : [{ term, distance: best[index]?.distance ?? 0 }],
      )
      .sort((a, b) => a.distance - b.distance || byFrequency(a.term, b.term))
      .map(({ term, distance }) => Object.assign(term, { distance }));
  }

  /** The terms with their parts; those that were given without them are looked up. */
  async #resolve(terms: readonly Term[]): Promise<readonly (readonly TermPart[])[]> {
    const unknown = terms.filter((term) => !(term instanceof FoundTerm) || term.parts === null);
    const found = await this.findTerms(unknown.map(({ text }) => text));
    const parts = new Map(unknown.map(({ text }, index) => [text, found[index]?.parts ?? []]));
    return terms.map((term) => {
      if (!(term instanceof FoundTerm)) return parts.get(term.text) ?? [];
      term.parts ??= parts.get(term.text) ?? [];
      return term.parts;
    });
  }

  async postings(terms: readonly Term[]): Promise<Postings[]> {
    const kept = new Map<string, Postings>();
    for (const { text } of terms) {
      const list = this.#lists.get(text);
      if (list !== undefined) kept.set(text, list);
    }
    const missing = terms.filter(({ text }) => !kept.has(text));
    const resolved = await this.#resolve(missing);
    const decoded = await this.#decode(resolved.flat());
    for (const [index, parts] of resolved.entries()) {
      const text = missing[index]?.text ?? '';
      const postings = this.#unite(parts, (part, list) => list.take(decoded(part)));
      kept.set(text, postings);
      this.#lists.keep(text, postings);
    }
    return terms.map(({ text }) => kept.get(text) ?? NO_POSTINGS);
  }

  async bestPostings(terms: readonly Term[]): Promise<Postings[]> {
    const resolved = await this.#resolve(terms);
    const chunks = await this.#read(
      resolved.flatMap((parts) => parts.flatMap((part) => chunksOfPostings(part, true))),
    );
    return resolved.map((parts) =>
      this.#unite(parts, (part, list) =>
        this.#attempt(undefined, () => void readPart(part, chunks, true, list)),
      ),
    );
  }

  /** One list of the parts of a term. */
  #unite(parts: readonly TermPart[], read: (part: TermPart, list: PostingList) => void): Postings {
    const list = new PostingList();
    for (const part of parts) {
      const before = list.count;
      read(part, list);
      this.#dropDead(part.segment, list, before);
    }
    list.sort();
    list.uniteTimes();
    const { rows, times, count } = list;
    return { rows: rows.slice(0, count), times: times.slice(0, count) };
  }

  /** The lists of parts in the order of the disk; those that are kept are not read again. */
  async #decode(parts: readonly TermPart[]): Promise<(part: TermPart) => DecodedList> {
    const lists = new Map<string, DecodedList>();
    for (const part of parts) {
      const list = this.#decoded.get(partName(part));
      if (list !== undefined) lists.set(partName(part), list);
    }
    const unknown = parts.filter((part) => !lists.has(partName(part)));
    const chunks = await this.#read(unknown.flatMap((part) => chunksOfPostings(part, false)));
    for (const part of unknown) {
      const list = new PostingList();
      const placeBlocks = this.#attempt([], () => readPart(part, chunks, false, list));
      const { rows, times, count } = list;
      const decoded = { rows: rows.slice(0, count), times: times.slice(0, count), placeBlocks };
      lists.set(partName(part), decoded);
      this.#decoded.keep(partName(part), decoded);
    }
    return (part) => lists.get(partName(part)) ?? NO_LIST;
  }

  /** Takes out the rows from an index on that a newer segment answers for. */
  #dropDead(segment: OpenSegment, list: PostingList, from: number): void {
    const owners = this.#owners[segment.head.kind];
    const owner = this.#ownNumbers.get(segment);
    let kept = from;
    for (let i = from; i < list.count; i++) {
      const row = list.rows[i] ?? 0;
      if (owners.ownerOf(row) !== owner) continue;
      list.rows[kept] = row;
      list.times[kept++] = list.times[i] ?? 0;
    }
    list.count = kept;
  }

  async places(term: Term, rows: Uint32Array): Promise<Places> {
    const [parts = []] = await this.#resolve([term]);
    const decoded = await this.#decode(parts);
    const asked = new Uint32Array(this.rowCount);
    rows.forEach((row, index) => {
      asked[row] = index + 1;
    });
    const work = parts.map((part) => {
      const list = decoded(part);
      return { part, list, blocks: blocksWith(part, list, asked) };
    });
    const places = await this.#read(
      work.flatMap(({ part, blocks }) =>
        blocks.flatMap(({ address }): Wanted[] => {
          const chunk = part.segment.chunkAt(STREAM.places, address);
          return chunk < 0 ? [] : [[part.segment, STREAM.places, chunk]];
        }),
      ),
    );
    const found: Uint32Array[] = [];
    for (const { part, list, blocks } of work) {
      for (const block of blocks) {
        this.#attempt(undefined, () => this.#readBlock(part, list, block, places, asked, found));
      }
    }
    return { at: (index) => found[index] ?? NO_PLACES };
  }

  #readBlock(
    { segment }: TermPart,
    decoded: DecodedList,
    { from, to, address }: PlaceBlock,
    places: Chunks,
    asked: Uint32Array,
    found: Uint32Array[],
  ): void {
    const chunk = segment.chunkAt(STREAM.places, address);
    const bytes = chunk < 0 ? new Uint8Array() : places(segment, STREAM.places, chunk);
    const reader = new ByteReader(bytes, address - segment.startOf(STREAM.places, chunk));
    const list = new PostingList();
    list.take(decoded, from, to);
    readPlaces(reader, list, 0, to - from, asked);
    const owners = this.#owners[segment.head.kind];
    const owner = this.#ownNumbers.get(segment);
    for (let i = 0; i < to - from; i++) {
      const row = list.rows[i] ?? 0;
      const index = (asked[row] ?? 0) - 1;
      if (index < 0 || owners.ownerOf(row) !== owner) continue;
      const here = list.places.subarray(list.placeStarts[i], list.placeEnds[i]);
      const before = found[index];
      // The fields of the user come behind those of the paper.
      found[index] = before === undefined ? here : Uint32Array.from([...before, ...here]);
    }
  }

  column(name: NumberColumn): Promise<Numbers> {
    let column = this.#columns.get(name);
    if (column === undefined) {
      column = this.#readColumn(name);
      this.#columns.set(name, column);
      column.catch(() => this.#columns.delete(name));
    }
    return column;
  }

  async #readColumn(name: NumberColumn): Promise<Numbers> {
    const segments = this.#segments.filter(({ head }) => columnChunk(head.kind, name) >= 0);
    const wanted = segments.map(
      (segment): Wanted => [segment, STREAM.columns, columnChunk(segment.head.kind, name)],
    );
    const chunks = await this.#read(wanted);
    const kinds = KINDS.filter((kind) => columnChunk(kind, name) >= 0);
    const columns = kinds.map((kind) => {
      const numbers = makeNumbers(name, this.rowCount);
      // The older first, so that the newer overwrite them.
      for (const segment of segments.filter(({ head }) => head.kind === kind)) {
        const bytes = chunks(segment, STREAM.columns, columnChunk(kind, name));
        const read = readColumn(name, bytes);
        let index = 0;
        for (const { from, to } of segment.head.covered) {
          if (read.length >= index + to - from)
            numbers.set(read.subarray(index, index + to - from), from);
          else this.isDamaged = true;
          index += to - from;
        }
      }
      return numbers;
    });
    const [first = makeNumbers(name, this.rowCount), second] = columns;
    // Of two kinds there is only `flags`, whose bits are those of both.
    if (second !== undefined)
      for (let row = 0; row < first.length; row++)
        first[row] = (first[row] ?? 0) | (second[row] ?? 0);
    return first;
  }

  async tagsOfRows(rows: Uint32Array): Promise<readonly (readonly string[])[]> {
    this.#tags ??= this.#readTags();
    this.#tags.catch(() => {
      this.#tags = null;
    });
    const tags = await this.#tags;
    return Array.from(rows, (row) => tags.get(row) ?? []);
  }

  async #readTags(): Promise<ReadonlyMap<number, readonly string[]>> {
    const segments = this.#segments.filter(({ head }) => head.kind === 'user');
    const chunk = tagsChunk('user');
    const chunks = await this.#read(
      segments.map((segment): Wanted => [segment, STREAM.columns, chunk]),
    );
    const found = new Map<number, readonly string[]>();
    for (const segment of segments) {
      const { covered } = segment.head;
      const bytes = chunks(segment, STREAM.columns, chunk);
      const tags = this.#attempt([], () => readTags(bytes, countRows(covered)));
      let index = 0;
      for (const { from, to } of covered)
        for (let row = from; row < to; row++) found.set(row, tags[index++] ?? []);
    }
    return found;
  }
}

function byFrequency(a: Term, b: Term): number {
  return b.frequency - a.frequency || (a.text < b.text ? -1 : 1);
}

function termOf(text: string, parts: readonly TermPart[]): FoundTerm {
  return new FoundTerm(
    text,
    parts.reduce((sum, part) => sum + part.frequency, 0),
    parts,
  );
}

function partAt(segment: OpenSegment, cursor: LexiconCursor): TermPart {
  const { frequency, postingsAt, postingsBytes, placesAt } = cursor;
  return { segment, frequency, postingsAt, postingsBytes, placesAt };
}

const soughtBytes = new Uint8Array(MAX_WORD_BYTES);

function findInChunk(segment: OpenSegment, chunk: Uint8Array, text: string): TermPart[] {
  const length = encodeWord(text, soughtBytes);
  const cursor = seekWord(chunk, soughtBytes, length);
  const isFound =
    cursor !== null && compareBytes(cursor.word, cursor.length, soughtBytes, length) === 0;
  return isFound ? [partAt(segment, cursor)] : [];
}

/** The chunks of the lexicon that may have words with a beginning. */
function chunksOfPrefix(segment: OpenSegment, prefix: string): number[] {
  const { firsts = [] } = segment.head.directories.get(STREAM.lexicon) ?? {};
  const chunks: number[] = [];
  for (
    let chunk = Math.max(0, segment.chunkOfWord(STREAM.lexicon, prefix));
    chunk < firsts.length;
    chunk++
  ) {
    const first = firsts[chunk] ?? '';
    if (first > prefix && !first.startsWith(prefix)) break;
    chunks.push(chunk);
  }
  return chunks;
}

function walkPrefix(
  segment: OpenSegment,
  chunk: Uint8Array,
  prefix: string,
  take: (text: string, part: TermPart) => void,
): void {
  const length = encodeWord(prefix, soughtBytes);
  const cursor = seekWord(chunk, soughtBytes, length);
  if (cursor === null) return;
  do {
    const order = compareBytes(cursor.word, Math.min(cursor.length, length), soughtBytes, length);
    if (order !== 0) break;
    take(decodeWord(cursor.word, cursor.length), partAt(segment, cursor));
  } while (cursor.next());
}

/** Looks through a lexicon for words that are spelled almost alike. */
function walkSpelled(
  chunk: Uint8Array,
  sought: string,
  most: number,
  take: (near: NearWord) => void,
): void {
  const table = new DistanceTable(sought, most);
  const cursor = new LexiconCursor(chunk);
  while (cursor.next()) {
    // A letter takes up to three bytes.
    if (cursor.length < sought.length - most || cursor.length > 3 * (sought.length + most))
      continue;
    const text = decodeWord(cursor.word, cursor.length);
    if (!isSpelled(text) || Math.abs(text.length - sought.length) > most) continue;
    for (let i = 0; i < text.length; i++) table.letters[i] = text.charCodeAt(i);
    const distance = table.measure(text.length, 0);
    if (distance <= most) take({ text, distance, rank: nearRank(cursor.frequency) });
  }
}

function chunksOfPostings(part: TermPart, onlyHead: boolean): Wanted[] {
  const { segment, postingsAt, postingsBytes } = part;
  const first = segment.chunkAt(STREAM.postings, postingsAt);
  const last = onlyHead
    ? first
    : segment.chunkAt(STREAM.postings, postingsAt + Math.max(1, postingsBytes) - 1);
  return Array.from(
    { length: last - first + 1 },
    (_, i): Wanted => [segment, STREAM.postings, first + i],
  );
}

function readerAt(
  segment: OpenSegment,
  stream: Stream,
  address: number,
  chunks: Chunks,
): ByteReader {
  const chunk = segment.chunkAt(stream, address);
  return new ByteReader(chunks(segment, stream, chunk), address - segment.startOf(stream, chunk));
}

/** Appends the postings of a part in the order of the disk. Returns the bytes of its blocks of places. */
function readPart(
  part: TermPart,
  chunks: Chunks,
  onlyHead: boolean,
  list: PostingList,
): readonly number[] {
  const { segment, frequency, postingsAt } = part;
  const span = spanOf(segment.head.covered);
  const first = readerAt(segment, STREAM.postings, postingsAt, chunks);
  const { head, pieceBytes, placeBlocks } = readListHead(first, frequency);
  if (head > frequency) throw new BrokenRecordError('A head is longer than its list');
  if (head > 0) readPostings(first, head, span, list);
  if (onlyHead && head > 0) return placeBlocks;
  const rest =
    frequency < LONG_LIST
      ? first
      : readerAt(segment, STREAM.postings, postingsAt + pieceBytes, chunks);
  readPostings(rest, frequency - head, span, list);
  return placeBlocks;
}

/** Postings whose places are read together. */
interface PlaceBlock {
  readonly from: number;
  readonly to: number;
  readonly address: number;
}

/** The blocks that have a row that is asked for, up to the last such row. */
function blocksWith(
  { placesAt, frequency }: TermPart,
  { rows, placeBlocks }: DecodedList,
  asked: Uint32Array,
): PlaceBlock[] {
  const blocks: PlaceBlock[] = [];
  let address = placesAt;
  for (let from = 0; from < frequency; from += BLOCK_POSTINGS) {
    let to = Math.min(frequency, from + BLOCK_POSTINGS);
    while (to > from && asked[rows[to - 1] ?? 0] === 0) to--;
    if (to > from) blocks.push({ from, to, address });
    address += placeBlocks[from / BLOCK_POSTINGS] ?? 0;
  }
  return blocks;
}

/** Names a list: segments never change. */
function partName({ segment, postingsAt }: TermPart): string {
  return `${segment.id} ${postingsAt}`;
}

/** What `openIndex` gives: ranking reads it as `PostingsReader`. */
export interface OpenedIndex extends PostingsReader {
  readonly progress: Progress;
  /** Something broken was met: the worker should build the index anew. Answers come from what is good. */
  readonly isDamaged: boolean;
}

/** Null where there is no index, or none of this form. */
export async function openIndex(source: RecordSource): Promise<OpenedIndex | null> {
  const session = new IndexSession(source);
  const index = await session.open();
  return index === session.empty ? null : index;
}

/** Opens the index again and again as it moves on, and keeps in memory what stays the same. */
export class IndexSession {
  readonly #source: RecordSource;
  /** Records of a segment never change, nor are their keys used again in the life of an index. */
  #chunks: ChunkReader;
  #segments: ReadonlyMap<number, OpenSegment> = new Map();
  #life = 0;
  #last: { readonly name: string; readonly reader: IndexReader } | null = null;

  /** An index of no papers. */
  readonly empty: OpenedIndex;

  constructor(source: RecordSource) {
    this.#source = source;
    this.#chunks = new ChunkReader(source);
    const state = { name: '', progress: {}, isDamaged: false };
    this.empty = new IndexReader(source, this.#chunks, state, []);
  }

  /** The index as it is now, the same object while it has not moved; `empty` where there is none of this form. */
  async open(): Promise<OpenedIndex> {
    const [record] = await this.#source.getMany([MANIFEST_KEY]);
    const manifest = record === undefined ? null : attemptManifest(record);
    if (manifest === null) return this.empty;
    const { progress, life } = manifest;
    const name = stateOf(manifest);
    if (this.#last?.name === name) return this.#last.reader;
    if (this.#life !== life) {
      this.#life = life;
      this.#chunks = new ChunkReader(this.#source);
      this.#segments = new Map();
    }
    const unknown = manifest.segments.filter(({ id }) => !this.#segments.has(id));
    const keys = unknown.map(({ id }) => headKey(id));
    const records = await this.#source.getMany(keys);
    if (records.includes(undefined) && (await hasMoved(this.#source, name))) return this.open();
    // Another question may have opened it meanwhile, and read some of it.
    if (this.#last?.name === name) return this.#last.reader;
    const heads = new Map(keys.map((key, index) => [key, records[index]]));
    const segments = new Map<number, OpenSegment>();
    for (const { id, rows } of manifest.segments) {
      const segment = this.#segments.get(id) ?? openSegment(id, rows, heads.get(headKey(id)));
      if (segment !== null) segments.set(id, segment);
    }
    const isDamaged = segments.size < manifest.segments.length;
    this.#segments = segments;
    const state = { name, progress, isDamaged };
    const reader = new IndexReader(this.#source, this.#chunks, state, [...segments.values()]);
    this.#last = { name, reader };
    return reader;
  }
}

/** Null where it is broken. */
function openSegment(id: number, rows: number, record: Uint8Array | undefined): OpenSegment | null {
  try {
    const key = headKey(id);
    if (record === undefined) throw new BrokenRecordError(`Record ${key} is missing`);
    const segment = new OpenSegment(id, decodeHead(openRecord(key, record)));
    if (countRows(segment.head.covered) !== rows)
      throw new BrokenRecordError(`Segment ${id} has not ${rows} rows`);
    return segment;
  } catch (error) {
    if (!(error instanceof BrokenRecordError)) throw error;
    return null;
  }
}

function stateOf({ life, sequence }: Manifest): string {
  return `${life} ${sequence}`;
}

/** True where the manifest is not that of a state any more. */
async function hasMoved(source: RecordSource, state: string): Promise<boolean> {
  const [record] = await source.getMany([MANIFEST_KEY]);
  const manifest = record === undefined ? null : attemptManifest(record);
  return record !== undefined && (manifest === null || stateOf(manifest) !== state);
}

function attemptManifest(record: Uint8Array): Manifest | null {
  try {
    return decodeManifest(record);
  } catch (error) {
    if (!(error instanceof BrokenRecordError)) throw error;
    return null;
  }
}
