import type { Search } from '../search/search.ts';

/** Brings what searches: a chunk of its own, so that it keeps no page from its first paint. */
export async function loadSearch(): Promise<Search> {
  const { searchHere } = await import('./search-here.ts');
  return searchHere();
}
