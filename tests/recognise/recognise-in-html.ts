import { buildTable, encodeTable, type TableEntry } from '../../lib/recognise/build-table.ts';
import { judgeTitle } from '../../lib/recognise/judge.ts';
import { createMatcher, type Matcher } from '../../lib/recognise/match.ts';
import { createPlaces } from '../../lib/recognise/places.ts';
import { decodeHead, decodePart } from '../../lib/recognise/table.ts';
import type { Evidence } from '../../lib/recognise/types.ts';
import { type Block, contextIn, readHtml } from './read-html.ts';

/** The table, encoded and decoded again, with all parts read. */
export function matcherOf(entries: readonly TableEntry[]): Matcher {
  const { head, parts } = encodeTable(buildTable(entries));
  const decoded = decodeHead(head);
  if (decoded === null) throw new Error('the table is of another form');
  const read = new Map(parts.map((part, index) => [index, decodePart(part)]));
  return createMatcher(decoded, createPlaces(decoded, read));
}

export function matcherOfTitles(titles: readonly string[]): Matcher {
  return matcherOf(titles.map((title, row) => ({ row, title, keys: [] })));
}

export interface Mention {
  readonly title: string;
  readonly evidence: Evidence | null;
  readonly block: Block;
  readonly start: number;
  readonly end: number;
}

/** All full hits of a page, each with the judgement. */
export function hitsInHtml(
  matcher: Matcher,
  titles: readonly string[],
  html: string,
  authors: readonly string[] = [],
): Mention[] {
  return readHtml(html).blocks.flatMap((block) =>
    matcher.match(block.text).hits.map(({ row, start, end }) => {
      const title = titles[row] ?? '';
      const evidence = judgeTitle({ title, authors }, contextIn(block, start, end));
      return { title, evidence, block, start, end };
    }),
  );
}

/** The reason for which the title, of a paper by these authors, is held to be mentioned, or null. */
export function reasonIn(title: string, html: string, authors?: readonly string[]): string | null {
  const hits = hitsInHtml(matcherOfTitles([title]), [title], html, authors);
  const found = hits.find((hit) => hit.evidence);
  return found?.evidence?.reason ?? null;
}
