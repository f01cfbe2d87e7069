/** A catalogue that a version before the index has left: it is all there, answers at once, and is indexed. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PaperDraft } from '../../lib/paper/paper.ts';
import { requestOf } from '../search/request-of.ts';
import { ChromiumExtension } from './extension.ts';
import { SUPERPOSED } from './made-pages.ts';

let extension: ChromiumExtension;

const PAPERS = 3_000;
/** Dexie multiplies its versions by ten. */
const VERSION_BEFORE = 20;
const NEW_TABLES = ['userChanges', 'searchIndex', 'vectors'];

const made = (number: number): PaperDraft => ({
  title: `Made Paper q${number}q of Many`,
  abstract: Array.from({ length: 120 }, (_, w) => `w${(number * 31 + w * 7919) % 9000}`).join(' '),
  authors: [],
  year: 2024,
  venue: '',
  identifiers: [],
  links: [],
});

async function titlesFor(query: string): Promise<{ titles: string[]; partial: boolean }> {
  const { results, partial } = await extension.ask('search', requestOf(query, { limit: 20 }));
  return { titles: results.map(({ paper }) => paper.title), partial };
}

/**
 * Makes the database what the version before had: the same records, without the tables that came since
 * and without what others say of them.
 */
async function putBack(): Promise<void> {
  const desk = await extension.desk();
  await desk.evaluate(
    async ([version, newTables]) => {
      const settled = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      const now = await settled(indexedDB.open('manicule'));
      const names = [...now.objectStoreNames].filter((name) => !newTables.includes(name));
      const reading = now.transaction(names);
      const tables = await Promise.all(
        names.map(async (name) => {
          const store = reading.objectStore(name);
          const indexes = [...store.indexNames].map((index) => {
            const { keyPath, unique } = store.index(index);
            return { index, keyPath, unique };
          });
          return { name, keyPath: store.keyPath, indexes, records: await settled(store.getAll()) };
        }),
      );
      now.close();
      await settled(indexedDB.deleteDatabase('manicule'));
      const opening = indexedDB.open('manicule', version);
      opening.onupgradeneeded = () => {
        for (const { name, keyPath, indexes } of tables) {
          const store = opening.result.createObjectStore(name, { keyPath });
          for (const { index, keyPath: path, unique } of indexes)
            store.createIndex(index, path, { unique });
        }
      };
      const before = await settled(opening);
      const writing = before.transaction(names, 'readwrite');
      for (const { name, records } of tables)
        for (const record of records)
          if (record.key !== 'followers') writing.objectStore(name).put(record);
      await new Promise((resolve, reject) => {
        writing.oncomplete = resolve;
        writing.onabort = () => reject(writing.error);
      });
      before.close();
    },
    [VERSION_BEFORE, NEW_TABLES] as const,
  );
}

beforeAll(async () => {
  extension = await ChromiumExtension.launch();
  await extension.ready();
});

afterAll(async () => {
  await extension.close();
});

describe('the catalogue of a version before the index', () => {
  it('is whole, answers questions from the beginning, and comes into the index', async () => {
    const { id: jobId } = await extension.ask('beginImport', { fingerprint: 'f', name: 'f.jsonl' });
    for (let chunk = 0; chunk * 500 < PAPERS; chunk++) {
      const papers = Array.from({ length: 500 }, (_, i) => made(chunk * 500 + i));
      await extension.ask('importChunk', { jobId, chunk, papers, skipped: 0 });
    }
    await extension.ask('endImport', { jobId, state: 'done' });
    const [found] = (await extension.ask('search', requestOf(SUPERPOSED, { limit: 20 }))).results;
    const id = found?.paper.id;
    if (id === undefined) throw new Error('no paper');
    const paperIds = [id];
    await extension.ask('change', { id: 'u1', change: { kind: 'tag', paperIds, name: 'mine' } });
    const note = { kind: 'note', paperId: id, note: 'zyzzyva' } as const;
    await extension.ask('change', { id: 'u2', change: note });
    const tagsBefore = await extension.ask('tags');
    const papersBefore = await extension.ask('catalogueState');

    await extension.stopWorker();
    await putBack();

    // The first question meets a worker that only now makes the index.
    await extension.ask('search', requestOf(SUPERPOSED, { limit: 20 }));
    expect(await extension.ask('catalogueState')).toEqual(papersBefore);
    expect(await extension.ask('tags')).toEqual(tagsBefore);
    expect(await extension.ask('paper', { id })).toMatchObject({
      paper: { id },
      summary: { note: 'zyzzyva', tags: [tagsBefore[0]?.id] },
    });
    const settled = { timeout: 30_000, interval: 250 };
    await expect
      .poll(() => titlesFor('zyzzyva'), settled)
      .toEqual({ titles: [SUPERPOSED], partial: false });
    for (const number of [0, PAPERS / 2, PAPERS - 1])
      expect((await titlesFor(`q${number}q`)).titles).toEqual([made(number).title]);
    expect((await titlesFor('tag:mine')).titles).toEqual([SUPERPOSED]);
    // What was done before can still be taken back.
    expect(await extension.ask('undo', { operation: 'u2' })).toBe(true);
    await expect.poll(async () => (await titlesFor('zyzzyva')).titles).toEqual([]);
  });
});
