import type { CatalogueDatabase, Entries, Head } from './schema.ts';

const NO_ENTRIES: Entries = new Uint32Array(0);

/**
 * Buckets of the `keys` table kept between transactions. Only a cache: it is asked with the head
 * that the same transaction read, and forgets everything when that head is not the one it knows.
 * Long imports touch all 256 buckets with every chunk; this saves them from being read back.
 */
export class KeyCache {
  #version = '';
  readonly #buckets = new Map<number, Entries>();

  /** Call inside the transaction that read `head`. */
  async read(
    database: CatalogueDatabase,
    head: Head,
    buckets: readonly number[],
  ): Promise<Map<number, Entries>> {
    const version = versionOf(head);
    this.#turnTo(version);
    const found = new Map<number, Entries>();
    const missing: number[] = [];
    for (const bucket of buckets) {
      const entries = this.#buckets.get(bucket);
      if (entries === undefined) missing.push(bucket);
      else found.set(bucket, entries);
    }
    if (missing.length === 0) return found;
    const records = await database.keys.bulkGet(missing);
    missing.forEach((bucket, i) => {
      const entries = records[i]?.entries ?? NO_ENTRIES;
      found.set(bucket, entries);
      if (this.#version === version) this.#buckets.set(bucket, entries);
    });
    return found;
  }

  /** Call once a transaction that led from one head to the next is complete. */
  advance(from: Head, to: Head, written: ReadonlyMap<number, Entries>): void {
    // Another transaction came between: it has read what was written here from the disk.
    if (this.#version !== versionOf(from)) return;
    this.#version = versionOf(to);
    for (const [bucket, entries] of written) this.#buckets.set(bucket, entries);
  }

  #turnTo(version: string): void {
    if (this.#version === version) return;
    this.#version = version;
    this.#buckets.clear();
  }
}

/** Keys change only with the papers' revision; the device id tells a database begun anew from the old one. */
function versionOf(head: Head): string {
  return `${head.deviceId}:${head.papersRevision}`;
}
