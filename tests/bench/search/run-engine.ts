/** One engine over the first papers: how long indexing takes and each class of question. */

import { DatabaseSync } from 'node:sqlite';
import { create, insertMultiple, search as searchOrama } from '@orama/orama';
import FlexSearch from 'flexsearch';
import MiniSearch from 'minisearch';
import { RunBuilder } from '../../../lib/search/index/build-run.ts';
import { IndexWriter } from '../../../lib/search/index/index-writer.ts';
import { openIndex } from '../../../lib/search/index/open-index.ts';
import { createSearch } from '../../../lib/search/search.ts';
import type { SearchSource } from '../../../lib/search/source.ts';
import { MemoryStore } from '../../search/index/memory-store.ts';
import { requestOf } from '../../search/request-of.ts';
import { idOf } from '../../search/source-of.ts';
import { type RealPaper, readPapers } from '../real-papers.ts';
import { CLASSES, type Class, makeQuestions, type Question } from './questions.ts';
import { vectorsOf } from './vectors-of.ts';

export interface EngineRun {
  readonly indexMs: number;
  readonly megabytes: number;
  readonly classes: Readonly<
    Partial<Record<Class, { readonly p50: number; readonly p95: number; readonly found: number }>>
  >;
}

/** How many papers a question finds; null: it cannot be asked. */
type Ask = (question: Question) => Promise<number | null> | number | null;
interface Engine {
  readonly ask: Ask;
  /** What is not counted as indexing. */
  readonly afterwards?: () => void;
}

const WINDOW = 20;
const REPEATS = 3;
const [data = '', count = '', name = ''] = process.argv.slice(2);

async function buildManicule(papers: readonly RealPaper[]): Promise<Engine> {
  const store = new MemoryStore();
  const writer = await IndexWriter.open(store);
  let run = new RunBuilder('papers');
  for (const [row, paper] of papers.entries()) {
    run.addPaper(row, { ...paper, venue: '', links: [], hasPdf: true, addedAt: 0 });
    if (!run.isFull && row < papers.length - 1) continue;
    await writer.append(run, writer.progress);
    run = new RunBuilder('papers');
    while (await writer.mergeStep());
  }
  while (await writer.mergeStep({ isIdle: true }));
  const index = await openIndex(store);
  if (index === null) throw new Error('There is no index');
  let readVectors: Awaited<ReturnType<SearchSource['open']>>['readVectors'] = async () => null;
  const state = {
    index,
    isComplete: true,
    revisions: { store: 'bench', papers: 1, all: 1 },
    readVectors: (rows: Uint32Array) => readVectors(rows),
  };
  const source: SearchSource = {
    open: async () => state,
    records: async (rows) =>
      rows.map((row) => {
        const { title = '', authors = [], year = null } = papers[row] ?? {};
        const people = authors.join(', ');
        const rest = {
          venue: '',
          bestLink: null,
          tags: [],
          status: null,
          note: '',
          handled: false,
        };
        return { id: idOf(`p${row}`), title, byline: people, authors: people, year, ...rest };
      }),
    abstracts: async (rows) => rows.map((row) => papers[row]?.abstract ?? ''),
    async *titlePages() {
      yield papers.map(({ title }) => title);
    },
    tags: async () => [],
    findRow: async (id) => Number(id.slice(1)),
  };
  const search = createSearch(source);
  return {
    ask: async ({ typed }) => {
      const { total } = await search.search(requestOf(typed, { limit: WINDOW, facets: true }));
      return total;
    },
    afterwards: () => {
      readVectors = vectorsOf(papers);
    },
  };
}

const FIELDS = ['title', 'abstract', 'people'];
const documents = (papers: readonly RealPaper[]) =>
  papers.map(({ title, abstract, authors, year }, id) => ({
    id,
    title,
    abstract,
    people: [...authors, year ?? ''].join(' '),
  }));

function buildMiniSearch(papers: readonly RealPaper[]): Engine {
  const index = new MiniSearch({ fields: FIELDS });
  index.addAll(documents(papers));
  const forgiving = { prefix: true, fuzzy: 0.2, boost: { title: 2 } };
  return {
    ask: ({ class: kind, typed }) =>
      kind === 'operators' ? null : index.search(typed, forgiving).length,
  };
}

function buildFlexSearch(papers: readonly RealPaper[]): Engine {
  const index = new FlexSearch.Document({
    document: {
      id: 'id',
      index: FIELDS.map((field) => ({ field, tokenize: 'forward' as const })),
    },
  });
  for (const document of documents(papers)) index.add(document);
  return {
    ask: ({ class: kind, typed }) =>
      kind === 'operators'
        ? null
        : index.search(typed, { limit: WINDOW, merge: true, suggest: true }).length,
  };
}

async function buildOrama(papers: readonly RealPaper[]): Promise<Engine> {
  const index = create({ schema: { title: 'string', abstract: 'string', people: 'string' } });
  const all = documents(papers).map((document) => ({ ...document, id: String(document.id) }));
  await insertMultiple(index, all, 1000);
  return {
    ask: async ({ class: kind, typed }) => {
      if (kind === 'operators') return null;
      const tolerance = kind === 'typo' ? 2 : 0;
      const term = typed.trim();
      return (await searchOrama(index, { term, tolerance, threshold: 0, limit: WINDOW })).count;
    },
  };
}

function buildSqlite(papers: readonly RealPaper[]): Engine {
  const database = new DatabaseSync(':memory:');
  database.exec(
    `create virtual table papers using fts5(title, abstract, people, tokenize='porter unicode61', prefix='2 3')`,
  );
  const insert = database.prepare('insert into papers values (?, ?, ?)');
  database.exec('begin');
  for (const { title, abstract, people } of documents(papers)) insert.run(title, abstract, people);
  database.exec('commit');
  const find = database.prepare(
    `select rowid, highlight(papers, 0, '[', ']'), snippet(papers, 1, '[', ']', '…', 24) from papers
     where papers match ? order by bm25(papers, 2, 1, 1.5) limit ${WINDOW}`,
  );
  return { ask: ({ fts }) => (fts === null ? null : find.all(fts).length) };
}

const ENGINES: Readonly<
  Record<string, (papers: readonly RealPaper[]) => Engine | Promise<Engine>>
> = {
  Manicule: buildManicule,
  MiniSearch: buildMiniSearch,
  FlexSearch: buildFlexSearch,
  Orama: buildOrama,
  'SQLite FTS5': buildSqlite,
};

const quantile = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;

const papers = readPapers(data, Number(count));
const build = ENGINES[name];
if (build === undefined) throw new Error(`No engine ${name}`);
global.gc?.();
const memory = () => {
  global.gc?.();
  const { heapUsed, arrayBuffers, external } = process.memoryUsage();
  return name.startsWith('SQLite')
    ? process.memoryUsage().rss
    : heapUsed + Math.max(arrayBuffers, external);
};
const before = memory();
const began = process.cpuUsage();
const { ask, afterwards } = await build(papers);
const { user, system } = process.cpuUsage(began);
const megabytes = (memory() - before) / 2 ** 20;
afterwards?.();
const questions = makeQuestions(papers);
const classes: Record<string, { p50: number; p95: number; found: number }> = {};
for (const kind of CLASSES) {
  const times: number[] = [];
  let found = 0;
  for (const question of questions.filter((one) => one.class === kind)) {
    let best = Number.POSITIVE_INFINITY;
    for (let repeat = 0; repeat < REPEATS; repeat++) {
      // Asked again at once it would be remembered.
      const other = { ...question, typed: question.typed.padStart(question.typed.length + repeat) };
      const start = performance.now();
      const answer = await ask(other);
      if (answer === null) continue;
      best = Math.min(best, performance.now() - start);
      if (repeat === 0 && answer > 0) found++;
    }
    if (best < Number.POSITIVE_INFINITY) times.push(best);
  }
  if (times.length === 0) continue;
  times.sort((a, b) => a - b);
  classes[kind] = {
    p50: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    found: found / times.length,
  };
}
const run: EngineRun = { indexMs: (user + system) / 1000, megabytes, classes };
console.log(JSON.stringify(run));
