/**
 * Keeps the recognition table in extension storage in step with the catalogue. Pages read it from
 * there without waking the worker; `version` is the catalogue's revision of papers.
 */
import { browser } from 'wxt/browser';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { pageKeys } from '../paper/identity.ts';
import { buildTable, encodeTable, type TableEntry } from '../recognise/build-table.ts';
import { TABLE_HEAD_KEY, type TableHead, tablePartKey } from '../recognise/stored-table.ts';

async function readHead(): Promise<TableHead | undefined> {
  const found: Record<string, unknown> = await browser.storage.local.get(TABLE_HEAD_KEY);
  return found[TABLE_HEAD_KEY] as TableHead | undefined;
}

async function collectEntries(catalogue: Catalogue): Promise<TableEntry[]> {
  const entries: TableEntry[] = [];
  let row = 0;
  for await (const page of catalogue.paperPages()) {
    for (const paper of page) {
      if (paper !== undefined) entries.push({ row, title: paper.title, keys: pageKeys(paper) });
      row++;
    }
  }
  return entries;
}

/** Builds and stores the table where the stored one is of another revision. Returns the version now stored. */
export async function publishTable(catalogue: Catalogue): Promise<number> {
  const [{ papers: version }, before] = await Promise.all([catalogue.revisions(), readHead()]);
  if (before?.version === version) return version;
  const { head, parts } = encodeTable(buildTable(await collectEntries(catalogue)));
  const stored: Record<string, unknown> = {};
  parts.forEach((part, index) => {
    stored[tablePartKey(index)] = part;
  });
  stored[TABLE_HEAD_KEY] = { version, head, parts: parts.length } satisfies TableHead;
  await browser.storage.local.set(stored);
  const left: string[] = [];
  for (let index = parts.length; index < (before?.parts ?? 0); index++)
    left.push(tablePartKey(index));
  if (left.length > 0) await browser.storage.local.remove(left);
  return version;
}

/** The version in storage, 0 before the first. */
export async function storedTableVersion(): Promise<number> {
  return (await readHead())?.version ?? 0;
}
