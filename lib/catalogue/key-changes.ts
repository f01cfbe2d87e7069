import type { Row } from '../recognise/types.ts';
import {
  bucketOf,
  changeEntries,
  hashKey,
  type KeyEntry,
  type KeyHash,
  rowsOf,
} from './key-buckets.ts';
import type { Entries } from './schema.ts';

/** The `keys` table within one transaction: what it holds, and what is about to change. */
export class KeyChanges {
  readonly #readBuckets: (buckets: readonly number[]) => Promise<Map<number, Entries>>;
  readonly #buckets = new Map<number, Entries>();
  readonly #added = new Map<KeyHash, Set<Row>>();
  readonly #removed = new Map<KeyHash, Set<Row>>();

  constructor(readBuckets: (buckets: readonly number[]) => Promise<Map<number, Entries>>) {
    this.#readBuckets = readBuckets;
  }

  /** Reads the buckets of the keys, those that are not in yet. */
  async load(keys: Iterable<string>): Promise<void> {
    const wanted = new Set<number>();
    for (const key of keys) wanted.add(bucketOf(hashKey(key)));
    const missing = [...wanted].filter((bucket) => !this.#buckets.has(bucket));
    if (missing.length === 0) return;
    for (const [bucket, entries] of await this.#readBuckets(missing))
      this.#buckets.set(bucket, entries);
  }

  /** Rows that may have the key, ascending: hold each against its paper, hashes collide. Throws unless loaded. */
  rows(key: string): Row[] {
    const hash = hashKey(key);
    const removed = this.#removed.get(hash);
    const held = rowsOf(this.#bucket(hash), hash).filter((row) => removed?.has(row) !== true);
    const added = this.#added.get(hash);
    return added === undefined ? held : [...held, ...added].sort((a, b) => a - b);
  }

  /** Gives the row the keys `after` in place of `before`; all of them loaded. */
  replace(row: Row, before: readonly string[], after: readonly string[]): void {
    const old = new Set(before.map(hashKey));
    const kept = new Set(after.map(hashKey));
    for (const hash of old) if (!kept.has(hash)) this.#move(hash, row, this.#added, this.#removed);
    for (const hash of kept) if (!old.has(hash)) this.#move(hash, row, this.#removed, this.#added);
  }

  /** The buckets that changed, as they are to be written. */
  changed(): Map<number, Entries> {
    const added = byBucket(this.#added);
    const removed = byBucket(this.#removed);
    const changed = new Map<number, Entries>();
    for (const bucket of new Set([...added.keys(), ...removed.keys()])) {
      const entries = this.#buckets.get(bucket);
      if (entries === undefined) throw new Error(`Key bucket ${bucket} was not loaded`);
      changed.set(
        bucket,
        changeEntries(entries, added.get(bucket) ?? [], removed.get(bucket) ?? []),
      );
    }
    return changed;
  }

  #bucket(hash: KeyHash): Entries {
    const entries = this.#buckets.get(bucketOf(hash));
    if (entries === undefined) throw new Error(`Key bucket ${bucketOf(hash)} was not loaded`);
    return entries;
  }

  #move(hash: KeyHash, row: Row, from: Map<KeyHash, Set<Row>>, to: Map<KeyHash, Set<Row>>): void {
    if (from.get(hash)?.delete(row) === true) return;
    const rows = to.get(hash);
    if (rows === undefined) to.set(hash, new Set([row]));
    else rows.add(row);
  }
}

function byBucket(changes: ReadonlyMap<KeyHash, ReadonlySet<Row>>): Map<number, KeyEntry[]> {
  const grouped = new Map<number, KeyEntry[]>();
  for (const [hash, rows] of changes)
    for (const row of rows) {
      const bucket = bucketOf(hash);
      const entries = grouped.get(bucket);
      if (entries === undefined) grouped.set(bucket, [{ hash, row }]);
      else entries.push({ hash, row });
    }
  return grouped;
}
