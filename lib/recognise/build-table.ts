/** Builds the recognition table from the catalogue and writes it as text; see `table.ts` for its form. */
import { plainTitle } from '../text/plain-title.ts';
import {
  ANCHOR_LETTERS,
  anchorOf,
  BEGINNING_LETTERS,
  hashKey,
  hashText,
  LAST_LONG_ANCHOR,
  MAX_TITLE_LETTERS,
  MIN_TITLE_LETTERS,
  makeHashedText,
  mix,
} from './hash.ts';
import {
  bucketOfPlace,
  type EncodedChanges,
  type EncodedTable,
  encodeWords,
  enterInFilters,
  enterPlace,
  HEAD_FIELDS,
  MAX_TITLES_IN_PAGE,
  PART_FIELDS,
  partOfPlace,
  readEntries,
  readPart,
  TABLE_FORM,
} from './table.ts';
import { isMatchable } from './title-words.ts';
import type { Row } from './types.ts';

/** What a page may call a paper by. */
export interface TableEntry {
  readonly row: Row;
  /** Empty: never recognised by its title. */
  readonly title: string;
  /** The title before its colon, where that alone stands for the paper. */
  readonly main?: string;
  /** Identity keys of identifiers and links; "title:" keys are passed over. */
  readonly keys: readonly string[];
}

/** Up to here one part is less work than choosing among several. */
const ONE_PART_TITLES = 4000;
const MAX_PART_BITS = 8;
const PART_TITLES = 400;
/** Bits a title in each of its filters. */
const FIRST_FILTER_BITS = 8;
const TITLE_FILTER_BITS = 24;
const SHORT_FILTER_BITS = 64;
const MAX_SHORT_FILTER_WORDS = 2048;
const KEY_FILTER_BITS = 8;
/** What the filters of a large catalogue may weigh in every page, each; a power of two. */
const MAX_FILTER_WORDS = 131_072;
const ENTRIES_A_BUCKET = 2;

/** Entries as they come; `lengths` 0 for a key. */
class Entries {
  readonly places: number[] = [];
  readonly hashes: number[] = [];
  readonly rows: number[] = [];
  readonly lengths: number[] = [];
  /** Hash of the first 16 letters, of the first 5 for shorter titles, 0 for keys. */
  readonly firsts: number[] = [];
  /** Hash of the first 36 letters, of shorter titles the place. */
  readonly beginnings: number[] = [];
  titles = 0;
  shorts = 0;
  longestTitle = 0;

  add({ row, title, main, keys }: TableEntry): void {
    if (isMatchable(title)) {
      this.#addTitle(title, row);
      const plain = plainTitle(title);
      if (plain !== title) this.#addTitle(plain, row);
    }
    if (main !== undefined) this.#addTitle(main, row);
    for (const key of keys) {
      if (key.startsWith('title:')) continue;
      const [place, hash] = hashKey(key);
      this.#put(place, hash, row, 0, 0, 0);
    }
  }

  #addTitle(title: string, row: Row): void {
    hashText(title, hashed);
    const { count, prefixes } = hashed;
    if (count < MIN_TITLE_LETTERS || count > MAX_TITLE_LETTERS) return;
    const hash = prefixes[count] ?? 0;
    const last = this.rows.length - 1;
    for (let i = last; i >= 0 && this.rows[i] === row; i--) {
      if (this.hashes[i] === hash && this.lengths[i] === count) return;
    }
    const anchor = anchorOf(count);
    const isLong = anchor <= LAST_LONG_ANCHOR;
    const firstAnchor = isLong ? LAST_LONG_ANCHOR : ANCHOR_LETTERS.length - 1;
    const place = mix(prefixes[ANCHOR_LETTERS[anchor] ?? 0] ?? 0, anchor);
    const first = prefixes[ANCHOR_LETTERS[firstAnchor] ?? 0] ?? 0;
    const beginning = count < BEGINNING_LETTERS ? place : (prefixes[BEGINNING_LETTERS] ?? 0);
    this.#put(place, hash, row, count, first, beginning);
    this.titles++;
    if (!isLong) this.shorts++;
    this.longestTitle = Math.max(this.longestTitle, count);
  }

  #put(
    place: number,
    hash: number,
    row: Row,
    length: number,
    first: number,
    beginning: number,
  ): void {
    this.places.push(place);
    this.hashes.push(hash);
    this.rows.push(row);
    this.lengths.push(length);
    this.firsts.push(first);
    this.beginnings.push(beginning);
  }
}

const hashed = makeHashedText(512);

/** A table in bytes; `encodeTable` makes it text. */
export interface Table {
  readonly head: Uint32Array<ArrayBuffer>;
  readonly filter: Uint32Array<ArrayBuffer> | null;
  readonly parts: readonly Uint32Array<ArrayBuffer>[];
  readonly titles: number;
}

function partBitsFor(titles: number): number {
  if (titles <= ONE_PART_TITLES) return 0;
  return Math.min(MAX_PART_BITS, Math.ceil(Math.log2(titles / PART_TITLES)));
}

const powerOfTwo = (least: number) => 2 ** Math.ceil(Math.log2(least));
const wordsFor = (entries: number, bits: number, most: number) =>
  Math.min(most, Math.max(1, Math.ceil((entries * bits) / 32)));

function buildFilters(entries: Entries, partBits: number): Pick<Table, 'head' | 'filter'> {
  const { titles, shorts, longestTitle, places, hashes, lengths, firsts, beginnings } = entries;
  const isLarge = titles > MAX_TITLES_IN_PAGE;
  const most = isLarge ? MAX_FILTER_WORDS : Number.POSITIVE_INFINITY;
  const firstFilter = new Uint32Array(
    powerOfTwo(wordsFor(titles - shorts, FIRST_FILTER_BITS, most)),
  );
  const shortFilter = new Uint32Array(
    powerOfTwo(wordsFor(shorts, SHORT_FILTER_BITS, MAX_SHORT_FILTER_WORDS)),
  );
  const placed = isLarge ? places.length : titles;
  const titleFilter = new Uint32Array(
    2 * Math.max(1, Math.ceil((placed * TITLE_FILTER_BITS) / 64)),
  );
  const keyFilter = new Uint32Array(wordsFor(places.length - titles, KEY_FILTER_BITS, most));
  const beginningFilter = new Uint32Array(
    powerOfTwo(wordsFor(titles - shorts, FIRST_FILTER_BITS, most)),
  );
  const filters = { firstFilter, shortFilter, titleFilter, keyFilter, beginningFilter };
  places.forEach((place, i) => {
    const entry = { hash: hashes[i] ?? 0, length: lengths[i] ?? 0 };
    enterInFilters(filters, place, entry, {
      first: firsts[i] ?? 0,
      beginning: beginnings[i] ?? 0,
    });
    if (isLarge && entry.length === 0) enterPlace(titleFilter, place);
  });
  const inHead = [
    firstFilter,
    shortFilter,
    isLarge ? new Uint32Array() : titleFilter,
    keyFilter,
    beginningFilter,
  ];
  const edges = [HEAD_FIELDS];
  for (const { length } of inHead) edges.push((edges.at(-1) ?? 0) + length);
  const head = new Uint32Array(edges.at(-1) ?? 0);
  head.set([TABLE_FORM, titles, partBits, longestTitle, ...edges]);
  inHead.forEach((filter, index) => {
    head.set(filter, edges[index]);
  });
  return { head, filter: isLarge ? titleFilter : null };
}

/** The entries `chosen`, sorted by place, as one part. */
function buildPart(
  { places, hashes, rows, lengths }: Entries,
  chosen: Uint32Array,
  partBits: number,
): Uint32Array<ArrayBuffer> {
  const count = chosen.length;
  if (count > 0xffff) throw new RangeError(`A part of the table cannot hold ${count} entries`);
  const bucketBits = Math.max(0, Math.ceil(Math.log2((count + 1) / ENTRIES_A_BUCKET)));
  const bytes = PART_FIELDS * 4 + 12 * count + 2 * ((1 << bucketBits) + 1);
  const words = new Uint32Array(Math.ceil(bytes / 4));
  words.set([count, bucketBits]);
  const part = readPart(words);
  let bucket = 0;
  chosen.forEach((entry, i) => {
    const place = places[entry] ?? 0;
    while (bucket < bucketOfPlace(place, partBits, bucketBits)) part.buckets[++bucket] = i;
    part.tails[i] = place;
    part.hashes[i] = hashes[entry] ?? 0;
    part.rows[i] = rows[entry] ?? 0;
    part.lengths[i] = lengths[entry] ?? 0;
  });
  while (bucket < 1 << bucketBits) part.buckets[++bucket] = count;
  return words;
}

function collect(papers: Iterable<TableEntry>): Entries {
  const entries = new Entries();
  for (const paper of papers) entries.add(paper);
  return entries;
}

/**
 * Builds the table. Papers that share a title or a key keep an entry each: which of them is meant
 * is not this table's to say. About 1 µs and 18 bytes for each way of writing a title, 15 for each key.
 */
export function buildTable(papers: Iterable<TableEntry>): Table {
  const entries = collect(papers);
  const { places, rows, titles } = entries;
  const partBits = partBitsFor(titles);
  const order = Uint32Array.from(places.keys()).sort(
    (a, b) => (places[a] ?? 0) - (places[b] ?? 0) || (rows[a] ?? 0) - (rows[b] ?? 0),
  );
  const parts: Uint32Array<ArrayBuffer>[] = [];
  for (let part = 0, from = 0; part < 1 << partBits; part++) {
    let to = from;
    while (to < order.length && partOfPlace(places[order[to] ?? 0] ?? 0, partBits) === part) to++;
    parts.push(buildPart(entries, order.subarray(from, to), partBits));
    from = to;
  }
  return { ...buildFilters(entries, partBits), parts, titles };
}

/** The table as extension storage keeps it. */
export function encodeTable({ head, filter, parts }: Table): EncodedTable {
  return {
    head: encodeWords(head),
    filter: filter === null ? null : encodeWords(filter),
    parts: parts.map(encodeWords),
  };
}

/**
 * Adds to the changes beside a table: `papers` as they are now, of the `rows` that changed. Those of
 * `rows` that have no paper any more are gone.
 */
export function addChanges(
  before: EncodedChanges,
  papers: Iterable<TableEntry>,
  rows: readonly Row[],
): EncodedChanges {
  const changed = new Set(rows);
  const words = [...readEntries(before.entries)].flatMap((entry) =>
    changed.has(entry.row)
      ? []
      : [entry.place, entry.hash, entry.row, entry.length, entry.first, entry.beginning],
  );
  const { places, hashes, rows: entryRows, lengths, firsts, beginnings } = collect(papers);
  const columns = [places, hashes, entryRows, lengths, firsts, beginnings];
  places.forEach((_, i) => {
    for (const column of columns) words.push(column[i] ?? 0);
  });
  return {
    entries: encodeWords(Uint32Array.from(words)),
    dead: [...new Set([...before.dead, ...rows])],
  };
}
