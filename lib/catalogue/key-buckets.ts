/**
 * The arithmetic of the `keys` table. An identity key becomes 40 bits of hash: 8 choose one of 256
 * buckets, 32 are kept in it beside the row, as sorted pairs in one typed array. A third smaller
 * than whole hashes; a false hit in 300,000 keys happens once in three million look-ups, and every
 * hit is held against the real paper anyway.
 */
import type { PaperId } from '../paper/paper.ts';
import type { Row } from '../recognise/types.ts';
import type { Entries } from './schema.ts';

/** The key that leads to a paper by its id. */
export function idKey(id: PaperId): string {
  return `id:${id}`;
}

/** A whole number below 2^40. */
export type KeyHash = number;

const LOW_RANGE = 2 ** 32;

/** Two rounds of 32-bit mixing over the UTF-16 units (cyrb53, public domain, cut to 40 bits). */
export function hashKey(key: string): KeyHash {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < key.length; i++) {
    const unit = key.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x9e3779b1);
    b = Math.imul(b ^ unit, 0x5f356495);
  }
  a = Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35);
  b = Math.imul(b ^ (b >>> 16), 0x85ebca6b) ^ Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
  return (b & 0xff) * LOW_RANGE + (a >>> 0);
}

export function bucketOf(hash: KeyHash): number {
  return Math.floor(hash / LOW_RANGE);
}

function lowOf(hash: KeyHash): number {
  return hash % LOW_RANGE;
}

/** Index of the first pair whose hash is not below `low`. */
function lowerBound(entries: Entries, low: number): number {
  let from = 0;
  let to = entries.length >>> 1;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((entries[middle * 2] ?? 0) < low) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** The rows that a bucket holds for a hash, ascending. */
export function rowsOf(entries: Entries, hash: KeyHash): Row[] {
  const low = lowOf(hash);
  const rows: Row[] = [];
  for (let i = lowerBound(entries, low) * 2; entries[i] === low; i += 2) {
    const row = entries[i + 1];
    if (row !== undefined) rows.push(row);
  }
  return rows;
}

export interface KeyEntry {
  readonly hash: KeyHash;
  readonly row: Row;
}

function compareEntries(a: KeyEntry, b: KeyEntry): number {
  return a.hash - b.hash || a.row - b.row;
}

function withoutEntries(entries: Entries, removed: readonly KeyEntry[]): Entries {
  const gone = new Set(removed.map(({ hash, row }) => `${lowOf(hash)}:${row}`));
  const kept = new Uint32Array(entries.length);
  let length = 0;
  for (let i = 0; i < entries.length; i += 2) {
    if (gone.has(`${entries[i]}:${entries[i + 1]}`)) continue;
    kept[length++] = entries[i] ?? 0;
    kept[length++] = entries[i + 1] ?? 0;
  }
  return kept.slice(0, length);
}

/** A bucket after a change; `added` and `removed` belong to it. Merges two sorted runs, so the cost is one copy. */
export function changeEntries(
  entries: Entries,
  added: readonly KeyEntry[],
  removed: readonly KeyEntry[],
): Entries {
  const base = removed.length === 0 ? entries : withoutEntries(entries, removed);
  if (added.length === 0) return base;
  const merged = new Uint32Array(base.length + added.length * 2);
  let from = 0;
  let length = 0;
  for (const { hash, row } of added.toSorted(compareEntries)) {
    const low = lowOf(hash);
    let to = lowerBound(base, low);
    while (base[to * 2] === low && (base[to * 2 + 1] ?? 0) < row) to++;
    merged.set(base.subarray(from, to * 2), length);
    length += to * 2 - from;
    from = to * 2;
    merged[length++] = low;
    merged[length++] = row;
  }
  merged.set(base.subarray(from), length);
  return merged;
}
