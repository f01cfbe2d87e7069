/** Builds the recognition table from the catalogue and writes it as text; see `table.ts` for its form. */
import { foldLetters, makeFolded } from '../text/fold.ts';
import { ANCHOR_LETTERS, hashKey, hashPrefixes, MAX_TITLE_LETTERS, mix } from './hash.ts';
import {
  blockOfPlace,
  bucketOfPlace,
  type EncodedTable,
  firstTitleBits,
  HEAD_FIELDS,
  keyBits,
  PART_FIELDS,
  partOfPlace,
  secondTitleBits,
  TABLE_FORM,
} from './table.ts';
import { isMatchable } from './title-words.ts';
import type { Row } from './types.ts';

/** What a page may call a paper by. */
export interface TableEntry {
  readonly row: Row;
  /** Empty: never recognised by its title. */
  readonly title: string;
  /** Identity keys of identifiers and links; "title:" keys are passed over. */
  readonly keys: readonly string[];
}

/** Up to here one part is less work than choosing among several. */
const ONE_PART_TITLES = 4000;
const MAX_PART_BITS = 8;
const PART_TITLES = 400;
const TITLE_FILTER_BITS = 32;
const KEY_FILTER_BITS = 8;
const ENTRIES_A_BUCKET = 2;

/** Entries as they come; `lengths` 0 for a key. */
interface Entries {
  readonly places: number[];
  readonly hashes: number[];
  readonly rows: number[];
  readonly lengths: number[];
  anchors: number;
  titles: number;
  longestTitle: number;
}

/** A table in bytes; `encodeTable` makes it text. */
export interface Table {
  readonly head: Uint32Array<ArrayBuffer>;
  readonly parts: readonly Uint32Array<ArrayBuffer>[];
  readonly titles: number;
}

const folded = makeFolded(512);
const prefixes = new Int32Array(MAX_TITLE_LETTERS + 1);

function add(entries: Entries, place: number, hash: number, row: Row, length: number): void {
  entries.places.push(place);
  entries.hashes.push(hash);
  entries.rows.push(row);
  entries.lengths.push(length);
}

function addTitle(entries: Entries, title: string, row: Row): void {
  if (!isMatchable(title)) return;
  const { count, letters } = foldLetters(title, folded);
  hashPrefixes(letters, count, prefixes);
  const anchor = ANCHOR_LETTERS.findIndex((length) => length <= count);
  const place = mix(prefixes[ANCHOR_LETTERS[anchor] ?? 0] ?? 0, anchor);
  add(entries, place, prefixes[count] ?? 0, row, count);
  entries.anchors |= 1 << anchor;
  entries.titles++;
  entries.longestTitle = Math.max(entries.longestTitle, count);
}

function partBitsFor(titles: number): number {
  if (titles <= ONE_PART_TITLES) return 0;
  return Math.min(MAX_PART_BITS, Math.ceil(Math.log2(titles / PART_TITLES)));
}

function buildHead(entries: Entries, partBits: number): Uint32Array<ArrayBuffer> {
  const keys = entries.places.length - entries.titles;
  const titleBlocks = Math.max(1, Math.ceil((entries.titles * TITLE_FILTER_BITS) / 64));
  const keyBlocks = Math.max(1, Math.ceil((keys * KEY_FILTER_BITS) / 32));
  const head = new Uint32Array(HEAD_FIELDS + titleBlocks * 2 + keyBlocks);
  const { titles, anchors, longestTitle } = entries;
  head.set([TABLE_FORM, titles, partBits, anchors, longestTitle, titleBlocks * 2]);
  const keysFrom = HEAD_FIELDS + titleBlocks * 2;
  const set = (word: number, bits: number) => {
    head[word] = (head[word] ?? 0) | bits;
  };
  entries.places.forEach((place, i) => {
    if (entries.lengths[i] === 0) {
      set(keysFrom + blockOfPlace(place, keyBlocks), keyBits(entries.hashes[i] ?? 0));
    } else {
      const word = HEAD_FIELDS + 2 * blockOfPlace(place, titleBlocks);
      set(word, firstTitleBits(place));
      set(word + 1, secondTitleBits(place));
    }
  });
  return head;
}

/** The entries `chosen`, sorted by place, as one part. */
function buildPart(
  entries: Entries,
  chosen: Uint32Array,
  partBits: number,
): Uint32Array<ArrayBuffer> {
  const count = chosen.length;
  const bucketBits = Math.max(0, Math.ceil(Math.log2((count + 1) / ENTRIES_A_BUCKET)));
  const buckets = (1 << bucketBits) + 1;
  const part = new Uint32Array(PART_FIELDS + buckets + 3 * count + Math.ceil(count / 2));
  part.set([count, bucketBits]);
  const placesFrom = PART_FIELDS + buckets;
  const lengths = new Uint16Array(part.buffer, (placesFrom + 3 * count) * 4, count);
  let bucket = 0;
  chosen.forEach((entry, i) => {
    const place = entries.places[entry] ?? 0;
    while (bucket < bucketOfPlace(place, partBits, bucketBits)) part[PART_FIELDS + ++bucket] = i;
    part[placesFrom + i] = place;
    part[placesFrom + count + i] = entries.hashes[entry] ?? 0;
    part[placesFrom + 2 * count + i] = entries.rows[entry] ?? 0;
    lengths[i] = entries.lengths[entry] ?? 0;
  });
  while (bucket < buckets - 1) part[PART_FIELDS + ++bucket] = count;
  return part;
}

/**
 * Builds the table. Papers that share a title or a key keep an entry each: which of them is meant
 * is not this table's to say. About 1 µs a title and 19 bytes a title, 15 more for each key.
 */
export function buildTable(papers: Iterable<TableEntry>): Table {
  const entries: Entries = {
    places: [],
    hashes: [],
    rows: [],
    lengths: [],
    anchors: 0,
    titles: 0,
    longestTitle: 0,
  };
  for (const { row, title, keys } of papers) {
    addTitle(entries, title, row);
    for (const key of keys) {
      if (key.startsWith('title:')) continue;
      const [place, hash] = hashKey(key);
      add(entries, place, hash, row, 0);
    }
  }
  const partBits = partBitsFor(entries.titles);
  const order = Uint32Array.from(entries.places.keys()).sort(
    (a, b) =>
      (entries.places[a] ?? 0) - (entries.places[b] ?? 0) ||
      (entries.rows[a] ?? 0) - (entries.rows[b] ?? 0),
  );
  const parts: Uint32Array<ArrayBuffer>[] = [];
  for (let part = 0, from = 0; part < 1 << partBits; part++) {
    let to = from;
    while (to < order.length && partOfPlace(entries.places[order[to] ?? 0] ?? 0, partBits) === part)
      to++;
    parts.push(buildPart(entries, order.subarray(from, to), partBits));
    from = to;
  }
  return { head: buildHead(entries, partBits), parts, titles: entries.titles };
}

function encodeWords(words: Uint32Array<ArrayBuffer>): string {
  const bytes = new Uint8Array(words.buffer);
  let text = '';
  for (let from = 0; from < bytes.length; from += 4096) {
    text += String.fromCharCode(...bytes.subarray(from, from + 4096));
  }
  return btoa(text);
}

/** The table as extension storage keeps it. */
export function encodeTable({ head, parts }: Table): EncodedTable {
  return { head: encodeWords(head), parts: parts.map(encodeWords) };
}
