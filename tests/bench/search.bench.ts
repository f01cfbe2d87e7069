/**
 * How long a search takes over real papers, warm, in Node: each engine in a process of its own, which
 * gets two minutes and two gigabytes. Manicule's answers are whole ones: in order, with counts, matches
 * in titles and snippets. Reading from a database in a browser is not in it.
 */
import { spawnSync } from 'node:child_process';
import type { Bench } from './bench.ts';
import { CLASSES } from './search/questions.ts';
import type { EngineRun } from './search/run-engine.ts';

const SIZES = [896, 8_899, 89_696];
const ENGINES = ['Manicule', 'MiniSearch', 'FlexSearch', 'Orama', 'SQLite FTS5'];
const LIMIT_MS = 120_000;
const LIMIT_MB = 2048;

interface Row {
  readonly papers: number;
  readonly engine: string;
  readonly run: EngineRun | string;
}

function runEngine(data: string, papers: number, engine: string): EngineRun | string {
  const script = new URL('./search/run-engine.ts', import.meta.url).pathname;
  const { stdout, signal, status, stderr } = spawnSync(
    process.execPath,
    ['--expose-gc', `--max-old-space-size=${LIMIT_MB}`, script, data, String(papers), engine],
    { timeout: LIMIT_MS, encoding: 'utf8', killSignal: 'SIGKILL' },
  );
  if (status === 0) return JSON.parse(stdout);
  if (signal === 'SIGKILL') return 'stopped at 120 s';
  if (/out of memory/.test(stderr)) return 'stopped at 2 GB';
  throw new Error(`${engine}: ${stderr}`);
}

const digits = (value: number) => value.toFixed(value < 10 ? 1 : 0);

function show({ engine, run }: Row): Readonly<Record<string, string>> {
  if (typeof run === 'string') return { engine, index: run };
  const classes = CLASSES.map((kind) => {
    const measured = run.classes[kind];
    return [
      kind,
      measured === undefined ? '–' : `${digits(measured.p50)} · ${digits(measured.p95)}`,
    ];
  });
  const index = `${(run.indexMs / 1000).toFixed(1)} s, ${run.megabytes.toFixed(0)} MB`;
  return { engine, index, ...Object.fromEntries(classes) };
}

export const bench: Bench = async ({ data, args }) => {
  const sizes = args.length > 0 ? args.map(Number) : SIZES;
  const rows: Row[] = [];
  for (const papers of sizes) {
    const here = ENGINES.map(
      (engine): Row => ({ papers, engine, run: runEngine(data, papers, engine) }),
    );
    console.log(`\n${papers} papers: CPU to index, memory · p50 · p95 in ms`);
    console.table(here.map(show));
    rows.push(...here);
  }
  const largest = rows.findLast(({ engine }) => engine === 'Manicule')?.run;
  const measured = typeof largest === 'object' ? Object.entries(largest.classes) : [];
  const goals = measured.map(([kind, { p50, p95 }]) => ({
    goal: `${kind}: p50 at most 12 ms, p95 at most 50 ms`,
    measured: `${digits(p50)} · ${digits(p95)}`,
    reached: p50 <= 12 && p95 <= 50,
  }));
  if (typeof largest === 'string')
    goals.push({ goal: 'Manicule comes to an end', measured: largest, reached: false });
  return {
    rows: rows.map((row) => ({ ...row })),
    goals,
    reached: goals.every(({ reached }) => reached),
  };
};
