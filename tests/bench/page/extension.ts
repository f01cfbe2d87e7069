/** What the built extension costs a tab, and what it sends from pages that mention no known paper. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';
import { buildTable, encodeTable } from '../../../lib/recognise/build-table.ts';
import {
  type StoredHead,
  TABLE_CHANGES_KEY,
  TABLE_HEAD_KEY,
  tablePartKey,
} from '../../../lib/recognise/stored-table.ts';
import { CHROMIUM_ARGS } from '../../browsers/chromium-args.ts';
import { findChromium } from '../../browsers/find.ts';
import { ChromiumExtension } from '../../e2e/extension.ts';
import type { FixtureServer } from '../../e2e/fixture-server.ts';
import { readPapers, readTitles, spread } from '../real-papers.ts';
import { makeLargePage } from './made-pages.ts';

const TITLES = 100_000;
const TEXTS = 10_000;
/** Until a page of that size surely was read. */
const READ_MS = 4_000;

export interface ExtensionCost {
  readonly heapMB: number;
  readonly messages: number;
  /** Pages without mentions that were opened. */
  readonly pages: number;
}

interface DataPage {
  readonly file: string;
  readonly occurrences: readonly { readonly label: string }[];
}

/** Puts a table of real titles in the place of the one of the starter papers. */
async function storeTable(
  extension: ChromiumExtension,
  data: string,
  onPage: ReadonlySet<string>,
): Promise<void> {
  const others = readTitles(data).filter(({ title }) => !onPage.has(title));
  const entries = spread(others, TITLES).map(({ id, title }, row) => ({
    row,
    title,
    keys: [`arxiv:${id}`],
  }));
  const { head, parts } = encodeTable(buildTable(entries));
  const base = Date.now();
  const stored: Record<string, unknown> = {
    [TABLE_HEAD_KEY]: { base, head, parts: parts.length } satisfies StoredHead,
  };
  parts.forEach((part, index) => {
    stored[tablePartKey(base, index)] = part;
  });
  const worker = await extension.worker();
  await worker.evaluate(
    async ({ stored, base, key }) => {
      const before: Record<string, object> = await chrome.storage.local.get(key);
      const changes = { ...before[key], version: base, base, entries: '', dead: [] };
      await chrome.storage.local.set({ ...stored, [key]: changes });
    },
    { stored, base, key: TABLE_CHANGES_KEY },
  );
}

async function heapOn(context: BrowserContext, url: string): Promise<number> {
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForTimeout(READ_MS);
  const session = await context.newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.collectGarbage');
  const usage: Record<string, number> = await session.send('Runtime.getHeapUsage');
  await page.close();
  return ((usage.usedSize ?? 0) + (usage.backingStorageSize ?? 0)) / 1e6;
}

/** How much more a tab holds with the extension than without. */
async function measureHeap(data: string, server: FixtureServer): Promise<number> {
  const { html, papers } = makeLargePage(readPapers(data, 2_000), TEXTS);
  const url = server.make('heap', html);
  const plain = await chromium.launch({ executablePath: findChromium(), args: [...CHROMIUM_ARGS] });
  const without = await heapOn(await plain.newContext(), url);
  await plain.close();
  const extension = await ChromiumExtension.launch();
  await extension.ready();
  await storeTable(extension, data, new Set(papers.map(({ title }) => title)));
  const withUs = await heapOn(extension.context, url);
  await extension.close();
  return withUs - without;
}

async function countMessages(
  data: string,
  server: FixtureServer,
): Promise<Pick<ExtensionCost, 'messages' | 'pages'>> {
  const manifest = join(data, 'pages', 'manifest.json');
  const all: DataPage[] = existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')) : [];
  const silent = all.filter(({ occurrences }) => occurrences.every(({ label }) => label !== 'yes'));
  const extension = await ChromiumExtension.launch();
  await extension.ready();
  const worker = await extension.worker();
  await worker.evaluate(() => {
    const heard: string[] = [];
    Reflect.set(globalThis, 'heard', heard);
    chrome.runtime.onMessage.addListener((message, { tab, url }) => {
      if (tab !== undefined && !url?.startsWith('chrome-extension:'))
        heard.push(`${url} ${message?.message}`);
      return undefined;
    });
  });
  for (const { file } of silent) {
    const { page } = await extension.openSite(await server.file(join(data, 'pages', file)));
    await page.waitForTimeout(READ_MS);
    await page.close();
  }
  const heard = await worker.evaluate(() => Reflect.get(globalThis, 'heard') as string[]);
  await extension.close();
  for (const message of heard) console.log(`Heard ${message}`);
  return { messages: heard.length, pages: silent.length };
}

export async function measureExtension(
  data: string,
  server: FixtureServer,
): Promise<ExtensionCost> {
  return { heapMB: await measureHeap(data, server), ...(await countMessages(data, server)) };
}
