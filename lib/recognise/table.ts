/**
 * The recognition table as a page reads it: typed arrays over one buffer each, no objects per title.
 * A head with two bit filters, which every page reads, and parts with the entries, of which
 * a page reads those that its text needs. `build-table.ts` writes what this file reads.
 */

/** Changes with the layout; a table of another form is not read. */
export const TABLE_FORM = 1;
/** Words of 32 bits before the filters in the head. */
export const HEAD_FIELDS = 8;
/** Words of 32 bits before the entries of a part. */
export const PART_FIELDS = 2;

export interface TableHead {
  readonly titles: number;
  /** The first `partBits` bits of a place choose the part. */
  readonly partBits: number;
  /** Bit i: some title has the anchor `ANCHOR_LETTERS[i]`. */
  readonly anchors: number;
  readonly longestTitle: number;
  /** Two words a block; a title sets three bits in each. */
  readonly titleFilter: Uint32Array;
  /** One word a block; a key sets two bits. */
  readonly keyFilter: Uint32Array;
}

/** Entries sorted by place. `lengths[i]` is 0 for a key, else the letters of the title. */
export interface TablePart {
  readonly bucketBits: number;
  /** Entries of bucket b: from `buckets[b]` to before `buckets[b + 1]`. */
  readonly buckets: Uint32Array;
  readonly places: Uint32Array;
  readonly hashes: Int32Array;
  readonly rows: Uint32Array;
  readonly lengths: Uint16Array;
}

/** What extension storage holds: text, because its messages know no bytes. */
export interface EncodedTable {
  readonly head: string;
  readonly parts: readonly string[];
}

function decodeWords(encoded: string): Uint32Array {
  const text = atob(encoded);
  const bytes = new Uint8Array((text.length + 3) & ~3);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return new Uint32Array(bytes.buffer);
}

/** The head of a table, or null where it is of another form (written by another version). */
export function decodeHead(encoded: string): TableHead | null {
  const words = decodeWords(encoded);
  const [form, titles = 0, partBits = 0, anchors = 0, longestTitle = 0, titleWords = 0] = words;
  if (form !== TABLE_FORM) return null;
  const keysFrom = HEAD_FIELDS + titleWords;
  return {
    titles,
    partBits,
    anchors,
    longestTitle,
    titleFilter: words.subarray(HEAD_FIELDS, keysFrom),
    keyFilter: words.subarray(keysFrom),
  };
}

/** A part of a table whose head was read. */
export function decodePart(encoded: string): TablePart {
  const words = decodeWords(encoded);
  const [count = 0, bucketBits = 0] = words;
  const ends = [PART_FIELDS, (1 << bucketBits) + 1, count, count, count];
  for (let i = 1; i < ends.length; i++) ends[i] = (ends[i] ?? 0) + (ends[i - 1] ?? 0);
  const [bucketsFrom, placesFrom = 0, hashesFrom = 0, rowsFrom = 0, lengthsFrom = 0] = ends;
  return {
    bucketBits,
    buckets: words.subarray(bucketsFrom, placesFrom),
    places: words.subarray(placesFrom, hashesFrom),
    hashes: new Int32Array(words.buffer, hashesFrom * 4, count),
    rows: words.subarray(rowsFrom, lengthsFrom),
    lengths: new Uint16Array(words.buffer, lengthsFrom * 4, count),
  };
}

/** The part that holds a place. */
export function partOfPlace(place: number, partBits: number): number {
  return partBits === 0 ? 0 : place >>> (32 - partBits);
}

/** The bucket of a place within its part. */
export function bucketOfPlace(place: number, partBits: number, bucketBits: number): number {
  return bucketBits === 0 ? 0 : (place << partBits) >>> (32 - bucketBits);
}

/** Three bits of a filter word. */
function threeBits(source: number): number {
  return (1 << (source & 31)) | (1 << ((source >>> 5) & 31)) | (1 << ((source >>> 10) & 31));
}

/** The bits of a title in the first and second word of its block, from the hash that made its place. */
export function firstTitleBits(place: number): number {
  return threeBits(place);
}
export function secondTitleBits(place: number): number {
  return threeBits(Math.imul(place, 0x85ebca77) >>> 17);
}
export function keyBits(hash: number): number {
  const source = Math.imul(hash, 0x9e3779b1) >>> 17;
  return (1 << (source & 31)) | (1 << ((source >>> 5) & 31));
}

/** Which of `blocks` blocks a place falls into; `blocks` need not be a power of two. */
export function blockOfPlace(place: number, blocks: number): number {
  return (place * (blocks / 0x100000000)) | 0;
}
