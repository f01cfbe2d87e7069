/** The hashes that the table's two sides share: what builds it and what reads it in a page. */

/** Odd, with well spread bits; a hash of letters is a polynomial in it, modulo 2^32. */
const BASE = 0x2c1b3c6d;

/**
 * How many first letters of a title anchor it, longest first. Long, because many titles begin alike
 * ("a survey of …"); a title takes the longest anchor that fits.
 */
export const ANCHOR_LETTERS = [24, 12, 6, 3] as const;
/** Titles with fewer letters are never matched by their text. */
export const MIN_TITLE_LETTERS = 3;
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

/** Fills `into` with the hashes of all prefixes: `into[i]` is that of the first `i` letters. */
export function hashPrefixes(letters: Uint16Array, count: number, into: Int32Array): void {
  let hash = 0;
  into[0] = 0;
  for (let i = 0; i < count; i++) {
    hash = (Math.imul(hash, BASE) + (letters[i] ?? 0)) | 0;
    into[i + 1] = hash;
  }
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
