/** Where the records of the index lie: an interface, so that the index knows no database. */

/** A record has a number: that of its segment times `RECORDS`, and its own in the segment. */
export const RECORDS = 2 ** 20;

export function recordKey(segment: number, record: number): number {
  return segment * RECORDS + record;
}

/** The manifest has the first key; segments count from 1. */
export const MANIFEST_KEY = 0;

export interface RecordSource {
  /** One for each key, undefined where there is none. */
  getMany(keys: readonly number[]): Promise<readonly (Uint8Array | undefined)[]>;
}

/** All of it happens, or nothing. */
export interface RecordBatch {
  readonly puts: readonly { readonly key: number; readonly bytes: Uint8Array }[];
  /** Segments all of whose records go. */
  readonly dropped: readonly number[];
}

export interface RecordStore extends RecordSource {
  write(batch: RecordBatch): Promise<void>;
  /** Numbers of the segments that any record belongs to, rising. */
  segments(): Promise<readonly number[]>;
}
