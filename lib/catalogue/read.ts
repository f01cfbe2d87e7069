/** The reading half: takes a database and changes nothing, so that it could serve in any context. */
import type { Table } from 'dexie';
import type {
  Paper,
  PaperDraft,
  PaperId,
  PaperSummary,
  TagCount,
  UserPart,
} from '../paper/paper.ts';
import type { Row } from '../recognise/types.ts';
import type {
  ChangesAfter,
  Correction,
  DisplayRecord,
  Follower,
  ImportJob,
  LogPiece,
  LogPlace,
  OperationId,
  PartAtRow,
  Revisions,
} from './catalogue.ts';
import type { KeyCache } from './key-cache.ts';
import { PAGE_ROWS } from './layout.ts';
import { PageChanges } from './page-changes.ts';
import { PaperChanges } from './paper-changes.ts';
import { loadMatches, matchDraft, papersByKey, prepareDrafts } from './same-work.ts';
import type { CatalogueDatabase, Followers, Page, StoredUserPart } from './schema.ts';
import { summaryOf, tagCounts } from './summaries.ts';
import { isHandled } from './user-part.ts';

/** A view of the papers within one reading transaction; undefined where there is no catalogue. */
async function withPapers<T>(
  database: CatalogueDatabase,
  keyCache: KeyCache,
  read: (papers: PaperChanges) => Promise<T>,
): Promise<T | undefined> {
  const { meta, papers, display, keys, user } = database;
  return database.transaction('r', [meta, papers, display, keys, user], async () => {
    const head = await database.findHead();
    if (head === undefined) return undefined;
    return read(
      new PaperChanges(database, head.nextRow, (buckets) => keyCache.read(database, head, buckets)),
    );
  });
}

/** The items of the rows, in their order; undefined for none, and for what can be no row. */
async function itemsAt<Item>(
  table: Table<Page<Item>, number>,
  rows: readonly Row[],
): Promise<(Item | undefined)[]> {
  const isRow = (row: Row) => Number.isSafeInteger(row) && row >= 0;
  const pages = new PageChanges(table);
  await pages.load(rows.filter(isRow));
  return rows.map((row) => (isRow(row) ? (pages.at(row) ?? undefined) : undefined));
}

export async function papersAtRows(
  database: CatalogueDatabase,
  rows: readonly Row[],
): Promise<(Paper | undefined)[]> {
  return itemsAt(database.papers, rows);
}

export async function revisions(database: CatalogueDatabase): Promise<Revisions> {
  const head = await database.findHead();
  return {
    store: head?.deviceId ?? '',
    papers: head?.papersRevision ?? 0,
    all: head?.allRevision ?? 0,
  };
}

/** Null where the log does not reach back to `since`, or names more than `most` rows. */
export async function changedRows(
  database: CatalogueDatabase,
  since: number,
  most: number,
): Promise<Row[] | null> {
  const { papers } = await revisions(database);
  const rows = new Set<Row>();
  let expected = since + 1;
  // A revision names a row at least, so no more of them are needed than rows are wanted.
  const later = database.changes
    .where('revision')
    .above(since)
    .limit(most + 1);
  for (const change of await later.toArray()) {
    if (change.revision !== expected++) return null;
    for (const row of change.rows) rows.add(row);
    if (rows.size > most) return null;
  }
  return expected > papers ? [...rows] : null;
}

/** A log keeps so many revisions, even where someone who follows it has not come to them. */
const KEPT_REVISIONS = 10_000;

/** Notes how far one has come, and drops what all have. */
export async function forgetChanges(
  database: CatalogueDatabase,
  follower: Follower,
  upTo: number,
): Promise<void> {
  const { meta, changes } = database;
  await database.transaction('rw', meta, changes, async () => {
    const before = await meta.get('followers');
    const known = before?.key === 'followers' ? before : NO_FOLLOWERS;
    const followers = { ...known, [follower]: upTo };
    await meta.put(followers);
    const all = Math.min(followers.table, followers.index);
    await changes
      .where('revision')
      .belowOrEqual(Math.max(all, upTo - KEPT_REVISIONS))
      .delete();
  });
}

const NO_FOLLOWERS: Followers = { key: 'followers', table: 0, index: 0 };

/** Drops what search knows of the log of user parts. */
export async function forgetUserChanges(database: CatalogueDatabase, upTo: number): Promise<void> {
  await database.userChanges.where('revision').belowOrEqual(upTo).delete();
}

export async function isIndexBehind(database: CatalogueDatabase): Promise<boolean> {
  const { meta, userChanges } = database;
  return database.transaction('r', meta, userChanges, async () => {
    const { papers } = await revisions(database);
    const followers = await meta.get('followers');
    const index = followers?.key === 'followers' ? followers.index : 0;
    return index < papers || (await userChanges.count()) > 0;
  });
}

/** The items of a log after a place in it, at most so many. */
async function pieceOfLog<Entry extends { readonly revision: number }, Item>(
  table: Table<Entry, number>,
  itemsOf: (entry: Entry) => readonly Item[],
  now: number,
  from: LogPlace,
  most: number,
): Promise<LogPiece<Item> | null> {
  if (from.revision > now) return null;
  const entries = await table.where('revision').above(from.revision).limit(most).toArray();
  const items: Item[] = [];
  let { revision, at } = from;
  for (const entry of entries) {
    if (entry.revision !== revision + 1) return null;
    const left = itemsOf(entry).slice(at);
    const room = most - items.length;
    if (left.length > room) {
      items.push(...left.slice(0, room));
      return { items, to: { revision, at: at + room } };
    }
    items.push(...left);
    revision = entry.revision;
    at = 0;
  }
  return entries.length < most && revision < now ? null : { items, to: { revision, at } };
}

export async function changedAfter(
  database: CatalogueDatabase,
  papers: LogPlace,
  all: LogPlace,
  most: number,
): Promise<ChangesAfter | null> {
  const { meta, changes, userChanges } = database;
  return database.transaction('r', meta, changes, userChanges, async () => {
    const now = await revisions(database);
    const rows = await pieceOfLog(changes, (entry) => entry.rows, now.papers, papers, most);
    const ids = await pieceOfLog(userChanges, (entry) => entry.paperIds, now.all, all, most);
    return rows === null || ids === null ? null : { rows, ids };
  });
}

/** The user's parts of papers that are in, by row; null where a paper has none. */
export async function partsOfPapers(
  database: CatalogueDatabase,
  keyCache: KeyCache,
  ids: readonly PaperId[],
): Promise<PartAtRow[]> {
  const found = await withPapers(database, keyCache, async (papers) => {
    const rows = await papers.findRows(ids);
    const known = [...rows.keys()];
    const parts = await database.user.bulkGet(known);
    return known.map((id, index) => {
      const part = parts[index];
      return { row: rows.get(id) ?? 0, part: part !== undefined && isHandled(part) ? part : null };
    });
  });
  return (found ?? []).sort((a, b) => a.row - b.row);
}

/** Papers that have a part of the user's, in the order of their ids. */
export async function handledAfter(
  database: CatalogueDatabase,
  after: string,
  most: number,
): Promise<PaperId[]> {
  return database.user
    .where(':id')
    .above(after as PaperId)
    .limit(most)
    .primaryKeys();
}

export async function papersOfOperation(
  database: CatalogueDatabase,
  operation: OperationId,
): Promise<readonly PaperId[]> {
  return (await database.journal.get(operation))?.outcome.paperIds ?? [];
}

/** Latest first. */
export async function listImports(database: CatalogueDatabase): Promise<ImportJob[]> {
  const jobs = await database.imports.toArray();
  return jobs.sort((a, b) => b.startedAt - a.startedAt);
}

async function summaries(
  database: CatalogueDatabase,
  records: readonly (DisplayRecord | undefined)[],
): Promise<(PaperSummary | undefined)[]> {
  const ids = records.flatMap((record) => (record === undefined ? [] : [record.id]));
  const parts = new Map<PaperId, StoredUserPart>();
  for (const part of await database.user.bulkGet(ids))
    if (part !== undefined) parts.set(part.paperId, part);
  return records.map((record) => record && summaryOf(record, parts.get(record.id)));
}

export async function summariseRows(
  database: CatalogueDatabase,
  rows: readonly Row[],
): Promise<(PaperSummary | undefined)[]> {
  return database.transaction('r', database.display, database.user, async () =>
    summaries(database, await itemsAt(database.display, rows)),
  );
}

export async function summarise(
  database: CatalogueDatabase,
  keyCache: KeyCache,
  ids: readonly PaperId[],
): Promise<PaperSummary[]> {
  const found = await withPapers(database, keyCache, async (papers) => {
    const rows = await papers.findRows(ids);
    const asked = ids.flatMap((id) => rows.get(id) ?? []);
    return summaries(database, await itemsAt(database.display, asked));
  });
  return (found ?? []).filter((one) => one !== undefined);
}

export async function findPaper(
  database: CatalogueDatabase,
  keyCache: KeyCache,
  id: PaperId,
): Promise<Paper | undefined> {
  return withPapers(database, keyCache, async (papers) => {
    const row = (await papers.findRows([id])).get(id);
    return row === undefined ? undefined : (await itemsAt(database.papers, [row]))[0];
  });
}

/**
 * The paper for each key. Where several papers share a link none is meant by it: a wrong "you know
 * this" is worse than none. Of papers that share a title it is the oldest.
 */
export async function findByKeys(
  database: CatalogueDatabase,
  keyCache: KeyCache,
  keys: readonly string[],
): Promise<(PaperId | null)[]> {
  const found = await withPapers(database, keyCache, async (papers) => {
    await papers.loadKeys(keys);
    await papers.load(keys.flatMap((key) => papers.rowsOf(key)));
    return keys.map((key) => {
      const [first, second] = papersByKey(papers, key);
      const isAmbiguous = second !== undefined && key.startsWith('url:');
      return first === undefined || isAmbiguous ? null : first.paper.id;
    });
  });
  return found ?? keys.map(() => null);
}

/** The paper that each draft would be merged into. */
export async function findDrafts(
  database: CatalogueDatabase,
  keyCache: KeyCache,
  drafts: readonly PaperDraft[],
): Promise<(PaperId | null)[]> {
  const prepared = await prepareDrafts(drafts, 'import');
  const found = await withPapers(database, keyCache, async (papers) => {
    await loadMatches(papers, prepared);
    return prepared.map((one) => {
      const match = matchDraft(papers, one);
      return match.kind === 'known' ? match.paper.id : null;
    });
  });
  return found ?? drafts.map(() => null);
}

/** Latest use first. */
export async function listTags(database: CatalogueDatabase): Promise<TagCount[]> {
  return tagCounts(await database.tags.toArray());
}

export async function listCorrections(database: CatalogueDatabase): Promise<Correction[]> {
  const stored = await database.corrections.toArray();
  return stored.filter(({ active }) => active).map(({ correction }) => correction);
}

export async function listUserParts(database: CatalogueDatabase): Promise<UserPart[]> {
  const parts = await database.user.toArray();
  return parts
    .filter(isHandled)
    .map(({ paperId, tags, status, note, usedAt }) => ({ paperId, tags, status, note, usedAt }));
}

/** Starter papers that are in; `untouched`: no other source gave them and the user has not handled them. */
export async function countStarter(
  database: CatalogueDatabase,
): Promise<{ total: number; untouched: number }> {
  const { meta, papers, user } = database;
  return database.transaction('r', meta, papers, user, async () => {
    const starter = await database.findStarter();
    const present = (await itemsAt(papers, starter?.rows ?? [])).filter(
      (paper) => paper !== undefined,
    );
    const only = present.filter(({ sources }) => sources.every(({ kind }) => kind === 'starter'));
    const parts = await user.bulkGet(only.map(({ id }) => id));
    const untouched = parts.filter((part) => !isHandled(part ?? null)).length;
    return { total: present.length, untouched };
  });
}

/** Pages of 32 rows in order, read `batch` at a time; the last one is as long as there are rows. */
export async function* pagesInOrder<Item>(
  database: CatalogueDatabase,
  table: Table<Page<Item>, number>,
  batch: number,
): AsyncGenerator<readonly (Item | undefined)[]> {
  const { nextRow = 0 } = (await database.findHead()) ?? {};
  const count = Math.ceil(nextRow / PAGE_ROWS);
  for (let from = 0; from < count; from += batch) {
    const records = await table
      .where('page')
      .between(from, from + batch)
      .toArray();
    const slots = new Map(records.map((record) => [record.page, record.slots]));
    for (let page = from; page < Math.min(from + batch, count); page++) {
      const length = Math.min(PAGE_ROWS, nextRow - page * PAGE_ROWS);
      yield Array.from({ length }, (_, i) => slots.get(page)?.[i] ?? undefined);
    }
  }
}
