/**
 * The index of a large catalogue in the built extension (`wxt build` first), in a real Chromium: how
 * long it takes after the last paper came, what it takes on disk and of the worker's memory, and how
 * long a question takes, also from a worker that was stopped and after four idle seconds.
 */

import { readProgress } from '../../lib/catalogue/search-store.ts';
import type { VectorHead } from '../../lib/catalogue/vector-pages.ts';
import type { PaperDraft } from '../../lib/paper/paper.ts';
import { decodeManifest } from '../../lib/search/index/manifest.ts';
import { ChromiumExtension } from '../e2e/extension.ts';
import { requestOf } from '../search/request-of.ts';
import type { Bench } from './bench.ts';
import { readPapers } from './real-papers.ts';

const CHUNK = 500;
const IDLE_MS = 4_000;
const LONGEST_MS = 20 * 60_000;
const EVERY_MS = 500;
const ROUNDS = 3;
const QUERIES = {
  'one word': ['autocatalytic', 'neutrino', 'graph'],
  'several words': ['quantum phase transition', 'black hole entropy', 'dark matter halo profiles'],
  'as one types': ['superc', 'lattice qc', 'hubbard mod'],
  'a typo': ['nuetrino oscillations', 'galaxy clutsers', 'renormalizaton group'],
  operators: ['"phase transition" year:2000..2008', 'in:title gravity -quantum', 'author:witten'],
} as const;

/** How far the index is, and the vectors. */
async function look(extension: ChromiumExtension) {
  const desk = await extension.desk();
  const { manifest, vectors } = await desk.evaluate(async () => {
    const opening = indexedDB.open('manicule');
    await new Promise<void>((resolve) => {
      opening.onsuccess = () => resolve();
    });
    const transaction = opening.result.transaction(['searchIndex', 'vectors']);
    const index = transaction.objectStore('searchIndex').get(0);
    const head = transaction.objectStore('vectors').get(0);
    await new Promise<void>((resolve) => {
      transaction.oncomplete = () => resolve();
    });
    opening.result.close();
    return { manifest: [...((index.result ?? []) as Uint8Array)], vectors: head.result };
  });
  const decoded = manifest.length === 0 ? {} : decodeManifest(Uint8Array.from(manifest)).progress;
  const progress = readProgress(decoded);
  return { progress, vectors: vectors as VectorHead | undefined };
}

/** Bytes in the records of a table of the index. */
async function bytesOf(extension: ChromiumExtension, table: string): Promise<number> {
  const desk = await extension.desk();
  return desk.evaluate(async (name) => {
    const opening = indexedDB.open('manicule');
    await new Promise<void>((resolve) => {
      opening.onsuccess = () => resolve();
    });
    let bytes = 0;
    const cursor = opening.result.transaction(name).objectStore(name).openCursor();
    await new Promise<void>((resolve) => {
      cursor.onsuccess = () => {
        if (cursor.result === null) return resolve();
        const { value } = cursor.result;
        const { directions, rarities, stems } = value;
        if (value instanceof Uint8Array) bytes += value.byteLength;
        else if (directions !== undefined)
          bytes += directions.byteLength + rarities.byteLength + stems.join(' ').length;
        cursor.result.continue();
      };
    });
    opening.result.close();
    return bytes;
  }, table);
}

/** Heap and buffers of the living worker in MB, with what is not collected yet; null where none lives. */
async function heapOfWorker(extension: ChromiumExtension): Promise<number | null> {
  const session = await extension.context.browser()?.newBrowserCDPSession();
  if (session === undefined) return null;
  const { targetInfos } = await session.send('Target.getTargets');
  const worker = targetInfos.find(({ type }) => type === 'service_worker');
  if (worker === undefined) return null;
  const { targetId } = worker;
  const { sessionId } = await session.send('Target.attachToTarget', { targetId, flatten: false });
  const ask = (id: number, method: string) =>
    new Promise<Record<string, number>>((resolve, reject) => {
      session.on('Target.detachedFromTarget', () => resolve({}));
      session.on('Target.receivedMessageFromTarget', ({ message }) => {
        const answer = JSON.parse(message);
        if (answer.id === id) resolve(answer.result);
      });
      const message = JSON.stringify({ id, method });
      session.send('Target.sendMessageToTarget', { message, sessionId }).catch(reject);
    });
  const { usedSize = 0, backingStorageSize = 0 } = await ask(1, 'Runtime.getHeapUsage');
  await session.detach();
  return (usedSize + backingStorageSize) / 2 ** 20;
}

function quantile(times: readonly number[], part: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
}

async function timeQuery(extension: ChromiumExtension, query: string): Promise<number> {
  const start = performance.now();
  await extension.ask('search', requestOf(query, { limit: 20 }));
  return performance.now() - start;
}

export const bench: Bench = async ({ data, args }) => {
  const papers = readPapers(data, Number(args[0] ?? Number.POSITIVE_INFINITY));
  const extension = await ChromiumExtension.launch();
  try {
    await extension.ready();
    const { id } = await extension.ask('beginImport', { fingerprint: 'bench', name: 'bench' });
    for (let chunk = 0; chunk * CHUNK < papers.length; chunk++) {
      const drafts = papers.slice(chunk * CHUNK, (chunk + 1) * CHUNK).map(
        ({ title, abstract, authors, year, arxivId }): PaperDraft => ({
          title,
          abstract,
          authors,
          year,
          venue: '',
          identifiers: [{ scheme: 'arxiv', value: arxivId }],
          links: [],
        }),
      );
      await extension.ask('importChunk', { jobId: id, chunk, papers: drafts, skipped: 0 });
    }
    await extension.ask('endImport', { jobId: id, state: 'done' });
    const begin = performance.now();
    const last = Math.ceil(papers.length / CHUNK);
    let indexed = 0;
    let most = 0;
    let longestAnswer = 0;
    for (let isDone = false; !isDone; ) {
      if (performance.now() - begin > LONGEST_MS) throw new Error('the index was not done in time');
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
      const asked = performance.now();
      await extension.ask('catalogueState');
      longestAnswer = Math.max(longestAnswer, performance.now() - asked);
      most = Math.max(most, (await heapOfWorker(extension)) ?? 0);
      const { progress, vectors } = await look(extension);
      const { row, part, settled, papers: revision } = progress;
      if (row !== null || part !== null || settled !== 1 || revision < last) continue;
      if (indexed === 0) indexed = performance.now() - begin;
      isDone = vectors?.next === null && vectors.papers * 2 > papers.length;
    }
    const all = performance.now() - begin;
    const index = await bytesOf(extension, 'searchIndex');
    const vectors = await bytesOf(extension, 'vectors');
    const rows: Record<string, string | number>[] = [];
    for (const [name, queries] of Object.entries(QUERIES)) {
      const live: number[] = [];
      const stopped: number[] = [];
      const idle: number[] = [];
      for (let round = 0; round <= ROUNDS; round++) {
        for (const query of queries) {
          const ms = await timeQuery(extension, query);
          // The first time it is as cold as one from a stopped worker.
          if (round > 0) live.push(ms);
        }
      }
      for (let round = 0; round < ROUNDS; round++) {
        for (const query of queries) {
          await extension.stopWorker();
          stopped.push(await timeQuery(extension, query));
        }
        await extension.stopWorker();
        await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
        idle.push(await timeQuery(extension, queries[round % queries.length] ?? ''));
      }
      const cells = { live, stopped, 'stopped, 4 s later': idle };
      rows.push({
        class: name,
        ...Object.fromEntries(
          Object.entries(cells).flatMap(([kind, times]) => [
            [`${kind} p50`, Math.round(quantile(times, 0.5))],
            [`${kind} p95`, Math.round(quantile(times, 0.95))],
          ]),
        ),
      });
    }
    const answering = (await heapOfWorker(extension)) ?? 0;
    console.table(rows);
    const size = index / papers.length;
    const goals = [
      { goal: 'at most 450 bytes a paper', measured: size.toFixed(0), reached: size <= 450 },
      {
        goal: 'worker heap at most 80 MB',
        measured: `${most.toFixed(0)} building, ${answering.toFixed(0)} answering`,
        reached: Math.max(most, answering) <= 80,
      },
    ];
    const facts = {
      papers: papers.length,
      secondsToIndex: Math.round(indexed / 100) / 10,
      secondsWithVectors: Math.round(all / 100) / 10,
      longestAnswerMs: Math.round(longestAnswer),
      indexMB: index / 2 ** 20,
      vectorsMB: vectors / 2 ** 20,
    };
    console.log(facts);
    return { rows: [facts, ...rows], goals, reached: goals.every(({ reached }) => reached) };
  } finally {
    await extension.close();
  }
};
