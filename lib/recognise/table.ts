/**
 * The recognition table as a page reads it: typed arrays over one buffer each, no objects per title.
 * A head with bit filters, which every page reads, and parts with the entries, of which a page reads
 * those that its text needs. `build-table.ts` writes what this file reads.
 *
 * An entry lies at a place: 32 bits that its first letters (a title) or all of it (a key) hash to.
 * The place's first bits choose the part, the next the bucket in it, the last 16 are kept there.
 */

import { ANCHOR_LETTERS, bitOf, LAST_LONG_ANCHOR, otherBitOf } from './hash.ts';

/** Titles of so many letters are in the first filter, shorter ones in the short one. */
const FIRST_LETTERS = ANCHOR_LETTERS[LAST_LONG_ANCHOR];

/** Changes with the layout; a table of another form is not read. */
export const TABLE_FORM = 3;
/** Words of 32 bits before the filters in the head; the last six are where the five filters begin, and end. */
export const HEAD_FIELDS = 10;
/** Words of 32 bits before the entries of a part. */
export const PART_FIELDS = 2;

/**
 * Above so many titles a page does without the full filter (3 bytes a title): it asks the worker
 * about the places that pass the first filter.
 */
export const MAX_TITLES_IN_PAGE = 131_072;

export interface Filters {
  /** For titles of 16 letters and more, by their first 16: two bits each, 2^n words. */
  readonly firstFilter: Uint32Array;
  /** For shorter titles, by their first 5 letters: two bits each, 2^n words. */
  readonly shortFilter: Uint32Array;
  /**
   * The full filter, by the place of the title; two words a block, three bits in each. Empty above
   * `MAX_TITLES_IN_PAGE`: the worker's, which is stored apart, has the places of keys too.
   */
  readonly titleFilter: Uint32Array;
  /** One word a block; a key sets two bits. */
  readonly keyFilter: Uint32Array;
  /**
   * Of titles with the longest anchor: by their first 36 letters, by their place where they are
   * shorter; two bits each, 2^n words. Spares most of the parts that mere beginnings would ask for.
   */
  readonly beginningFilter: Uint32Array;
}

export interface TableHead extends Filters {
  /** Ways of writing titles. */
  readonly titles: number;
  /** The first `partBits` bits of a place choose the part. */
  readonly partBits: number;
  readonly longestTitle: number;
}

/** What lies at a place: a title, or a key of a link (`length` 0). */
export interface Entry {
  readonly row: number;
  /** Letters of the title. */
  readonly length: number;
  readonly hash: number;
}

/** Entries sorted by place. `lengths[i]` is 0 for a key, else the letters of the title. */
export interface TablePart {
  readonly bucketBits: number;
  /** Entries of bucket b: from `buckets[b]` to before `buckets[b + 1]`. */
  readonly buckets: Uint16Array;
  readonly hashes: Int32Array;
  readonly rows: Uint32Array;
  readonly lengths: Uint16Array;
  /** The last 16 bits of the places. */
  readonly tails: Uint16Array;
}

/** Words of 32 bits an entry of the changes: place, hash, row, length, hashes of its beginnings. */
const CHANGE_FIELDS = 6;

/** What became of papers since the table was built, read beside it. */
export interface EncodedChanges {
  /** The entries of papers as they are now. */
  readonly entries: string;
  /** Rows whose entries in the table no longer hold. */
  readonly dead: readonly number[];
}

/** What extension storage holds: text, because its messages know no bytes. */
export interface EncodedTable {
  readonly head: string;
  /** The full filter by itself, where the head does without. */
  readonly filter: string | null;
  readonly parts: readonly string[];
}

/** The words that `encodeWords` wrote. */
export function decodeWords(encoded: string): Uint32Array {
  // Many times as fast, where the browser has it. Tables are whole words.
  const { fromBase64 } = Uint8Array as { fromBase64?: (text: string) => Uint8Array };
  const bytes =
    fromBase64?.(encoded) ?? Uint8Array.from(atob(encoded), (unit) => unit.charCodeAt(0));
  return new Uint32Array(bytes.buffer);
}

export function encodeWords(words: Uint32Array<ArrayBuffer>): string {
  const bytes = new Uint8Array(words.buffer);
  let text = '';
  for (let from = 0; from < bytes.length; from += 4096) {
    text += String.fromCharCode(...bytes.subarray(from, from + 4096));
  }
  return btoa(text);
}

/** The head of a table, or null where it is of another form (written by another version). */
export function decodeHead(encoded: string): TableHead | null {
  return readHead(decodeWords(encoded));
}

/** The arrays of a head within its words. */
export function readHead(words: Uint32Array): TableHead | null {
  const [form, titles = 0, partBits = 0, longestTitle = 0, ...edges] = words.subarray(
    0,
    HEAD_FIELDS,
  );
  if (form !== TABLE_FORM) return null;
  const filter = (index: number) => words.subarray(edges[index], edges[index + 1]);
  return {
    titles,
    partBits,
    longestTitle,
    firstFilter: filter(0),
    shortFilter: filter(1),
    titleFilter: filter(2),
    keyFilter: filter(3),
    beginningFilter: filter(4),
  };
}

/** A part of a table whose head was read. */
export function decodePart(encoded: string): TablePart {
  return readPart(decodeWords(encoded));
}

/** The arrays of a part within its words. */
export function readPart({ buffer }: Uint32Array): TablePart {
  const [count = 0, bucketBits = 0] = new Uint32Array(buffer, 0, PART_FIELDS);
  const hashesFrom = PART_FIELDS * 4;
  const rowsFrom = hashesFrom + 4 * count;
  const lengthsFrom = rowsFrom + 4 * count;
  const tailsFrom = lengthsFrom + 2 * count;
  return {
    bucketBits,
    hashes: new Int32Array(buffer, hashesFrom, count),
    rows: new Uint32Array(buffer, rowsFrom, count),
    lengths: new Uint16Array(buffer, lengthsFrom, count),
    tails: new Uint16Array(buffer, tailsFrom, count),
    buckets: new Uint16Array(buffer, tailsFrom + 2 * count, (1 << bucketBits) + 1),
  };
}

/** An entry of the changes. */
interface ChangedEntry extends Entry, Beginnings {
  readonly place: number;
}

/** The entries of changes. */
export function* readEntries(encoded: string): Generator<ChangedEntry> {
  const words = decodeWords(encoded);
  for (let at = 0; at < words.length; at += CHANGE_FIELDS) {
    const [place = 0, hash = 0, row = 0, length = 0, first = 0, beginning = 0] = words.subarray(at);
    yield { place, hash: hash | 0, row, length, first, beginning };
  }
}

/** The part that holds a place. */
export function partOfPlace(place: number, partBits: number): number {
  return partBits === 0 ? 0 : place >>> (32 - partBits);
}

/** The bucket of a place within its part. */
export function bucketOfPlace(place: number, partBits: number, bucketBits: number): number {
  return bucketBits === 0 ? 0 : (place << partBits) >>> (32 - bucketBits);
}

/** The entries at a place of the part that holds it. */
export function entriesAt(part: TablePart, place: number, partBits: number): Entry[] {
  const { bucketBits, buckets, tails, hashes, rows, lengths } = part;
  const bucket = bucketOfPlace(place, partBits, bucketBits);
  const entries: Entry[] = [];
  for (let i = buckets[bucket] ?? 0; i < (buckets[bucket + 1] ?? 0); i++) {
    if (tails[i] !== (place & 0xffff)) continue;
    entries.push({ row: rows[i] ?? 0, length: lengths[i] ?? 0, hash: hashes[i] ?? 0 });
  }
  return entries;
}

/** Three bits of a filter word. */
function threeBits(source: number): number {
  return (1 << (source & 31)) | (1 << ((source >>> 5) & 31)) | (1 << ((source >>> 10) & 31));
}

/** The bits of a place in the first and second word of its block. */
function secondBits(place: number): number {
  return threeBits(Math.imul(place, 0x85ebca77) >>> 17);
}
function keyBits(hash: number): number {
  const source = Math.imul(hash, 0x9e3779b1) >>> 17;
  return (1 << (source & 31)) | (1 << ((source >>> 5) & 31));
}

/** Which of `blocks` blocks a place falls into; `blocks` need not be a power of two. */
function blockOfPlace(place: number, blocks: number): number {
  return (place * (blocks / 0x100000000)) | 0;
}

/** How far the hash of first letters is shifted to give its bit in a filter of 2^n words. */
function bitShift(filter: Uint32Array): number {
  return Math.clz32(filter.length) - 4;
}

const setBits = (filter: Uint32Array, word: number, bits: number): void => {
  filter[word] = (filter[word] ?? 0) | bits;
};

/** Sets the two bits of a hash. */
function enterTwice(filter: Uint32Array, hash: number): void {
  const shift = bitShift(filter);
  for (const bit of [bitOf(hash, shift), otherBitOf(hash, shift)]) {
    setBits(filter, bit >>> 5, 1 << (bit & 31));
  }
}

/** Whether a bit is set; a shift by it is one by its last five bits. */
const isSet = (filter: Uint32Array, bit: number): boolean =>
  (((filter[bit >>> 5] ?? 0) >>> bit) & 1) === 1;

/** Whether a hash may be in a filter of two bits each. */
export function mayHoldTwice(filter: Uint32Array, hash: number): boolean {
  const shift = bitShift(filter);
  return isSet(filter, bitOf(hash, shift)) && isSet(filter, otherBitOf(hash, shift));
}

/** What a title is known by in the filters: the hashes of its first letters, and of more of them. */
export interface Beginnings {
  readonly first: number;
  readonly beginning: number;
}

/** Enters an entry into the filters. */
export function enterInFilters(
  filters: Filters,
  place: number,
  { hash, length }: Pick<Entry, 'hash' | 'length'>,
  { first, beginning }: Beginnings,
): void {
  const { firstFilter, shortFilter, titleFilter, keyFilter, beginningFilter } = filters;
  if (length === 0) {
    setBits(keyFilter, blockOfPlace(place, keyFilter.length), keyBits(hash));
    return;
  }
  enterTwice(length < FIRST_LETTERS ? shortFilter : firstFilter, first);
  if (length >= ANCHOR_LETTERS[0]) enterTwice(beginningFilter, beginning);
  enterPlace(titleFilter, place);
}

/** Enters a place into the full filter. */
export function enterPlace(filter: Uint32Array, place: number): void {
  const word = 2 * blockOfPlace(place, filter.length / 2);
  setBits(filter, word, threeBits(place));
  setBits(filter, word + 1, secondBits(place));
}

/** Whether a key may be there. */
export function mayHoldKey(filter: Uint32Array, place: number, hash: number): boolean {
  const bits = keyBits(hash);
  return ((filter[blockOfPlace(place, filter.length)] ?? 0) & bits) === bits;
}

/** Whether anything may lie at the place, by the full filter. */
export function mayHoldPlace(filter: Uint32Array, place: number): boolean {
  const word = 2 * blockOfPlace(place, filter.length / 2);
  const first = threeBits(place);
  if (((filter[word] ?? 0) & first) !== first) return false;
  const second = secondBits(place);
  return ((filter[word + 1] ?? 0) & second) === second;
}
