/**
 * `npm run bench -- NAME`: measures one thing against its peers in the same run, prints a table and
 * writes `.output/bench/NAME.json`. Each benchmark is a file of this folder with a `bench` function.
 */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Bench } from './bench.ts';

const folder = new URL('.', import.meta.url).pathname;
const root = new URL('../..', import.meta.url).pathname;
const [name = '', ...args] = process.argv.slice(2);

const names = readdirSync(folder)
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.replace('.bench.ts', ''));
if (!names.includes(name)) {
  console.error(`Usage: npm run bench -- NAME, where NAME is one of ${names.join(', ')}`);
  process.exit(2);
}

const data = process.env.MANICULE_DATA ?? join(root, '..', 'shared', 'data');
if (!existsSync(data)) {
  console.error(`The benchmarks need the real data in ${data} (or where MANICULE_DATA says).`);
  process.exit(2);
}
const { bench }: { bench: Bench } = await import(join(folder, `${name}.bench.ts`));
const startedAt = new Date().toISOString();
const result = await bench({ data, args });
for (const { goal, measured, reached } of result.goals) {
  console.log(`${reached ? 'reached' : 'MISSED '}  ${goal}: ${measured}`);
}
const out = join(root, '.output', 'bench');
mkdirSync(out, { recursive: true });
const machine = { cpus: cpus().length, memory: totalmem(), load: loadavg(), node: process.version };
writeFileSync(
  join(out, `${name}.json`),
  `${JSON.stringify({ name, startedAt, machine, ...result }, null, 2)}\n`,
);
console.log(`\n.output/bench/${name}.json`);
process.exit(result.reached ? 0 : 1);
