/** What of a query is looked for in the texts of papers that were found. */
import { titleKey } from '../text/fold.ts';
import { isTagTerm } from './index/indexed-paper.ts';
import type { QueryWords } from './ranking/query-words.ts';
import type { Ranked } from './ranking/rank-words.ts';

type Terms = ReadonlyMap<string, readonly number[]>;

export interface Sought {
  /** The numbers of the words that there are to be found. */
  readonly words: readonly number[];
  /** Those words themselves. */
  readonly texts: ReadonlySet<string>;
  /** The words of texts, folded, with the words of the query that they answer, by number. */
  readonly terms: Terms;
  /** The same for words that are spelled almost so: where a text has no others. */
  readonly guesses: Terms;
  /** The unfinished last word and its number; null where there is none. */
  readonly beginning: { readonly text: string; readonly word: number } | null;
  /** All letters that were typed without separators: "vall e" finds VALL-E, "umb rae" finds UMBRAE. */
  readonly letters: string;
}

export const NOTHING_SOUGHT: Sought = {
  words: [],
  texts: new Set(),
  terms: new Map(),
  guesses: new Map(),
  beginning: null,
  letters: '',
};

/** What a query that was answered is looked for by; words that say nothing are not shown. */
export function seek({ words, isOpen }: QueryWords, { units }: Ranked, typed: string): Sought {
  const counted = words.flatMap(({ isIdle }, index) => (isIdle ? [] : [index]));
  const terms = new Map(counted.map((index) => [words[index]?.text ?? '', [index]]));
  const texts = new Set(terms.keys());
  const guesses = new Map<string, number[]>();
  for (const { from, to, whole, near, isIdle } of units) {
    if (isIdle) continue;
    for (let word = from; word <= to; word++) {
      for (const { term } of whole) add(terms, term.text, word);
      for (const { term } of near) add(guesses, term.text, word);
    }
  }
  const last = words.length - 1;
  const isBegun = isOpen && words[last]?.isIdle === false;
  const beginning = isBegun ? { text: words[last]?.text ?? '', word: last } : null;
  return { words: counted, texts, terms, guesses, beginning, letters: titleKey(typed) };
}

/** A term of two words stands for both. */
function add(terms: Map<string, number[]>, term: string, word: number): void {
  for (const text of isTagTerm(term) ? [] : term.split(' ')) {
    const words = terms.get(text) ?? [];
    if (!words.includes(word)) terms.set(text, [...words, word]);
  }
}
