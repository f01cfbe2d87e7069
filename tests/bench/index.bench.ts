/**
 * The index on disk over real papers: what building it costs, how large it is, and how long its
 * lookups take in a process that has just begun and in one that is warm. Reading from a database is
 * not in it: that is for the benchmark in a browser.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench } from './bench.ts';
import type { Built } from './index/run-build.ts';
import type { Lookup } from './index/run-lookups.ts';

const SIZES = [896, 8_899, 89_696];
/** Each in a process of its own. */
const PROCESSES = 3;

function run<Result>(script: string, ...args: readonly string[]): Result {
  const path = new URL(`./index/${script}`, import.meta.url).pathname;
  return JSON.parse(execFileSync(process.execPath, ['--expose-gc', path, ...args]).toString());
}

const sorted = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b);
const median = (numbers: readonly number[]) => sorted(numbers)[numbers.length >> 1] ?? 0;

type Measured = Built & { readonly lookups: readonly Lookup[] };

function measureLookups(file: string): Lookup[] {
  const names = run<string[]>('run-lookups.ts', file, 'names');
  return names.map((name) => {
    const all = Array.from({ length: PROCESSES }, () => run<Lookup>('run-lookups.ts', file, name));
    return {
      ...(all[0] as Lookup),
      coldMs: median(all.map(({ coldMs }) => coldMs)),
      warmMs: Math.min(...all.map(({ warmMs }) => warmMs)),
    };
  });
}

export const bench: Bench = async ({ data }) => {
  const folder = mkdtempSync(join(tmpdir(), 'manicule-index-'));
  const rows: (Measured & Readonly<Record<string, unknown>>)[] = [];
  try {
    for (const size of SIZES) {
      const file = join(folder, `${size}.bin`);
      const { heapMB } = run<Built>('run-build.ts', data, String(size), file, 'heap');
      const built = { ...run<Built>('run-build.ts', data, String(size), file), heapMB };
      const lookups = measureLookups(file);
      rows.push({ ...built, lookups });
      const { cpuMs, bytes, longestMs, parts } = built;
      console.log(
        `\n${size} papers: ${cpuMs.toFixed(3)} ms CPU and ${bytes.toFixed(0)} bytes a paper, heap ${heapMB.toFixed(0)} MB, longest piece of work ${longestMs.toFixed(0)} ms`,
      );
      console.log(
        Object.entries(parts)
          .map(([part, each]) => `${part} ${each.toFixed(1)}`)
          .join(', '),
      );
      console.table(
        lookups.map(({ name, coldMs, warmMs, rounds, kilobytes, found }) => ({
          lookup: name,
          'cold ms': coldMs.toFixed(2),
          'warm ms': warmMs.toFixed(2),
          rounds,
          KB: kilobytes,
          found,
        })),
      );
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  const { cpuMs = 0, bytes = 0, heapMB = 0 } = rows.at(-1) ?? {};
  const goals = [
    { goal: 'at most 0.3 ms CPU a paper', measured: cpuMs.toFixed(3), reached: cpuMs <= 0.3 },
    { goal: 'at most 450 bytes a paper', measured: bytes.toFixed(0), reached: bytes <= 450 },
    { goal: 'heap at most 80 MB', measured: heapMB.toFixed(0), reached: heapMB <= 80 },
  ];
  return { rows, goals, reached: goals.every(({ reached }) => reached) };
};
