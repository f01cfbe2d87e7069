/** What each paper is worth for the words it has: BM25 over weighted fields. */
import { FIELD, maskOf, timesIn } from '../index/fields.ts';
import type { Postings, PostingsReader } from '../index/postings-reader.ts';
import type { Choice, Unit } from './choose-terms.ts';

/**
 * Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009: a word counts
 * more often the more, up to a limit, and in a long text less.
 */
const SATURATION = 1.2;
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
const NOT_NAME = ~maskOf(['name']);
const NOT_ABSTRACT = ~maskOf(['abstract']);

/** The lengths of the texts in words, row by row. */
export interface Lengths {
  readonly title: ArrayLike<number>;
  readonly abstract: ArrayLike<number>;
  readonly average: PostingsReader['averageLengths'];
}

/** Lengths are counted up to 255. */
const LENGTHS = 256;

/** What a word in a text of each length counts; 1 in one of average length. */
function countByLength(average: number): Float32Array {
  return Float32Array.from({ length: LENGTHS }, (_, length) => {
    return 1 / (1 - LENGTH_SHARE + (LENGTH_SHARE * length) / Math.max(1, average));
  });
}

/** What is needed while one unit is added, and left as it was found; fresh memory costs a millisecond. */
interface Scratch {
  /** By row: how often the unit stands there, and what that is worth. */
  readonly times: Float32Array;
  readonly worth: Float32Array;
  /** Rows that the unit was found in, some twice. */
  readonly rows: Uint32Array;
}

let scratch = makeScratch(0);

function makeScratch(rowCount: number): Scratch {
  return {
    times: new Float32Array(rowCount),
    worth: new Float32Array(rowCount),
    rows: new Uint32Array(2 * rowCount),
  };
}

/** Scores by row, filled unit by unit. */
export class Scores {
  readonly scores: Float32Array;
  /** A bit for each word of the query that the paper has. */
  readonly found: Uint32Array;
  readonly #papers: number;
  readonly #lengths: Lengths;
  readonly #byTitleLength: Float32Array;
  readonly #byAbstractLength: Float32Array;
  readonly #times: Float32Array;
  readonly #worth: Float32Array;
  readonly #rows: Uint32Array;
  #rowCount = 0;

  constructor(rowCount: number, papers: number, lengths: Lengths) {
    this.scores = new Float32Array(rowCount);
    this.found = new Uint32Array(rowCount);
    if (scratch.times.length < rowCount) scratch = makeScratch(rowCount);
    this.#times = scratch.times;
    this.#worth = scratch.worth;
    this.#rows = scratch.rows;
    this.#papers = papers;
    this.#lengths = lengths;
    this.#byTitleLength = countByLength(lengths.average.title);
    this.#byAbstractLength = countByLength(lengths.average.abstract);
  }

  /**
   * Adds what a unit is worth. One that stands for several words adds as much as the paper lacks of
   * them: who has "hypernetworks" need not have "hyper" and "networks".
   */
  add({ from, to, whole, near }: Unit, postingsOf: (choice: Choice) => Postings): void {
    this.#rowCount = 0;
    for (const choice of whole) this.#count(postingsOf(choice), choice.weight);
    this.#weigh(0);
    const wholeRows = this.#rowCount;
    // The name of a paper is what is typed first, or all of it: "deco" behind another word begins none.
    const fields = from === to && from > 0 ? NOT_NAME : ~0;
    for (const choice of near) this.#countNear(postingsOf(choice), choice.weight, fields);
    this.#weigh(wholeRows);
    const words = to - from + 1;
    const mask = (2 ** words - 1) << from;
    for (let i = 0; i < this.#rowCount; i++) {
      const row = this.#rows[i] ?? 0;
      const worth = this.#worth[row] ?? 0;
      if (worth === 0) continue;
      this.#worth[row] = 0;
      const had = this.found[row] ?? 0;
      const share = words === 1 ? 1 : (1 + countBits(mask & ~had)) / (1 + words);
      this.scores[row] = (this.scores[row] ?? 0) + worth * share;
      this.found[row] = had | mask;
    }
  }

  /** Raises what the unit is worth in the rows found from the `first` on. */
  #weigh(first: number): void {
    const frequency = this.#rowCount - first;
    const rarity = Math.log(1 + Math.max(0, this.#papers - frequency + 0.5) / (frequency + 0.5));
    for (let i = first; i < this.#rowCount; i++) {
      const row = this.#rows[i] ?? 0;
      const times = this.#times[row] ?? 0;
      this.#times[row] = 0;
      const worth = (rarity * times * (1 + SATURATION)) / (times + SATURATION);
      if (worth > (this.#worth[row] ?? 0)) this.#worth[row] = worth;
    }
  }

  /** The forms of a word count together. */
  #count({ rows, times }: Postings, weight: number): void {
    const { abstract } = this.#lengths;
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] ?? 0;
      const packed = times[i] ?? 0;
      let sum = timesIn(packed, FIELD.abstract) * (this.#byAbstractLength[abstract[row] ?? 0] ?? 0);
      if ((packed & NOT_ABSTRACT) !== 0) sum += this.#countOthers(packed, row);
      const before = this.#times[row] ?? 0;
      if (before === 0) this.#rows[this.#rowCount++] = row;
      this.#times[row] = before + weight * sum;
    }
  }

  /** Of words that it may be the best counts. */
  #countNear({ rows, times }: Postings, weight: number, fields: number): void {
    const { abstract } = this.#lengths;
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] ?? 0;
      const packed = (times[i] ?? 0) & fields;
      if (packed === 0) continue;
      let sum =
        NEAR_ABSTRACT_SHARE *
        timesIn(packed, FIELD.abstract) *
        (this.#byAbstractLength[abstract[row] ?? 0] ?? 0);
      if ((packed & NOT_ABSTRACT) !== 0) sum += this.#countOthers(packed, row);
      const before = this.#times[row] ?? 0;
      if (before === 0) this.#rows[this.#rowCount++] = row;
      if (weight * sum > before) this.#times[row] = weight * sum;
    }
  }

  #countOthers(packed: number, row: number): number {
    return (
      TITLE_WEIGHT *
        timesIn(packed, FIELD.title) *
        (this.#byTitleLength[this.#lengths.title[row] ?? 0] ?? 0) +
      NAME_WEIGHT * timesIn(packed, FIELD.name) +
      PEOPLE_WEIGHT * timesIn(packed, FIELD.authors) +
      VENUE_WEIGHT * timesIn(packed, FIELD.venue) +
      NOTE_WEIGHT * timesIn(packed, FIELD.note) +
      TAG_WEIGHT * timesIn(packed, FIELD.tags)
    );
  }
}

export function countBits(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
}
