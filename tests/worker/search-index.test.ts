import { Dexie } from 'dexie';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  openSearchStore,
  openSearchTables,
  type SearchStore,
  type SearchTables,
} from '../../lib/catalogue/search-store.ts';
import type { PaperId } from '../../lib/paper/paper.ts';
import { decodeManifest, encodeManifest } from '../../lib/search/index/manifest.ts';
import { MANIFEST_KEY, type RecordBatch } from '../../lib/search/index/store.ts';
import { similarity, unpackVector, VECTOR_BYTES } from '../../lib/search/ranking/vectors.ts';
import { searchHere } from '../../lib/search-here/search-here.ts';
import { indexedSource } from '../../lib/worker/indexed-source.ts';
import { indexedPaper, SearchIndexer } from '../../lib/worker/search-index.ts';
import { arxiv, type Bench, draft, memorySentinel, openBench } from '../catalogue/open-in-test.ts';
import { NaiveIndex } from '../search/index/naive-index.ts';
import { requestOf } from '../search/request-of.ts';

/** So small that a handful of papers fills many records and merges take several steps. */
const SMALL = { chunkBytes: 60, inlineBytes: 400, stepBytes: 150, largeSegment: 25 };

class Killed extends Error {}

/** A worker over the catalogue of a bench; `left`: batches that it writes before it is killed. */
function startWorker(bench: Bench, left = Number.POSITIVE_INFINITY) {
  const reports: unknown[] = [];
  const { catalogue } = bench;
  const tables = openSearchTables(catalogue.connect);
  let room = left;
  const killable: SearchTables = {
    ...tables,
    records: {
      ...tables.records,
      async write(batch: RecordBatch) {
        if (room-- <= 0) throw new Killed();
        await tables.records.write(batch);
      },
    },
  };
  const indexer = new SearchIndexer(catalogue, killable, {
    stayAlive: () => {},
    report: (error) => reports.push(error),
    sizes: SMALL,
  });
  return { indexer, reports, source: indexedSource(catalogue, tables.store, indexer) };
}

/** What the index should hold, read from the papers. */
async function readNaive({ catalogue }: Bench): Promise<NaiveIndex> {
  const naive = new NaiveIndex();
  const rows = new Map<PaperId, number>();
  const all = Array.from({ length: await catalogue.countRows() }, (_, row) => row);
  for (const [row, paper] of (await catalogue.papersAtRows(all)).entries()) {
    if (paper === undefined) continue;
    naive.papers.set(row, indexedPaper(paper));
    rows.set(paper.id, row);
  }
  for (const part of await catalogue.listUserParts())
    naive.parts.set(rows.get(part.paperId) ?? -1, part);
  return naive;
}

async function expectIndexed(bench: Bench, store: SearchStore): Promise<void> {
  const naive = await readNaive(bench);
  const { index, isComplete } = await store.open();
  expect(isComplete).toBe(true);
  expect(index.isDamaged).toBe(false);
  expect([...index.liveRows()]).toEqual(naive.rows());
  const expected = naive.postings();
  const terms = await index.findTerms([...expected.keys()]);
  const lists = await index.postings(terms.filter((term) => term !== null));
  const found = lists.map(({ rows, times }) => [[...rows], [...times]]);
  const wanted = [...expected.values()].map((list) => [
    list.map(({ row }) => row),
    list.map(({ times }) => times),
  ]);
  expect(found).toEqual(wanted);
  const flags = await index.column('flags');
  for (const row of naive.rows()) expect(flags[row]).toBe(naive.numbers(row).flags);
}

const LAST_WORDS = ['Decoding', 'Networks', 'Retrieval', 'Alignment'];
const papers = fc.array(fc.nat(9), { minLength: 1, maxLength: 3 });
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('add' as const), titles: papers }) },
  fc.record({ kind: fc.constant('delete' as const), papers }),
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('tag' as const), papers }) },
  fc.record({ kind: fc.constant('untag' as const), papers }),
  fc.record({ kind: fc.constant('note' as const), papers, note: fc.constantFrom('', 'speedy') }),
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('undo' as const) }) },
  fc.record({ kind: fc.constant('break' as const), record: fc.nat() }),
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

/** One history of a catalogue. */
class History {
  readonly bench = openBench();
  readonly #ids: PaperId[] = [];
  readonly #done: string[] = [];

  async run(one: Step): Promise<void> {
    const id = `${this.bench.name}-${this.#done.length}`;
    const paperIds = 'papers' in one ? one.papers.flatMap((n) => this.#ids[n] ?? []) : [];
    const { bench } = this;
    this.#done.push(id);
    if (one.kind === 'add') {
      const drafts = one.titles.map((n) =>
        draft(`Paper${n}: ${LAST_WORDS[n % 4]} of ${n}`, n % 2 ? arxiv(`2401.0000${n}`) : {}),
      );
      const source = { kind: 'paste', name: 'test' } as const;
      const outcome = await bench.apply({ kind: 'add-papers', papers: drafts, source }, id);
      this.#ids.push(...outcome.paperIds);
    } else if (one.kind === 'delete') await bench.apply({ kind: 'delete-papers', paperIds }, id);
    else if (one.kind === 'tag') await bench.apply({ kind: 'tag', paperIds, name: 'mine' }, id);
    else if (one.kind === 'untag') {
      const [tag] = await bench.catalogue.listTags();
      if (tag !== undefined) await bench.apply({ kind: 'untag', paperIds, tagId: tag.id }, id);
    } else if (one.kind === 'note') {
      const [paperId] = paperIds;
      if (paperId !== undefined) await bench.apply({ kind: 'note', paperId, note: one.note }, id);
    } else if (one.kind === 'undo') await bench.catalogue.undo(this.#done.at(-2) ?? '');
    else await this.#break(one.record);
  }

  /** Damages a record, but not one that has been read already: what is in memory stays good. */
  async #break(number: number): Promise<void> {
    const table = this.bench.database.table<Uint8Array, number>('searchIndex');
    const keys = await table.toCollection().primaryKeys();
    const key = keys[number % Math.max(1, keys.length)];
    if (key === undefined) return;
    const record = (await table.get(key))?.slice() ?? new Uint8Array();
    record[record.length - 1] = (record.at(-1) ?? 0) ^ 1;
    await table.put(record, key);
  }
}

describe('SearchIndexer', () => {
  it('has every change in the index, whenever workers die and whatever breaks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ step, left: fc.option(fc.nat(3), { freq: 3 }) }), {
          minLength: 1,
          maxLength: 14,
        }),
        async (steps) => {
          const history = new History();
          await history.bench.catalogue.ready;
          let worker = startWorker(history.bench);
          const reports = [worker.reports];
          const replace = (left?: number) => {
            worker = startWorker(history.bench, left);
            reports.push(worker.reports);
          };
          for (const { step, left } of steps) {
            await history.run(step);
            if (left !== null) {
              // The one before may still be at work.
              replace(left);
              await worker.indexer.follow();
              replace();
            } else await worker.source.open();
          }
          await worker.indexer.follow();
          // What is damaged is found by what reads it.
          const page = openSearchStore(history.bench.name);
          for (let i = 0; i < 3; i++) {
            const { index } = await page.open();
            const terms = await index.findTerms([
              ...(await readNaive(history.bench)).postings().keys(),
            ]);
            await index.postings(terms.filter((term) => term !== null));
            await index.column('flags');
            if (index.isDamaged) await startWorker(history.bench).indexer.rebuild();
          }
          await expectIndexed(history.bench, page);
          expect(reports.flat().filter((error) => !(error instanceof Killed))).toEqual([]);
          history.bench.database.close();
        },
      ),
      { numRuns: 150 },
    );
  }, 120_000);

  it('keeps one index where workers are at it at the same time', async () => {
    const bench = openBench();
    const numbers = Array.from({ length: 60 }, (_, n) => n);
    await bench.add(...numbers.map((n) => draft(`Paper Number ${n} of Sixty`)));
    const workers = [startWorker(bench), startWorker(bench), startWorker(bench)];
    for (let round = 0; round < 4; round++) {
      const id = (await bench.add(draft(`One More Paper in Round ${round}`)))[0];
      const following = workers.map(({ indexer }) => indexer.follow());
      await bench.tag(`round ${round}`, id);
      await Promise.all(workers.map(({ indexer }) => indexer.catchUp()));
      await Promise.all(following);
    }
    await Promise.all(workers.map(({ indexer }) => indexer.follow()));
    expect(workers.flatMap(({ reports }) => reports)).toEqual([]);
    await expectIndexed(bench, openSearchStore(bench.name));
  });

  it('does not let the last writing of a dying worker undo what its successor wrote', async () => {
    const bench = openBench();
    const { catalogue } = bench;
    const [id] = await bench.add(draft('The First Paper'), draft('A Second Paper'));
    await startWorker(bench).indexer.follow();
    await bench.tag('mine', id);
    let goOn = () => {};
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const tables = openSearchTables(catalogue.connect);
    const { records } = tables;
    let isFirst = true;
    const write = async (batch: RecordBatch) => {
      if (!isFirst) throw new Killed();
      isFirst = false;
      await held;
      await records.write(batch);
    };
    const dying = new SearchIndexer(
      catalogue,
      { ...tables, records: { ...records, write } },
      { stayAlive: () => {}, report: () => {}, sizes: SMALL },
    );
    const died = dying.follow();
    await expect.poll(() => isFirst).toBe(false);
    await bench.apply({ kind: 'note', paperId: id, note: 'speedy' });
    await bench.add(draft('A Third Paper'));
    await startWorker(bench).indexer.follow();
    goOn();
    await died;
    await expectIndexed(bench, openSearchStore(bench.name));
  });

  it('learns vectors, keeps them in step with papers, and learns again when there are twice as many', async () => {
    const bench = openBench();
    await bench.catalogue.ready;
    const about = (n: number) => (n % 2 ? 'graph neural message passing' : 'speech audio acoustic');
    const add = (from: number, to: number) =>
      bench.add(
        ...Array.from({ length: to - from }, (_, i) =>
          draft(`Title ${from + i} ${about(from + i)}`, { abstract: about(from + i).repeat(2) }),
        ),
      );
    await add(0, 120);
    const { indexer, source, reports } = startWorker(bench);
    await indexer.follow();
    const { vectors } = openSearchTables(bench.catalogue.connect);
    expect(await vectors.head()).toMatchObject({ generation: 1, papers: 120, next: null });
    const alike = async (a: number, b: number) => {
      const { readVectors } = await source.open();
      const bytes = (await readVectors(Uint32Array.of(a, b))) ?? new Uint8Array();
      return similarity(unpackVector(bytes, 0), unpackVector(bytes, VECTOR_BYTES));
    };
    expect(await alike(0, 2)).toBeGreaterThan(0.9);
    expect(await alike(0, 1)).toBeLessThan(0.3);
    const ids = await add(120, 125);
    await indexer.follow();
    expect(await alike(0, 124)).toBeGreaterThan(0.9);
    await bench.apply({ kind: 'delete-papers', paperIds: ids });
    await indexer.follow();
    expect(await alike(0, 124)).toBe(0);
    await add(200, 330);
    await indexer.follow();
    expect(await vectors.head()).toMatchObject({ generation: 2, papers: 250, next: null });
    expect(await alike(0, 231)).toBeGreaterThan(0.9);
    expect(await vectors.directions(1)).toBe(null);
    expect(reports).toEqual([]);
  });

  it('lets a search answer over what is in while a long piece is being indexed', async () => {
    const bench = openBench();
    await bench.add(draft('The First Paper'));
    await startWorker(bench).indexer.follow();
    await bench.add(draft('A Second Paper'));
    let goOn = () => {};
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const { catalogue } = bench;
    const tables = openSearchTables(catalogue.connect);
    const { records } = tables;
    const write = (batch: RecordBatch) => held.then(() => records.write(batch));
    const slow = { ...tables, records: { ...records, write } };
    const indexer = new SearchIndexer(catalogue, slow, { stayAlive: () => {}, report: () => {} });
    const source = indexedSource(catalogue, tables.store, indexer);
    const during = await source.open();
    expect([during.isComplete, during.index.papers]).toEqual([false, 1]);
    const patient = source.open(true);
    goOn();
    expect((await patient).isComplete).toBe(true);
    const after = await source.open();
    expect([after.isComplete, after.index.papers]).toEqual([true, 2]);
  });

  it('begins anew for another catalogue, and never answers from the one before', async () => {
    const bench = openBench();
    await bench.add(draft('Paper of the Catalogue Before'));
    await startWorker(bench).indexer.follow();
    const { database } = bench;
    await Promise.all(database.ownTables.map((table) => table.clear()));
    const again = bench.reopen({ sentinel: memorySentinel() });
    await again.catalogue.ready;
    await again.add(draft('Paper of Another'), draft('One More'));
    const page = openSearchStore(bench.name);
    expect((await page.open()).index.papers).toBe(0);
    const { indexer } = startWorker(again);
    await indexer.follow();
    await expectIndexed(again, page);
  });

  it('says when all is in it, vectors too, so that the next worker begins nothing', async () => {
    const bench = openBench();
    const { catalogue } = bench;
    await catalogue.ready;
    expect(await catalogue.isIndexBehind()).toBe(false);
    const [id] = await bench.add(...Array.from({ length: 100 }, (_, n) => draft(`Paper ${n}`)));
    expect(await catalogue.isIndexBehind()).toBe(true);
    const killed = startWorker(bench, 1);
    await killed.indexer.follow();
    expect(await catalogue.isIndexBehind()).toBe(true);
    await startWorker(bench).indexer.follow();
    expect(await catalogue.isIndexBehind()).toBe(false);
    const { vectors } = openSearchTables(catalogue.connect);
    expect(await vectors.head()).toMatchObject({ generation: 1, next: null });
    if (id !== undefined) await bench.tag('mine', id);
    expect(await catalogue.isIndexBehind()).toBe(true);
    await startWorker(bench).indexer.follow();
    expect(await catalogue.isIndexBehind()).toBe(false);
  });

  it('prunes the log only as far as the recognition table has come too', async () => {
    const bench = openBench();
    await bench.add(draft('One Paper'));
    await startWorker(bench).indexer.follow();
    expect(await bench.database.changes.count()).toBe(1);
    expect(await bench.database.userChanges.count()).toBe(0);
    await bench.catalogue.forgetChanges('table', 1);
    expect(await bench.database.changes.count()).toBe(0);
  });

  it('looks once a day whether all records are good, and builds anew where one is not', async () => {
    const bench = openBench();
    await bench.add(...Array.from({ length: 40 }, (_, n) => draft(`Paper Number ${n} of Forty`)));
    await startWorker(bench).indexer.follow();
    const { records } = openSearchTables(bench.catalogue.connect);
    const table = bench.database.table<Uint8Array, number>('searchIndex');
    const keys = await table.toCollection().primaryKeys();
    const last = keys.at(-1) ?? 0;
    await table.put(Uint8Array.of(1, 2, 3), last);
    await startWorker(bench).indexer.follow();
    // Not yet.
    expect(await table.get(last)).toEqual(Uint8Array.of(1, 2, 3));
    const [manifest = new Uint8Array()] = await records.getMany([MANIFEST_KEY]);
    const decoded = decodeManifest(manifest);
    const progress = { ...decoded.progress, checkedAt: Date.now() - 25 * 60 * 60_000 };
    await table.put(encodeManifest({ ...decoded, progress }), MANIFEST_KEY);
    const { indexer, reports } = startWorker(bench);
    await indexer.follow();
    expect(await table.get(last)).toBeUndefined();
    await expectIndexed(bench, openSearchStore(bench.name));
    expect(reports).toEqual([]);
  });
});

describe('a database of version 2', () => {
  it('is upgraded with all it holds, and indexed', async () => {
    const bench = openBench();
    const ids = await bench.add(draft('The First Paper'), draft('The Second', arxiv('2401.00001')));
    await bench.tag('mine', ids[1]);
    await bench.apply({ kind: 'note', paperId: ids[0], note: 'speedy' });
    const name = `${bench.name}-before`;
    const before = new Dexie(name);
    const tables = bench.database.ownTables.filter((table) => table.name !== 'userChanges');
    before.version(2).stores(
      Object.fromEntries(
        tables.map((table) => {
          const { primKey, indexes } = table.schema;
          return [table.name, [primKey, ...indexes].map(({ src }) => src).join(',')];
        }),
      ),
    );
    for (const table of tables) await before.table(table.name).bulkPut(await table.toArray());
    before.close();
    // A page that is opened first finds nothing to search, and makes nothing.
    const page = openSearchStore(name);
    expect((await page.open()).index.papers).toBe(0);
    const upgraded = bench.reopen({ name });
    expect(await upgraded.catalogue.ready).toEqual({ kind: 'ready', papers: 2 });
    await startWorker(upgraded).indexer.follow();
    await expectIndexed(upgraded, page);
    await upgraded.tag('more', ids[0]);
    await startWorker(upgraded).indexer.follow();
    await expectIndexed(upgraded, page);
    await upgraded.check();
  });
});

describe('searchHere', () => {
  it('answers when every change is in the index, and not before', async () => {
    const bench = openBench();
    const [id] = await bench.add(draft('The First Paper'));
    const search = searchHere(openSearchStore(bench.name));
    await expect(search.search(requestOf('paper'))).rejects.toThrow('behind');
    await startWorker(bench).indexer.follow();
    const { results } = await search.search(requestOf('paper'));
    expect(results).toMatchObject([{ paper: { id, title: 'The First Paper' } }]);
    await bench.tag('mine', id);
    await expect(search.search(requestOf('paper'))).rejects.toThrow('behind');
  });

  it('leaves the question to the worker where it meets something broken', async () => {
    const bench = openBench();
    await bench.add(...Array.from({ length: 20 }, (_, i) => draft(`Paper number ${i}`)));
    await startWorker(bench).indexer.follow();
    const table = bench.database.table('searchIndex');
    const keys = (await table.toCollection().primaryKeys()).map(Number);
    for (const key of keys) if (key !== MANIFEST_KEY) await table.put(new Uint8Array(40), key);
    const search = searchHere(openSearchStore(bench.name));
    await expect(search.search(requestOf('paper'))).rejects.toThrow('broken');
  });
});

describe('openSearchStore', () => {
  it('sees an index that was begun anew with the same numbers', async () => {
    const bench = openBench();
    await bench.add(draft('The First Paper'));
    const page = openSearchStore(bench.name);
    const find = async (word: string) =>
      (await (await page.open()).index.findTerms([word]))[0]?.frequency ?? 0;
    await startWorker(bench).indexer.follow();
    expect(await find('paper')).toBe(1);
    const table = bench.database.table('searchIndex');
    const before = new Set(await table.toCollection().primaryKeys());
    await table.clear();
    await bench.add(draft('A Second Paper'));
    await startWorker(bench).indexer.follow();
    expect(await find('paper')).toBe(2);
    const now = await table.toCollection().primaryKeys();
    expect(now.filter((key) => before.has(key)).length).toBeGreaterThan(1);
  });

  it('makes no database where there is none', async () => {
    const page = openSearchStore('no-such-catalogue');
    expect((await page.open()).index.papers).toBe(0);
    expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain(
      'no-such-catalogue',
    );
  });

  it('gives papers by row as the catalogue does', async () => {
    const bench = openBench();
    const paper = draft('The First Paper', { abstract: 'An abstract.', authors: ['Ada Lovelace'] });
    const [first, second] = await bench.add(paper, draft('The Second'));
    const tagId = await bench.tag('mine', second);
    const page = openSearchStore(bench.name);
    const summaries = await bench.catalogue.summariseRows([1, 0, 7]);
    const authors = ['', 'Ada Lovelace', ''];
    expect(await page.records([1, 0, 7])).toEqual(
      summaries.map((summary, index) => summary && { ...summary, authors: authors[index] }),
    );
    expect(await page.abstracts([1, 0, 7])).toEqual(['', 'An abstract.', '']);
    expect(await page.records([1, 7])).toMatchObject([{ id: second, tags: [tagId] }, undefined]);
    expect(await page.findRow(first)).toBe(0);
    expect(await page.findRow('none' as PaperId)).toBeUndefined();
    expect(await page.tags()).toEqual(await bench.catalogue.listTags());
    const titles: (string | undefined)[] = [];
    for await (const some of page.titlePages()) titles.push(...some);
    expect(titles.slice(0, 3)).toEqual(['The First Paper', 'The Second', undefined]);
  });

  it('holds up no upgrade, and reads on from another connection', async () => {
    const bench = openBench();
    await bench.add(draft('The First Paper'));
    const page = openSearchStore(bench.name);
    expect((await page.open()).revisions.papers).toBe(1);
    bench.database.close();
    const version = await new Promise<number>((resolve, reject) => {
      const request = indexedDB.open(bench.name, 1000);
      request.onsuccess = () => {
        resolve(request.result.version);
        request.result.close();
      };
      request.onerror = () => reject(request.error);
    });
    expect(version).toBe(1000);
    expect((await page.open()).revisions.papers).toBe(1);
  });
});
