import { describe, expect, it, vi } from 'vitest';
import { starterPaperId } from '../../lib/paper/new-id.ts';
import type { PaperDraft } from '../../lib/paper/paper.ts';
import { arxiv, type Bench, draft, openBench } from './open-in-test.ts';

const STARTER = Array.from({ length: 50 }, (_, i) => draft(`Starter paper number ${i}`));

/** Lets a worker die: nothing that it still does reaches the database. */
async function countOf(bench: Bench): Promise<number> {
  return (await bench.database.findHead())?.papers ?? 0;
}

describe('the starter catalogue', () => {
  it('is loaded at the first start, under ids that every device would give', async () => {
    const bench = openBench({ starter: STARTER });
    expect(await bench.catalogue.state()).toMatchObject({ kind: 'loading' });
    expect(await bench.catalogue.ready).toEqual({ kind: 'ready', papers: 50 });
    expect(await bench.catalogue.starterPapers()).toEqual({ total: 50, untouched: 50 });
    const id = await starterPaperId('Starter paper number 7');
    expect(await bench.catalogue.findPaper(id)).toMatchObject({
      title: 'Starter paper number 7',
      sources: [{ kind: 'starter' }],
    });
    expect(bench.sentinel.remembered).toMatchObject({ papers: 50 });
    await bench.check();
  });

  it('is loaded once', async () => {
    const read = vi.fn(async () => STARTER);
    const bench = openBench({ starter: read });
    await bench.catalogue.ready;
    const revisions = await bench.catalogue.revisions();
    const later = bench.reopen();
    expect(await later.catalogue.ready).toEqual({ kind: 'ready', papers: 50 });
    expect(await later.catalogue.revisions()).toEqual(revisions);
    expect(read).toHaveBeenCalledTimes(1);
  });

  it.each([1, 2])('goes on after the worker died within chunk %i', async (chunk) => {
    const bench = openBench({ starter: STARTER });
    // The chunk's transaction fails at its last write, as if it had never been committed.
    const fail = vi.spyOn(bench.database.constructor.prototype, 'findStarter');
    let calls = 0;
    fail.mockImplementation(async function (this: Bench['database']) {
      const row = await this.meta.get('starter');
      calls++;
      if (row?.key === 'starter' && row.chunk === chunk && calls > 3) throw new Error('died');
      return row?.key === 'starter' ? row : undefined;
    });
    expect(await bench.catalogue.ready).toMatchObject({ kind: 'broken', message: 'died' });
    fail.mockRestore();
    expect(await countOf(bench)).toBe(chunk * 20);
    await bench.check();
    const next = bench.reopen();
    expect(await next.catalogue.ready).toEqual({ kind: 'ready', papers: 50 });
    await next.check();
  });

  it('is loaded once by two workers at the same moment', async () => {
    const bench = openBench({ starter: STARTER });
    const other = bench.reopen();
    await Promise.all([bench.catalogue.ready, other.catalogue.ready]);
    expect(await other.catalogue.state()).toEqual({ kind: 'ready', papers: 50 });
    await bench.check();
  });

  it('that cannot be read is said, reported, and tried again', async () => {
    let isReadable = false;
    const starter = async (): Promise<readonly PaperDraft[]> => {
      if (!isReadable) throw new Error('no listing');
      return STARTER;
    };
    const bench = openBench({ starter });
    expect(await bench.catalogue.ready).toEqual({ kind: 'broken', message: 'no listing' });
    expect(bench.reports).toEqual([new Error('no listing')]);
    isReadable = true;
    await vi.waitFor(async () =>
      expect(await bench.catalogue.state()).toEqual({ kind: 'ready', papers: 50 }),
    );
  });

  it('goes in one act, without what the user handled or has from elsewhere, and comes back by undo', async () => {
    const bench = openBench({ starter: STARTER });
    const { catalogue } = bench;
    await catalogue.ready;
    const tagged = await starterPaperId('Starter paper number 3');
    await bench.tag('x', tagged);
    const source = { kind: 'paste', name: 'mine' } as const;
    const papers = [draft('Starter paper number 4')];
    await bench.apply({ kind: 'add-papers', papers, source });
    expect(await catalogue.starterPapers()).toEqual({ total: 50, untouched: 48 });
    await bench.apply({ kind: 'remove-starter' }, 'remove');
    expect(await catalogue.state()).toEqual({ kind: 'ready', papers: 2 });
    expect(await catalogue.starterPapers()).toEqual({ total: 2, untouched: 0 });
    await bench.check();
    const later = bench.reopen();
    expect(await later.catalogue.ready).toEqual({ kind: 'ready', papers: 2 });
    expect(await later.catalogue.undo('remove')).toBe(true);
    expect(await later.catalogue.state()).toEqual({ kind: 'ready', papers: 50 });
    expect(await later.catalogue.starterPapers()).toEqual({ total: 50, untouched: 48 });
    await bench.check();
  });

  it('comes back when asked for, and knows what is there already', async () => {
    const bench = openBench({ starter: STARTER });
    const { catalogue } = bench;
    await catalogue.ready;
    const kept = await starterPaperId('Starter paper number 3');
    await bench.apply({ kind: 'note', paperId: kept, note: 'mine' });
    await bench.apply({ kind: 'remove-starter' }, 'remove');
    expect(await catalogue.restoreStarter()).toEqual({ kind: 'ready', papers: 50 });
    expect(await catalogue.starterPapers()).toEqual({ total: 50, untouched: 49 });
    expect(await catalogue.summarise([kept])).toMatchObject([{ note: 'mine' }]);
    expect(await catalogue.undo('remove')).toBe(false);
    expect(await catalogue.state()).toEqual({ kind: 'ready', papers: 50 });
    await bench.check();
  });

  it('may be called off while it is being read', async () => {
    let go = () => {};
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    const bench = openBench({
      starter: async () => {
        await gate;
        return STARTER;
      },
    });
    expect(await bench.catalogue.state()).toEqual({ kind: 'loading', papers: 0 });
    await bench.apply({ kind: 'remove-starter' }, 'remove');
    go();
    expect(await bench.catalogue.ready).toEqual({ kind: 'ready', papers: 0 });
    expect(await bench.catalogue.undo('remove')).toBe(true);
    await vi.waitFor(async () =>
      expect(await bench.catalogue.state()).toEqual({ kind: 'ready', papers: 50 }),
    );
    await bench.check();
  });

  it('gives two papers of one title two ids', async () => {
    const twins = [
      draft('Introduction', arxiv('1001.0001')),
      draft('Introduction', arxiv('1001.0002')),
    ];
    const bench = openBench({ starter: twins });
    expect(await bench.catalogue.ready).toEqual({ kind: 'ready', papers: 2 });
    await bench.check();
  });
});
