/** Which papers fulfil the conditions of a query: one byte a row, exactly. */
import { statusNumber } from '../index/indexed-paper.ts';
import { FLAGS, type PostingsReader } from '../index/postings-reader.ts';
import { addRows, findTagged, findText, keepRows } from './find-texts.ts';
import type { Condition, GroupCondition } from './parse-query.ts';
import { type NamedTag, tagsNamed } from './tags.ts';

/** Marks the rows that have a paper. */
export function markLive(reader: PostingsReader): Uint8Array {
  const marked = new Uint8Array(reader.rowCount);
  for (const row of reader.liveRows()) marked[row] = 1;
  return marked;
}

/** In a plain loop: `Uint8Array.from` takes ten times as long. */
function markWhere(numbers: ArrayLike<number>, passes: (one: number) => boolean): Uint8Array {
  const marked = new Uint8Array(numbers.length);
  for (let row = 0; row < marked.length; row++) if (passes(numbers[row] ?? 0)) marked[row] = 1;
  return marked;
}

/** Null: the condition says nothing, as quotes around nothing. */
export async function findRows(
  reader: PostingsReader,
  condition: Condition,
  tags: readonly NamedTag[],
): Promise<Uint8Array | null> {
  const { kind } = condition;
  switch (kind) {
    case 'text':
      return findText(reader, condition, tags);
    case 'tag':
      return findTagged(reader, tagsNamed(tags, condition.name, condition.isOpen));
    case 'year': {
      const years = await reader.column('year');
      const { from, to } = condition;
      return markWhere(years, (year) => year >= from && year <= to);
    }
    case 'status': {
      const sought = statusNumber(condition.status);
      return markWhere(await reader.column('status'), (one) => one === sought);
    }
    case 'has': {
      const flag = FLAGS[condition.what];
      return markWhere(await reader.column('flags'), (flags) => (flags & flag) !== 0);
    }
    case 'not': {
      const found = await findRows(reader, condition.of, tags);
      if (found === null) return null;
      const marked = markLive(reader);
      for (let row = 0; row < marked.length; row++) if (found[row] === 1) marked[row] = 0;
      return marked;
    }
    case 'all':
    case 'any':
      return joinRows(reader, condition, tags);
    default:
      return kind satisfies never;
  }
}

async function joinRows(
  reader: PostingsReader,
  { kind, of }: GroupCondition,
  tags: readonly NamedTag[],
): Promise<Uint8Array | null> {
  const join = kind === 'all' ? keepRows : addRows;
  let joined: Uint8Array | null = null;
  for (const found of await Promise.all(of.map((one) => findRows(reader, one, tags)))) {
    if (found === null) continue;
    if (joined === null) joined = found;
    else join(joined, found);
  }
  return joined;
}
