/** Reads records, holds them against their sums, and keeps what was read last. */
import { BrokenRecordError } from './bytes.ts';
import { openRecord } from './record.ts';
import { chunkKey, type SegmentHead, type Stream } from './segment.ts';
import type { RecordSource } from './store.ts';

/** What a page or the worker keeps of the index in memory. */
const KEPT_BYTES = 6 * 1024 * 1024;

/** A record is not there: the index moved on, or it is broken. */
export class MissingRecordError extends BrokenRecordError {}

export class ChunkReader {
  readonly #source: RecordSource;
  readonly #kept = new Map<number, Uint8Array>();
  readonly #maxBytes: number;
  #bytes = 0;

  constructor(source: RecordSource, maxBytes = KEPT_BYTES) {
    this.#source = source;
    this.#maxBytes = maxBytes;
  }

  /**
   * The payloads of records; all that are not kept are read at once. Where one is missing or broken,
   * `refuse` decides: it throws, or an empty payload takes its place.
   */
  async read(
    keys: Iterable<number>,
    refuse: (error: BrokenRecordError) => void,
  ): Promise<Map<number, Uint8Array>> {
    const found = new Map<number, Uint8Array>();
    const missing: number[] = [];
    for (const key of new Set(keys)) {
      const kept = this.#kept.get(key);
      if (kept === undefined) missing.push(key);
      else {
        this.#kept.delete(key);
        this.#kept.set(key, kept);
        found.set(key, kept);
      }
    }
    if (missing.length === 0) return found;
    const records = await this.#source.getMany(missing);
    missing.forEach((key, index) => {
      try {
        const record = records[index];
        if (record === undefined) throw new MissingRecordError(`Record ${key} is missing`);
        const payload = openRecord(key, record);
        found.set(key, payload);
        this.#keep(key, payload);
      } catch (error) {
        if (!(error instanceof BrokenRecordError)) throw error;
        refuse(error);
        found.set(key, EMPTY);
      }
    });
    return found;
  }

  #keep(key: number, payload: Uint8Array): void {
    // Two who asked at once both come here.
    this.#bytes += payload.length - (this.#kept.get(key)?.length ?? 0);
    this.#kept.delete(key);
    this.#kept.set(key, payload);
    for (const [oldest, bytes] of this.#kept) {
      if (this.#bytes <= this.#maxBytes || oldest === key) break;
      this.#kept.delete(oldest);
      this.#bytes -= bytes.length;
    }
  }
}

const EMPTY = new Uint8Array();

/** A segment that is named by the manifest, with where its chunks lie. */
export class OpenSegment {
  readonly id: number;
  readonly head: SegmentHead;
  /** For each stream the address at which each chunk begins. */
  readonly #starts = new Map<Stream, number[]>();

  constructor(id: number, head: SegmentHead) {
    this.id = id;
    this.head = head;
    for (const [stream, { bytes }] of head.directories) {
      let address = 0;
      this.#starts.set(
        stream,
        bytes.map((length) => {
          const start = address;
          address += length;
          return start;
        }),
      );
    }
  }

  chunkCount(stream: Stream): number {
    return this.#starts.get(stream)?.length ?? 0;
  }

  /** The chunk that holds an address; -1 where the stream is empty. */
  chunkAt(stream: Stream, address: number): number {
    return lastAtOrBefore(this.#starts.get(stream) ?? [], (start) => start <= address);
  }

  startOf(stream: Stream, chunk: number): number {
    return this.#starts.get(stream)?.[chunk] ?? 0;
  }

  /** The chunk of a stream in order of words where the word would be; -1 where it comes before all. */
  chunkOfWord(stream: Stream, word: string): number {
    return lastAtOrBefore(
      this.head.directories.get(stream)?.firsts ?? [],
      (first) => first <= word,
    );
  }

  key(stream: Stream, chunk: number): number {
    return chunkKey(this.id, stream, chunk);
  }

  inlineChunk(stream: Stream, chunk: number): Uint8Array | undefined {
    return this.head.inline?.get(stream)?.[chunk];
  }
}

/** Index of the last item that passes; those that pass come first. -1 for none. */
function lastAtOrBefore<Item>(items: readonly Item[], passes: (item: Item) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (passes(items[middle] as Item)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
