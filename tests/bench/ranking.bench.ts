/**
 * The order of answers on collections with judged queries: nDCG@10, MAP and the share of relevant
 * papers among the first 100. Every collection of the folder `ir` is read; goals are set for two.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestPaper } from '../search/ranking/index-papers.ts';
import type { Bench } from './bench.ts';
import {
  type Engine,
  flexSearchWords,
  manicule,
  maniculeByWords,
  miniSearchDefaults,
  miniSearchOr,
} from './search/engines.ts';
import { type Judgements, judgeOrder, plainBm25 } from './search/judged.ts';

const MOST = 1000;
const GOALS: Readonly<Record<string, { readonly ndcg: number; readonly map: number }>> = {
  cranfield: { ndcg: 0.45, map: 0.43 },
  npl: { ndcg: 0.43, map: 0.285 },
};
const ENGINES: readonly Engine[] = [
  manicule,
  maniculeByWords,
  plainBm25,
  miniSearchDefaults,
  miniSearchOr,
  flexSearchWords,
];

interface Collection {
  readonly papers: readonly TestPaper[];
  readonly ids: readonly string[];
  readonly queries: readonly { readonly id: string; readonly text: string }[];
  /** By query, then by id of the paper. */
  readonly judgements: ReadonlyMap<string, Judgements>;
}

function readCollection(folder: string): Collection {
  const lines = (file: string) => readFileSync(join(folder, file), 'utf8').trim().split('\n');
  const documents = lines('docs.jsonl').map(
    (line) => JSON.parse(line) as { id: string; title?: string; abstract?: string },
  );
  const judgements = new Map<string, Map<string, number>>();
  for (const line of lines('qrels.tsv').slice(1)) {
    const [query = '', paper = '', grade = '0'] = line.split('\t');
    const judged = judgements.get(query) ?? new Map<string, number>();
    judged.set(paper, Number(grade));
    judgements.set(query, judged);
  }
  return {
    papers: documents.map(({ title = '', abstract = '' }) => ({ title, abstract })),
    ids: documents.map(({ id }) => id),
    queries: lines('queries.jsonl').map((line) => JSON.parse(line)),
    judgements,
  };
}

async function measure(engine: Engine, { papers, ids, queries, judgements }: Collection) {
  const start = process.cpuUsage();
  const find = await engine.build(papers);
  const sums = { queries: 0, ndcg: 0, map: 0, recall: 0 };
  for (const { id, text } of queries) {
    const judged = judgements.get(id);
    if (judged === undefined) continue;
    // The space says that the last word is typed to its end.
    const found = await find(`${text} `, MOST);
    const { ndcg, averagePrecision, recall } = judgeOrder(
      found.map((paper) => ids[paper] ?? ''),
      judged,
    );
    sums.queries++;
    sums.ndcg += ndcg;
    sums.map += averagePrecision;
    sums.recall += recall;
  }
  const { user, system } = process.cpuUsage(start);
  return {
    engine: engine.name,
    queries: sums.queries,
    ndcg: sums.ndcg / sums.queries,
    map: sums.map / sums.queries,
    recall: sums.recall / sums.queries,
    cpuMs: Math.round((user + system) / 1000),
  };
}

export const bench: Bench = async ({ data, args }) => {
  const folder = join(data, 'ir');
  const names = readdirSync(folder).filter(
    (name) =>
      existsSync(join(folder, name, 'qrels.tsv')) && (args.length === 0 || args.includes(name)),
  );
  const rows = [];
  for (const collection of names) {
    const read = readCollection(join(folder, collection));
    for (const engine of ENGINES) rows.push({ collection, ...(await measure(engine, read)) });
  }
  console.table(
    rows.map(({ ndcg, map, recall, cpuMs, ...row }) => ({
      ...row,
      'nDCG@10': ndcg.toFixed(3),
      MAP: map.toFixed(3),
      'R@100': recall.toFixed(3),
      'CPU, s': (cpuMs / 1000).toFixed(1),
    })),
  );
  const goals = rows
    .filter(({ engine }) => engine === manicule.name)
    .flatMap(({ collection, ndcg, map }) => {
      const goal = GOALS[collection];
      if (goal === undefined) return [];
      return [
        {
          goal: `${collection}: nDCG@10 at least ${goal.ndcg}, MAP at least ${goal.map}`,
          measured: `${ndcg.toFixed(3)}, ${map.toFixed(3)}`,
          reached: ndcg >= goal.ndcg && map >= goal.map,
        },
      ];
    });
  if (goals.length === 0 && args.length === 0) throw new Error(`no judged collection in ${folder}`);
  return { rows, goals, reached: goals.every(({ reached }) => reached) };
};
