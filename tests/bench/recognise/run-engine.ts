/**
 * One engine with one catalogue, in a process of its own, so that time and memory can be limited:
 * `node run-engine.ts ENGINE TITLES DATA`. A line of JSON for each measurement, as it is made.
 */
import { readPapers, readTitles, spread } from '../real-papers.ts';
import { ENGINES, type EngineName } from './engines.ts';
import { SIZES } from './sizes.ts';
import { type BenchText, makeText } from './texts.ts';

const [name, count, data = ''] = process.argv.slice(2);
const build = ENGINES[name as EngineName];
const titles = spread(readTitles(data), Number(count)).map(({ title }) => title);
const papers = readPapers(data, 20_000);
const texts = SIZES.map(({ size, letters }) => ({ size, text: makeText(papers, titles, letters) }));

const tell = (measured: Record<string, unknown>) => console.log(JSON.stringify(measured));

/** Of each title as many places as were planted, at most. */
function countFound(found: readonly number[], { plants }: BenchText): Record<string, number> {
  const left = new Map<number, number>();
  for (const row of found) left.set(row, (left.get(row) ?? 0) + 1);
  const forms: Record<string, number> = {};
  for (const { row, title, form } of plants) {
    // Of equal titles an engine may name any.
    const twin = (left.get(row) ?? 0) > 0 ? row : titles.indexOf(title);
    const rest = left.get(twin) ?? 0;
    if (rest === 0) continue;
    left.set(twin, rest - 1);
    forms[form] = (forms[form] ?? 0) + 1;
  }
  return forms;
}

globalThis.gc?.();
const heap = process.memoryUsage().heapUsed;
const before = process.cpuUsage();
const start = performance.now();
const engine = build(titles);
const wall = performance.now() - start;
const { user, system } = process.cpuUsage(before);
globalThis.gc?.();
const bytes = engine.bytes ?? process.memoryUsage().heapUsed - heap;
tell({ kind: 'build', wall, cpu: (user + system) / 1000, bytesPerTitle: bytes / titles.length });

for (const { size, text } of texts) {
  const found = countFound(engine.run(text.blocks), text);
  const planted: Record<string, number> = {};
  for (const { form } of text.plants) planted[form] = (planted[form] ?? 0) + 1;
  let best = Number.POSITIVE_INFINITY;
  const until = performance.now() + 2_000;
  for (let runs = 0; runs < 3 || (runs < 200 && performance.now() < until); runs++) {
    const from = performance.now();
    engine.run(text.blocks);
    best = Math.min(best, performance.now() - from);
  }
  tell({ kind: 'text', size, letters: text.text.length, ms: best, planted, found });
}
