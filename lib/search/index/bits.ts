/** Numbers as bits, for lists where a byte is too much for most. The low bits of a byte come first. */
import { BrokenRecordError, type ByteReader, type ByteWriter } from './bytes.ts';

/** A number whose high part is so large is written in full behind as many ones. */
export const MOST_ONES = 20;
const MAX_LOW_BITS = 20;

/** How many low bits to write apart, so that numbers of that mean take the fewest bits. */
export function lowBitsFor(mean: number): number {
  return mean < 1 ? 0 : Math.min(MAX_LOW_BITS, Math.max(0, Math.round(Math.log2(mean * 0.75))));
}

export class BitWriter {
  readonly #out: ByteWriter;
  #rest = 0;
  #count = 0;

  constructor(out: ByteWriter) {
    this.#out = out;
  }

  /** At most 24 bits. */
  bits(value: number, count: number): void {
    this.#rest |= value << this.#count;
    this.#count += count;
    while (this.#count >= 8) {
      this.#out.byte(this.#rest & 255);
      this.#rest >>>= 8;
      this.#count -= 8;
    }
  }

  /** As many ones as the number says, and a zero; at most 23. */
  ones(count: number): void {
    this.bits((1 << count) - 1, count + 1);
  }

  /** A number whose low bits are written as they are, what is above as ones. */
  number(value: number, lowBits: number): void {
    const high = value >>> lowBits;
    if (high < MOST_ONES) {
      this.ones(high);
      if (lowBits > 0) this.bits(value & ((1 << lowBits) - 1), lowBits);
      return;
    }
    this.bits((1 << MOST_ONES) - 1, MOST_ONES);
    this.bits(value & 0xffff, 16);
    this.bits(value >>> 16, 16);
  }

  /** Fills up the last byte. */
  end(): void {
    if (this.#count > 0) this.#out.byte(this.#rest & 255);
    this.#rest = 0;
    this.#count = 0;
  }
}

export class BitReader {
  readonly #source: Uint8Array;
  readonly #end: number;
  /** The next byte; the bits read before it, of which `left` are still to be taken. */
  at: number;
  rest: number;
  left: number;

  /** Reads from where the reader stands, and does not move it. */
  constructor(reader: ByteReader, rest = 0, left = 0) {
    this.#source = reader.source;
    this.#end = reader.end;
    this.at = reader.at;
    this.rest = rest;
    this.left = left;
  }

  #fill(): void {
    while (this.left <= 24) {
      this.rest |= (this.#source[this.at++] ?? 0) << this.left;
      this.left += 8;
    }
  }

  /** At most 24 bits. */
  bits(count: number): number {
    if (this.left < count) this.#fill();
    const value = this.rest & ((1 << count) - 1);
    this.rest >>>= count;
    this.left -= count;
    return value;
  }

  /** The number of ones before the next zero, at most `MOST_ONES`; with so many there is no zero. */
  ones(): number {
    if (this.left < MOST_ONES + 1) this.#fill();
    const zeros = ~this.rest | (1 << MOST_ONES);
    const count = 31 - Math.clz32(zeros & -zeros);
    const used = count === MOST_ONES ? count : count + 1;
    this.rest >>>= used;
    this.left -= used;
    return count;
  }

  number(lowBits: number): number {
    const high = this.ones();
    if (high < MOST_ONES) return lowBits === 0 ? high : (high << lowBits) | this.bits(lowBits);
    const low = this.bits(16);
    return (low | (this.bits(16) << 16)) >>> 0;
  }

  /** Throws where more was read than there is. */
  check(): void {
    if (this.at - (this.left >> 3) > this.#end) throw new BrokenRecordError('Bits end too early');
  }
}
