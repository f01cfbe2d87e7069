/**
 * The large import, by hand (`npm run soak:import`): a catalogue of 89,696 papers through the library
 * page in a real Chromium, the worker killed three times on the way. Then what search, a page pass
 * and the recognition table cost. The papers are not part of the project: without them it says so
 * and ends with 2.
 */

import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import type { Page } from 'playwright-core';
import type { SearchRequest } from '../../lib/messages/protocol.ts';
import { DEFAULT_SETTINGS } from '../../lib/settings/settings.ts';
import { ChromiumExtension } from '../e2e/extension.ts';
import { type FixtureServer, serveFixtures } from '../e2e/fixture-server.ts';
import { requestOf } from '../search/request-of.ts';

const data = process.env.MANICULE_DATA ?? new URL('../../../shared/data', import.meta.url).pathname;
const file = process.argv[2] ?? join(data, 'catalogue', 'arxiv-90k.jsonl.gz');

const KILLS = [0.2, 0.5, 0.8];
const LONGEST_MS = 60 * 60_000;
const SAMPLE_EVERY = 977;
const QUERIES = [
  'dark matter',
  'neural',
  'galaxy clusters x-ray',
  'black hole entropy',
  'super',
  'quantum err',
  'lattice qcd',
  'string theory moduli',
  'topological insul',
  'bose einstein condensate',
  'gravit',
  'neutrino oscillation',
  'higgs boson',
  'random matrix',
  'machine learning',
  'spin glass',
  'cosmic microwave background',
  'hubbard model',
  'conformal field',
  'graph',
];
const LONG_PAGE = 'GITenberg__Moby-Dick--Or-The-Whale_2701__2701-h_2701-h.html';
const PASS_SETTLES_MS = 6_000;

interface Line {
  readonly title: string;
  readonly arxivId: string;
}

async function readSample(): Promise<{ readonly lines: number; readonly sample: Line[] }> {
  const sample: Line[] = [];
  let lines = 0;
  for await (const text of createInterface({
    input: createReadStream(file).pipe(createGunzip()),
  })) {
    if (lines % SAMPLE_EVERY === 0) sample.push(JSON.parse(text));
    lines++;
  }
  return { lines, sample };
}

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;

function quantiles(times: number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
  return `p50 ${at(0.5)?.toFixed(0)} ms, p95 ${at(0.95)?.toFixed(0)} ms`;
}

/** Follows the import in the library's own words, and kills the worker at the given parts of it. */
async function followImport(extension: ChromiumExtension, page: Page, lines: number) {
  const start = performance.now();
  const kills = [...KILLS];
  let said = '';
  for (;;) {
    await page.waitForTimeout(250);
    const texts = await page.getByRole('status').allTextContents();
    const end = texts.find((text) => /added, .*merged, .*skipped/.test(text));
    if (end !== undefined) return { end, time: seconds(start) };
    const jobs = await extension.ask('imports');
    const done = jobs.reduce((sum, job) => sum + job.added + job.merged + job.skipped, 0) / lines;
    const line = `${texts.join(' ').trim()} (${(done * 100).toFixed(0)} %)`;
    if (
      line !== said &&
      Math.floor(done * 10) !== Math.floor(Number(/(\d+) %\)$/.exec(said)?.[1] ?? -1) / 10)
    )
      console.log(`${seconds(start)}: ${line}`);
    said = line;
    if (kills[0] !== undefined && done >= kills[0]) {
      kills.shift();
      await extension.stopWorker();
      console.log(`${seconds(start)}: worker killed at ${(done * 100).toFixed(0)} %`);
    }
    if (performance.now() - start > LONGEST_MS) throw new Error(`still "${line}"`);
  }
}

async function measureSearch(
  extension: ChromiumExtension,
  depth: SearchRequest['depth'],
  cold: boolean,
) {
  const times: number[] = [];
  for (const query of QUERIES) {
    if (cold) await extension.stopWorker();
    const start = performance.now();
    await extension.ask('search', requestOf(query, { limit: 20, depth }));
    times.push(performance.now() - start);
  }
  console.log(
    `search, ${depth}, ${cold ? 'worker stopped before each' : 'live worker'}: ${quantiles(times)}`,
  );
}

/**
 * What a long page (the text of Moby-Dick, 1.2 MB of letters) costs its main thread, over what it costs
 * with the site switched off; the script's share is the difference.
 */
async function measurePage(extension: ChromiumExtension, server: FixtureServer, title: string) {
  const longPage = join(data, 'pages', LONG_PAGE);
  if (!existsSync(longPage)) return console.log(`page pass: no page at ${longPage}`);
  const address = new URL(await server.file(longPage));
  const costs: string[] = [];
  for (const level of ['off', 'on'] as const) {
    await extension.ask('changeSettings', {
      ...DEFAULT_SETTINGS,
      siteLevels: level === 'off' ? { [address.hostname]: 'off' } : {},
    });
    const page = await extension.context.newPage();
    const session = await extension.context.newCDPSession(page);
    await session.send('Performance.enable');
    await page.goto(address.href);
    await page.waitForTimeout(PASS_SETTLES_MS);
    const { metrics } = await session.send('Performance.getMetrics');
    const ms = (name: string) =>
      ((metrics.find((metric) => metric.name === name)?.value ?? 0) * 1000).toFixed(0);
    costs.push(
      `${level}: tasks ${ms('TaskDuration')} ms, of them scripts ${ms('ScriptDuration')} ms`,
    );
    await page.close();
  }
  console.log(`page pass ${title}: ${costs.join('; ')}`);
}

if (!existsSync(file)) {
  console.error(
    `The papers to import are not at ${file}. Set MANICULE_DATA to the folder with catalogue/arxiv-90k.jsonl.gz.`,
  );
  process.exit(2);
}
const { lines, sample } = await readSample();
const extension = await ChromiumExtension.launch();
const server = await serveFixtures();
try {
  await extension.ready();
  await measurePage(extension, server, 'with the starter papers');
  const page = await extension.openLibrary('#import');
  await page.getByLabel('Import files').first().setInputFiles(file);
  const { end, time } = await followImport(extension, page, lines);
  console.log(`import of ${lines} lines: ${time}; it said "${end}"`);
  const state = await extension.ask('catalogueState');
  console.log(`catalogue: ${JSON.stringify(state)}`);
  let missing = 0;
  for (const { title } of sample) {
    const found = await extension.ask('search', requestOf(title, { limit: 5, depth: 'quick' }));
    const fold = (text: string) => text.replace(/\s+/g, ' ').trim();
    if (!found.results.some(({ paper }) => fold(paper.title) === fold(title))) missing++;
  }
  console.log(
    `sample of ${sample.length} papers, each searched by its title: ${missing} not in the first five`,
  );
  for (const cold of [false, true])
    for (const depth of ['quick', 'full'] as const) await measureSearch(extension, depth, cold);
  const desk = await extension.desk();
  const table = await desk.evaluate(async () => {
    const stored = await chrome.storage.local.get(null);
    const parts = Object.entries(stored).filter(([key]) => key.startsWith('recognition:'));
    return { keys: parts.length, bytes: JSON.stringify(Object.fromEntries(parts)).length };
  });
  console.log(`recognition table: ${(table.bytes / 1024).toFixed(0)} KiB in ${table.keys} records`);
  await measurePage(extension, server, 'with the imported papers');
} finally {
  await extension.close();
  await server.close();
}
