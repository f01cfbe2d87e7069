/** The catalogue as search reads it in the worker: with the last changes in the index, where they are few. */
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { SearchStore } from '../catalogue/search-store.ts';
import type { SearchIndexer } from './search-index.ts';

/** The index of so few papers is built before anybody notices: lists wait for it, so long at most. */
const FEW_ROWS = 1000;
const MOST_WAIT_MS = 1000;

export function indexedSource(catalogue: Catalogue, indexer: SearchIndexer): SearchStore {
  const { store } = catalogue.forSearch;
  return {
    ...store,
    async open() {
      const current = await store.open();
      if (current.index.isDamaged) void indexer.rebuild();
      if (current.isComplete) return current;
      await indexer.catchUp();
      const next = await store.open();
      if (next.isComplete || (await catalogue.countRows()) > FEW_ROWS) return next;
      const tooLong = new Promise((resolve) => setTimeout(resolve, MOST_WAIT_MS));
      await Promise.race([indexer.follow(), tooLong]);
      return store.open();
    },
  };
}
