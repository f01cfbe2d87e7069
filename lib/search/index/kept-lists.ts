/** Lists that were decoded last, so many postings of them. */
import type { Postings } from './postings-reader.ts';

/** A list in the order of the disk, and the bytes of its blocks of places. */
export interface DecodedList extends Postings {
  readonly placeBlocks: readonly number[];
}

/** 4 MB. */
const KEPT_POSTINGS = 2 ** 19;

export class KeptLists<List extends Postings> {
  readonly #lists = new Map<string, List>();
  #postings = 0;

  get(name: string): List | undefined {
    const list = this.#lists.get(name);
    if (list !== undefined) {
      this.#lists.delete(name);
      this.#lists.set(name, list);
    }
    return list;
  }

  keep(name: string, list: List): void {
    this.#postings += list.rows.length - (this.#lists.get(name)?.rows.length ?? 0);
    this.#lists.set(name, list);
    for (const [oldest, { rows }] of this.#lists) {
      if (this.#postings <= KEPT_POSTINGS || oldest === name) break;
      this.#lists.delete(oldest);
      this.#postings -= rows.length;
    }
  }
}
