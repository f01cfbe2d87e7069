/**
 * The bytes of a posting list, and of its places.
 *
 * A posting is the gap to the row before, times two, and one more where `times` follow; without them
 * the word stands once in the abstract, as most words do. A long list begins with the rows where the
 * word weighs most, so that a first answer needs to read no further; its places are cut into blocks.
 */
import { BrokenRecordError, type ByteReader, ByteWriter } from './bytes.ts';
import {
  FIELD,
  FIELDS,
  HAS_PLACES,
  MAX_TIMES,
  placeOf,
  positionOfPlace,
  timesIn,
} from './fields.ts';
import type { PostingList } from './posting-list.ts';

/** From so many postings on a list is long. */
export const LONG_LIST = 2048;
/** Postings at the head of a long list. */
export const HEAD_POSTINGS = 1000;
/** Postings whose places are read together. */
export const BLOCK_POSTINGS = 1024;

/** Once in the abstract. */
const USUAL = 1 << (4 * FIELD.abstract);
/** Where a count of a field lies in the first byte of `times`, and from which number on it follows apart. */
const ABSTRACT_APART = 7;
const TITLE_SHIFT = 3;
const TITLE_APART = 3;
const NAME_BIT = 32;
const OTHERS_BIT = 64;
/** The fields of the second byte, two bits each, and the tag's one. */
const OTHERS = [FIELD.authors, FIELD.venue, FIELD.note];
const OTHERS_APART = 3;
const TAG_BIT = 64;

function writeTimes(times: number, out: ByteWriter): void {
  const abstract = timesIn(times, FIELD.abstract);
  const title = timesIn(times, FIELD.title);
  const others = OTHERS.map((field) => timesIn(times, field));
  const tag = timesIn(times, FIELD.tags) > 0;
  const hasOthers = tag || others.some((count) => count > 0);
  out.byte(
    Math.min(abstract, ABSTRACT_APART) |
      (Math.min(title, TITLE_APART) << TITLE_SHIFT) |
      (timesIn(times, FIELD.name) > 0 ? NAME_BIT : 0) |
      (hasOthers ? OTHERS_BIT : 0),
  );
  if (abstract >= ABSTRACT_APART) out.byte(abstract);
  if (title >= TITLE_APART) out.byte(title);
  if (!hasOthers) return;
  const second = others.map((count, index) => Math.min(count, OTHERS_APART) << (2 * index));
  out.byte(second.reduce((sum, bits) => sum | bits, tag ? TAG_BIT : 0));
  for (const count of others) if (count >= OTHERS_APART) out.byte(count);
}

function readTimes(reader: ByteReader): number {
  const first = reader.byte();
  let abstract = first & ABSTRACT_APART;
  if (abstract === ABSTRACT_APART) abstract = reader.byte();
  let title = (first >> TITLE_SHIFT) & TITLE_APART;
  if (title === TITLE_APART) title = reader.byte();
  let times =
    (abstract << (4 * FIELD.abstract)) |
    title |
    ((first & NAME_BIT) > 0 ? 1 << (4 * FIELD.name) : 0);
  if ((first & OTHERS_BIT) === 0) return times;
  const second = reader.byte();
  for (let index = 0; index < OTHERS.length; index++) {
    let count = (second >> (2 * index)) & OTHERS_APART;
    if (count === OTHERS_APART) count = reader.byte();
    times |= count << (4 * (OTHERS[index] ?? 0));
  }
  return (second & TAG_BIT) > 0 ? times | (1 << (4 * FIELD.tags)) : times;
}

/** Indexes of a list in the order of the disk: those of the head first, both parts rising. */
export interface DiskOrder {
  readonly order: Uint32Array;
  readonly head: number;
}

/**
 * The order for a list; `impacts` holds for each posting what it weighs, from 0 to 255, and is looked
 * at only where the list is long.
 */
export function orderForDisk(count: number, impacts: Uint8Array): DiskOrder {
  const order = new Uint32Array(count);
  if (count < LONG_LIST) {
    for (let i = 0; i < count; i++) order[i] = i;
    return { order, head: 0 };
  }
  const counts = new Uint32Array(256);
  for (let i = 0; i < count; i++) {
    const impact = impacts[i] ?? 0;
    counts[impact] = (counts[impact] ?? 0) + 1;
  }
  let least = 255;
  let above = 0;
  while (least > 0 && above + (counts[least] ?? 0) < HEAD_POSTINGS) above += counts[least--] ?? 0;
  // Of those that weigh the least of the head, the last rows: they were added last.
  const equal = counts[least] ?? 0;
  let skipped = Math.max(0, equal - (HEAD_POSTINGS - above));
  let head = 0;
  let rest = above + equal - skipped;
  for (let i = 0; i < count; i++) {
    const impact = impacts[i] ?? 0;
    if (impact > least || (impact === least && skipped-- <= 0)) order[head++] = i;
    else order[rest++] = i;
  }
  return { order, head };
}

function writeRun(
  list: PostingList,
  order: Uint32Array,
  from: number,
  to: number,
  base: number,
  out: ByteWriter,
): void {
  let before = base - 1;
  for (let i = from; i < to; i++) {
    const index = order[i] ?? 0;
    const row = list.rows[index] ?? 0;
    const times = list.times[index] ?? 0;
    const gap = row - before - 1;
    before = row;
    if (times === USUAL) out.number(gap * 2);
    else {
      out.number(gap * 2 + 1);
      writeTimes(times, out);
    }
  }
}

/** Takes a piece of a stream; pieces are never cut. */
export type TakePiece = (write: (out: ByteWriter) => void) => void;

const headBytes = new ByteWriter();

/**
 * Writes a list; no row is below `base`. `placeBlocks`: the bytes of each block of places, needed for
 * a long list.
 */
export function writePostings(
  list: PostingList,
  { order, head }: DiskOrder,
  base: number,
  placeBlocks: readonly number[],
  put: TakePiece,
): void {
  if (list.count >= LONG_LIST) {
    headBytes.length = 0;
    writeRun(list, order, 0, head, base, headBytes);
    put((out) => {
      out.number(head);
      out.number(headBytes.length);
      for (const bytes of placeBlocks) out.number(bytes);
      out.bytes(headBytes.view());
    });
  }
  put((out) => writeRun(list, order, head, list.count, base, out));
}

/** How a long list begins. */
export interface ListHead {
  /** Postings of the head. */
  readonly head: number;
  /** Bytes of the piece, this beginning included. */
  readonly pieceBytes: number;
  readonly placeBlocks: readonly number[];
}

/** Reads the beginning of a list of `count` postings, long or not; then the head's postings follow. */
export function readListHead(reader: ByteReader, count: number): ListHead {
  if (count < LONG_LIST) return { head: 0, pieceBytes: 0, placeBlocks: [] };
  const start = reader.at;
  const head = reader.number();
  const bytes = reader.number();
  const placeBlocks: number[] = [];
  for (let from = 0; from < count; from += BLOCK_POSTINGS) placeBlocks.push(reader.number());
  return { head, pieceBytes: reader.at - start + bytes, placeBlocks };
}

/** Appends `count` postings to the list, as they stand on disk. */
export function readPostings(
  reader: ByteReader,
  count: number,
  base: number,
  list: PostingList,
): void {
  list.reserve(list.count + count);
  const { rows, times } = list;
  let row = base - 1;
  const to = list.count + count;
  for (let at = list.count; at < to; at++) {
    const value = reader.number();
    row += (value >>> 1) + 1;
    rows[at] = row;
    times[at] = (value & 1) === 0 ? USUAL : readTimes(reader);
  }
  list.count = to;
}

function writePlacesOf(list: PostingList, index: number, out: ByteWriter): void {
  let at = list.placeStarts[index] ?? 0;
  const end = list.placeEnds[index] ?? 0;
  const times = list.times[index] ?? 0;
  for (let field = 0; field < FIELDS.length; field++) {
    const known = timesIn(times, field);
    if (known === 0 || !HAS_PLACES[field]) continue;
    const limit = placeOf(field + 1, 0);
    let to = at;
    while (to < end && (list.places[to] ?? 0) < limit) to++;
    if (known === MAX_TIMES) out.number(to - at - MAX_TIMES);
    let before = 0;
    for (; at < to; at++) {
      const position = positionOfPlace(list.places[at] ?? 0);
      out.number(position - before);
      before = position;
    }
  }
}

/** Writes the places of a list in blocks. Returns the bytes of each. */
export function writePlaces(
  list: PostingList,
  { order }: DiskOrder,
  put: TakePiece,
): readonly number[] {
  const blocks: number[] = [];
  for (let from = 0; from < list.count; from += BLOCK_POSTINGS) {
    const to = Math.min(list.count, from + BLOCK_POSTINGS);
    put((out) => {
      const before = out.length;
      for (let i = from; i < to; i++) writePlacesOf(list, order[i] ?? 0, out);
      blocks.push(out.length - before);
    });
  }
  return blocks;
}

/** Reads the places of the postings `from` to `to` of a list in the order of the disk. */
export function readPlaces(reader: ByteReader, list: PostingList, from: number, to: number): void {
  for (let index = from; index < to; index++) {
    const times = list.times[index] ?? 0;
    list.placeStarts[index] = list.placeCount;
    for (let field = 0; field < FIELDS.length; field++) {
      let count = timesIn(times, field);
      if (count === 0 || !HAS_PLACES[field]) continue;
      if (count === MAX_TIMES) count += reader.number();
      if (count > reader.end - reader.at) throw new BrokenRecordError('More places than bytes');
      list.reservePlaces(list.placeCount + count);
      let position = 0;
      for (let i = 0; i < count; i++) {
        position += reader.number();
        list.places[list.placeCount++] = placeOf(field, position);
      }
    }
    list.placeEnds[index] = list.placeCount;
  }
}
