/** The slow twin of the matcher: tries every title at every word, on strings. */

import { isMatchable } from '../../lib/recognise/title-words.ts';
import type { TitleHit } from '../../lib/recognise/types.ts';
import { endsToken, foldLetters, titleKey } from '../../lib/text/fold.ts';

interface Span {
  readonly from: number;
  readonly to: number;
  readonly rows: readonly number[];
}

/** Of all places of all titles the longest first, none over another; then in text order. */
export function naiveMatch(titles: readonly string[], text: string): TitleHit[] {
  const folded = foldLetters(text);
  const letters = String.fromCharCode(...folded.letters.subarray(0, folded.count));
  const spans: Span[] = [];
  const keys = new Map<string, number[]>();
  titles.forEach((title, row) => {
    if (!isMatchable(title)) return;
    const key = titleKey(title);
    keys.set(key, [...(keys.get(key) ?? []), row]);
  });
  for (const [key, rows] of keys) {
    for (let from = letters.indexOf(key); from >= 0; from = letters.indexOf(key, from + 1)) {
      const to = from + key.length;
      if (folded.tokenStarts[from] === 1 && endsToken(folded, to - 1))
        spans.push({ from, to, rows });
    }
  }
  spans.sort((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from);
  const kept: Span[] = [];
  for (const span of spans) {
    if (kept.every(({ from, to }) => span.to <= from || span.from >= to)) kept.push(span);
  }
  kept.sort((a, b) => a.from - b.from);
  return kept.flatMap(({ from, to, rows }) =>
    rows.map((row) => ({ row, start: folded.starts[from] ?? 0, end: folded.ends[to - 1] ?? 0 })),
  );
}
