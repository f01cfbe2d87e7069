/**
 * The bytes of a posting list, and of its places.
 *
 * A posting is the gap to the row before and how often the word stands where. How many bits the gaps
 * take follows from how many rows the segment spans, those of the places from how often the word
 * stands in the field; a list has no parameters of its own. A long list begins with the rows where the
 * word weighs most, so that a first answer needs to read no further; its places are cut into blocks.
 */
import { BitReader, BitWriter, lowBitsFor, MOST_ONES } from './bits.ts';
import { BrokenRecordError, ByteReader, ByteWriter } from './bytes.ts';
import {
  FIELD,
  FIELDS,
  HAS_PLACES,
  MAX_TIMES,
  maskOf,
  placeOf,
  positionOfPlace,
  timesIn,
  withTimes,
} from './fields.ts';
import type { PostingList } from './posting-list.ts';
import type { RowRun } from './row-runs.ts';

/** From so many postings on a list is long. */
export const LONG_LIST = 2048;
/** Postings at the head of a long list. */
const HEAD_POSTINGS = 1000;
/** Postings whose places are read together: only long lists have several such blocks. */
export const BLOCK_POSTINGS = 2048;

/** The rows among which a segment's lie. */
export interface RowSpan {
  readonly base: number;
  readonly length: number;
}

export function spanOf(covered: readonly RowRun[]): RowSpan {
  const base = covered[0]?.from ?? 0;
  return { base, length: (covered.at(-1)?.to ?? base) - base };
}

/** Once in the abstract, as six postings of ten. */
const USUAL = withTimes(0, FIELD.abstract, 1);
const ONE_AUTHOR = withTimes(0, FIELD.authors, 1);
const ONE_TITLE = withTimes(0, FIELD.title, 1);
const ABSTRACT_MASK = maskOf(['abstract']);
const ABSTRACT_SHIFT = Math.log2(USUAL);
/** How often postings are of a kind decides how many ones stand for it. */
const KIND = { usual: 0, abstract: 1, author: 2, title: 3, other: 4 } as const;

function writeTimes(times: number, bits: BitWriter): void {
  const abstract = timesIn(times, FIELD.abstract);
  const rest = times & ~ABSTRACT_MASK;
  if (times === USUAL) bits.ones(KIND.usual);
  else if (rest === 0) {
    bits.ones(KIND.abstract);
    bits.ones(abstract - 2);
  } else if (times === ONE_AUTHOR) bits.ones(KIND.author);
  else if (rest === ONE_TITLE) {
    bits.ones(KIND.title);
    bits.ones(abstract);
  } else {
    bits.ones(KIND.other);
    for (let field = 0; field < FIELDS.length; field++) bits.ones(timesIn(times, field));
  }
}

function readTimes(bits: BitReader): number {
  switch (bits.ones()) {
    case KIND.usual:
      return USUAL;
    case KIND.abstract:
      return withTimes(0, FIELD.abstract, bits.ones() + 2);
    case KIND.author:
      return ONE_AUTHOR;
    case KIND.title:
      return withTimes(ONE_TITLE, FIELD.abstract, bits.ones());
    case KIND.other: {
      let times = 0;
      for (let field = 0; field < FIELDS.length; field++)
        times = withTimes(times, field, bits.ones());
      return times;
    }
    default:
      throw new BrokenRecordError('A posting is of no kind');
  }
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
  span: RowSpan,
  out: ByteWriter,
): void {
  const bits = new BitWriter(out);
  const lowBits = lowBitsFor(span.length / (to - from));
  let before = span.base - 1;
  for (let i = from; i < to; i++) {
    const index = order[i] ?? 0;
    const row = list.rows[index] ?? 0;
    bits.number(row - before - 1, lowBits);
    writeTimes(list.times[index] ?? 0, bits);
    before = row;
  }
  bits.end();
}

/** Takes a piece of a stream; pieces are never cut. */
export type TakePiece = (write: (out: ByteWriter) => void) => void;

const headBytes = new ByteWriter();

/**
 * Writes a list. `placeBlocks`: the bytes of each block of places, needed for
 * a long list.
 */
export function writePostings(
  list: PostingList,
  { order, head }: DiskOrder,
  span: RowSpan,
  placeBlocks: readonly number[],
  put: TakePiece,
): void {
  if (list.count >= LONG_LIST) {
    headBytes.length = 0;
    writeRun(list, order, 0, head, span, headBytes);
    put((out) => {
      out.number(head);
      out.number(headBytes.length);
      for (const bytes of placeBlocks) out.number(bytes);
      out.bytes(headBytes.view());
    });
  }
  put((out) => writeRun(list, order, head, list.count, span, out));
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

/**
 * Appends `count` postings to the list, as they stand on disk. Most are taken apart here, in one plain
 * loop, which a cold isolate runs several times as fast as calls of a `BitReader`.
 */
export function readPostings(
  reader: ByteReader,
  count: number,
  span: RowSpan,
  list: PostingList,
): void {
  list.reserve(list.count + count);
  const { rows, times } = list;
  const { source } = reader;
  const lowBits = lowBitsFor(span.length / count);
  const lowMask = (1 << lowBits) - 1;
  let { at } = reader;
  let rest = 0;
  let left = 0;
  let row = span.base - 1;
  const to = list.count + count;
  for (let index = list.count; index < to; index++) {
    for (; left <= 24; left += 8) rest |= (source[at++] ?? 0) << left;
    const high = onesOf(rest);
    const afterGap = high + 1 + lowBits;
    const kind = afterGap < left ? onesOf(rest >>> afterGap) : KIND.other;
    const afterKind = afterGap + kind + 1;
    const more = afterKind < left ? onesOf(rest >>> afterKind) : 0;
    const hasMore = kind === KIND.abstract || kind === KIND.title;
    const used = hasMore ? afterKind + more + 1 : afterKind;
    if (high >= MOST_ONES || kind >= KIND.other || used > left) {
      const slow = new BitReader(new ByteReader(source, at), rest, left);
      row += slow.number(lowBits) + 1;
      times[index] = readTimes(slow);
      at = slow.at;
      rest = slow.rest;
      left = slow.left;
    } else {
      row += ((high << lowBits) | ((rest >>> (high + 1)) & lowMask)) + 1;
      if (kind === KIND.usual) times[index] = USUAL;
      else if (kind === KIND.author) times[index] = ONE_AUTHOR;
      else if (kind === KIND.abstract) times[index] = (more + 2) << ABSTRACT_SHIFT;
      else times[index] = ONE_TITLE | (more << ABSTRACT_SHIFT);
      // A shift by all 32 bits is none.
      rest = used < 32 ? rest >>> used : 0;
      left -= used;
    }
    rows[index] = row;
  }
  if (at - (left >> 3) > reader.end) throw new BrokenRecordError('Postings end too early');
  list.count = to;
}

/** The ones at the low end. */
function onesOf(bits: number): number {
  const zeros = ~bits;
  return zeros === 0 ? 32 : 31 - Math.clz32(zeros & -zeros);
}

/** Words of a usual text in each field: places of one that stands there so often are so far apart. */
const USUAL_LENGTHS = [10, 0, 8, 5, 140, 30, 0];
const PLACE_BITS = USUAL_LENGTHS.map((length) =>
  Uint8Array.from({ length: MAX_TIMES + 1 }, (_, times) => lowBitsFor(length / (times + 1))),
);
const ONE_PLACE_BITS = PLACE_BITS[FIELD.abstract]?.[1] ?? 0;
/** Of how many more than `MAX_TIMES` places there are. */
const MORE_PLACES_BITS = 2;

function writePlacesOf(list: PostingList, index: number, bits: BitWriter): void {
  let at = list.placeStarts[index] ?? 0;
  const end = list.placeEnds[index] ?? 0;
  const times = list.times[index] ?? 0;
  if (times === USUAL) {
    bits.number(positionOfPlace(list.places[at] ?? 0), ONE_PLACE_BITS);
    return;
  }
  for (let field = 0; field < FIELDS.length; field++) {
    const known = timesIn(times, field);
    if (known === 0 || !HAS_PLACES[field]) continue;
    const limit = placeOf(field + 1, 0);
    let to = at;
    while (to < end && (list.places[to] ?? 0) < limit) to++;
    if (known === MAX_TIMES) bits.number(to - at - MAX_TIMES, MORE_PLACES_BITS);
    const lowBits = PLACE_BITS[field]?.[known] ?? 0;
    let before = 0;
    for (; at < to; at++) {
      const position = positionOfPlace(list.places[at] ?? 0);
      bits.number(position - before, lowBits);
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
      const bits = new BitWriter(out);
      for (let i = from; i < to; i++) writePlacesOf(list, order[i] ?? 0, bits);
      bits.end();
      blocks.push(out.length - before);
    });
  }
  return blocks;
}

/**
 * Reads the places of the postings `from` to `to` of a list in the order of the disk; with `asked`, of
 * those whose row it marks, and passes over the others.
 */
export function readPlaces(
  reader: ByteReader,
  list: PostingList,
  from: number,
  to: number,
  asked: Uint32Array | null = null,
): void {
  const bits = new BitReader(reader);
  const mostPlaces = (reader.end - reader.at) * 8;
  for (let index = from; index < to; index++) {
    const times = list.times[index] ?? 0;
    const start = list.placeCount;
    list.placeStarts[index] = start;
    if (times === USUAL) {
      list.reservePlaces(list.placeCount + 1);
      list.places[list.placeCount++] = placeOf(FIELD.abstract, bits.number(ONE_PLACE_BITS));
    } else {
      for (let field = 0; field < FIELDS.length; field++) {
        const known = timesIn(times, field);
        if (known === 0 || !HAS_PLACES[field]) continue;
        const count = known === MAX_TIMES ? known + bits.number(MORE_PLACES_BITS) : known;
        if (count > mostPlaces) throw new BrokenRecordError('More places than bits');
        const lowBits = PLACE_BITS[field]?.[known] ?? 0;
        list.reservePlaces(list.placeCount + count);
        let position = 0;
        for (let i = 0; i < count; i++) {
          position += bits.number(lowBits);
          list.places[list.placeCount++] = placeOf(field, position);
        }
      }
    }
    if (asked !== null && asked[list.rows[index] ?? 0] === 0) list.placeCount = start;
    list.placeEnds[index] = list.placeCount;
  }
  bits.check();
}
