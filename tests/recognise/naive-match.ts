/** The slow twin of the matcher: tries every title at every word, on strings. */

import { isMatchable } from '../../lib/recognise/title-words.ts';
import type { TitleHit } from '../../lib/recognise/types.ts';
import { endsToken, foldLetters, titleKey } from '../../lib/text/fold.ts';
import { plainTitle } from '../../lib/text/plain-title.ts';

interface Span {
  readonly from: number;
  readonly to: number;
  readonly rows: readonly number[];
}

/** So many letters of a title have to stand before an ellipsis. */
const CUT_LETTERS = 24;

/** The ways of writing each title that count, with the rows that have them. */
function formsOf(titles: readonly string[]): Map<string, number[]> {
  const forms = new Map<string, number[]>();
  titles.forEach((title, row) => {
    if (!isMatchable(title)) return;
    for (const key of new Set([titleKey(title), titleKey(plainTitle(title))])) {
      forms.set(key, [...(forms.get(key) ?? []), row]);
    }
  });
  return forms;
}

/**
 * Complete titles: of all places the longest first, none over another. And every place where at least
 * 24 letters of a longer title's beginning stand at a word, with an ellipsis before the title's end:
 * whether what stands between them is the title's too is not asked.
 */
export function naiveMatch(titles: readonly string[], text: string): TitleHit[] {
  const folded = foldLetters(text);
  const letters = String.fromCharCode(...folded.letters.subarray(0, folded.count));
  const isWord = (at: number) => folded.tokenStarts[at] === 1;
  const forms = formsOf(titles);
  const spans: Span[] = [];
  for (const [key, rows] of forms) {
    for (let from = letters.indexOf(key); from >= 0; from = letters.indexOf(key, from + 1)) {
      const to = from + key.length;
      if (isWord(from) && endsToken(folded, to - 1)) spans.push({ from, to, rows });
    }
  }
  spans.sort((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from);
  const kept: Span[] = [];
  for (const span of spans) {
    if (kept.every(({ from, to }) => span.to <= from || span.from >= to)) kept.push(span);
  }
  kept.push(...cutSpans(forms, letters, isWord, ellipsesIn(text, folded.starts, folded.count)));
  kept.sort((a, b) => a.from - b.from || b.to - a.to);
  return kept.flatMap(({ from, to, rows }) =>
    rows.map((row) => ({ row, start: folded.starts[from] ?? 0, end: folded.ends[to - 1] ?? 0 })),
  );
}

/** How many letters stand before each ellipsis. */
function ellipsesIn(text: string, starts: Uint32Array, count: number): number[] {
  return [...text.matchAll(/…|\.{3}/g)].map(
    ({ index }) => [...starts.subarray(0, count)].filter((start) => start < index).length,
  );
}

function cutSpans(
  forms: ReadonlyMap<string, readonly number[]>,
  letters: string,
  isWord: (at: number) => boolean,
  ellipses: readonly number[],
): Span[] {
  const cuts: Span[] = [];
  for (const [key, rows] of forms) {
    const beginning = key.slice(0, CUT_LETTERS);
    if (key.length <= CUT_LETTERS) continue;
    let from = letters.indexOf(beginning);
    for (; from >= 0; from = letters.indexOf(beginning, from + 1)) {
      const isWhole = letters.startsWith(key, from);
      const to = ellipses.find((stop) => stop >= from + CUT_LETTERS);
      if (isWord(from) && to !== undefined && to < from + key.length && !isWhole)
        cuts.push({ from, to, rows });
    }
  }
  return cuts;
}
