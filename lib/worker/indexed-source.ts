/** The catalogue as search reads it in the worker: with the last changes in the index, where they are few. */
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { SearchStore } from '../catalogue/search-store.ts';
import type { SearchIndexer } from './search-index.ts';

export function indexedSource(catalogue: Catalogue, indexer: SearchIndexer): SearchStore {
  const { store } = catalogue.forSearch;
  return {
    ...store,
    async open() {
      const current = await store.open();
      if (current.index.isDamaged) void indexer.rebuild();
      if (current.isComplete) return current;
      await indexer.catchUp();
      return store.open();
    },
  };
}
