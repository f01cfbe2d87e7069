import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Completion } from '../../lib/messages/protocol.ts';
import type { PaperId } from '../../lib/paper/paper.ts';
import { keepSearchScript, lazySearch } from '../../lib/worker/load-search.ts';
import type {
  SearchedCatalogue,
  StartSearch,
  WorkerSearch,
} from '../../lib/worker/start-search.ts';

const COMPLETION: Completion = { start: 0, end: 2, options: [] };
const search = {
  search: vi.fn<WorkerSearch['search']>(),
  completeQuery: vi.fn<WorkerSearch['completeQuery']>(async () => COMPLETION),
  findAlike: vi.fn<WorkerSearch['findAlike']>(async () => []),
  follow: vi.fn<WorkerSearch['follow']>(async () => {}),
};
const start = vi.fn<StartSearch>(() => search);
/** Stands for the script that arrives. */
const importScripts = vi.fn((_path: string) => {
  Object.assign(globalThis, { maniculeSearch: start });
});
const report = vi.fn();

let open = () => {};

beforeEach(() => {
  vi.stubEnv('FIREFOX', '');
  vi.stubGlobal('importScripts', importScripts);
  vi.stubGlobal('maniculeSearch', undefined);
  vi.clearAllMocks();
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

/** Search over a catalogue that is ready when `open` was called. */
function lazy() {
  const ready = new Promise<void>((resolve) => {
    open = resolve;
  });
  const catalogue = { ready } as unknown as Parameters<typeof lazySearch>[0];
  return {
    catalogue: catalogue as SearchedCatalogue,
    search: lazySearch(catalogue, { stayAlive: () => {}, report }),
  };
}

describe('lazySearch', () => {
  it('loads nothing until it is asked', () => {
    lazy();
    expect(importScripts).not.toHaveBeenCalled();
  });

  it('loads the script once, while the catalogue opens, and starts it with the catalogue', async () => {
    const { catalogue, search: asked } = lazy();
    const answers = [
      asked.findAlike('x' as PaperId, 3),
      asked.completeQuery('ta', 2),
      asked.follow(),
    ];
    await vi.waitFor(() => expect(start).toHaveBeenCalledTimes(1));
    expect(search.findAlike).not.toHaveBeenCalled();
    open();
    expect(await Promise.all(answers)).toEqual([[], COMPLETION, undefined]);
    expect(search.findAlike).toHaveBeenCalledWith('x', 3);
    expect(search.completeQuery).toHaveBeenCalledWith('ta', 2);
    expect(importScripts.mock.calls).toEqual([['/search.js']]);
    expect(start.mock.calls.map(([one]) => one)).toEqual([catalogue]);
  });

  it('does without loading where the installation has left the script', async () => {
    Object.assign(globalThis, { maniculeSearch: start });
    const { search: asked } = lazy();
    open();
    await asked.follow();
    expect(importScripts).not.toHaveBeenCalled();
    expect(search.follow).toHaveBeenCalledTimes(1);
  });

  it('fails a question with the reason where the script cannot be read, and loads it with the next', async () => {
    const { search: asked } = lazy();
    open();
    const cause = new Error('NetworkError');
    importScripts.mockImplementationOnce(() => {
      throw cause;
    });
    await expect(asked.completeQuery('a', 1)).rejects.toMatchObject({
      message: 'The search script cannot be loaded',
      cause,
    });
    expect(await asked.completeQuery('a', 1)).toBe(COMPLETION);
  });

  it('says so where the script came and left nothing', async () => {
    const { search: asked } = lazy();
    open();
    importScripts.mockImplementationOnce(() => {});
    await expect(asked.completeQuery('a', 1)).rejects.toThrow('is not there');
  });

  it('reports a failure that nobody waits for', async () => {
    const { search: asked } = lazy();
    open();
    importScripts.mockImplementationOnce(() => {
      throw new Error('NetworkError');
    });
    await asked.follow();
    expect(report).toHaveBeenCalledWith(
      expect.objectContaining({ message: 'The search script cannot be loaded' }),
    );
  });
});

describe('keepSearchScript', () => {
  it('imports the script while the worker is installed', () => {
    const listen = vi.fn();
    vi.stubGlobal('addEventListener', listen);
    keepSearchScript();
    const [event, listener] = listen.mock.calls[0] ?? [];
    expect(event).toBe('install');
    listener();
    expect(importScripts).toHaveBeenCalledWith('/search.js');
  });
});
