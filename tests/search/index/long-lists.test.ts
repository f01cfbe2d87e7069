import { expect, it } from 'vitest';
import { RunBuilder } from '../../../lib/search/index/build-run.ts';
import { impactOf } from '../../../lib/search/index/impact.ts';
import { IndexWriter } from '../../../lib/search/index/index-writer.ts';
import type { IndexedPaper } from '../../../lib/search/index/indexed-paper.ts';
import { type OpenedIndex, openIndex } from '../../../lib/search/index/open-index.ts';
import { MemoryStore } from './memory-store.ts';
import { NaiveIndex } from './naive-index.ts';

const FREQUENT = ['the', 'of', 'neural', 'decoding', 'large'];

/** Papers that repeat a few words and have one of their own. */
function makePaper(row: number, version: number): IndexedPaper {
  const word = (i: number) => FREQUENT[(row * 7 + i * i + version) % FREQUENT.length] ?? '';
  const words = (count: number) => Array.from({ length: count }, (_, i) => word(i)).join(' ');
  return {
    title: `${words(row % 5)} own${row}`,
    abstract: words((row * 13 + version) % 40),
    authors: [],
    year: 2000 + (row % 9),
    venue: '',
    links: [],
    addedAt: 0,
    hasPdf: row % 2 === 0,
  };
}

async function expectWords(index: OpenedIndex, naive: NaiveIndex): Promise<void> {
  const all = naive.postings();
  const asked = [...FREQUENT, 'own17', 'own5999', '2004'];
  const terms = (await index.findTerms(asked)).filter((term) => term !== null);
  const lists = await index.postings(terms);
  for (const [i, term] of terms.entries()) {
    const expected = all.get(term.text) ?? [];
    expect([...(lists[i]?.rows ?? [])]).toEqual(expected.map(({ row }) => row));
    expect([...(lists[i]?.times ?? [])]).toEqual(expected.map(({ times }) => times));
    const some = expected.filter((_, at) => at % 97 === 0 || at === expected.length - 1);
    const places = await index.places(
      term,
      Uint32Array.from(some, ({ row }) => row),
    );
    expect(some.map((_, at) => [...places.at(at)])).toEqual(some.map(({ places }) => places));
  }
}

it('finds words of thousands of papers, those where they weigh most first, before and after merging', async () => {
  const store = new MemoryStore();
  const writer = await IndexWriter.open(store);
  const naive = new NaiveIndex();
  const add = async (from: number, to: number, step: number, version: number) => {
    const run = new RunBuilder('papers');
    for (let row = from; row < to; row += step) {
      const paper = row % 50 === 3 && version > 0 ? null : makePaper(row, version);
      run.addPaper(row, paper);
      if (paper === null) naive.papers.delete(row);
      else naive.papers.set(row, paper);
    }
    await writer.append(run, {});
  };
  await add(0, 3000, 1, 0);
  await add(3000, 6000, 1, 0);
  await add(1, 6000, 10, 1);
  const before = await openIndex(store);
  if (before === null) throw new Error('There is no index');
  await expectWords(before, naive);
  while (await writer.mergeStep({ isIdle: true }));
  expect(writer.segments).toHaveLength(1);
  const index = await openIndex(store);
  if (index === null) throw new Error('There is no index');
  await expectWords(index, naive);

  const [term] = await index.findTerms(['neural']);
  if (term === null || term === undefined) throw new Error('neural is not in');
  const [[all], [best]] = [await index.postings([term]), await index.bestPostings([term])];
  const title = await index.column('titleLength');
  const abstract = await index.column('abstractLength');
  const impacts = new Map(
    [...(all?.rows ?? [])].map((row, i) => [
      row,
      impactOf(all?.times[i] ?? 0, title[row] ?? 0, abstract[row] ?? 0),
    ]),
  );
  expect(best?.rows).toHaveLength(1000);
  expect([...(best?.rows ?? [])].map((row) => impacts.get(row) ?? 0).sort((a, b) => b - a)).toEqual(
    [...impacts.values()].sort((a, b) => b - a).slice(0, 1000),
  );
});
