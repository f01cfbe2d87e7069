/** Writes a segment word by word, in records that can be stored as they come. */
import { ByteWriter, decodeWord, encodeWord, MAX_WORD_BYTES } from './bytes.ts';
import { LexiconWriter } from './lexicon.ts';
import type { PostingList } from './posting-list.ts';
import { LONG_LIST, orderForDisk, type RowSpan, writePlaces, writePostings } from './postings.ts';
import { sealRecord } from './record.ts';
import type { RowRun } from './row-runs.ts';
import {
  chunkKey,
  type Directory,
  encodeHead,
  headKey,
  type SegmentKind,
  STREAM,
  type Stream,
} from './segment.ts';
import type { Sizes } from './sizes.ts';
import type { RecordBatch } from './store.ts';

export interface MutableDirectory {
  readonly bytes: number[];
  readonly firsts: string[];
}

/** What a writer has to remember to go on in another worker; plain data. */
export interface WriterState {
  readonly lexicon: MutableDirectory;
  readonly postings: MutableDirectory;
  readonly places: MutableDirectory;
  terms: number;
  postingCount: number;
}

export function newWriterState(): WriterState {
  const directory = () => ({ bytes: [], firsts: [] });
  return {
    lexicon: directory(),
    postings: directory(),
    places: directory(),
    terms: 0,
    postingCount: 0,
  };
}

type Put = RecordBatch['puts'][number];

/** Cuts a stream into chunks. */
class StreamWriter {
  readonly out = new ByteWriter();
  readonly #directory: MutableDirectory;
  readonly #chunkBytes: number;
  /** Bytes of the chunks that are closed. */
  #closed: number;

  constructor(directory: MutableDirectory, chunkBytes: number) {
    this.#chunkBytes = chunkBytes;
    this.#directory = directory;
    this.#closed = directory.bytes.reduce((sum, bytes) => sum + bytes, 0);
  }

  /** The address of what is written next. */
  get address(): number {
    return this.#closed + this.out.length;
  }

  get isFull(): boolean {
    return this.out.length >= this.#chunkBytes;
  }

  /** Closes the chunk, if there is anything in it. */
  close(take: (chunk: number, bytes: Uint8Array) => void): void {
    const { length } = this.out;
    if (length === 0) return;
    take(this.#directory.bytes.length, this.out.view());
    this.#directory.bytes.push(length);
    this.#closed += length;
    this.out.length = 0;
  }
}

/** What a posting weighs in ranking, from 0 to 255; the head of a long list is chosen by it. */
type Impact = (times: number, row: number) => number;

export interface SegmentShape {
  readonly kind: SegmentKind;
  readonly span: RowSpan;
  readonly impact: Impact;
}

export class SegmentWriter {
  readonly #segment: number;
  readonly #shape: SegmentShape;
  readonly #sizes: Sizes;
  readonly #state: WriterState;
  readonly #lexicon = new LexiconWriter();
  readonly #lexiconStream: StreamWriter;
  readonly #postings: StreamWriter;
  readonly #places: StreamWriter;
  readonly #word = new Uint8Array(MAX_WORD_BYTES);
  #impacts = new Uint8Array(4096);
  #puts: Put[] = [];
  #written = 0;

  constructor(segment: number, shape: SegmentShape, sizes: Sizes, state = newWriterState()) {
    this.#sizes = sizes;
    this.#segment = segment;
    this.#shape = shape;
    this.#state = state;
    this.#lexiconStream = new StreamWriter(state.lexicon, sizes.chunkBytes);
    this.#postings = new StreamWriter(state.postings, sizes.chunkBytes);
    this.#places = new StreamWriter(state.places, sizes.chunkBytes);
  }

  /** Bytes written since the records were last taken. */
  get pending(): number {
    return this.#written;
  }

  /** Words must come in the order of strings; lists must not be empty. */
  addText(word: string, list: PostingList): void {
    this.add(this.#word, encodeWord(word, this.#word), list);
  }

  add(word: Uint8Array, length: number, list: PostingList): void {
    const lexicon = this.#lexiconStream;
    if (lexicon.out.length === 0) {
      this.#lexicon.begin(this.#postings.address, this.#places.address, lexicon.out);
      this.#state.lexicon.firsts.push(decodeWord(word, length));
    }
    const postingsAt = this.#postings.address;
    const placesAt = this.#places.address;
    const order = orderForDisk(list.count, this.#impactsOf(list));
    const blocks = writePlaces(list, order, (write) =>
      this.#put(STREAM.places, this.#places, write),
    );
    writePostings(list, order, this.#shape.span, blocks, (write) =>
      this.#put(STREAM.postings, this.#postings, write),
    );
    this.#lexicon.write(
      word,
      length,
      list.count,
      this.#postings.address - postingsAt,
      this.#places.address - placesAt,
      lexicon.out,
    );
    if (lexicon.isFull) this.#close(STREAM.lexicon, lexicon);
    this.#state.terms++;
    this.#state.postingCount += list.count;
  }

  #impactsOf({ count, times, rows }: PostingList): Uint8Array {
    if (count < LONG_LIST) return this.#impacts;
    if (this.#impacts.length < count) this.#impacts = new Uint8Array(count * 2);
    const { impact } = this.#shape;
    for (let i = 0; i < count; i++) this.#impacts[i] = impact(times[i] ?? 0, rows[i] ?? 0);
    return this.#impacts;
  }

  #put(stream: Stream, writer: StreamWriter, write: (out: ByteWriter) => void): void {
    if (writer.isFull) this.#close(stream, writer);
    write(writer.out);
  }

  #close(stream: Stream, writer: StreamWriter): void {
    writer.close((chunk, bytes) => this.#store(chunkKey(this.#segment, stream, chunk), bytes));
  }

  #store(key: number, payload: Uint8Array): void {
    this.#puts.push({ key, bytes: sealRecord(key, payload) });
    this.#written += payload.length;
  }

  /** The records that are closed; all of them with `flush`, after which the state is whole. */
  takeRecords(flush: boolean): Put[] {
    if (flush) {
      this.#close(STREAM.lexicon, this.#lexiconStream);
      this.#close(STREAM.postings, this.#postings);
      this.#close(STREAM.places, this.#places);
    }
    const taken = this.#puts;
    this.#puts = [];
    this.#written = 0;
    return taken;
  }

  /** Ends a segment that was written in one go; small ones become one record. */
  finish(rest: {
    readonly covered: readonly RowRun[];
    readonly gone: readonly RowRun[];
    readonly rows: number;
    readonly titleWords: number;
    readonly abstractWords: number;
    readonly columns: readonly Uint8Array[];
  }): Put[] {
    const { columns, covered, gone, ...counts } = rest;
    const inline = new Map<Stream, readonly Uint8Array[]>();
    let inlineBytes = columns.reduce((sum, bytes) => sum + bytes.length, 0);
    const { lexicon, postings, places } = this.#state;
    if (lexicon.bytes.length + postings.bytes.length + places.bytes.length === 0) {
      for (const [stream, { out }] of this.#streams()) {
        inlineBytes += out.length;
        inline.set(stream, out.length === 0 ? [] : [out.view().slice()]);
      }
    }
    const isInline = inline.size > 0 && inlineBytes <= this.#sizes.inlineBytes;
    inline.set(STREAM.columns, columns);
    const puts = this.takeRecords(true);
    columns.forEach((bytes, chunk) => {
      this.#store(chunkKey(this.#segment, STREAM.columns, chunk), bytes);
    });
    const directories = directoriesOf(this.#state, columns);
    const { terms, postingCount } = this.#state;
    const { kind } = this.#shape;
    const payload = encodeHead({
      kind,
      covered,
      gone,
      counts: { terms, postings: postingCount, ...counts },
      directories,
      inline: isInline ? inline : null,
    });
    const key = headKey(this.#segment);
    const head = { key, bytes: sealRecord(key, payload) };
    return isInline ? [head] : [...puts, ...this.takeRecords(true), head];
  }

  #streams(): [Stream, StreamWriter][] {
    return [
      [STREAM.lexicon, this.#lexiconStream],
      [STREAM.postings, this.#postings],
      [STREAM.places, this.#places],
    ];
  }
}

/** Where everything lies, once the streams are closed. */
export function directoriesOf(
  state: WriterState,
  columns: readonly Uint8Array[],
): Map<Stream, Directory> {
  return new Map<Stream, Directory>([
    [STREAM.lexicon, state.lexicon],
    [STREAM.postings, state.postings],
    [STREAM.places, state.places],
    [STREAM.columns, { bytes: columns.map(({ length }) => length), firsts: [] }],
  ]);
}
