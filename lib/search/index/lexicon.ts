/**
 * The words of a segment in order, cut into chunks: each word as the letters it shares with the one
 * before and those that follow, then how many papers have it and how many bytes its postings and
 * places take. Where they begin follows from the first of the chunk.
 */
import {
  BrokenRecordError,
  ByteReader,
  type ByteWriter,
  compareBytes,
  MAX_WORD_BYTES,
} from './bytes.ts';

const NIBBLE = 15;

/** Writes two small numbers into one byte, and what is too large behind it. */
function writePair(a: number, b: number, out: ByteWriter): void {
  out.byte((Math.min(a, NIBBLE) << 4) | Math.min(b, NIBBLE));
  if (a >= NIBBLE) out.number(a - NIBBLE);
  if (b >= NIBBLE) out.number(b - NIBBLE);
}

export class LexiconWriter {
  readonly #last = new Uint8Array(MAX_WORD_BYTES);
  #lastLength = 0;

  /** Begins a chunk: the next word shares nothing. */
  begin(postingsAt: number, placesAt: number, out: ByteWriter): void {
    this.#lastLength = 0;
    out.number(postingsAt);
    out.number(placesAt);
  }

  /** Words must come in order, each once. */
  write(
    word: Uint8Array,
    length: number,
    frequency: number,
    postingsBytes: number,
    placesBytes: number,
    out: ByteWriter,
  ): void {
    let shared = 0;
    const most = Math.min(length, this.#lastLength);
    while (shared < most && word[shared] === this.#last[shared]) shared++;
    writePair(shared, length - shared, out);
    out.bytes(word.subarray(shared, length));
    out.number(frequency);
    writePair(postingsBytes, placesBytes, out);
    this.#last.set(word.subarray(shared, length), shared);
    this.#lastLength = length;
  }
}

export interface LexiconMark {
  readonly word: Uint8Array;
  readonly at: number;
  readonly frequency: number;
  readonly postingsAt: number;
  readonly placesAt: number;
  readonly postingsBytes: number;
  readonly placesBytes: number;
}

/** A chunk of 32 KB has some thousand words: so many are walked over where others were before. */
const WORDS_A_MARK = 128;
/** Of chunks that are in memory, marks in the order of words, as far as anyone came. */
const marksOf = new WeakMap<Uint8Array, LexiconMark[]>();

/** A cursor at the first word that is not before `word`; null where there is none. */
export function seekWord(
  chunk: Uint8Array,
  word: Uint8Array,
  length: number,
): LexiconCursor | null {
  const marks = marksOf.get(chunk) ?? [];
  marksOf.set(chunk, marks);
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const mark = marks[middle];
    if (mark !== undefined && compareBytes(mark.word, mark.word.length, word, length) <= 0)
      low = middle + 1;
    else high = middle;
  }
  const cursor = new LexiconCursor(chunk);
  const mark = marks[low - 1];
  if (mark !== undefined) {
    cursor.goTo(mark);
    if (compareBytes(mark.word, mark.word.length, word, length) === 0) return cursor;
  }
  for (let walked = 1; cursor.next(); walked++) {
    if (low === marks.length && walked === WORDS_A_MARK) {
      marks.push(cursor.mark());
      low++;
      walked = 0;
    }
    if (compareBytes(cursor.word, cursor.length, word, length) >= 0) return cursor;
  }
  return null;
}

/** Walks over a chunk word by word. */
export class LexiconCursor {
  readonly word = new Uint8Array(MAX_WORD_BYTES);
  length = 0;
  /** Letters shared with the word before. */
  shared = 0;
  frequency = 0;
  postingsAt = 0;
  placesAt = 0;
  postingsBytes = 0;
  placesBytes = 0;
  readonly #reader: ByteReader;

  /** Where a word begins in a chunk, and what it follows from. */
  mark(): LexiconMark {
    const { length, frequency, postingsAt, placesAt, postingsBytes, placesBytes } = this;
    const word = this.word.slice(0, length);
    const at = this.#reader.at;
    return { word, at, frequency, postingsAt, placesAt, postingsBytes, placesBytes };
  }

  /** Stands at the marked word again. */
  goTo({ word, at, ...numbers }: LexiconMark): void {
    this.word.set(word);
    this.length = word.length;
    this.#reader.at = at;
    Object.assign(this, numbers);
  }

  constructor(chunk: Uint8Array) {
    this.#reader = new ByteReader(chunk);
    this.postingsAt = this.#reader.number();
    this.placesAt = this.#reader.number();
  }

  /** Moves to the next word; false at the end. */
  next(): boolean {
    const reader = this.#reader;
    if (reader.isDone) return false;
    this.postingsAt += this.postingsBytes;
    this.placesAt += this.placesBytes;
    const pair = reader.byte();
    let shared = pair >> 4;
    let more = pair & NIBBLE;
    if (shared === NIBBLE) shared += reader.number();
    if (more === NIBBLE) more += reader.number();
    if (shared > this.length || shared + more > MAX_WORD_BYTES)
      throw new BrokenRecordError('A word shares more than there is');
    for (let i = 0; i < more; i++) this.word[shared + i] = reader.byte();
    this.shared = shared;
    this.length = shared + more;
    this.frequency = reader.number();
    const bytes = reader.byte();
    this.postingsBytes = bytes >> 4;
    this.placesBytes = bytes & NIBBLE;
    if (this.postingsBytes === NIBBLE) this.postingsBytes += reader.number();
    if (this.placesBytes === NIBBLE) this.placesBytes += reader.number();
    return true;
  }
}
