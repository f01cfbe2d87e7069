/** Words numbered in the order in which they are met, without a string for any of them. */

const EMPTY = -1;

export class WordTable {
  count = 0;
  #slots = new Int32Array(1 << 12).fill(EMPTY);
  #hashes = new Uint32Array(1 << 11);
  /** Where the letters of each word begin; that of the next is where they end. */
  #starts = new Uint32Array((1 << 11) + 1);
  #letters = new Uint16Array(1 << 14);

  /** The number of a word, a new one where it was not met before. */
  add(letters: Uint16Array, from: number, to: number): number {
    let hash = 0x811c9dc5;
    for (let i = from; i < to; i++) hash = Math.imul(hash ^ (letters[i] ?? 0), 0x01000193);
    hash = (hash ^ (hash >>> 15)) >>> 0;
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const word = this.#slots[slot] ?? EMPTY;
      if (word === EMPTY) return this.#insert(slot, hash, letters, from, to);
      if (this.#hashes[word] === hash && this.#isWord(word, letters, from, to)) return word;
    }
  }

  addText(text: string): number {
    const letters = new Uint16Array(text.length);
    for (let i = 0; i < text.length; i++) letters[i] = text.charCodeAt(i);
    return this.add(letters, 0, text.length);
  }

  #isWord(word: number, letters: Uint16Array, from: number, to: number): boolean {
    const start = this.#starts[word] ?? 0;
    if ((this.#starts[word + 1] ?? 0) - start !== to - from) return false;
    for (let i = 0; i < to - from; i++) {
      if (this.#letters[start + i] !== letters[from + i]) return false;
    }
    return true;
  }

  #insert(slot: number, hash: number, letters: Uint16Array, from: number, to: number): number {
    const word = this.count++;
    const start = this.#starts[word] ?? 0;
    if (start + to - from > this.#letters.length) this.#letters = doubled(this.#letters);
    this.#letters.set(letters.subarray(from, to), start);
    if (this.count >= this.#hashes.length) {
      this.#hashes = doubled(this.#hashes);
      const starts = new Uint32Array(this.#hashes.length + 1);
      starts.set(this.#starts);
      this.#starts = starts;
    }
    this.#starts[word + 1] = start + to - from;
    this.#hashes[word] = hash;
    this.#slots[slot] = word;
    if (this.count * 2 > this.#slots.length) this.#rehash();
    return word;
  }

  #rehash(): void {
    this.#slots = new Int32Array(this.#slots.length * 2).fill(EMPTY);
    const mask = this.#slots.length - 1;
    for (let word = 0; word < this.count; word++) {
      let slot = (this.#hashes[word] ?? 0) & mask;
      while (this.#slots[slot] !== EMPTY) slot = (slot + 1) & mask;
      this.#slots[slot] = word;
    }
  }

  text(word: number): string {
    const letters = this.#letters.subarray(this.#starts[word], this.#starts[word + 1]);
    return String.fromCharCode(...letters);
  }

  /** All words in the order of strings, letter by letter: sorting them at once takes too long a moment. */
  *sorted(): Generator<readonly { readonly word: number; readonly text: string }[]> {
    const groups = new Map<number, number[]>();
    for (let word = 0; word < this.count; word++) {
      const first = this.#letters[this.#starts[word] ?? 0] ?? 0;
      const group = groups.get(first);
      if (group === undefined) groups.set(first, [word]);
      else group.push(word);
    }
    for (const [, words] of [...groups].sort(([a], [b]) => a - b)) {
      yield words
        .map((word) => ({ word, text: this.text(word) }))
        .sort((a, b) => (a.text < b.text ? -1 : 1));
    }
  }
}

function doubled<Numbers extends Uint16Array | Uint32Array>(numbers: Numbers): Numbers {
  const grown = new (numbers.constructor as new (length: number) => Numbers)(numbers.length * 2);
  grown.set(numbers);
  return grown;
}
