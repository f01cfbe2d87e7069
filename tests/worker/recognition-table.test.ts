import { beforeEach, describe, expect, it } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { readTable } from '../../entrypoints/known-papers/table.ts';
import { TABLE_CHANGES_KEY, TABLE_HEAD_KEY } from '../../lib/recognise/stored-table.ts';
import {
  mergeChanges,
  publishSites,
  publishTable,
  readStoredChanges,
} from '../../lib/worker/recognition-table.ts';
import { arxiv, type Bench, draft, openBench } from '../catalogue/open-in-test.ts';

const FIRST = 'A First Paper About Tables in Storage';
const SECOND = 'A Second Paper About Tables in Storage';

let bench: Bench;

beforeEach(async () => {
  fakeBrowser.reset();
  bench = openBench();
  await publishSites();
});

/** Rows that a page finds, by title and by key. */
async function findInPage(title: string, key: string) {
  const table = await readTable();
  const matcher = table?.known.matcher;
  await table?.known.load([...(matcher?.match(title).missing ?? [])]);
  const missing = matcher?.findKey(key).missing ?? null;
  if (missing !== null) await table?.known.load([missing]);
  return {
    title: matcher?.match(title).hits.map(({ row }) => row),
    key: matcher?.findKey(key).rows,
  };
}

const storedKeys = async () => Object.keys(await browser.storage.local.get(null)).sort();

describe('publishTable', () => {
  it('stores what a page then finds', async () => {
    await bench.add(draft(FIRST, arxiv('2301.00001')));
    await publishTable(bench.catalogue);
    expect(await findInPage(FIRST, 'arxiv:2301.00001')).toEqual({ title: [0], key: [0] });
  });

  it('writes a changed paper beside the table, and the table stays', async () => {
    await bench.add(draft(FIRST, arxiv('2301.00001')));
    const before = await publishTable(bench.catalogue);
    const { [TABLE_HEAD_KEY]: head } = await browser.storage.local.get(TABLE_HEAD_KEY);
    await bench.add(draft(SECOND, arxiv('2301.00002')));
    const after = await publishTable(bench.catalogue);
    expect(after).toMatchObject({ base: before.base, dead: [1] });
    expect(after.version).toBeGreaterThan(before.version);
    expect((await browser.storage.local.get(TABLE_HEAD_KEY))[TABLE_HEAD_KEY]).toEqual(head);
    expect(await findInPage(SECOND, 'arxiv:2301.00002')).toEqual({ title: [1], key: [1] });
    expect(await findInPage(FIRST, 'arxiv:2301.00001')).toEqual({ title: [0], key: [0] });
  });

  it('lets a deleted paper go, and an undo bring it back', async () => {
    const [id] = await bench.add(draft(FIRST, arxiv('2301.00001')));
    await publishTable(bench.catalogue);
    const { operation } = await bench.apply({ kind: 'delete-papers', paperIds: [id] });
    await publishTable(bench.catalogue);
    expect(await findInPage(FIRST, 'arxiv:2301.00001')).toEqual({ title: [], key: [] });
    await bench.catalogue.undo(operation);
    await publishTable(bench.catalogue);
    expect(await findInPage(FIRST, 'arxiv:2301.00001')).toEqual({ title: [0], key: [0] });
  });

  it('does nothing where nothing changed in a paper', async () => {
    const [id] = await bench.add(draft(FIRST));
    const before = await publishTable(bench.catalogue);
    await bench.tag('mine', id);
    expect(await publishTable(bench.catalogue)).toEqual(before);
  });

  it('builds anew for many changes, and leaves nothing of the old table', async () => {
    await bench.add(draft(FIRST));
    const before = await publishTable(bench.catalogue);
    await bench.add(
      ...Array.from({ length: 501 }, (_, i) => draft(`Paper ${i} Among Very Many Others`)),
    );
    const after = await publishTable(bench.catalogue);
    expect(after.dead).toEqual([]);
    expect(after.base).not.toBe(before.base);
    expect((await storedKeys()).filter((key) => key.includes(String(before.base)))).toEqual([]);
  });

  it('builds anew for another catalogue with the same revision', async () => {
    await bench.add(draft(FIRST));
    await publishTable(bench.catalogue);
    const other = openBench();
    await other.add(draft(SECOND));
    const { dead } = await publishTable(other.catalogue);
    expect(dead).toEqual([]);
    expect(await findInPage(SECOND, '')).toEqual({ title: [0], key: [] });
    expect(await findInPage(FIRST, '')).toEqual({ title: [], key: [] });
  });

  it('builds anew a table of another form', async () => {
    await bench.add(draft(FIRST));
    const before = await publishTable(bench.catalogue);
    await browser.storage.local.set({ [TABLE_CHANGES_KEY]: { ...before, form: 0 } });
    const after = await publishTable(bench.catalogue);
    expect(after.base).toBeGreaterThan(before.base);
    expect(await findInPage(FIRST, '')).toEqual({ title: [0], key: [] });
  });

  it('takes out what a worker left that died while it was building', async () => {
    await bench.add(draft(FIRST));
    const left = { base: 5, head: '', parts: 2 };
    await browser.storage.local.set({
      'recognition:building': left,
      'recognition:5:part:0': 'x',
      'recognition:5:part:1': 'x',
    });
    await publishTable(bench.catalogue);
    expect((await storedKeys()).filter((key) => /:5:|building/.test(key))).toEqual([]);
  });

  it('keeps no log of changes that the table has', async () => {
    await bench.add(draft(FIRST));
    await bench.add(draft(SECOND));
    await publishTable(bench.catalogue);
    const { papers } = await bench.catalogue.revisions();
    await bench.catalogue.forgetChanges('index', papers);
    expect(await bench.database.changes.count()).toBe(0);
  });
});

describe('mergeChanges', () => {
  it('builds what lies beside the table of a small catalogue into it', async () => {
    await bench.add(draft(FIRST));
    await publishTable(bench.catalogue);
    await bench.add(draft('SwiftThing: A Second Paper'));
    const beside = await publishTable(bench.catalogue);
    const merged = await mergeChanges(bench.catalogue);
    expect(merged?.dead).toEqual([]);
    expect(merged?.base).not.toBe(beside.base);
    expect(await readStoredChanges()).toEqual(merged);
    // A main title is told from everyday words by the text of all papers, so it comes with the building.
    expect(await findInPage('SwiftThing', '')).toEqual({ title: [1], key: [] });
    expect(await mergeChanges(bench.catalogue)).toBe(null);
  });
});

describe('readTable', () => {
  it('knows the addresses of papers', async () => {
    await publishTable(bench.catalogue);
    const table = await readTable();
    expect(table?.known.keysOfUrl('https://openreview.net/forum?id=xQUe1pOKPam')).toContain(
      'openreview:xQUe1pOKPam',
    );
  });

  it('is null where no table is stored, and where its form is unknown', async () => {
    expect(await readTable()).toBe(null);
    await browser.storage.local.set({
      [TABLE_HEAD_KEY]: { base: 1, head: btoa('\0'.repeat(64)), parts: 1 },
      [TABLE_CHANGES_KEY]: {
        version: 1,
        base: 1,
        form: 0,
        store: '',
        revision: 0,
        entries: '',
        dead: [],
      },
    });
    expect(await readTable()).toBe(null);
  });
});
