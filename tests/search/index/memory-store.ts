import {
  isSameRecord,
  MANIFEST_KEY,
  OvertakenError,
  RECORDS,
  type RecordBatch,
  type RecordStore,
} from '../../../lib/search/index/store.ts';

/** The worker was killed. */
export class Killed extends Error {}

/**
 * Records in memory, written one after the other, so that a worker can be killed between any two;
 * of a batch the last put is the manifest, and what is dropped goes after it.
 */
export class MemoryStore implements RecordStore {
  readonly records = new Map<number, Uint8Array>();
  /** Records that can still be written; then the worker is killed. */
  left = Number.POSITIVE_INFINITY;
  reads = 0;
  bytesRead = 0;

  #spend(): void {
    if (this.left-- <= 0) throw new Killed();
  }

  async getMany(keys: readonly number[]): Promise<(Uint8Array | undefined)[]> {
    this.reads++;
    return keys.map((key) => {
      const record = this.records.get(key);
      this.bytesRead += record?.length ?? 0;
      return record;
    });
  }

  async write({ puts, dropped, after }: RecordBatch): Promise<void> {
    if (!isSameRecord(this.records.get(MANIFEST_KEY), after)) throw new OvertakenError();
    for (const { key, bytes } of puts) {
      this.#spend();
      this.records.set(key, bytes);
    }
    for (const segment of dropped) {
      for (const key of [...this.records.keys()]) {
        if (Math.floor(key / RECORDS) !== segment) continue;
        this.#spend();
        this.records.delete(key);
      }
    }
  }

  async segments(): Promise<number[]> {
    const ids = new Set([...this.records.keys()].map((key) => Math.floor(key / RECORDS)));
    ids.delete(0);
    return [...ids].sort((a, b) => a - b);
  }

  get bytes(): number {
    return [...this.records.values()].reduce((sum, bytes) => sum + bytes.length, 0);
  }
}
