/**
 * Keeps the recognition table in extension storage in step with the catalogue. Pages read it from
 * there without waking the worker. A change of a few papers is written beside the table; when there
 * are many, the table is built anew.
 */
import { browser } from 'wxt/browser';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { pageKeys } from '../paper/identity.ts';
import type { Paper } from '../paper/paper.ts';
import { SITES } from '../paper/sites.ts';
import { addChanges, buildTable, encodeTable, type TableEntry } from '../recognise/build-table.ts';
import { mainTitleOf } from '../recognise/main-title.ts';
import { watchMainTitles } from '../recognise/main-titles-in-use.ts';
import {
  SITES_KEY,
  type StoredChanges,
  type StoredHead,
  TABLE_BUILDING_KEY,
  TABLE_CHANGES_KEY,
  TABLE_HEAD_KEY,
  tableFilterKey,
  tablePartKey,
} from '../recognise/stored-table.ts';
import { TABLE_FORM } from '../recognise/table.ts';
import type { Row } from '../recognise/types.ts';
import { isLongTitle } from '../recognise/weight.ts';

/** So many changed papers are read beside the table by every page; with more it is built anew. */
const MAX_CHANGED_ROWS = 500;
/** Building for so few papers takes a moment, so changes do not stay beside the table for long. */
const SMALL_CATALOGUE = 5_000;

export async function readStoredChanges(): Promise<StoredChanges | undefined> {
  const found: Record<string, unknown> = await browser.storage.local.get(TABLE_CHANGES_KEY);
  return found[TABLE_CHANGES_KEY] as StoredChanges | undefined;
}

function entryOf(row: Row, paper: Paper): TableEntry {
  return { row, title: paper.title, keys: pageKeys(paper) };
}

/** Every paper with its row. */
async function* papersOf(catalogue: Catalogue): AsyncGenerator<readonly [Row, Paper]> {
  let row = 0;
  for await (const page of catalogue.paperPages()) {
    for (const paper of page) {
      if (paper !== undefined) yield [row, paper];
      row++;
    }
  }
}

/** Reads the catalogue twice: which titles are one paper's own and which everyday speech shows in the text of all others. */
async function collectEntries(catalogue: Catalogue): Promise<TableEntry[]> {
  const mains = new Map<Row, string>();
  const shorts = new Map<Row, string>();
  for await (const [row, { title }] of papersOf(catalogue)) {
    const main = mainTitleOf(title);
    if (main !== null) mains.set(row, main);
    if (!isLongTitle(title)) shorts.set(row, title);
  }
  const use = watchMainTitles(mains, shorts);
  const entries: TableEntry[] = [];
  for await (const [row, paper] of papersOf(catalogue)) {
    use.read(row, `${paper.title}\n${paper.abstract}`);
    entries.push(entryOf(row, paper));
  }
  const distinctive = use.distinctive();
  const everyday = use.everyday();
  return entries.map((entry) => {
    if (everyday.has(entry.row)) return { ...entry, title: '' };
    const main = distinctive.has(entry.row) ? mains.get(entry.row) : undefined;
    return main === undefined ? entry : { ...entry, main };
  });
}

/** Keys of a building in storage, to be taken out when another has its place. */
function keysOf({ base, parts }: Pick<StoredHead, 'base' | 'parts'>): string[] {
  return [tableFilterKey(base), ...Array.from({ length: parts }, (_, i) => tablePartKey(base, i))];
}

type Agreed = Pick<StoredChanges, 'form' | 'store' | 'revision'>;

/** Builds and stores the table; pages that still hold the one before find its parts gone, and the new one. */
async function build(catalogue: Catalogue, agreed: Agreed): Promise<StoredChanges> {
  const stored: Partial<{
    [TABLE_HEAD_KEY]: StoredHead;
    [TABLE_BUILDING_KEY]: StoredHead;
    [TABLE_CHANGES_KEY]: StoredChanges;
  }> = await browser.storage.local.get([TABLE_HEAD_KEY, TABLE_BUILDING_KEY, TABLE_CHANGES_KEY]);
  const { head, filter, parts } = encodeTable(buildTable(await collectEntries(catalogue)));
  const base = Math.max(Date.now(), (stored[TABLE_CHANGES_KEY]?.version ?? 0) + 1);
  const built = { base, head, parts: parts.length } satisfies StoredHead;
  // Noted first, so that what a worker leaves that dies here is found and taken out.
  await browser.storage.local.set({ [TABLE_BUILDING_KEY]: { ...built, head: '' } });
  const pieces: Record<string, string> = {};
  parts.forEach((part, index) => {
    pieces[tablePartKey(base, index)] = part;
  });
  if (filter !== null) pieces[tableFilterKey(base)] = filter;
  await browser.storage.local.set(pieces);
  const changes: StoredChanges = { version: base, base, ...agreed, entries: '', dead: [] };
  await browser.storage.local.set({ [TABLE_HEAD_KEY]: built, [TABLE_CHANGES_KEY]: changes });
  const old = [stored[TABLE_HEAD_KEY], stored[TABLE_BUILDING_KEY]].flatMap((each) =>
    each === undefined ? [] : keysOf(each),
  );
  await browser.storage.local.remove([TABLE_BUILDING_KEY, ...old]);
  await catalogue.forgetChanges('table', agreed.revision);
  return changes;
}

/** Writes what became of a few papers beside the table. */
async function update(
  catalogue: Catalogue,
  agreed: Agreed,
  before: StoredChanges,
  rows: readonly Row[],
): Promise<StoredChanges> {
  const papers = await catalogue.papersAtRows(rows);
  const entries = papers.flatMap((paper, index) =>
    paper === undefined ? [] : [entryOf(rows[index] ?? 0, paper)],
  );
  const version = Math.max(Date.now(), before.version + 1);
  const changed = addChanges(before, entries, rows);
  const changes: StoredChanges = { version, base: before.base, ...agreed, ...changed };
  await browser.storage.local.set({ [TABLE_CHANGES_KEY]: changes });
  await catalogue.forgetChanges('table', agreed.revision);
  return changes;
}

/** Stores what pages know addresses by; once a worker, since another version of the extension may know more. */
export async function publishSites(): Promise<void> {
  await browser.storage.local.set({ [SITES_KEY]: SITES });
}

/** Brings what is stored up to date with the catalogue. Returns what is stored now. */
export async function publishTable(catalogue: Catalogue): Promise<StoredChanges> {
  const [{ papers: revision, store }, before] = await Promise.all([
    catalogue.revisions(),
    readStoredChanges(),
  ]);
  const agreed = { form: TABLE_FORM, store, revision };
  const isOther = before?.form !== TABLE_FORM || before.store !== store;
  if (before === undefined || isOther || before.revision > revision)
    return build(catalogue, agreed);
  if (before.revision === revision) return before;
  const rows = await catalogue.changedRows(before.revision, MAX_CHANGED_ROWS);
  if (rows === null || rows.length + before.dead.length > MAX_CHANGED_ROWS)
    return build(catalogue, agreed);
  return update(catalogue, agreed, before, rows);
}

/** Builds the table anew where changes lie beside it and the catalogue is small. Null: there is no need. */
export async function mergeChanges(catalogue: Catalogue): Promise<StoredChanges | null> {
  const before = await readStoredChanges();
  const state = await catalogue.state();
  if (before === undefined || before.dead.length === 0) return null;
  if (state.kind !== 'ready' || state.papers > SMALL_CATALOGUE) return null;
  const { papers: revision, store } = await catalogue.revisions();
  return build(catalogue, { form: TABLE_FORM, store, revision });
}
