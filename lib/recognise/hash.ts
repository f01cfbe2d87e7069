/** The hashes that the table's two sides share: what builds it and what reads it in a page. */
import {
  DROPPED,
  foldPoint,
  isUnspaced,
  isVoicing,
  isWordSign,
  kindOfPoint,
  kindOfUnit,
  LATIN_KINDS,
  MARK,
  SEPARATOR,
  SEVERAL,
  UNSPACED_FROM,
} from '../text/fold-kinds.ts';

/** Odd, with well spread bits; a hash of letters is a polynomial in it, modulo 2^32. */
const BASE = 0x2c1b3c6d;

/**
 * How many first letters of a title anchor it, longest first. Long, because many titles begin alike
 * ("a survey of …"); a title takes the longest anchor that fits. Index is also the salt of its hash.
 */
export const ANCHOR_LETTERS = [24, 16, 10, 5] as const;
/** The anchor that a title of so many letters has, as an index. */
export function anchorOf(letters: number): number {
  return ANCHOR_LETTERS.findIndex((length) => length <= letters);
}
/** Titles of these anchors are looked for by their first 16 letters, all others by their first 5. */
export const LAST_LONG_ANCHOR = 1;

/** Titles of so many letters are told from others that begin alike by so many, before any is read. */
export const BEGINNING_LETTERS = 36;

/** Titles with fewer letters are never matched by their text. */
export const MIN_TITLE_LETTERS = 5;
/** Titles with more letters are never matched by their text: the longest real ones have about 400. */
export const MAX_TITLE_LETTERS = 2000;

/** Powers of the base, for windows of up to `longest` letters. */
export function makePowers(longest: number): Int32Array {
  const powers = new Int32Array(longest + 1);
  let power = 1;
  for (let i = 0; i <= longest; i++) {
    powers[i] = power;
    power = Math.imul(power, BASE);
  }
  return powers;
}

/** The letters of a text as hashes of all its beginnings. Arrays may be longer than the counts say. */
export interface HashedText {
  /** Letters. */
  count: number;
  /** `prefixes[i]` is the hash of the first `i` letters. */
  prefixes: Int32Array;
  /** Words, or what may begin as one: `wordStarts[w]` is the letter with which word `w` begins; behind the last, `count`. */
  words: number;
  wordStarts: Uint32Array;
  /** Where in the text word `w` begins: UTF-16 offset of its first letter; behind the last, the text's length. */
  wordOffsets: Uint32Array;
  /** While it is written: whether the next letter begins a word. */
  begins: boolean;
}

export function makeHashedText(letters: number): HashedText {
  return {
    count: 0,
    prefixes: new Int32Array(letters + 1),
    words: 0,
    wordStarts: new Uint32Array(letters + 1),
    wordOffsets: new Uint32Array(letters + 1),
    begins: true,
  };
}

/** Adds a character of any kind. Returns the offset behind it. */
function addCharacter(text: string, at: number, into: HashedText): number {
  const point = text.codePointAt(at) ?? 0;
  const next = at + (point > 0xffff ? 2 : 1);
  const exact = kindOfPoint(point);
  if (exact === SEPARATOR) into.begins = true;
  if (exact <= MARK) return next;
  const letters = exact === SEVERAL ? foldPoint(point) : String.fromCharCode(exact);
  const isVoiced = isVoicing(exact);
  const stands = isUnspaced(letters.charCodeAt(0)) || isWordSign(letters);
  if ((into.begins || stands) && !isVoiced) {
    into.wordOffsets[into.words] = at;
    into.wordStarts[into.words++] = into.count;
  }
  into.begins = stands || isVoiced;
  for (let i = 0; i < letters.length; i++) {
    const hash = into.prefixes[into.count] ?? 0;
    into.prefixes[++into.count] = (Math.imul(hash, BASE) + letters.charCodeAt(i)) | 0;
  }
  return next;
}

/**
 * Adds the characters that are one letter each, and the first that is not. Returns the offset behind
 * the last. One plain loop that calls nothing rare: what V8 compiles while it runs, it throws away
 * where the loop is left for another or comes by something new.
 */
function addLetters(text: string, from: number, to: number, into: HashedText): number {
  const { prefixes, wordStarts, wordOffsets } = into;
  let { count, words, begins } = into;
  let hash = prefixes[count] ?? 0;
  let at = from;
  for (; at < to; at++) {
    const code = text.charCodeAt(at);
    const kind = code < 256 ? (LATIN_KINDS[code] ?? 0) : kindOfUnit(code);
    if (kind === SEPARATOR) begins = true;
    else if (kind > MARK) {
      if (kind >= UNSPACED_FROM) break;
      if (begins) {
        wordOffsets[words] = at;
        wordStarts[words++] = count;
        begins = false;
      }
      hash = (Math.imul(hash, BASE) + kind) | 0;
      prefixes[++count] = hash;
    }
  }
  into.count = count;
  into.words = words;
  into.begins = begins;
  return at === to ? at : addCharacter(text, at, into);
}

/** So that a text that is a little longer needs no new arrays. */
const SPARE_ROOM = 8_192;
/** Characters added at a time: a function that is called often is compiled soon. */
const STRETCH = 256;

/**
 * Folds a text and hashes it on the way, in one pass that keeps no letters. The same letters and words
 * as `foldLetters` gives. At `edges`, ascending offsets, a word begins whatever is before it.
 * Cost: about 4 ms for a megabyte of Latin text, once warm.
 */
export function hashText(text: string, into: HashedText, edges: readonly number[] = []): void {
  const { length } = text;
  if (into.wordStarts.length <= length) Object.assign(into, makeHashedText(length + SPARE_ROOM));
  into.count = into.words = 0;
  let at = 0;
  for (const edge of [...edges, length]) {
    into.begins = true;
    while (at < edge) at = addLetters(text, at, Math.min(at + STRETCH, edge), into);
  }
  into.wordStarts[into.words] = into.count;
  into.wordOffsets[into.words] = length;
  // Characters of many letters: what is written behind the end of an array is lost.
  if (into.count >= into.wordStarts.length) {
    Object.assign(into, makeHashedText(into.count));
    hashText(text, into, edges);
  }
}

/** The hash of `length` letters from letter `at`. */
export function windowHash(
  { prefixes }: HashedText,
  powers: Int32Array,
  at: number,
  length: number,
): number {
  return ((prefixes[at + length] ?? 0) - Math.imul(prefixes[at] ?? 0, powers[length] ?? 0)) | 0;
}

/** The bit of a hash in a filter of 2^(32 - shift) bits. */
export function bitOf(hash: number, shift: number): number {
  return Math.imul(hash, 0x9e3779b1) >>> shift;
}

/** The other bit of a hash in a filter of two bits each. */
export function otherBitOf(hash: number, shift: number): number {
  return Math.imul(hash, 0x85ebca6b) >>> shift;
}

/** Where the last word before an offset ends, with the marks on its last letter. */
export function endOfWordBefore(text: string, offset: number): number {
  let end = offset;
  while (end > 0) {
    const start = end - ((text.codePointAt(end - 2) ?? 0) > 0xffff ? 2 : 1);
    const kind = kindOfPoint(text.codePointAt(start) ?? 0);
    if (kind !== SEPARATOR && kind !== DROPPED) break;
    end = start;
  }
  return end;
}

/** Spreads the bits of a hash, so that any of them can choose a place; `salt` keeps kinds apart. */
export function mix(hash: number, salt: number): number {
  let mixed = hash ^ salt;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

/** A key's 64 bits as two numbers: the first chooses the place, the second confirms. */
export function hashKey(key: string): readonly [number, number] {
  let first = 0x811c9dc5;
  let second = 0x1b873593;
  for (let i = 0; i < key.length; i++) {
    const unit = key.charCodeAt(i);
    first = Math.imul(first ^ unit, 0x01000193);
    second = Math.imul(second, BASE) + unit;
  }
  return [mix(first, key.length), second | 0];
}
