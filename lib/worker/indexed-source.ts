/** The catalogue as search reads it in the worker: with the last changes in the index, where they are few. */
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { SearchStore } from '../catalogue/search-store.ts';
import type { SearchIndexer } from './search-index.ts';

/** A search waits so long at most for changes to be indexed; it is partial then. */
const LONGEST_WAIT_MS = 150;
/** The index of so few papers is built before anybody notices: lists wait for it, so long at most. */
const FEW_ROWS = 1000;
const LONGEST_WAIT_FOR_FEW_MS = 1000;

function atMost(ms: number, task: Promise<void>): Promise<unknown> {
  return Promise.race([task, new Promise((resolve) => setTimeout(resolve, ms))]);
}

export function indexedSource(
  catalogue: Pick<Catalogue, 'countRows'>,
  store: SearchStore,
  indexer: SearchIndexer,
): SearchStore {
  return {
    ...store,
    async open() {
      const current = await store.open();
      if (current.index.isDamaged) void indexer.rebuild();
      if (current.isComplete) return current;
      await atMost(LONGEST_WAIT_MS, indexer.catchUp());
      const next = await store.open();
      if (next.isComplete || (await catalogue.countRows()) > FEW_ROWS) return next;
      await atMost(LONGEST_WAIT_FOR_FEW_MS, indexer.follow());
      return store.open();
    },
  };
}
