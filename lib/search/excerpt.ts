import type { TextRange } from '../messages/protocol.ts';
import { foldLetters, makeFolded } from '../text/fold.ts';
import type { PlacedWord } from './fold-words.ts';
import type { Sought } from './sought.ts';

/** Words of the query in a text. */
export interface Matches {
  /** In text order, not overlapping; of a word that only begins like the query, the beginning. */
  readonly ranges: readonly TextRange[];
  /** For each range the word, by its place in the query. */
  readonly words: readonly number[];
  /** All words that the text has, by their place in the query. */
  readonly present: ReadonlySet<number>;
}

const MAX_RANGES = 200;
/** No title is longer. */
const MAX_LETTERS = 4_000;
const scratch = makeFolded(64);

interface Match {
  readonly range: TextRange;
  readonly word: number;
  /** Of two that begin together this one is shown. */
  readonly isExact: boolean;
}

/** Finds what is sought among the words of a text (`placeWords`, or with its names `tokenise`). */
export function findMatches(
  text: string,
  textWords: readonly PlacedWord[],
  sought: Sought,
): Matches {
  const found = findTerms(textWords, sought.terms, sought.texts);
  const { beginning } = sought;
  if (beginning !== null) {
    for (const { text: folded, start, end } of textWords) {
      if (folded === beginning.text || !folded.startsWith(beginning.text)) continue;
      const to = endOfLetters(text, start, end, beginning.text);
      found.push({ range: [start, to], word: beginning.word, isExact: false });
    }
  }
  const words = new Set(found.map(({ word }) => word));
  if (words.size < sought.words.length) {
    const guessed = findTerms(textWords, sought.guesses, sought.texts);
    found.push(...guessed.filter(({ word }) => !words.has(word)));
  }
  found.sort(
    (a, b) =>
      a.range[0] - b.range[0] || Number(b.isExact) - Number(a.isExact) || b.range[1] - a.range[1],
  );
  let end = 0;
  const kept = found.slice(0, MAX_RANGES).filter(({ range }) => {
    if (range[0] < end) return false;
    end = range[1];
    return true;
  });
  return {
    ranges: kept.map(({ range }) => range),
    words: kept.map(({ word }) => word),
    present: new Set(found.map(({ word }) => word)),
  };
}

function findTerms(
  textWords: readonly PlacedWord[],
  terms: Sought['guesses'],
  texts: Sought['texts'],
): Match[] {
  return textWords.flatMap(({ text, start, end }) =>
    (terms.get(text) ?? []).map(
      (word): Match => ({ range: [start, end], word, isExact: texts.has(text) }),
    ),
  );
}

/** Where the first letters of a word end in the original, `letters` of them. */
function endOfLetters(text: string, start: number, end: number, letters: string): number {
  const { ends, count } = foldLetters(text.slice(start, end), scratch);
  const last = Math.min(letters.length, count) - 1;
  return start + (ends[last] ?? end - start);
}

/** Where the letters of the whole query stand in a title from a word's beginning, separators aside: "umb rae" in UMBRAE. */
export function findLetters(text: string, letters: string): readonly TextRange[] {
  if (letters === '') return [];
  const { starts, ends, tokenStarts, count, letters: units } = foldLetters(text, scratch);
  const folded = String.fromCharCode(...units.subarray(0, Math.min(count, MAX_LETTERS)));
  for (let at = folded.indexOf(letters); at >= 0; at = folded.indexOf(letters, at + 1)) {
    if (tokenStarts[at] === 1) return [[starts[at] ?? 0, ends[at + letters.length - 1] ?? 0]];
  }
  return [];
}

/** About two lines of a list. */
const SNIPPET_LETTERS = 160;
/** Room before the first match. */
const LEAD = 40;

/** The stretch of a text with most words of the query, cut at words; ranges are those of the result. */
export function cutSnippet(
  text: string,
  { ranges, words }: Matches,
): { readonly text: string; readonly matches: readonly TextRange[] } {
  const first = bestStart(ranges, words);
  let from = text.length <= SNIPPET_LETTERS ? 0 : Math.max(0, (ranges[first]?.[0] ?? 0) - LEAD);
  if (from > 0) from = Math.min(from, Math.max(0, text.length - SNIPPET_LETTERS));
  const space = from > 0 ? text.indexOf(' ', from) : -1;
  if (space >= 0 && space < (ranges[first]?.[0] ?? 0)) from = space + 1;
  let to = Math.min(text.length, from + SNIPPET_LETTERS);
  if (to < text.length) to = Math.max(text.lastIndexOf(' ', to), from + SNIPPET_LETTERS / 2);
  const before = from > 0 ? '… ' : '';
  const after = to < text.length ? ' …' : '';
  const shift = before.length - from;
  return {
    text: before + text.slice(from, to).trimEnd() + after,
    matches: ranges
      .filter(([start, end]) => start >= from && end <= to)
      .map(([start, end]) => [start + shift, end + shift] as const),
  };
}

/** The match from which a snippet holds most different words, then most words. */
function bestStart(ranges: readonly TextRange[], words: readonly number[]): number {
  let best = 0;
  let bestWorth = -1;
  for (const [index, [start]] of ranges.entries()) {
    const inside = words.filter((_, other) => {
      const range = ranges[other];
      return range !== undefined && range[0] >= start && range[1] <= start + SNIPPET_LETTERS - LEAD;
    });
    const worth = 100 * new Set(inside).size + inside.length;
    if (worth > bestWorth) {
      best = index;
      bestWorth = worth;
    }
  }
  return best;
}
