/** Walks over all words of a segment in order, with their postings and places. */
import {
  BrokenRecordError,
  ByteReader,
  compareBytes,
  encodeWord,
  MAX_WORD_BYTES,
} from './bytes.ts';
import type { ChunkReader, OpenSegment } from './chunk-reader.ts';
import { LexiconCursor } from './lexicon.ts';
import type { PostingList } from './posting-list.ts';
import {
  BLOCK_POSTINGS,
  LONG_LIST,
  readListHead,
  readPlaces,
  readPostings,
  spanOf,
} from './postings.ts';
import { STREAM, type Stream } from './segment.ts';

/** Throws what is broken: nothing may be merged or copied without it. */
export function refuseBroken(error: BrokenRecordError): never {
  throw error;
}

interface LoadedChunk {
  readonly start: number;
  readonly bytes: Uint8Array;
}

export class SegmentScanner {
  readonly segment: OpenSegment;
  readonly #chunks: ChunkReader;
  readonly #loaded = new Map<Stream, LoadedChunk>();
  #cursor: LexiconCursor | null = null;
  #nextChunk = 0;

  constructor(segment: OpenSegment, chunks: ChunkReader) {
    this.segment = segment;
    this.#chunks = chunks;
  }

  /** The word that was moved to. */
  get current(): LexiconCursor {
    if (this.#cursor === null) throw new Error('There is no word');
    return this.#cursor;
  }

  /** Moves to the next word; false at the end. */
  async next(): Promise<boolean> {
    while (this.#cursor === null || !this.#cursor.next()) {
      if (this.#nextChunk >= this.segment.chunkCount(STREAM.lexicon)) return false;
      this.#cursor = new LexiconCursor(await this.#load(STREAM.lexicon, this.#nextChunk++));
    }
    return true;
  }

  /** Moves to the first word after one; null: to the first of all. False where there is none. */
  async seekAfter(word: string | null): Promise<boolean> {
    this.#cursor = null;
    this.#nextChunk =
      word === null ? 0 : Math.max(0, this.segment.chunkOfWord(STREAM.lexicon, word));
    const bytes = new Uint8Array(MAX_WORD_BYTES);
    const length = word === null ? 0 : encodeWord(word, bytes);
    for (;;) {
      if (!(await this.next())) return false;
      const { word: at, length: atLength } = this.current;
      if (word === null || compareBytes(at, atLength, bytes, length) > 0) return true;
    }
  }

  /** Appends the postings and places of the current word to an empty list, in the order of rows. */
  async read(list: PostingList): Promise<void> {
    const { frequency, postingsAt, placesAt } = this.current;
    const span = spanOf(this.segment.head.covered);
    const first = await this.#at(STREAM.postings, postingsAt);
    const head = readListHead(first, frequency);
    if (head.head > 0) readPostings(first, head.head, span, list);
    const rest =
      frequency < LONG_LIST ? first : await this.#at(STREAM.postings, postingsAt + head.pieceBytes);
    if (head.head > frequency) throw new BrokenRecordError('A head is longer than its list');
    readPostings(rest, frequency - head.head, span, list);
    let address = placesAt;
    for (let from = 0; from < frequency; from += BLOCK_POSTINGS) {
      const to = Math.min(frequency, from + BLOCK_POSTINGS);
      readPlaces(await this.#at(STREAM.places, address), list, from, to);
      address += head.placeBlocks[from / BLOCK_POSTINGS] ?? 0;
    }
    list.sort();
  }

  async #at(stream: Stream, address: number): Promise<ByteReader> {
    let loaded = this.#loaded.get(stream);
    const { segment } = this;
    if (
      loaded === undefined ||
      address < loaded.start ||
      address >= loaded.start + loaded.bytes.length
    ) {
      const chunk = segment.chunkAt(stream, address);
      // Words without places stand at the end of a chunk, or where there is none.
      if (chunk < 0) return new ByteReader(new Uint8Array());
      const bytes = await this.#load(stream, chunk);
      loaded = { start: segment.startOf(stream, chunk), bytes };
      this.#loaded.set(stream, loaded);
    }
    return new ByteReader(loaded.bytes, address - loaded.start);
  }

  async #load(stream: Stream, chunk: number): Promise<Uint8Array> {
    const inline = this.segment.inlineChunk(stream, chunk);
    if (inline !== undefined) return inline;
    const key = this.segment.key(stream, chunk);
    const found = await this.#chunks.read([key], refuseBroken);
    const bytes = found.get(key);
    if (bytes === undefined) throw new BrokenRecordError(`Record ${key} is missing`);
    return bytes;
  }
}
