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

  /** Appends a part of decoded arrays, without places. */
  take({ rows, times }: Pick<PostingList, 'rows' | 'times'>, from = 0, to = rows.length): void {
    this.reserve(this.count + to - from);
    this.rows.set(rows.subarray(from, to), this.count);
    this.times.set(times.subarray(from, to), this.count);
    this.count += to - from;
  }

  /** Puts the rows in order, of which there are a few rising runs; the places stay where they are. */
  sort(): void {
    for (let ends = this.#runEnds(); ends.length > 1; ends = this.#runEnds()) {
      const order = new Uint32Array(this.count);
      let from = 0;
      for (let run = 0; run < ends.length; run += 2) {
        const middle = ends[run] ?? 0;
        const to = ends[run + 1] ?? middle;
        this.#mergeRuns(from, middle, to, order);
        from = to;
      }
      this.rows = inOrder(this.rows, order);
      this.times = inOrder(this.times, order);
      this.placeStarts = inOrder(this.placeStarts, order);
      this.placeEnds = inOrder(this.placeEnds, order);
    }
  }

  /** Makes one of two postings of a row, of a sorted list: the paper's and the user's. Places are lost. */
  uniteTimes(): void {
    let kept = 0;
    for (let i = 0; i < this.count; i++) {
      const row = this.rows[i] ?? 0;
      if (kept > 0 && this.rows[kept - 1] === row)
        this.times[kept - 1] = (this.times[kept - 1] ?? 0) | (this.times[i] ?? 0);
      else {
        this.rows[kept] = row;
        this.times[kept++] = this.times[i] ?? 0;
      }
    }
    this.count = kept;
  }

  /** Where each rising run of rows ends. */
  #runEnds(): number[] {
    const ends: number[] = [];
    for (let i = 1; i < this.count; i++)
      if ((this.rows[i - 1] ?? 0) > (this.rows[i] ?? 0)) ends.push(i);
    if (this.count > 0) ends.push(this.count);
    return ends;
  }

  /** Fills `order` with the indexes of two neighbouring runs. */
  #mergeRuns(from: number, middle: number, to: number, order: Uint32Array): void {
    const { rows } = this;
    let left = from;
    let right = middle;
    for (let at = from; at < to; at++) {
      const isLeft = right >= to || (left < middle && (rows[left] ?? 0) <= (rows[right] ?? 0));
      order[at] = isLeft ? left++ : right++;
    }
  }
}

function inOrder(numbers: Uint32Array, order: Uint32Array): Uint32Array {
  const result = new Uint32Array(numbers.length);
  for (let i = 0; i < order.length; i++) result[i] = numbers[order[i] ?? 0] ?? 0;
  return result;
}
