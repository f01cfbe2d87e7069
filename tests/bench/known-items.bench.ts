/**
 * Finding again a paper that one remembers: queries written as people remember (names, parts of
 * titles, typos, what the abstract said, author and year), over the starter listing alone and among
 * 8,899 other papers. How early the paper stands, and how many keys it takes until it is first.
 */
import { readFileSync } from 'node:fs';
import { starterPapers } from '../formats/starter-listing.ts';
import type { TestPaper } from '../search/ranking/index-papers.ts';
import type { Bench, BenchResult } from './bench.ts';
import { readPapers } from './real-papers.ts';
import {
  type Engine,
  type Find,
  flexSearchForward,
  fuse,
  manicule,
  miniSearchAnd,
  miniSearchDefaults,
  miniSearchOr,
} from './search/engines.ts';

const QUERIES = new URL('../fixtures/search/known-items.tsv', import.meta.url);
const OTHERS = 8_899;
/** For all queries of an engine in a set of papers, and again for the keys. */
const LIMIT_MS = 120_000;
const MOST = 100;
const ENGINES: readonly Engine[] = [
  manicule,
  miniSearchDefaults,
  miniSearchOr,
  miniSearchAnd,
  flexSearchForward,
  fuse,
];

interface KnownItem {
  readonly kind: string;
  readonly query: string;
  /** Number of the paper. */
  readonly paper: number;
}

function readItems(papers: readonly TestPaper[]): KnownItem[] {
  return readFileSync(QUERIES, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [kind = '', query = '', beginning = ''] = line.split('\t');
      return { kind, query, paper: papers.findIndex(({ title }) => title.startsWith(beginning)) };
    })
    .filter(({ paper }) => paper >= 0);
}

/** What `each` gives for every item; null where it takes too long. */
async function measureAll(
  items: readonly KnownItem[],
  each: (item: KnownItem) => Promise<number>,
): Promise<number[] | null> {
  const end = performance.now() + LIMIT_MS;
  const values: number[] = [];
  for (const item of items) {
    values.push(await each(item));
    if (performance.now() > end) return null;
  }
  return values;
}

async function reciprocalRank(find: Find, { query, paper }: KnownItem): Promise<number> {
  const place = (await find(query, MOST)).indexOf(paper);
  return place < 0 ? 0 : 1 / (place + 1);
}

/** Keys until the paper is first; one more than there are when it never is. */
async function countKeys(find: Find, { query, paper }: KnownItem): Promise<number> {
  for (let keys = 1; keys <= query.length; keys++) {
    if ((await find(query.slice(0, keys), 1))[0] === paper) return keys;
  }
  return query.length + 1;
}

type Row = {
  readonly papers: number;
  readonly engine: string;
  readonly kind: string;
  /** Mean reciprocal rank, null where it took too long. */
  readonly mrr: number | null;
  readonly keys: number | null;
};

const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

async function measureSet(papers: readonly TestPaper[]): Promise<Row[]> {
  const items = readItems(papers);
  const kinds = [...new Set(items.map(({ kind }) => kind))];
  const rows: Row[] = [];
  for (const { name, build } of ENGINES) {
    const find = await build(papers);
    const ranks = await measureAll(items, (item) => reciprocalRank(find, item));
    const keys = ranks === null ? null : await measureAll(items, (item) => countKeys(find, item));
    for (const kind of kinds) {
      const meanOf = (values: number[] | null) =>
        values === null ? null : mean(values.filter((_, index) => items[index]?.kind === kind));
      rows.push({
        papers: papers.length,
        engine: name,
        kind,
        mrr: meanOf(ranks),
        keys: meanOf(keys),
      });
    }
  }
  return rows;
}

function show(rows: readonly Row[]): void {
  for (const papers of new Set(rows.map((row) => row.papers))) {
    const ofSet = rows.filter((row) => row.papers === papers);
    console.log(`${papers} papers: mean reciprocal rank · keys until the paper is first`);
    console.table(
      Object.fromEntries(
        ENGINES.map(({ name }) => [
          name,
          Object.fromEntries(
            ofSet
              .filter(({ engine }) => engine === name)
              .map(({ kind, mrr, keys }) => [
                kind,
                mrr === null
                  ? 'stopped at 120 s'
                  : `${mrr.toFixed(3)} · ${keys === null ? '120 s' : keys.toFixed(1)}`,
              ]),
          ),
        ]),
      ),
    );
  }
}

function goalsOf(rows: readonly Row[]): BenchResult['goals'] {
  return rows
    .filter(({ engine }) => engine === manicule.name)
    .map(({ papers, kind, mrr }) => {
      const others = rows.filter(
        (row) => row.papers === papers && row.kind === kind && row.engine !== manicule.name,
      );
      const best = Math.max(...others.map((row) => row.mrr ?? 0));
      return {
        goal: `${kind} among ${papers}: above the best of the others (${best.toFixed(3)}), or 1`,
        measured: (mrr ?? 0).toFixed(3),
        reached: mrr !== null && (mrr === 1 || mrr > best),
      };
    });
}

export const bench: Bench = async ({ data, args }) => {
  const listing: TestPaper[] = starterPapers.map(({ title, abstract }) => ({ title, abstract }));
  const rows = await measureSet(listing);
  if (!args.includes('listing')) {
    rows.push(...(await measureSet([...listing, ...readPapers(data, OTHERS)])));
  }
  show(rows);
  const goals = goalsOf(rows);
  return { rows, goals, reached: goals.every(({ reached }) => reached) };
};
