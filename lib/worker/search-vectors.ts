/**
 * Keeps the vectors of papers: learns what the words of a catalogue are about, places every paper page
 * by page, and learns again when the catalogue has doubled; until that is done the old ones serve.
 */
import type { Catalogue } from '../catalogue/catalogue.ts';
import { PAGE_ROWS, VECTOR_ROWS } from '../catalogue/layout.ts';
import type { Directions, VectorHead, VectorPages } from '../catalogue/vector-pages.ts';
import type { Paper } from '../paper/paper.ts';
import type { Row } from '../recognise/types.ts';
import { OvertakenError } from '../search/index/store.ts';
import { stemOf } from '../search/ranking/stem.ts';
import { isStopWord } from '../search/ranking/stop-words.ts';
import {
  chooseVocabulary,
  placePaper,
  TRAINING_PAPERS,
  trainDirections,
  type Vocabulary,
  weighWords,
} from '../search/ranking/train-vectors.ts';
import { packVector, VECTOR_BYTES } from '../search/ranking/vectors.ts';
import { tokenise } from '../text/tokenise.ts';

/** With fewer papers there is nothing to learn. */
const MIN_PAPERS = 100;
const GROWTH = 2;
const READ_ROWS = 256;
/** Stems of so many words are kept. */
const KEPT_STEMS = 20_000;

export type PapersByRow = Pick<Catalogue, 'countRows' | 'papersAtRows'>;
type Pause = () => Promise<void>;
type Counts = ReadonlyMap<string, number>;

interface Placing {
  readonly generation: number;
  readonly vocabulary: Vocabulary;
  readonly directions: Float32Array;
}

export class VectorMaker {
  readonly #catalogue: PapersByRow;
  readonly #vectors: VectorPages;
  readonly #pause: Pause;
  readonly #stems = new Map<string, string>();
  readonly #learned = new Map<number, Placing>();

  constructor(catalogue: PapersByRow, vectors: VectorPages, pause: Pause) {
    this.#catalogue = catalogue;
    this.#vectors = vectors;
    this.#pause = pause;
  }

  /** Places the next page of papers. False: there is none to place. */
  async step(store: string): Promise<boolean> {
    const head = await this.#vectors.head();
    if (head?.store !== store || head.next === null) return false;
    return this.#placeNextPage(head, head.next);
  }

  /** Learns, where that is due. It takes a few seconds, during which papers may be placed. */
  async learnWhereDue(store: string, papers: number): Promise<boolean> {
    const head = await this.#vectors.head();
    const known = head?.store === store ? head.papers : 0;
    if (papers < MIN_PAPERS || papers < GROWTH * known) return false;
    await this.#learn(store, papers);
    return true;
  }

  /** Places papers that came or changed; undefined: there is none any more. */
  async place(
    store: string,
    rows: readonly Row[],
    papers: readonly (Paper | undefined)[],
  ): Promise<void> {
    const head = rows.length === 0 ? null : await this.#vectors.head();
    if (head?.store !== store) return;
    const changed = new Map<number, Map<number, Uint8Array>>();
    for (const generation of [head.generation, head.next?.generation ?? 0]) {
      const placing = generation === 0 ? null : await this.#placing(generation);
      if (placing === null) continue;
      // What the next generation has not come to is placed when it comes there.
      const end = generation === head.next?.generation ? head.next.page : Number.POSITIVE_INFINITY;
      const reached = rows.filter((row) => row < end * VECTOR_ROWS);
      const pages = await this.#vectors.pages(generation, reached);
      const written = new Map<number, Uint8Array>();
      for (const [index, row] of rows.entries()) {
        if (row >= end * VECTOR_ROWS) continue;
        const page = Math.floor(row / VECTOR_ROWS);
        const bytes = written.get(page) ?? pages.get(page)?.slice() ?? newPage();
        written.set(page, bytes);
        this.#placeOne(placing, papers[index], bytes, row % VECTOR_ROWS);
        await this.#pause();
      }
      changed.set(generation, written);
    }
    await this.#vectors.write({ ...head, version: head.version + 1 }, changed);
  }

  #placeOne(placing: Placing, paper: Paper | undefined, bytes: Uint8Array, slot: number): void {
    const at = slot * VECTOR_BYTES;
    if (paper === undefined) {
      bytes.fill(0, at, at + VECTOR_BYTES);
      return;
    }
    const words = weighWords(placing.vocabulary, this.#countStems(paper));
    packVector(placePaper(words, placing.directions), bytes, at);
  }

  /** A word of the title counts twice. */
  #countStems({ title, abstract }: Paper): Counts {
    const counts = new Map<string, number>();
    const count = (text: string, times: number) => {
      for (const word of tokenise(text)) {
        if (isStopWord(word.text)) continue;
        const stem = this.#stemOf(word.text);
        counts.set(stem, (counts.get(stem) ?? 0) + times);
      }
    };
    count(title, 2);
    count(abstract, 1);
    return counts;
  }

  #stemOf(word: string): string {
    const known = this.#stems.get(word);
    if (known !== undefined) return known;
    if (this.#stems.size >= KEPT_STEMS) this.#stems.clear();
    const stem = stemOf(word);
    this.#stems.set(word, stem);
    return stem;
  }

  async #placing(generation: number): Promise<Placing | null> {
    let placing = this.#learned.get(generation) ?? null;
    if (placing === null) {
      const learned = await this.#vectors.directions(generation);
      if (learned === null) return null;
      const { stems, rarities, directions } = learned;
      const numbers = new Map(stems.map((stem, number) => [stem, number]));
      placing = { generation, vocabulary: { numbers, rarities }, directions };
      this.#learned.set(generation, placing);
    }
    return placing;
  }

  async #placeNextPage(
    head: VectorHead,
    { generation, page, papers }: NonNullable<VectorHead['next']>,
  ): Promise<boolean> {
    const rowCount = await this.#catalogue.countRows();
    const placing = await this.#placing(generation);
    if (placing === null || page * VECTOR_ROWS >= rowCount) {
      // All are placed; or what was learned is lost, and is learned again.
      const done = placing === null ? 0 : generation;
      const { store, version } = head;
      const known = placing === null ? 0 : papers;
      await this.#vectors.keepOnly(
        { store, version: version + 1, generation: done, papers: known, next: null },
        generation,
      );
      return true;
    }
    const bytes = newPage();
    const from = page * VECTOR_ROWS;
    const to = Math.min(rowCount, from + VECTOR_ROWS);
    for await (const [row, paper] of this.#papers(from, to, 1))
      this.#placeOne(placing, paper, bytes, row - from);
    const next = { generation, page: page + 1, papers };
    const changed = new Map([[generation, new Map([[page, bytes]])]]);
    await this.#vectors.write({ ...head, version: head.version + 1, next }, changed);
    return true;
  }

  /** Every so many-th row. */
  async *#papers(from: Row, to: Row, step: number): AsyncGenerator<readonly [Row, Paper]> {
    // Rows far from each other lie in as many pages, all of whose papers are read with them.
    const length = Math.ceil(READ_ROWS / Math.min(step, PAGE_ROWS));
    for (let row = from; row < to; row += length * step) {
      const rows = Array.from({ length }, (_, i) => Math.floor(row + i * step));
      const some = rows.filter((one) => one < to);
      for (const [index, paper] of (await this.#catalogue.papersAtRows(some)).entries()) {
        await this.#pause();
        if (paper !== undefined) yield [some[index] ?? 0, paper];
      }
    }
  }

  async #learn(store: string, papers: number): Promise<void> {
    const rowCount = await this.#catalogue.countRows();
    const numbers = new Map<string, number>();
    const frequencies: number[] = [];
    const sample: { readonly words: Uint32Array; readonly times: Uint8Array }[] = [];
    const step = Math.max(1, rowCount / TRAINING_PAPERS);
    for await (const [, paper] of this.#papers(0, rowCount, step)) {
      const counts = [...this.#countStems(paper)];
      const words = counts.map(([stem]) => {
        const number = numbers.get(stem) ?? numbers.size;
        numbers.set(stem, number);
        frequencies[number] = (frequencies[number] ?? 0) + 1;
        return number;
      });
      const times = counts.map(([, times]) => times);
      sample.push({ words: Uint32Array.from(words), times: Uint8Array.from(times) });
    }
    const stems = [...numbers.keys()];
    const counted = stems.map((stem, number) => [stem, frequencies[number] ?? 0] as const);
    const vocabulary = chooseVocabulary(counted, sample.length);
    const weighed = sample.map(({ words, times }) =>
      weighWords(
        vocabulary,
        Array.from(words, (word, i) => [stems[word] ?? '', times[i] ?? 0] as const),
      ),
    );
    const training = trainDirections(weighed, vocabulary.rarities.length);
    let done = training.next();
    while (!done.done) {
      await this.#pause();
      done = training.next();
    }
    await this.#begin(store, papers, {
      stems: [...vocabulary.numbers.keys()],
      rarities: vocabulary.rarities,
      directions: done.value,
    });
  }

  /** Begins a generation, unless another worker did while this one learned. */
  async #begin(store: string, papers: number, learned: Directions): Promise<void> {
    const before = await this.#vectors.head();
    const isOurs = before?.store === store;
    if (isOurs && before.next !== null) return;
    const known = isOurs ? before : { generation: 0, papers: 0 };
    const generation = Math.max(before?.generation ?? 0, before?.next?.generation ?? 0) + 1;
    const version = (before?.version ?? 0) + 1;
    const next = { generation, page: 0, papers };
    const head = { generation: known.generation, papers: known.papers, store, version, next };
    try {
      await this.#vectors.begin(head, generation, learned);
    } catch (error) {
      if (!(error instanceof OvertakenError)) throw error;
      // Papers were placed meanwhile.
      await this.#begin(store, papers, learned);
    }
  }
}

function newPage(): Uint8Array {
  return new Uint8Array(VECTOR_ROWS * VECTOR_BYTES);
}
