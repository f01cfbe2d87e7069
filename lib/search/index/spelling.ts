/**
 * The words of a large segment once more, by their number of letters: to find what a mistyped word
 * meant, only those of about its length are read. Within a chunk they are in order, so that what two
 * words share is compared once.
 */
import { ByteReader, ByteWriter } from './bytes.ts';

/** Shorter words are not mistaken for others, longer ones are no words. */
export const MIN_SPELLED = 3;
export const MAX_SPELLED = 32;

/** Letters or digits of scripts with spaces, not digits alone. */
const SPELLED = /^(?!\d+$)[\p{L}\p{N}\p{M}]+$/u;

export function isSpelled(word: string): boolean {
  return word.length >= MIN_SPELLED && word.length <= MAX_SPELLED && SPELLED.test(word);
}

/** In the directory a chunk is named by its length and its first word. */
function spellingName(length: number, word: string): string {
  return String.fromCharCode(length) + word;
}

/** Frequencies are kept as powers of two: enough to prefer one word to another. */
function rankOf(frequency: number): number {
  return 31 - Math.clz32(frequency);
}

/** Collects the words of one length, which come in order. */
export class SpellingWriter {
  readonly length: number;
  readonly #chunkBytes: number;
  readonly #out = new ByteWriter();
  readonly #chunks: { readonly name: string; readonly bytes: Uint8Array }[] = [];
  #first = '';
  #last = '';

  constructor(length: number, chunkBytes: number) {
    this.length = length;
    this.#chunkBytes = chunkBytes;
  }

  add(word: string, frequency: number): void {
    if (this.#out.length === 0) {
      this.#first = word;
      this.#last = '';
    }
    let shared = 0;
    while (shared < this.#last.length && word[shared] === this.#last[shared]) shared++;
    this.#out.byte((shared << 3) | Math.min(7, rankOf(frequency) >> 1));
    for (let i = shared; i < word.length; i++) this.#out.number(word.charCodeAt(i));
    this.#last = word;
    if (this.#out.length >= this.#chunkBytes) this.#close();
  }

  #close(): void {
    if (this.#out.length === 0) return;
    this.#chunks.push({ name: spellingName(this.length, this.#first), bytes: this.#out.take() });
  }

  finish(): readonly { readonly name: string; readonly bytes: Uint8Array }[] {
    this.#close();
    return this.#chunks;
  }
}

/** A word that is near enough; `rank`: the larger, the more papers have it. */
export interface NearWord {
  readonly text: string;
  readonly distance: number;
  readonly rank: number;
}

/**
 * Compares one word with many that come in order. The rows of the table of distances stand for the
 * letters of the word at hand; those of letters shared with the word before stay, and once a row is
 * too far away everything that begins like it is passed over.
 */
export class DistanceTable {
  readonly #sought: string;
  readonly #most: number;
  readonly #width: number;
  readonly #cells: Uint8Array;
  readonly letters = new Uint16Array(MAX_SPELLED + 1);
  /** Letters at the beginning whose rows are right. */
  #ready = 0;
  /** With so many letters as at hand, nothing can come near any more. */
  #hopeless = MAX_SPELLED + 1;

  constructor(sought: string, most: number) {
    this.#sought = sought;
    this.#most = most;
    this.#width = sought.length + 1;
    this.#cells = new Uint8Array(this.#width * (MAX_SPELLED + 2));
    for (let j = 0; j < this.#width; j++) this.#cells[j] = j;
  }

  /** The distance of `letters`, of which `shared` are as before; more than `most` where it is farther. */
  measure(length: number, shared: number): number {
    if (shared >= this.#hopeless) return this.#most + 1;
    this.#hopeless = MAX_SPELLED + 1;
    for (let i = Math.min(this.#ready, shared); i < length; i++) {
      // A row is at most one above the row before, so an exchange of neighbours cannot come back either.
      if (this.#fillRow(i) > this.#most) {
        this.#hopeless = i + 1;
        this.#ready = i + 1;
        return this.#most + 1;
      }
    }
    this.#ready = length;
    return this.#cells[length * this.#width + this.#width - 1] ?? 255;
  }

  /** Fills the row behind letter `i`. Returns the least of it. */
  #fillRow(i: number): number {
    const cells = this.#cells;
    const width = this.#width;
    const above = i * width;
    const row = above + width;
    const letter = this.letters[i] ?? 0;
    const before = i > 0 ? (this.letters[i - 1] ?? 0) : -1;
    let least = i + 1;
    cells[row] = least;
    for (let j = 1; j < width; j++) {
      const sought = this.#sought.charCodeAt(j - 1);
      let cost = (cells[above + j - 1] ?? 0) + (sought === letter ? 0 : 1);
      cost = Math.min(cost, (cells[above + j] ?? 0) + 1, (cells[row + j - 1] ?? 0) + 1);
      if (j > 1 && before === sought && letter === this.#sought.charCodeAt(j - 2))
        cost = Math.min(cost, (cells[above - width + j - 2] ?? 0) + 1);
      cells[row + j] = cost;
      if (cost < least) least = cost;
    }
    return least;
  }
}

/** Calls `take` for every word of a chunk that is near enough. `length` is that of its words. */
export function scanSpelling(
  chunk: Uint8Array,
  length: number,
  sought: string,
  most: number,
  take: (near: NearWord) => void,
): void {
  const table = new DistanceTable(sought, most);
  const reader = new ByteReader(chunk);
  const { letters } = table;
  while (!reader.isDone) {
    const first = reader.byte();
    const shared = first >> 3;
    for (let i = shared; i < length; i++) letters[i] = reader.number();
    const distance = table.measure(length, shared);
    if (distance > most) continue;
    const text = String.fromCharCode(...letters.subarray(0, length));
    take({ text, distance, rank: (first & 7) * 2 });
  }
}

/** The rank that `scanSpelling` would give. */
export function nearRank(frequency: number): number {
  return Math.min(7, rankOf(frequency) >> 1) * 2;
}
