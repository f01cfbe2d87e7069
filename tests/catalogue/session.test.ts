import { describe, expect, it, vi } from 'vitest';
import { CatalogueUnavailableError } from '../../lib/catalogue/store.ts';
import { draft, memorySentinel, openBench } from './open-in-test.ts';

const STARTER = [draft('The First'), draft('The Second')];

describe('an emptied database', () => {
  const remembered = { createdAt: 1, papers: 1234 };

  it('is noticed and not seeded', async () => {
    const bench = openBench({ starter: STARTER, sentinel: memorySentinel(remembered) });
    expect(await bench.catalogue.ready).toEqual({ kind: 'emptied', remembered: 1234 });
    expect(await bench.catalogue.listTags()).toEqual([]);
    expect(await bench.catalogue.findByKeys(['title:x'])).toEqual([null]);
    await expect(bench.add(draft('Mine'))).rejects.toThrow(CatalogueUnavailableError);
    expect(await bench.reopen().catalogue.ready).toEqual({ kind: 'emptied', remembered: 1234 });
    expect(bench.sentinel.remembered).toEqual(remembered);
  });

  it.each([
    { withStarter: true, papers: 2 },
    { withStarter: false, papers: 0 },
  ])('is begun anew when the user says so: $papers papers', async ({ withStarter, papers }) => {
    const bench = openBench({ starter: STARTER, sentinel: memorySentinel(remembered) });
    const { catalogue } = bench;
    expect(await catalogue.startAfresh(withStarter)).toEqual({ kind: 'ready', papers });
    expect(bench.sentinel.remembered).toMatchObject({ papers });
    expect(await bench.reopen().catalogue.ready).toEqual({ kind: 'ready', papers });
    await bench.add(draft('Mine'));
    expect(await catalogue.startAfresh(true)).toEqual({ kind: 'ready', papers: papers + 1 });
    await bench.check();
  });

  it('is noticed under a worker that lives on', async () => {
    const bench = openBench({ starter: STARTER });
    await bench.catalogue.ready;
    await Promise.all(bench.database.tables.map((table) => table.clear()));
    await expect(bench.add(draft('Mine'))).rejects.toThrow(CatalogueUnavailableError);
    expect(await bench.catalogue.state()).toEqual({ kind: 'emptied', remembered: 2 });
  });

  it('is not what the user emptied', async () => {
    const bench = openBench({ starter: STARTER });
    await bench.catalogue.ready;
    await bench.apply({ kind: 'remove-starter' });
    expect(bench.sentinel.remembered).toMatchObject({ papers: 0 });
    expect(await bench.reopen().catalogue.ready).toEqual({ kind: 'ready', papers: 0 });
  });
});

describe('the sentinel', () => {
  it('follows the number of papers, and nothing else', async () => {
    const bench = openBench({ starter: STARTER });
    await bench.catalogue.ready;
    const write = vi.spyOn(bench.sentinel, 'write');
    const [id] = await bench.add(draft('Mine'));
    expect(bench.sentinel.remembered).toMatchObject({ papers: 3 });
    await bench.tag('x', id);
    expect(write).toHaveBeenCalledTimes(1);
    await bench.apply({ kind: 'delete-papers', paperIds: [id] }, 'delete');
    expect(bench.sentinel.remembered).toMatchObject({ papers: 2 });
    await bench.catalogue.undo('delete');
    expect(bench.sentinel.remembered).toMatchObject({ papers: 3 });
  });

  it('that cannot be written is reported; the change stands', async () => {
    const bench = openBench();
    await bench.catalogue.ready;
    vi.spyOn(bench.sentinel, 'write').mockRejectedValue(new Error('full'));
    await bench.add(draft('Mine'));
    expect(bench.reports).toEqual([new Error('full')]);
    expect(await bench.catalogue.state()).toEqual({ kind: 'ready', papers: 1 });
  });
});

describe('a database that cannot be opened', () => {
  it('is said to be broken, and is tried again with the next call', async () => {
    vi.spyOn(console, 'warn').mockReturnValue();
    const open = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('Internal error opening backing store', 'UnknownError');
    });
    const bench = openBench({ starter: STARTER });
    const state = await bench.catalogue.ready;
    expect(state.kind).toBe('broken');
    expect(state).toMatchObject({ message: expect.stringContaining('backing store') });
    await expect(bench.catalogue.listTags()).rejects.toThrow('backing store');
    open.mockRestore();
    await vi.waitFor(async () =>
      expect(await bench.catalogue.state()).toEqual({ kind: 'ready', papers: 2 }),
    );
    await bench.check();
  });

  it('because a newer version wrote it, is left alone', async () => {
    const bench = openBench({ starter: STARTER });
    await bench.catalogue.ready;
    await bench.database.meta.put({ key: 'writer', minWriter: 2 });
    await expect(bench.add(draft('Mine'))).rejects.toThrow('newer version');
    const old = bench.reopen();
    expect(await old.catalogue.ready).toMatchObject({ kind: 'broken' });
    expect((await bench.database.findHead())?.papers).toBe(2);
  });
});

it('writes what the user does to the disk, and imports at ease', async () => {
  const seen: unknown[] = [];
  const original = IDBDatabase.prototype.transaction;
  // Before the opening: Dexie binds the method then.
  const spy = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (
    this: IDBDatabase,
    stores,
    mode,
    options,
  ) {
    if (mode === 'readwrite') seen.push(options?.durability);
    return original.call(this, stores, mode, options);
  });
  const bench = openBench();
  await bench.catalogue.ready;
  seen.length = 0;
  const [id] = await bench.add(draft('Mine'));
  await bench.tag('x', id);
  const job = await bench.catalogue.beginImport('file', 'file.jsonl');
  await bench.catalogue.importChunk(job.id, 0, [draft('Theirs')], 0);
  spy.mockRestore();
  expect(seen).toEqual(['strict', 'strict', 'strict', 'relaxed']);
});
