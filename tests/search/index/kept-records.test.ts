/** What of the index stays in memory, however many ask at once. */
import { expect, it } from 'vitest';
import { RunBuilder } from '../../../lib/search/index/build-run.ts';
import { ChunkReader } from '../../../lib/search/index/chunk-reader.ts';
import { IndexWriter } from '../../../lib/search/index/index-writer.ts';
import { IndexSession } from '../../../lib/search/index/open-index.ts';
import { sealRecord } from '../../../lib/search/index/record.ts';
import { refuseBroken } from '../../../lib/search/index/segment-scanner.ts';
import { MemoryStore } from './memory-store.ts';

it('records are kept up to the limit, also when several ask for one at once', async () => {
  const store = new MemoryStore();
  for (const key of [1, 2, 3]) store.records.set(key, sealRecord(key, new Uint8Array(1_000)));
  const reader = new ChunkReader(store, 3_500);
  for (const key of [1, 2, 3])
    await Promise.all([reader.read([key], refuseBroken), reader.read([key], refuseBroken)]);
  store.reads = 0;
  for (const key of [1, 2, 3]) await reader.read([key], refuseBroken);
  expect(store.reads).toBe(0);
});

it('an index that two open at once is one', async () => {
  const store = new MemoryStore();
  const writer = await IndexWriter.open(store);
  const run = new RunBuilder('papers');
  run.addPaper(0, null);
  await writer.append(run, {});
  const session = new IndexSession(store);
  const [first, second] = await Promise.all([session.open(), session.open()]);
  expect(first).not.toBe(session.empty);
  expect(second).toBe(first);
});
