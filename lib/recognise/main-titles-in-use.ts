/** Which titles name one paper and nothing else, by the catalogue's own text. */
import { buildTable } from './build-table.ts';
import { MAX_MENTIONS_BY_OTHERS } from './main-title.ts';
import { openTable } from './open-table.ts';
import type { Row } from './types.ts';

/** A short title that more other papers mention is a phrase of the field: "Neural Machine Translation". */
const MAX_MENTIONS_OF_SHORT_TITLE = 3;

export interface MainTitlesInUse {
  /** Takes note of the titles that the text of a paper mentions. */
  read(row: Row, text: string): void;
  /** The rows whose main title, as far as was read, is their own. */
  distinctive(): ReadonlySet<Row>;
  /** The rows whose short title, as far as was read, is everyday speech. */
  everyday(): ReadonlySet<Row>;
}

/**
 * `mains`: the main titles in question, `shorts`: the short titles, by the row of their paper.
 * About 10 ms for a megabyte read.
 */
export function watchMainTitles(
  mains: ReadonlyMap<Row, string>,
  shorts: ReadonlyMap<Row, string> = new Map(),
): MainTitlesInUse {
  // One table for both: even numbers for the main title of a row, odd ones for its short title.
  const entries = [
    ...[...mains].map(([row, main]) => ({ row: 2 * row, title: '', main, keys: [] })),
    ...[...shorts].map(([row, title]) => ({ row: 2 * row + 1, title, keys: [] })),
  ];
  const matcher = openTable(buildTable(entries));
  const mentions = new Map<number, number>();
  const rowsWhere = (rows: Iterable<Row>, odd: 0 | 1, fits: (mentions: number) => boolean) =>
    new Set([...rows].filter((row) => fits(mentions.get(2 * row + odd) ?? 0)));
  return {
    read(row, text) {
      const others = new Set(matcher.match(text).hits.map((hit) => hit.row));
      others.delete(2 * row);
      others.delete(2 * row + 1);
      for (const other of others) mentions.set(other, (mentions.get(other) ?? 0) + 1);
    },
    distinctive: () => rowsWhere(mains.keys(), 0, (count) => count <= MAX_MENTIONS_BY_OTHERS),
    everyday: () => rowsWhere(shorts.keys(), 1, (count) => count > MAX_MENTIONS_OF_SHORT_TITLE),
  };
}
