import { describe, expect, it } from 'vitest';
import type { Ask } from '../../lib/messages/ask.ts';
import type { SearchPage, ViewToBackground } from '../../lib/messages/protocol.ts';
import type { Search } from '../../lib/search/search.ts';
import { askWithSearch } from '../../lib/search-here/ask-with-search.ts';
import { requestOf } from '../search/request-of.ts';

const PAGE: SearchPage = { total: 0, complete: 0, results: [], partial: false, missing: [] };

function setUp(load: () => Promise<Search>) {
  const asked: string[] = [];
  const worker = (async (name: string) => {
    asked.push(name);
    return name === 'tags' ? [] : PAGE;
  }) as Ask<ViewToBackground>;
  return { asked, ask: askWithSearch(worker, load) };
}

const HERE: Search = {
  search: async () => ({ ...PAGE, total: 7 }),
  completeQuery: async () => {
    throw new Error('The index is behind');
  },
  findAlike: async () => [],
};

describe('askWithSearch', () => {
  it('answers questions here, and hands on everything else', async () => {
    const { ask, asked } = setUp(async () => HERE);
    expect(await ask('search', requestOf('decoding'))).toMatchObject({ total: 7 });
    expect(await ask('tags')).toEqual([]);
    expect(asked).toEqual(['tags']);
  });

  it('asks the worker where the index cannot answer', async () => {
    const { ask, asked } = setUp(async () => HERE);
    expect(await ask('completeQuery', { query: 'deco', caret: 4 })).toBe(PAGE);
    expect(asked).toEqual(['completeQuery']);
  });

  it('asks the worker where search cannot be loaded', async () => {
    const { ask, asked } = setUp(async () => {
      throw new Error('The chunk is gone');
    });
    expect(await ask('search', requestOf('decoding'))).toBe(PAGE);
    expect(asked).toEqual(['search']);
  });
});
