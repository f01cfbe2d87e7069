/** Which word of the query matched best where, row by row. */

import { FIELDS, type Field, type Page, type TextBlock } from './columns.ts';
import type { MatchKind, Query, QueryWord } from './query.ts';
import type { SearchRecord } from './source.ts';
import { titleWords } from './title-words.ts';

/**
 * What a match is worth. Title and name stand above people, tags and notes, those above abstracts;
 * within a field a whole word stands above the beginning of one.
 */
const WORTH: Readonly<Record<Field, Readonly<Record<MatchKind, number>>>> = {
  title: { exact: 10, near: 9, prefix: 7 },
  parts: { exact: 8, near: 7, prefix: 6 },
  initials: { exact: 8, near: 0, prefix: 0 },
  authors: { exact: 4, near: 3, prefix: 3 },
  tags: { exact: 4, near: 3.5, prefix: 3 },
  note: { exact: 4, near: 3.5, prefix: 3 },
  venue: { exact: 2.5, near: 2, prefix: 2 },
  abstract: { exact: 1, near: 0.9, prefix: 0.7 },
};

/** The whole query is the title, or the name before the colon. */
const WHOLE_TITLE = 200;
const WHOLE_NAME = 100;
/** The query is the beginning of the title, or stands in it, when separators do not count. */
const TITLE_BEGINNING = 6;
/** One unfinished word does not make up for a whole word elsewhere. */
const TITLE_BEGINNING_ONE_WORD = 0.5;
const TITLE_LETTERS = 2;
const MIN_LETTERS = 3;

export class Tally {
  readonly rows: number;
  readonly words: readonly QueryWord[];
  /** For each word and row the worth of the best match, 0 for none. */
  readonly #best: readonly Float32Array[];
  /** What the whole query, without separators, is worth in the row's title. */
  readonly #whole: Float32Array;

  constructor(rows: number, { words }: Query) {
    this.rows = rows;
    this.words = words;
    this.#best = words.map(() => new Float32Array(rows));
    this.#whole = new Float32Array(rows);
  }

  /** Counts what a block of texts holds; `fields` are those of each row, in order. */
  addBlock(block: TextBlock, fields: readonly Field[]): void {
    const worths = fields.map((field) => WORTH[field]);
    for (const [index, word] of this.words.entries()) {
      const best = this.#best[index];
      if (best !== undefined) scan(block, worths, word, best);
    }
  }

  /** Counts words and letters of a page. */
  addPage(page: Page, { letters }: Query): void {
    this.addBlock(page.words, FIELDS);
    if (letters.length > 1) this.#addLetters(page, letters);
  }

  #addLetters({ keys, nameLengths, records }: Page, letters: string): void {
    const { text, starts, firstRow } = keys;
    let row = 0;
    for (let at = text.indexOf(letters); at >= 0; at = text.indexOf(letters, at + 1)) {
      while ((starts[row + 1] ?? 0) <= at) row++;
      const from = at - (starts[row] ?? 0);
      const length = (starts[row + 1] ?? 0) - (starts[row] ?? 0) - 1;
      let worth = 0;
      if (from > 0) {
        worth = this.#standsIn(firstRow + row, records[row], from, letters) ? TITLE_LETTERS : 0;
      } else if (letters.length === length) worth = WHOLE_TITLE;
      else if (letters.length === nameLengths[row]) worth = WHOLE_NAME;
      else if (this.words.length < 2) worth = TITLE_BEGINNING_ONE_WORD;
      else if (letters.length >= MIN_LETTERS) worth = TITLE_BEGINNING;
      this.#whole[firstRow + row] = Math.max(this.#whole[firstRow + row] ?? 0, worth);
    }
  }

  /** True when a word of the title begins at that letter. One word alone is found as a word. */
  #standsIn(
    row: number,
    record: SearchRecord | undefined,
    letter: number,
    letters: string,
  ): boolean {
    if (record === undefined || this.words.length < 2 || letters.length < MIN_LETTERS) return false;
    if (this.#best.every((best) => (best[row] ?? 0) > 0)) return true;
    let before = 0;
    for (const word of titleWords(record)) {
      if (before === letter) return true;
      if (!word.joined) before += word.text.length;
    }
    return false;
  }

  /** How many words the row has; all, when the letters of the whole query are in its title. */
  matched(row: number): number {
    if ((this.#whole[row] ?? 0) > 0) return this.words.length;
    let count = 0;
    for (const best of this.#best) if ((best[row] ?? 0) > 0) count++;
    return count;
  }

  /** True where some title has the letters of the whole query. */
  get hasWhole(): boolean {
    return this.#whole.some((worth) => worth > 0);
  }

  /** Rows that have each word. */
  frequencies(): number[] {
    return this.#best.map((best) => best.reduce((sum, worth) => sum + (worth > 0 ? 1 : 0), 0));
  }

  /** What the row is worth: its words, rare ones more, and the whole query. */
  score(row: number, weights: readonly number[]): number {
    let score = this.#whole[row] ?? 0;
    for (const [index, best] of this.#best.entries()) {
      score += (best[row] ?? 0) * (weights[index] ?? 1);
    }
    return score;
  }
}

const S = 115;

/** Finds every word that begins like the sought one and keeps the best worth for each row. */
function scan(
  { text, starts, firstRow }: TextBlock,
  worths: readonly Readonly<Record<MatchKind, number>>[],
  { text: sought, stem, prefix }: QueryWord,
  best: Float32Array,
): void {
  const needle = ` ${stem}`;
  const near = stem.length >= 3;
  const fields = worths.length;
  let slot = 0;
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) {
    const after = at + needle.length;
    const next = text.charCodeAt(after);
    const ends = next <= 32;
    const plural = next === S && text.charCodeAt(after + 1) <= 32;
    let kind: MatchKind;
    if (stem.length === sought.length ? ends : plural) kind = 'exact';
    else if (near && (ends || plural)) kind = 'near';
    else if (prefix && (stem.length === sought.length || next === S)) kind = 'prefix';
    else continue;
    while ((starts[slot + 1] ?? 0) <= at) slot++;
    const row = firstRow + Math.floor(slot / fields);
    const worth = worths[slot % fields]?.[kind] ?? 0;
    if (worth > (best[row] ?? 0)) best[row] = worth;
  }
}
