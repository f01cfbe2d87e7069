/** The orders that do not ask what was typed. */
import type { Sort } from '../messages/protocol.ts';
import type { PostingsReader } from './index/postings-reader.ts';

/** Titles by row; read only for the order by title. */
export type ReadTitles = () => Promise<readonly (string | undefined)[]>;

type Compare = (a: number, b: number) => number;

/** Used last, then added last, then in the order of the catalogue: what was added at once stays together. */
async function byUse(reader: PostingsReader): Promise<Compare> {
  const [usedAt, addedAt] = await Promise.all([reader.column('usedAt'), reader.column('addedAt')]);
  return (a, b) =>
    (usedAt[b] ?? 0) - (usedAt[a] ?? 0) || (addedAt[b] ?? 0) - (addedAt[a] ?? 0) || a - b;
}

/** Rows in an order; "relevance" without words is that of use. */
export async function sortRows(
  reader: PostingsReader,
  rows: readonly number[],
  sort: Sort,
  readTitles: ReadTitles,
): Promise<number[]> {
  const use = await byUse(reader);
  if (sort === 'title') {
    const titles = await readTitles();
    const { compare } = new Intl.Collator('en', { numeric: true });
    return [...rows].sort((a, b) => compare(titles[a] ?? '', titles[b] ?? '') || use(a, b));
  }
  if (sort === 'relevance' || sort === 'used') return [...rows].sort(use);
  // What was added at once keeps its order while it is being tagged.
  const keys = await reader.column(sort === 'year' ? 'year' : 'addedAt');
  const rest: Compare = sort === 'year' ? use : (a, b) => a - b;
  return [...rows].sort((a, b) => (keys[b] ?? 0) - (keys[a] ?? 0) || rest(a, b));
}
