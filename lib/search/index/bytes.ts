/** Numbers and words as bytes. Numbers take 7 bits a byte, the low ones first. */

/** What is read does not hold together: torn, written by another program, or a mistake of ours. */
export class BrokenRecordError extends Error {
  override readonly name = 'BrokenRecordError';
}

/** Bytes that grow as they are written. */
export class ByteWriter {
  #bytes: Uint8Array<ArrayBuffer>;
  length = 0;

  constructor(capacity = 1024) {
    this.#bytes = new Uint8Array(capacity);
  }

  /** Makes room, so that as many bytes can be set without looking. */
  #reserve(more: number): Uint8Array<ArrayBuffer> {
    const needed = this.length + more;
    if (needed > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
      grown.set(this.#bytes.subarray(0, this.length));
      this.#bytes = grown;
    }
    return this.#bytes;
  }

  byte(value: number): void {
    this.#reserve(1)[this.length++] = value;
  }

  /** A whole number from 0 to 2^32 - 1. */
  number(value: number): void {
    const bytes = this.#reserve(5);
    let rest = value;
    while (rest > 127) {
      bytes[this.length++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    bytes[this.length++] = rest;
  }

  bytes(source: Uint8Array): void {
    this.#reserve(source.length).set(source, this.length);
    this.length += source.length;
  }

  text(text: string): void {
    const encoded = new TextEncoder().encode(text);
    this.number(encoded.length);
    this.bytes(encoded);
  }

  /** What was written; valid until more is written. */
  view(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(0, this.length);
  }

  /** A copy of what was written, and a new beginning. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = this.#bytes.slice(0, this.length);
    this.length = 0;
    return taken;
  }
}

/** Reads what a `ByteWriter` wrote. Reading past the end throws. */
export class ByteReader {
  readonly source: Uint8Array;
  at: number;
  readonly end: number;

  constructor(source: Uint8Array, at = 0, end = source.length) {
    this.source = source;
    this.at = at;
    this.end = end;
  }

  get isDone(): boolean {
    return this.at >= this.end;
  }

  byte(): number {
    if (this.at >= this.end) throw new BrokenRecordError('Bytes end too early');
    return this.source[this.at++] ?? 0;
  }

  number(): number {
    let value = this.byte();
    if (value < 128) return value;
    value &= 127;
    for (let shift = 7; ; shift += 7) {
      const next = this.byte();
      value |= (next & 127) << shift;
      if (next < 128) return value >>> 0;
    }
  }

  bytes(length: number): Uint8Array {
    if (this.at + length > this.end) throw new BrokenRecordError('Bytes end too early');
    const taken = this.source.subarray(this.at, this.at + length);
    this.at += length;
    return taken;
  }

  text(): string {
    return new TextDecoder().decode(this.bytes(this.number()));
  }
}

/**
 * The bytes of a word: as UTF-8, but each half of a pair by itself, so that the order of the bytes is
 * the order in which `<` puts strings.
 */
export function encodeWord(word: string, into: Uint8Array): number {
  let length = 0;
  for (let i = 0; i < word.length; i++) {
    const unit = word.charCodeAt(i);
    if (unit < 0x80) into[length++] = unit;
    else if (unit < 0x800) {
      into[length++] = 0xc0 | (unit >> 6);
      into[length++] = 0x80 | (unit & 63);
    } else {
      into[length++] = 0xe0 | (unit >> 12);
      into[length++] = 0x80 | ((unit >> 6) & 63);
      into[length++] = 0x80 | (unit & 63);
    }
  }
  return length;
}

/** The word of `length` bytes. */
export function decodeWord(bytes: Uint8Array, length: number): string {
  let word = '';
  for (let i = 0; i < length; ) {
    const first = bytes[i++] ?? 0;
    let unit = first;
    if (first >= 0xe0) {
      unit = ((first & 15) << 12) | (((bytes[i] ?? 0) & 63) << 6) | ((bytes[i + 1] ?? 0) & 63);
      i += 2;
    } else if (first >= 0xc0) unit = ((first & 31) << 6) | ((bytes[i++] ?? 0) & 63);
    word += String.fromCharCode(unit);
  }
  return word;
}

/** Letters of a word that are kept; no word that means something is longer. */
export const MAX_WORD_LETTERS = 64;
/** And its bytes at most. */
export const MAX_WORD_BYTES = 3 * MAX_WORD_LETTERS;

/** Negative, zero or positive, as `a` comes before, at or after `b`. */
export function compareBytes(
  a: Uint8Array,
  aLength: number,
  b: Uint8Array,
  bLength: number,
): number {
  const both = Math.min(aLength, bLength);
  for (let i = 0; i < both; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return aLength - bLength;
}
