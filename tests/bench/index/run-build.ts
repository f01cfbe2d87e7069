/** Builds the index of the first papers, as the worker would: in runs, merging as they come. */
import { RunBuilder } from '../../../lib/search/index/build-run.ts';
import { IndexWriter } from '../../../lib/search/index/index-writer.ts';
import { MemoryStore } from '../../search/index/memory-store.ts';
import { readPapers } from '../real-papers.ts';
import { writeRecords } from './records-file.ts';

export interface Built {
  readonly papers: number;
  /** A paper, tokenising, building and merging. */
  readonly cpuMs: number;
  /** A paper. */
  readonly bytes: number;
  /** The same by part. */
  readonly parts: Readonly<Record<string, number>>;
  readonly records: number;
  readonly segments: number;
  /** The most that was held beside papers and records. */
  readonly heapMB: number;
  /** Between two points where other work gets its turn. */
  readonly longestMs: number;
}

const PARTS = ['head', 'lexicon', 'postings', 'places', 'columns', 'spelling', 'starts'];
/** Collecting garbage to look at the heap takes time of its own, so it is another process that does. */
const [data = '', count = '', file = '', looks = ''] = process.argv.slice(2);
const papers = readPapers(data, Number(count));
const store = new MemoryStore();
const collect = global.gc ?? (() => {});
const held = () => {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers - store.bytes;
};
const before = held();
let heap = 0;
let turn = performance.now();
let longestMs = 0;
/** Where the worker looks whether anything else waits. */
const pause = async () => {
  longestMs = Math.max(longestMs, performance.now() - turn);
  turn = performance.now();
};
const lookAtHeap = () => {
  if (looks === 'heap') heap = Math.max(heap, held() - before);
  turn = performance.now();
};

const begin = process.cpuUsage();
const writer = await IndexWriter.open(store);
const merge = async (isIdle: boolean) => {
  while (await writer.mergeStep({ isIdle, pause })) {
    await pause();
    lookAtHeap();
  }
};
let run = new RunBuilder('papers');
const append = async () => {
  lookAtHeap();
  await writer.append(run, { rows: run.rows }, pause);
  await pause();
  run = new RunBuilder('papers');
  await merge(false);
};
for (const [row, paper] of papers.entries()) {
  run.addPaper(row, { ...paper, venue: '', links: [], hasPdf: true, addedAt: 0 });
  if (row % 32 === 0) await pause();
  if (run.isFull) await append();
}
await append();
await merge(true);
const { user, system } = process.cpuUsage(begin);
const parts: Record<string, number> = {};
for (const [key, bytes] of store.records) {
  const part = key === 0 ? 'manifest' : (PARTS[Math.floor((key % 2 ** 20) / 2 ** 16)] ?? '');
  parts[part] = (parts[part] ?? 0) + bytes.length / papers.length;
}
writeRecords(file, store);
const built: Built = {
  papers: papers.length,
  cpuMs: (user + system) / 1000 / papers.length,
  bytes: store.bytes / papers.length,
  parts,
  records: store.records.size,
  segments: writer.segments.length,
  heapMB: heap / 2 ** 20,
  longestMs,
};
console.log(JSON.stringify(built));
