/** The recognition table as the worker keeps it and pages read it, in the built extension. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTable, encodeTable } from '../../lib/recognise/build-table.ts';
import {
  type StoredChanges,
  type StoredHead,
  TABLE_CHANGES_KEY,
  TABLE_HEAD_KEY,
  tableFilterKey,
  tablePartKey,
} from '../../lib/recognise/stored-table.ts';
import { MAX_TITLES_IN_PAGE } from '../../lib/recognise/table.ts';
import { allMarksOf, ChromiumExtension, type marksOf } from './extension.ts';
import { type FixtureServer, serveFixtures } from './fixture-server.ts';
import { LOOKAHEAD, list, madePage, SUPERPOSED, UNKNOWN } from './made-pages.ts';
import { starterTitles } from './starter-titles.ts';

let extension: ChromiumExtension;
let server: FixtureServer;

beforeAll(async () => {
  server = await serveFixtures();
  extension = await ChromiumExtension.launch();
  await extension.ready();
});

afterAll(async () => {
  await extension.close();
  await server.close();
});

const readStorage = async <Value>(key: string): Promise<Value | undefined> =>
  (await extension.desk()).evaluate(
    async (name) => (await chrome.storage.local.get(name))[name],
    key,
  ) as Promise<Value | undefined>;

const textsOn = async (page: Parameters<typeof marksOf>[0]) =>
  (await allMarksOf(page)).map(({ text }) => text);

describe('a paper that is added', () => {
  it('is marked on the open page without a new table, and after it is deleted no more', async () => {
    await expect.poll(() => readStorage(TABLE_HEAD_KEY)).toBeDefined();
    const { page } = await extension.openSite(
      server.make('added', madePage(list(LOOKAHEAD, UNKNOWN))),
    );
    await expect.poll(() => textsOn(page)).toEqual([LOOKAHEAD]);
    const before = await readStorage<StoredHead>(TABLE_HEAD_KEY);
    const { paperIds } = await extension.ask('change', {
      id: 'add-one',
      change: {
        kind: 'add-papers',
        papers: [
          {
            title: UNKNOWN,
            abstract: '',
            authors: [],
            year: 2022,
            venue: '',
            identifiers: [],
            links: [],
          },
        ],
        source: { kind: 'paste', name: 'test' },
      },
    });
    await expect.poll(() => textsOn(page)).toEqual([LOOKAHEAD, UNKNOWN]);
    expect(await readStorage<StoredHead>(TABLE_HEAD_KEY)).toEqual(before);
    expect((await readStorage<StoredChanges>(TABLE_CHANGES_KEY))?.dead).toHaveLength(1);
    await extension.ask('change', { id: 'delete-it', change: { kind: 'delete-papers', paperIds } });
    await expect.poll(() => textsOn(page)).toEqual([LOOKAHEAD]);
    await page.close();
  });
});

describe('a catalogue too large for every page to read', () => {
  it('is asked about, and its papers are marked', async () => {
    const desk = await extension.desk();
    // What lies beside the table is built into it after a while, and would take the place of this one.
    await expect
      .poll(async () => (await readStorage<StoredChanges>(TABLE_CHANGES_KEY))?.dead)
      .toEqual([]);
    const starter = await readStorage<StoredChanges>(TABLE_CHANGES_KEY);
    if (starter === undefined) throw new Error('no table is stored');
    // The rows of the starter papers are their places in the listing; the others lead nowhere.
    const titles = Array.from(
      { length: MAX_TITLES_IN_PAGE + 1_000 },
      (_, i) => `Question ${i * 7919} of the Very Large Catalogue`,
    );
    const row = starterTitles().indexOf(SUPERPOSED);
    const table = encodeTable(
      buildTable([
        ...titles.map((title, i) => ({ row: 1_000 + i, title, keys: [`arxiv:1901.${i}`] })),
        { row, title: SUPERPOSED, keys: ['url:example.org/superposed'] },
      ]),
    );
    const base = starter.base + 1;
    await desk.evaluate(async (stored) => chrome.storage.local.set(stored), {
      ...Object.fromEntries(table.parts.map((part, i) => [tablePartKey(base, i), part])),
      [tableFilterKey(base)]: table.filter,
      [TABLE_HEAD_KEY]: { base, head: table.head, parts: table.parts.length },
      [TABLE_CHANGES_KEY]: { ...starter, version: base, base, entries: '', dead: [] },
    });
    const { page, tabId } = await extension.openSite(
      server.make('large', madePage(list(SUPERPOSED, LOOKAHEAD, titles[5] ?? ''))),
    );
    await expect.poll(() => extension.badge(tabId)).toBe('1');
    expect(await textsOn(page)).toEqual([SUPERPOSED]);
    await page.close();
  });
});
