/** Which main titles name one paper and nothing else, by the catalogue's own text. */
import { buildTable } from './build-table.ts';
import { MAX_MENTIONS_BY_OTHERS } from './main-title.ts';
import { openTable } from './open-table.ts';
import type { Row } from './types.ts';

export interface MainTitlesInUse {
  /** Takes note of the main titles that the text of a paper mentions. */
  read(row: Row, text: string): void;
  /** The rows whose main title, as far as was read, is their own. */
  distinctive(): ReadonlySet<Row>;
}

/** `mains`: the main titles in question, by the row of their paper. About 10 ms for a megabyte read. */
export function watchMainTitles(mains: ReadonlyMap<Row, string>): MainTitlesInUse {
  const entries = [...mains].map(([row, main]) => ({ row, title: '', main, keys: [] }));
  const matcher = openTable(buildTable(entries));
  const mentions = new Map<Row, number>([...mains.keys()].map((row) => [row, 0]));
  return {
    read(row, text) {
      const others = new Set(matcher.match(text).hits.map((hit) => hit.row));
      others.delete(row);
      for (const other of others) mentions.set(other, (mentions.get(other) ?? 0) + 1);
    },
    distinctive: () =>
      new Set([...mentions].flatMap(([row, n]) => (n <= MAX_MENTIONS_BY_OTHERS ? [row] : []))),
  };
}
