/** All of search in the worker: what answers questions, and what keeps the index behind them. */
import type { Catalogue } from '../catalogue/catalogue.ts';
import { openSearchTables } from '../catalogue/search-store.ts';
import { createSearch, type Search } from '../search/search.ts';
import { indexedSource } from './indexed-source.ts';
import { type IndexedCatalogue, type IndexerOptions, SearchIndexer } from './search-index.ts';

/** What search reads of the catalogue. */
export type SearchedCatalogue = IndexedCatalogue & Pick<Catalogue, 'connect'>;

export interface WorkerSearch extends Search {
  /** Brings the index after the catalogue; resolves when nothing is left to do. */
  follow(): Promise<void>;
}

export type StartSearch = (
  catalogue: SearchedCatalogue,
  options: Pick<IndexerOptions, 'stayAlive' | 'report'>,
) => WorkerSearch;

/** The first answer comes before the look at what is left to do: the daily check, or a merge. */
const QUIET_MS = 2_000;

export const startSearch: StartSearch = (catalogue, options) => {
  const tables = openSearchTables(catalogue.connect);
  const indexer = new SearchIndexer(catalogue, tables, options);
  const follow = () => indexer.follow();
  setTimeout(follow, QUIET_MS);
  return { ...createSearch(indexedSource(catalogue, tables.store, indexer)), follow };
};
