/** The catalogue as search reads it in the worker: with the last changes in the index, where they are few. */
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { SearchStore } from '../catalogue/search-store.ts';
import type { SearchSource } from '../search/source.ts';
import type { SearchIndexer } from './search-index.ts';

/** A search waits so long at most for changes to be indexed; it is partial then. */
const LONGEST_WAIT_MS = 150;
/** The index of so few papers is built before anybody notices: lists wait for it, so long at most. */
const FEW_ROWS = 1000;
const LONGEST_WAIT_FOR_FEW_MS = 1000;
/** A patient question waits so long, and is asked again: meanwhile its page shows what is found so far. */
const LONGEST_PATIENCE_MS = 1500;

function atMost(ms: number, task: Promise<void>): Promise<unknown> {
  return Promise.race([task, new Promise((resolve) => setTimeout(resolve, ms))]);
}

/** Stays open where it is not. */
async function untilComplete(store: SearchStore): Promise<void> {
  if (!(await store.open()).isComplete) await new Promise(() => {});
}

export function indexedSource(
  catalogue: Pick<Catalogue, 'countRows'>,
  store: SearchStore,
  indexer: SearchIndexer,
): SearchStore & SearchSource {
  return {
    ...store,
    async open(isPatient = false) {
      const current = await store.open();
      if (current.index.isDamaged) void indexer.rebuild();
      if (current.isComplete) return current;
      await atMost(LONGEST_WAIT_MS, indexer.catchUp());
      const next = await store.open();
      if (next.isComplete) return next;
      const areFew = (await catalogue.countRows()) <= FEW_ROWS;
      if (!areFew && !isPatient) return next;
      const indexed = indexer.follow();
      // Not so soon again where it could not be indexed.
      if (isPatient)
        await atMost(
          LONGEST_PATIENCE_MS,
          indexed.then(() => untilComplete(store)),
        );
      else await atMost(LONGEST_WAIT_FOR_FEW_MS, indexed);
      return store.open();
    },
  };
}
