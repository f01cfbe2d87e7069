import { applyChange, prepareChange } from './apply-change/apply-change.ts';
import type { Catalogue } from './catalogue.ts';
import { beginImport, endImport, importChunk } from './imports.ts';
import { runInJournal } from './journal.ts';
import { DATABASE_NAME } from './layout.ts';
import * as read from './read.ts';
import type { Sentinel } from './sentinel.ts';
import { Session } from './session.ts';
import type { ReadStarter } from './starter.ts';
import { undoOperation } from './undo/undo.ts';

export interface CatalogueOptions {
  readonly databaseName?: string;
  /** The papers of the starter catalogue, for the first start. */
  readonly readStarter: ReadStarter;
  readonly sentinel: Sentinel;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Told of failures that no caller waits for: the sentinel, the starter papers. */
  readonly report?: (error: unknown) => void;
}

/** Display records are read this many pages at a time, about 0.5 MB. */
const DISPLAY_BATCH_PAGES = 64;
/** And whole papers, about 0.8 MB. */
const PAPER_BATCH_PAGES = 16;

/**
 * The catalogue of this device. Never throws and never waits: what is wrong shows in `state()`, and
 * everything else fails with it. A failed opening is tried again with the next call.
 */
export function openCatalogue(options: CatalogueOptions): Catalogue {
  const session = new Session({
    databaseName: options.databaseName ?? DATABASE_NAME,
    readStarter: options.readStarter,
    sentinel: options.sentinel,
    now: options.now ?? Date.now,
    report: options.report ?? reportError,
  });
  return {
    ready: session.ready,
    state: () => session.state(),
    startAfresh: (withStarter) => session.startAfresh(withStarter),
    restoreStarter: () => session.restoreStarter(),
    connect: () => connect(session),
    ...writing(session),
    ...reading(session),
  };
}

async function connect(session: Session): Promise<IDBDatabase> {
  const { strict } = await session.store();
  // Another context may have closed it to make an upgrade.
  await strict.open();
  return strict.backendDB();
}

type Writing = Pick<Catalogue, 'apply' | 'undo' | 'beginImport' | 'importChunk' | 'endImport'>;

function writing(session: Session): Writing {
  const store = () => session.store();
  return {
    apply: async ({ id, change }) => {
      const opened = await store();
      const prepared = await prepareChange(change);
      const entry = { id, kind: change.kind, database: opened.strict };
      return runInJournal(opened, entry, (set) => applyChange(set, prepared));
    },
    undo: async (operation) => undoOperation(await store(), operation),
    beginImport: async (fingerprint, name) => beginImport(await store(), fingerprint, name),
    importChunk: async (jobId, chunk, papers, skipped) =>
      importChunk(await store(), jobId, chunk, papers, skipped),
    endImport: async (jobId, state) => endImport(await store(), jobId, state),
  };
}

type Reading = Omit<
  Catalogue,
  keyof Writing | 'ready' | 'connect' | 'state' | 'startAfresh' | 'restoreStarter'
>;

function reading(session: Session): Reading {
  const database = async () => (await session.store()).strict;
  const cache = async () => (await session.store()).keyCache;
  return {
    revisions: async () => read.revisions(await database()),
    changedRows: async (since, most) => read.changedRows(await database(), since, most),
    countRows: async () => (await (await database()).findHead())?.nextRow ?? 0,
    changedAfter: async (papers, all, most) =>
      read.changedAfter(await database(), papers, all, most),
    forgetChanges: async (follower, upTo) => read.forgetChanges(await database(), follower, upTo),
    forgetUserChanges: async (upTo) => read.forgetUserChanges(await database(), upTo),
    isIndexBehind: async () => read.isIndexBehind(await database()),
    partsOfPapers: async (ids) => read.partsOfPapers(await database(), await cache(), ids),
    handledAfter: async (after, most) => read.handledAfter(await database(), after, most),
    papersOfOperation: async (operation) => read.papersOfOperation(await database(), operation),
    findPaper: async (id) => read.findPaper(await database(), await cache(), id),
    summarise: async (ids) => read.summarise(await database(), await cache(), ids),
    summariseRows: async (rows) => read.summariseRows(await database(), rows),
    papersAtRows: async (rows) => read.papersAtRows(await database(), rows),
    findByKeys: async (keys) => read.findByKeys(await database(), await cache(), keys),
    findDrafts: async (drafts) => read.findDrafts(await database(), await cache(), drafts),
    listTags: async () => read.listTags(await database()),
    listCorrections: async () => read.listCorrections(await database()),
    listUserParts: async () => read.listUserParts(await database()),
    starterPapers: async () => read.countStarter(await database()),
    listImports: async () => read.listImports(await database()),
    displayPages: () => displayPages(session),
    paperPages: () => paperPages(session),
  };
}

async function* displayPages(session: Session) {
  const { strict } = await session.store();
  yield* read.pagesInOrder(strict, strict.display, DISPLAY_BATCH_PAGES);
}

async function* paperPages(session: Session) {
  const { strict } = await session.store();
  yield* read.pagesInOrder(strict, strict.papers, PAPER_BATCH_PAGES);
}
