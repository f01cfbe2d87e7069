/** How many papers of an answer have which tag, year and status. */
import type { Facets } from '../messages/protocol.ts';
import { STATUSES } from '../paper/paper.ts';
import { FLAGS, type PostingsReader } from './index/postings-reader.ts';
import { isWithin, type NamedTag } from './query/tags.ts';

export async function countFacets(
  reader: PostingsReader,
  rows: readonly number[],
  tags: readonly NamedTag[],
): Promise<Facets> {
  const [years, statuses, flags] = await Promise.all([
    reader.column('year'),
    reader.column('status'),
    reader.column('flags'),
  ]);
  const byYear = new Map<number, number>();
  const byStatus = new Uint32Array(STATUSES.length + 1);
  const tagged: number[] = [];
  for (const row of rows) {
    const year = years[row] ?? 0;
    if (year > 0) byYear.set(year, (byYear.get(year) ?? 0) + 1);
    const status = statuses[row] ?? 0;
    byStatus[status] = (byStatus[status] ?? 0) + 1;
    if (((flags[row] ?? 0) & FLAGS.tag) !== 0) tagged.push(row);
  }
  return {
    tags: await countTags(reader, Uint32Array.from(tagged), tags),
    years: [...byYear].sort(([a], [b]) => b - a).map(([year, papers]) => ({ year, papers })),
    statuses: STATUSES.map((status, index) => ({
      status,
      papers: byStatus[index + 1] ?? 0,
    })).filter(({ papers }) => papers > 0),
  };
}

async function countTags(
  reader: PostingsReader,
  rows: Uint32Array,
  tags: readonly NamedTag[],
): Promise<Facets['tags']> {
  const outer = new Map<string, readonly NamedTag[]>(
    tags.map((tag) => [tag.id, tags.filter(({ key }) => isWithin(tag, key))]),
  );
  const counts = new Map<NamedTag, number>();
  for (const ids of await reader.tagsOfRows(rows)) {
    const counted = new Set(ids.flatMap((id) => outer.get(id) ?? []));
    for (const tag of counted) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  }
  return [...counts]
    .sort(([one, a], [other, b]) => b - a || (one.key < other.key ? -1 : 1))
    .map(([{ id }, papers]) => ({ id, papers }));
}
