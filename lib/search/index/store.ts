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
  /** The manifest that the writer knows, as it was stored; undefined: none. */
  readonly after: Uint8Array | undefined;
}

/** Another writer was here first: what this one knows of the index is old, and it has to be opened anew. */
export class OvertakenError extends Error {
  override readonly name = 'OvertakenError';
}

/** True where two readings of a record gave the same. */
export function isSameRecord(one: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

export interface RecordStore extends RecordSource {
  /** Throws `OvertakenError` and writes nothing where the manifest is not that of `after` any more. */
  write(batch: RecordBatch): Promise<void>;
  /** Numbers of the segments that any record belongs to, rising. */
  segments(): Promise<readonly number[]>;
}
