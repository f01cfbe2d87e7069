/** The index of search as the worker of the built extension keeps it: read out of the browser, and held against the papers. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readProgress } from '../../lib/catalogue/search-store.ts';
import type { PaperDraft } from '../../lib/paper/paper.ts';
import { decodeManifest, encodeManifest } from '../../lib/search/index/manifest.ts';
import { type OpenedIndex, openIndex } from '../../lib/search/index/open-index.ts';
import { openRecord } from '../../lib/search/index/record.ts';
import { MANIFEST_KEY } from '../../lib/search/index/store.ts';
import { readQueryWords } from '../../lib/search/ranking/query-words.ts';
import { rankWords } from '../../lib/search/ranking/rank-words.ts';
import { MemoryStore } from '../search/index/memory-store.ts';
import { requestOf } from '../search/request-of.ts';
import { ChromiumExtension } from './extension.ts';
import { starterTitles } from './starter-titles.ts';

let extension: ChromiumExtension;

beforeAll(async () => {
  extension = await ChromiumExtension.launch();
  await extension.ready();
});

afterAll(async () => {
  await extension.close();
});

/** Building takes its turns between other work. */
const BUILDING = { timeout: 30_000, interval: 250 };
const DAY_MS = 24 * 60 * 60_000;
/** Runs in the page that has none of our code: what another program finds in the database. */
async function readRecords(): Promise<MemoryStore> {
  const desk = await extension.desk();
  const records = await desk.evaluate(async () => {
    const opening = indexedDB.open('manicule');
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const found: [number, string][] = [];
    await new Promise<void>((resolve) => {
      const cursor = database.transaction('searchIndex').objectStore('searchIndex').openCursor();
      cursor.onsuccess = () => {
        const at = cursor.result;
        if (at === null) return resolve();
        let text = '';
        for (const byte of at.value as Uint8Array) text += String.fromCharCode(byte);
        found.push([Number(at.key), btoa(text)]);
        at.continue();
      };
    });
    database.close();
    return found;
  });
  const store = new MemoryStore();
  for (const [key, text] of records)
    store.records.set(key, new Uint8Array(Buffer.from(text, 'base64')));
  return store;
}

async function writeRecord(key: number, bytes: Uint8Array): Promise<void> {
  const desk = await extension.desk();
  await desk.evaluate(
    async ([at, text]) => {
      const opening = indexedDB.open('manicule');
      await new Promise<void>((resolve) => {
        opening.onsuccess = () => resolve();
      });
      const transaction = opening.result.transaction('searchIndex', 'readwrite');
      const record = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
      transaction.objectStore('searchIndex').put(record, at);
      await new Promise<void>((resolve) => {
        transaction.oncomplete = () => resolve();
      });
      opening.result.close();
    },
    [key, Buffer.from(bytes).toString('base64')] as const,
  );
}

async function readIndex(): Promise<OpenedIndex> {
  const index = await openIndex(await readRecords());
  if (index === null) throw new Error('There is no index');
  return index;
}

/** Papers in the index, once everything is in and merged; else what is missing. */
async function settledPapers(): Promise<number | string> {
  const index = await openIndex(await readRecords());
  if (index === null) return 'no index';
  const { row, part, settled } = readProgress(index.progress);
  if (row !== null) return `at row ${row}`;
  if (part !== null) return 'at the parts of the user';
  return settled === 1 ? index.papers : 'not merged';
}

/** Throws where a record is not as it was written. */
async function checkRecords(): Promise<void> {
  for (const [key, record] of (await readRecords()).records) openRecord(key, record);
}

async function findFirst(query: string): Promise<number | undefined> {
  return (await rankWords(await readIndex(), readQueryWords(query))).rows[0];
}

const paper = (title: string, abstract = ''): PaperDraft => ({
  title,
  abstract,
  authors: [],
  year: 2024,
  venue: '',
  identifiers: [],
  links: [],
});

describe('the index', () => {
  it('has the starter papers some moments after the first start', async () => {
    const titles = starterTitles();
    await expect.poll(settledPapers, BUILDING).toBe(titles.length);
    for (const row of [0, 60, 100]) expect(await findFirst(titles[row] ?? '')).toBe(row);
  });

  it('has a paper, a tag and a deletion at once', async () => {
    const papers = starterTitles().length;
    const { paperIds } = await extension.ask('change', {
      id: 'add-one',
      change: {
        kind: 'add-papers',
        papers: [paper('Zygomorphic Attention for Quiet Orchards')],
        source: { kind: 'paste', name: 'test' },
      },
    });
    await expect.poll(settledPapers, BUILDING).toBe(papers + 1);
    expect(await findFirst('zygomorphic orchards')).toBe(papers);
    const { tagId } = await extension.ask('change', {
      id: 'tag-it',
      change: { kind: 'tag', paperIds, name: 'orchards' },
    });
    const tagged = async () => {
      const index = await readIndex();
      const terms = await index.findTerms([`#${tagId}`]);
      const [list] = await index.postings(terms.filter((term) => term !== null));
      return [...(list?.rows ?? [])];
    };
    await expect.poll(tagged, BUILDING).toEqual([papers]);
    await extension.ask('change', { id: 'delete-it', change: { kind: 'delete-papers', paperIds } });
    await expect.poll(settledPapers, BUILDING).toBe(papers);
    expect(await tagged()).toEqual([]);
  });

  it('is complete and right when the worker is killed again and again over an import', async () => {
    const before = starterTitles().length;
    const { id } = await extension.ask('beginImport', { fingerprint: 'made', name: 'made.jsonl' });
    const CHUNKS = 12;
    const CHUNK_PAPERS = 400;
    for (let chunk = 0; chunk < CHUNKS; chunk++) {
      const papers = Array.from({ length: CHUNK_PAPERS }, (_, i) => {
        const number = chunk * CHUNK_PAPERS + i;
        const words = Array.from({ length: 120 }, (_, w) => `w${(number * 31 + w * 7919) % 9000}`);
        return paper(`Made Paper q${number}q of Many`, words.join(' '));
      });
      await extension.ask('importChunk', { jobId: id, chunk, papers, skipped: 0 });
    }
    await extension.ask('endImport', { jobId: id, state: 'done' });
    const total = before + CHUNKS * CHUNK_PAPERS;
    let kills = 0;
    for (; kills < 3 || (kills < 8 && (await settledPapers()) !== total); kills++) {
      await extension.stopWorker();
      await extension.ask('catalogueState');
      await new Promise((resolve) => setTimeout(resolve, 150 * (kills + 1)));
      await checkRecords();
      expect(await findFirst(starterTitles()[100] ?? '')).toBe(100);
    }
    await expect.poll(settledPapers, BUILDING).toBe(total);
    for (const number of [0, 1777, 4799])
      expect(await findFirst(`q${number}q`)).toBeGreaterThanOrEqual(before);
    expect(await findFirst(starterTitles()[100] ?? '')).toBe(100);
  });

  it('is built anew where a record is damaged, and answers from the rest until then', async () => {
    const store = await readRecords();
    const papers = await settledPapers();
    const keys = [...store.records.keys()].sort((a, b) => a - b);
    const middle = keys[keys.length >> 1] ?? 0;
    const damaged = store.records.get(middle)?.slice() ?? new Uint8Array();
    damaged[damaged.length - 1] = (damaged.at(-1) ?? 0) ^ 1;
    await extension.stopWorker();
    await writeRecord(middle, damaged);
    const manifest = decodeManifest(store.records.get(MANIFEST_KEY) ?? new Uint8Array());
    const progress = { ...manifest.progress, checkedAt: Date.now() - DAY_MS - 1 };
    await writeRecord(MANIFEST_KEY, encodeManifest({ ...manifest, progress }));
    expect(await findFirst(starterTitles()[100] ?? '')).toBe(100);
    // A worker that only answers pages does not look.
    await extension.ask('search', requestOf('zyzzyva', { limit: 5 }));
    await expect.poll(async () => (await readRecords()).records.has(middle), BUILDING).toBe(false);
    await expect.poll(settledPapers, BUILDING).toBe(papers);
    await checkRecords();
    expect(await findFirst(starterTitles()[100] ?? '')).toBe(100);
  });
});
