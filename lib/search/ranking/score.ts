/** What each paper is worth for the words it has: BM25 over weighted fields. */
import { FIELD, timesIn } from '../index/fields.ts';
import type { Postings, PostingsReader } from '../index/postings-reader.ts';
import type { Choice, Unit } from './choose-terms.ts';

/**
 * Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009: a word counts
 * more often the more, up to a limit, and in a long text less. Both within a third of these values
 * change less than 0.01 on the judged collections.
 */
const SATURATION = 1.5;
const LENGTH_SHARE = 0.6;

/** What a word is worth in a field where in the average abstract it is worth 1. */
const TITLE_WEIGHT = 2;
const NAME_WEIGHT = 3;
const PEOPLE_WEIGHT = 1.5;
const TAG_WEIGHT = 2;
const VENUE_WEIGHT = 1;
const NOTE_WEIGHT = 1.5;
/** What is typed unfinished or misspelled is more often a name or a title than a word of an abstract. */
const NEAR_ABSTRACT_SHARE = 0.4;
const ABSTRACT_ONLY = ~0 ^ (0xf << (4 * FIELD.abstract));

/** The lengths of the texts, row by row. */
export interface Lengths {
  readonly title: ArrayLike<number>;
  readonly abstract: ArrayLike<number>;
  readonly average: PostingsReader['averageLengths'];
}

/** Scores by row, filled unit by unit. */
export class Scores {
  readonly scores: Float32Array;
  /** A bit for each word of the query that the paper has. */
  readonly found: Uint32Array;
  readonly #papers: number;
  readonly #lengths: Lengths;
  readonly #times: Float32Array;
  readonly #worth: Float32Array;

  constructor(rowCount: number, papers: number, lengths: Lengths) {
    this.scores = new Float32Array(rowCount);
    this.found = new Uint32Array(rowCount);
    this.#times = new Float32Array(rowCount);
    this.#worth = new Float32Array(rowCount);
    this.#papers = papers;
    this.#lengths = lengths;
  }

  /**
   * Adds what a unit is worth. One that stands for several words adds as much as the paper lacks of
   * them: who has "hypernetworks" need not have "hyper" and "networks".
   */
  add({ from, to, whole, near }: Unit, postingsOf: (choice: Choice) => Postings): void {
    const rows: number[] = [];
    this.#weigh(whole, 1, postingsOf, rows);
    this.#weigh(near, NEAR_ABSTRACT_SHARE, postingsOf, rows);
    const words = to - from + 1;
    const mask = (2 ** words - 1) << from;
    for (const row of rows) {
      const worth = this.#worth[row] ?? 0;
      if (worth === 0) continue;
      this.#worth[row] = 0;
      const had = this.found[row] ?? 0;
      const share = words === 1 ? 1 : (1 + countBits(mask & ~had)) / (1 + words);
      this.scores[row] = (this.scores[row] ?? 0) + worth * share;
      this.found[row] = had | mask;
    }
  }

  /** Raises `#worth` of each row that has one of the words, and adds those rows. */
  #weigh(
    choices: readonly Choice[],
    abstractShare: number,
    postingsOf: (choice: Choice) => Postings,
    rows: number[],
  ): void {
    const first = rows.length;
    for (const choice of choices) {
      this.#count(postingsOf(choice), choice.weight, abstractShare, rows);
    }
    const frequency = rows.length - first;
    const rarity = Math.log(
      1 + Math.max(0, this.#papers - frequency + 0.5) / (frequency + 0.5),
    );
    for (let i = first; i < rows.length; i++) {
      const row = rows[i] ?? 0;
      const times = this.#times[row] ?? 0;
      this.#times[row] = 0;
      const worth = (rarity * times * (1 + SATURATION)) / (times + SATURATION);
      if (worth > (this.#worth[row] ?? 0)) this.#worth[row] = worth;
    }
  }

  #count(
    { rows, times }: Postings,
    weight: number,
    abstractShare: number,
    into: number[],
  ): void {
    const { title, abstract, average } = this.#lengths;
    const counted = this.#times;
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] ?? 0;
      const packed = times[i] ?? 0;
      let sum =
        (abstractShare * timesIn(packed, FIELD.abstract)) /
        (1 - LENGTH_SHARE + (LENGTH_SHARE * (abstract[row] ?? 0)) / average.abstract);
      if ((packed & ABSTRACT_ONLY) !== 0) {
        sum +=
          (TITLE_WEIGHT * timesIn(packed, FIELD.title)) /
            (1 - LENGTH_SHARE + (LENGTH_SHARE * (title[row] ?? 0)) / average.title) +
          NAME_WEIGHT * timesIn(packed, FIELD.name) +
          PEOPLE_WEIGHT * timesIn(packed, FIELD.authors) +
          VENUE_WEIGHT * timesIn(packed, FIELD.venue) +
          NOTE_WEIGHT * timesIn(packed, FIELD.note) +
          TAG_WEIGHT * timesIn(packed, FIELD.tags);
      }
      const before = counted[row] ?? 0;
      if (before === 0 && sum > 0) into.push(row);
      counted[row] = abstractShare < 1 ? Math.max(before, weight * sum) : before + weight * sum;
    }
  }
}

export function countBits(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
}
