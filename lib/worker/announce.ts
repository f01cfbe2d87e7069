/** Tells pages and views that something changed, and brings the recognition table and the index after it. */
import type { Catalogue } from '../catalogue/catalogue.ts';
import { tellAllTabs, tellViews } from '../messages/tell.ts';
import {
  mergeChanges,
  publishSites,
  publishTable,
  readStoredChanges,
} from './recognition-table.ts';
import type { WorkerSearch } from './start-search.ts';

/** During an import the table waits until no chunk has come for this long; rebuilding it for each would double the work. */
const IMPORT_QUIET_MS = 3_000;
/** After so long without a change, what lies beside the table is built into it. */
const MERGE_QUIET_MS = 2_000;

export interface Announcer {
  /** After a change: views at once, pages when the table has caught up. */
  changed(): Promise<void>;
  /** At the start of a worker: brings the table up to date where the last worker could not. */
  settle(): Promise<void>;
  /** After a chunk of an import: views at once, the table and the pages when the import pauses. */
  importing(): Promise<void>;
}

export function createAnnouncer(
  catalogue: Catalogue,
  search: Pick<WorkerSearch, 'follow'>,
): Announcer {
  let quiet: ReturnType<typeof setTimeout> | undefined;
  let merging: ReturnType<typeof setTimeout> | undefined;
  let writing: Promise<unknown> = Promise.resolve();

  /** One table at a time; a change that came meanwhile is found by the next in line. */
  const inTurn = <T>(write: () => Promise<T>): Promise<T> => {
    const next = writing.then(write);
    writing = next.catch(() => undefined);
    return next;
  };
  const tellPages = async (table: number) => {
    const { all } = await catalogue.revisions();
    await tellAllTabs('catalogueChanged', { table, all });
  };
  const merge = async () => {
    const merged = await inTurn(() => mergeChanges(catalogue));
    if (merged !== null) await tellPages(merged.version);
  };
  const publish = async () => {
    const stored = await inTurn(() => publishTable(catalogue));
    clearTimeout(merging);
    if (stored.dead.length > 0) merging = setTimeout(() => void merge(), MERGE_QUIET_MS);
    return stored.version;
  };

  const changed = async () => {
    const { all } = await catalogue.revisions();
    void search.follow();
    await tellViews('viewsChanged', { all });
    await tellPages(await publish());
  };

  return {
    changed,
    async settle() {
      await publishSites();
      const jobs = await catalogue.listImports();
      // An import that runs will say when it is quiet.
      if (jobs.some(({ state }) => state === 'running')) return this.importing();
      const before = await readStoredChanges();
      const table = await publish();
      if (await catalogue.isIndexBehind()) void search.follow();
      if (before?.version !== table) await tellPages(table);
    },
    async importing() {
      clearTimeout(quiet);
      quiet = setTimeout(() => void changed(), IMPORT_QUIET_MS);
      await tellViews('viewsChanged', { all: (await catalogue.revisions()).all });
    },
  };
}
