/** Tells pages and views that something changed, and brings the recognition table after it. */
import type { Catalogue } from '../catalogue/catalogue.ts';
import { tellAllTabs, tellViews } from '../messages/tell.ts';
import { publishTable, storedTableVersion } from './recognition-table.ts';

/** During an import the table waits until no chunk has come for this long; rebuilding it for each would double the work. */
const IMPORT_QUIET_MS = 3_000;

export interface Announcer {
  /** After a change: views at once, pages when the table has caught up. */
  changed(): Promise<void>;
  /** At the start of a worker: brings the table up to date where the last worker could not. */
  settle(): Promise<void>;
  /** After a chunk of an import: views at once, the table and the pages when the import pauses. */
  importing(): Promise<void>;
}

export function createAnnouncer(catalogue: Catalogue): Announcer {
  let quiet: ReturnType<typeof setTimeout> | undefined;
  let publishing: Promise<unknown> = Promise.resolve();

  /** One table at a time; a change that came meanwhile is found by the next in line. */
  const publish = () => {
    const next = publishing.then(() => publishTable(catalogue));
    publishing = next.catch(() => undefined);
    return next;
  };

  const changed = async () => {
    const { all, papers } = await catalogue.revisions();
    await tellViews('viewsChanged', { all });
    const stored = await storedTableVersion();
    const table = papers === stored ? stored : await publish();
    await tellAllTabs('catalogueChanged', { table, all });
  };

  return {
    changed,
    async settle() {
      const jobs = await catalogue.listImports();
      // An import that runs will say when it is quiet.
      if (jobs.some(({ state }) => state === 'running')) return this.importing();
      if ((await catalogue.revisions()).papers !== (await storedTableVersion())) await changed();
    },
    async importing() {
      clearTimeout(quiet);
      quiet = setTimeout(() => void changed(), IMPORT_QUIET_MS);
      await tellViews('viewsChanged', { all: (await catalogue.revisions()).all });
    },
  };
}
