/** The papers of one word, decoded: arrays that are filled again and again. */

function grown(numbers: Uint32Array, needed: number): Uint32Array {
  if (needed <= numbers.length) return numbers;
  const more = new Uint32Array(Math.max(needed, numbers.length * 2));
  more.set(numbers);
  return more;
}

export class PostingList {
  count = 0;
  /** Rows, rising; how often the word stands in each field (`timesIn`). */
  rows: Uint32Array = new Uint32Array(64);
  times: Uint32Array = new Uint32Array(64);
  /** Of each row, where its places lie in `places`; of use only where places were read. */
  placeStarts: Uint32Array = new Uint32Array(64);
  placeEnds: Uint32Array = new Uint32Array(64);
  placeCount = 0;
  places: Uint32Array = new Uint32Array(256);

  clear(): void {
    this.count = 0;
    this.placeCount = 0;
  }

  reserve(count: number): void {
    if (count <= this.rows.length) return;
    this.rows = grown(this.rows, count);
    const capacity = this.rows.length;
    this.times = grown(this.times, capacity);
    this.placeStarts = grown(this.placeStarts, capacity);
    this.placeEnds = grown(this.placeEnds, capacity);
  }

  reservePlaces(count: number): void {
    this.places = grown(this.places, count);
  }

  /** Appends what another list has at an index. */
  append(other: PostingList, index: number): void {
    const at = this.count;
    this.reserve(at + 1);
    const start = other.placeStarts[index] ?? 0;
    const end = other.placeEnds[index] ?? 0;
    this.reservePlaces(this.placeCount + end - start);
    this.rows[at] = other.rows[index] ?? 0;
    this.times[at] = other.times[index] ?? 0;
    this.placeStarts[at] = this.placeCount;
    for (let i = start; i < end; i++) this.places[this.placeCount++] = other.places[i] ?? 0;
    this.placeEnds[at] = this.placeCount;
    this.count = at + 1;
  }

  /** Puts the rows in order; the places stay where they are. */
  sort(): void {
    const { count, rows } = this;
    let isSorted = true;
    for (let i = 1; i < count && isSorted; i++) isSorted = (rows[i - 1] ?? 0) < (rows[i] ?? 0);
    if (isSorted) return;
    const keys = new Float64Array(count);
    for (let i = 0; i < count; i++) keys[i] = (rows[i] ?? 0) * SORTED_AT_ONCE + i;
    keys.sort();
    const order = Uint32Array.from(keys, (key) => key % SORTED_AT_ONCE);
    this.rows = permuted(rows, order);
    this.times = permuted(this.times, order);
    this.placeStarts = permuted(this.placeStarts, order);
    this.placeEnds = permuted(this.placeEnds, order);
  }
}

/** More rows than a catalogue has; a row times this is still exact. */
const SORTED_AT_ONCE = 2 ** 21;

function permuted(numbers: Uint32Array, order: Uint32Array): Uint32Array {
  const result = new Uint32Array(numbers.length);
  for (let i = 0; i < order.length; i++) result[i] = numbers[order[i] ?? 0] ?? 0;
  return result;
}
