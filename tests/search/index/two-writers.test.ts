import { describe, expect, it } from 'vitest';
import { RunBuilder } from '../../../lib/search/index/build-run.ts';
import { IndexWriter } from '../../../lib/search/index/index-writer.ts';
import { openIndex } from '../../../lib/search/index/open-index.ts';
import { OvertakenError } from '../../../lib/search/index/store.ts';
import { MemoryStore } from './memory-store.ts';

/** A paper at a row. */
function runOf(row: number, title: string): RunBuilder {
  const run = new RunBuilder('papers');
  const nothing = { abstract: '', authors: [], year: null, venue: '', links: [], addedAt: 0 };
  run.addPaper(row, { ...nothing, title, hasPdf: false });
  return run;
}

/** Two writers that opened the same index, with a paper in it. */
async function openTwo() {
  const store = new MemoryStore();
  await (await IndexWriter.open(store)).append(runOf(0, 'first'), { done: 1 });
  return { store, one: await IndexWriter.open(store), other: await IndexWriter.open(store) };
}

describe('two writers', () => {
  const cases = [
    { name: 'append', act: (writer: IndexWriter) => writer.append(runOf(1, 'late'), { done: 9 }) },
    { name: 'rebuild', act: (writer: IndexWriter) => writer.rebuild({ done: 0 }) },
    { name: 'reset', act: (writer: IndexWriter) => writer.reset({ done: 0 }) },
  ];
  it.each(cases)('the second cannot $name over what the first wrote', async ({ act }) => {
    const { store, one, other } = await openTwo();
    await one.append(runOf(1, 'second'), { done: 2 });
    const before = new Map(store.records);
    await expect(act(other)).rejects.toThrow(OvertakenError);
    expect(store.records).toEqual(before);
    expect((await openIndex(store))?.progress).toEqual({ done: 2 });
  });

  it('the second cannot begin an index where the first has', async () => {
    const store = new MemoryStore();
    const [one, other] = [await IndexWriter.open(store), await IndexWriter.open(store)];
    await one.append(runOf(0, 'first'), { done: 1 });
    await expect(other.append(runOf(0, 'late'), { done: 1 })).rejects.toThrow(OvertakenError);
  });

  it('the second goes on when it is opened anew', async () => {
    const { store, one } = await openTwo();
    await one.append(runOf(1, 'second'), { done: 2 });
    const again = await IndexWriter.open(store);
    expect(again.progress).toEqual({ done: 2 });
    await again.append(runOf(2, 'third'), { done: 3 });
    expect((await openIndex(store))?.papers).toBe(3);
  });
});
