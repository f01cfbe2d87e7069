import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createImportSession } from '../../lib/imports/import-session.ts';
import { openFile } from '../../lib/imports/open-file.ts';
import { readPasted } from '../../lib/imports/read-pasted.ts';
import { createFakeWorker } from './fake-worker.ts';

const lines = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    JSON.stringify({ title: `On the number ${index} and its uses`, year: 2020 }),
  ).join('\n');

async function importAll(files: readonly File[]) {
  const worker = createFakeWorker();
  const { promise, resolve } = Promise.withResolvers<void>();
  const session = createImportSession(worker, ({ kind }) => {
    if (kind === 'ended' || kind === 'failed') resolve();
  });
  session.start(files.map(openFile));
  await promise;
  return { worker, state: session.state };
}

describe('a file that is imported', () => {
  it('is named by name, size and date', () => {
    const file = (text: string, name: string, lastModified: number) =>
      openFile(new File([text], name, { lastModified })).fingerprint;
    const fingerprints = [
      file('a', 'a.jsonl', 1),
      file('b', 'a.jsonl', 1),
      file('aa', 'a.jsonl', 1),
      file('a', 'b.jsonl', 1),
      file('a', 'a.jsonl', 2),
    ];
    expect(fingerprints[0]).toBe(fingerprints[1]);
    expect(new Set(fingerprints).size).toBe(4);
  });

  it('may be JSON Lines, gzipped or not', async () => {
    const plain = new File([`${lines(700)}\nnot json\n`], 'plain.jsonl');
    const packed = new File([gzipSync(lines(900))], 'packed.jsonl.gz');
    const { state, worker } = await importAll([plain, packed]);
    expect(state).toMatchObject({
      kind: 'ended',
      totals: { added: 900, merged: 700, skipped: 1 },
      problems: { list: [{ file: 'plain.jsonl', line: 701, reason: 'not-json' }] },
    });
    expect(worker.titles.size).toBe(900);
  });

  it('tells how many of its bytes were read', async () => {
    const text = lines(50_000);
    const file = openFile(new File([text], 'long.jsonl'));
    const shares: number[] = [];
    let papers = 0;
    for await (const _ of file.read()) {
      papers += 1;
      if (papers % 10_000 === 1) shares.push(file.bytesRead() / file.bytes);
    }
    // A few pieces of the file are on their way, no more.
    for (const [index, share] of shares.entries()) expect(share - index / 5).toBeLessThan(0.25);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(file.bytesRead()).toBe(file.bytes);
  });
});

describe('a pasted text', () => {
  it('may be a listing', async () => {
    const { papers, problems } = await readPasted(
      [
        'Speculative Decoding with Big Little Decoder',
        'The recent emergence of Large Language Models based on the Transformer architecture has enabled dramatic advancements in the field of Natural Language Processing, at a cost that this text describes at length.',
        'Language Models are Universal Embedders',
        'In the large language model era, embedding is a key component of many systems, and this abstract goes on about it for long enough to be told from a title.',
      ].join('\n'),
    );
    expect(papers.map(({ draft }) => draft.title)).toEqual([
      'Speculative Decoding with Big Little Decoder',
      'Language Models are Universal Embedders',
    ]);
    expect(problems).toEqual([]);
  });

  it('may be JSON Lines, and what is too long is told', async () => {
    const { papers, problems } = await readPasted(
      [JSON.stringify({ title: 'A' }), JSON.stringify({ title: 'x'.repeat(4001) }), '{'].join('\n'),
    );
    expect(papers.map(({ draft }) => draft.title)).toEqual(['A']);
    expect(problems.map(({ line, reason }) => [line, reason])).toEqual([
      [2, 'too-long'],
      [3, 'not-json'],
    ]);
  });
});
