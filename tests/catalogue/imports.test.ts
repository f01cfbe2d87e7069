import { describe, expect, it, vi } from 'vitest';
import type { PaperDraft } from '../../lib/paper/paper.ts';
import { arxiv, draft, openBench } from './open-in-test.ts';

function chunkOf(number: number, size = 50): PaperDraft[] {
  return Array.from({ length: size }, (_, i) => {
    const at = number * size + i;
    return draft(`A study of the number ${at}`, arxiv(`1001.${String(at).padStart(4, '0')}`));
  });
}

async function begin() {
  const bench = openBench();
  await bench.catalogue.ready;
  const job = await bench.catalogue.beginImport('file 1', 'papers.jsonl');
  return { bench, catalogue: bench.catalogue, job };
}

describe('an import', () => {
  it('counts what it added, merged and skipped, chunk by chunk', async () => {
    const { bench, catalogue, job } = await begin();
    expect(job).toMatchObject({ name: 'papers.jsonl', state: 'running', chunks: 0, added: 0 });
    const first = await catalogue.importChunk(job.id, 0, chunkOf(0), 2);
    expect(first.job).toMatchObject({ chunks: 1, added: 50, merged: 0, skipped: 2 });
    const second = [...chunkOf(1), ...chunkOf(0).slice(0, 5), draft(' ')];
    const { job: after, outcome } = await catalogue.importChunk(job.id, 1, second, 1);
    expect(after).toMatchObject({ chunks: 2, added: 100, merged: 5, skipped: 4 });
    expect(outcome.refused).toMatchObject([{ index: 55, reason: 'no-title' }]);
    expect(await catalogue.endImport(job.id, 'done')).toMatchObject({ state: 'done', added: 100 });
    expect(await catalogue.listImports()).toMatchObject([{ state: 'done', chunks: 2 }]);
    expect(await catalogue.state()).toEqual({ kind: 'ready', papers: 100 });
    await bench.check();
  });

  it('takes a chunk once, however often it is sent, by whichever worker', async () => {
    const { bench, catalogue, job } = await begin();
    const first = await catalogue.importChunk(job.id, 0, chunkOf(0), 2);
    const again = await bench.reopen().catalogue.importChunk(job.id, 0, chunkOf(0), 2);
    expect(again).toEqual(first);
    const [a, b] = await Promise.all([
      catalogue.importChunk(job.id, 1, chunkOf(1), 0),
      bench.reopen().catalogue.importChunk(job.id, 1, chunkOf(1), 0),
    ]);
    expect(b).toEqual(a);
    expect(a.job).toMatchObject({ chunks: 2, added: 100, skipped: 2 });
    await bench.check();
  });

  it('leaves nothing of a chunk that failed, and goes on in another worker', async () => {
    const { bench, catalogue, job } = await begin();
    await catalogue.importChunk(job.id, 0, chunkOf(0), 0);
    const put = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
      throw new DOMException('The disk is full', 'QuotaExceededError');
    });
    await expect(catalogue.importChunk(job.id, 1, chunkOf(1), 0)).rejects.toThrow();
    put.mockRestore();
    await bench.check();
    const later = bench.reopen();
    const resumed = await later.catalogue.beginImport('file 1', 'papers.jsonl');
    expect(resumed).toMatchObject({ id: job.id, chunks: 1, added: 50 });
    const { job: after } = await later.catalogue.importChunk(job.id, 1, chunkOf(1), 0);
    expect(after).toMatchObject({ chunks: 2, added: 100 });
    // The worker that failed has not kept anything of the failed chunk either.
    expect(await catalogue.findByKeys(['arxiv:1001.0099'])).not.toEqual([null]);
    await bench.check();
  });

  it('answers for a chunk that the journal has forgotten', async () => {
    const { bench, catalogue, job } = await begin();
    const { job: before } = await catalogue.importChunk(job.id, 0, chunkOf(0), 0);
    await bench.database.journal.clear();
    const again = await catalogue.importChunk(job.id, 0, chunkOf(0), 0);
    expect(again.job).toEqual(before);
    expect(again.outcome).toMatchObject({ added: 0, changed: false });
  });

  it('does not take a chunk before its turn, nor after the end', async () => {
    const { catalogue, job } = await begin();
    await expect(catalogue.importChunk(job.id, 1, chunkOf(1), 0)).rejects.toThrow('before chunk 0');
    await catalogue.endImport(job.id, 'cancelled');
    await expect(catalogue.importChunk(job.id, 0, chunkOf(0), 0)).rejects.toThrow('cancelled');
    await expect(catalogue.importChunk('no job', 0, [], 0)).rejects.toThrow('no import');
    expect(await catalogue.endImport(job.id, 'done')).toMatchObject({ state: 'cancelled' });
    expect(await catalogue.state()).toEqual({ kind: 'ready', papers: 0 });
  });

  it('that has ended is begun anew for the same file', async () => {
    const { catalogue, job } = await begin();
    await catalogue.importChunk(job.id, 0, chunkOf(0), 0);
    await catalogue.endImport(job.id, 'done');
    const second = await catalogue.beginImport('file 1', 'papers.jsonl');
    expect(second.id).not.toBe(job.id);
    const { job: after } = await catalogue.importChunk(second.id, 0, chunkOf(0), 0);
    expect(after).toMatchObject({ added: 0, merged: 50 });
  });

  it('is one journal entry a chunk, which can be undone', async () => {
    const { bench, catalogue, job } = await begin();
    const entries = await bench.database.journal.count();
    await catalogue.importChunk(job.id, 0, chunkOf(0), 0);
    expect(await bench.database.journal.count()).toBe(entries + 1);
    expect(await catalogue.undo(`${job.id}:0`)).toBe(true);
    expect(await catalogue.state()).toEqual({ kind: 'ready', papers: 0 });
    await bench.check();
  });

  it('keeps thousands of keys in order over many chunks', async () => {
    const { bench, catalogue, job } = await begin();
    for (let chunk = 0; chunk < 6; chunk++)
      await catalogue.importChunk(job.id, chunk, chunkOf(chunk, 500), 0);
    expect(await catalogue.state()).toEqual({ kind: 'ready', papers: 3000 });
    const keys = Array.from({ length: 3000 }, (_, i) => `arxiv:1001.${String(i).padStart(4, '0')}`);
    const found = await bench.reopen().catalogue.findByKeys(keys);
    expect(new Set(found).size).toBe(3000);
    expect(found).not.toContain(null);
    await bench.check();
  });
});
