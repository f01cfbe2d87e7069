import type { Range } from './HighlightedText.tsx';

/** Letters kept before the first match, so that it is seen even in one narrow line. */
const LEAD_LETTERS = 24;

export interface CutText {
  readonly text: string;
  readonly ranges: readonly Range[];
}

/** A snippet cut at a word so that its first match is near the beginning; the ranges move with it. */
export function leadIn(text: string, ranges: readonly Range[]): CutText {
  const first = Math.min(...ranges.map(([start]) => start));
  if (ranges.length === 0 || first <= LEAD_LETTERS) return { text, ranges };
  const from = first - LEAD_LETTERS;
  const space = text.slice(from, first).search(/\s/);
  const cut = space === -1 ? from : from + space + 1;
  return {
    text: `…${text.slice(cut)}`,
    ranges: ranges.map(([start, end]) => [start - cut + 1, end - cut + 1]),
  };
}
