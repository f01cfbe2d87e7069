import { expect } from 'vitest';
import { bucketOf, hashKey, rowsOf } from '../../lib/catalogue/key-buckets.ts';
import { PAGE_ROWS } from '../../lib/catalogue/layout.ts';
import type { CatalogueDatabase, Page } from '../../lib/catalogue/schema.ts';
import { displayOf, storedKeys } from '../../lib/catalogue/stored-paper.ts';
import type { Paper, PaperId } from '../../lib/paper/paper.ts';
import { tagNameKey } from '../../lib/paper/tag-name.ts';

type Found = readonly { readonly row: number; readonly paper: Paper }[];

function itemsOf<Item>(pages: readonly Page<Item>[]): { row: number; item: Item }[] {
  return pages.flatMap(({ page, slots }) =>
    slots.flatMap((item, slot) => (item === null ? [] : [{ row: page * PAGE_ROWS + slot, item }])),
  );
}

function doubles(values: readonly unknown[]): unknown[] {
  return values.filter((value, i) => values.indexOf(value) !== i);
}

async function checkKeys(database: CatalogueDatabase, papers: Found): Promise<string[]> {
  const problems: string[] = [];
  const buckets = new Map((await database.keys.toArray()).map((one) => [one.bucket, one.entries]));
  let entries = 0;
  for (const [bucket, held] of buckets) {
    entries += held.length / 2;
    for (let i = 2; i < held.length; i += 2) {
      const [lastHash = 0, lastRow = 0, hash = 0, row = 0] = held.subarray(i - 2, i + 2);
      if (lastHash > hash || (lastHash === hash && lastRow >= row))
        problems.push(`bucket ${bucket} is out of order at ${i / 2}`);
    }
  }
  let expected = 0;
  for (const { row, paper } of papers) {
    const hashes = new Set(storedKeys(paper).map(hashKey));
    expected += hashes.size;
    for (const hash of hashes) {
      const held = buckets.get(bucketOf(hash));
      if (held === undefined || !rowsOf(held, hash).includes(row))
        problems.push(`a key of row ${row} does not resolve`);
    }
  }
  if (entries !== expected) problems.push(`${entries} keys, ${expected} expected`);
  return problems;
}

async function checkUserParts(database: CatalogueDatabase, ids: ReadonlySet<PaperId>) {
  const problems: string[] = [];
  const tags = await database.tags.toArray();
  const parts = await database.user.toArray();
  for (const { paperId, tags: given } of parts) {
    if (!ids.has(paperId)) problems.push(`a user's part of ${paperId}, which is no paper`);
    if (doubles(given).length > 0) problems.push(`${paperId} has a tag twice`);
    for (const tag of given)
      if (!tags.some(({ id }) => id === tag)) problems.push(`${paperId} has an unknown tag ${tag}`);
  }
  for (const { id, name, papers } of tags) {
    const real = parts.filter((part) => part.tags.includes(id)).length;
    if (papers !== real) problems.push(`tag ${name} counts ${papers} papers and has ${real}`);
  }
  problems.push(
    ...doubles(tags.map(({ name }) => tagNameKey(name))).map((key) => `two tags ${key}`),
  );
  const slots = tags.flatMap(({ slot }) => slot ?? []);
  problems.push(...doubles(slots).map((slot) => `two tags in slot ${slot}`));
  for (const { key, correction } of await database.corrections.toArray())
    if (!ids.has(correction.paperId)) problems.push(`correction ${key} is about no paper`);
  return problems;
}

async function checkJournal(database: CatalogueDatabase, sequence: number): Promise<string[]> {
  const numbers = (await database.journal.toArray()).map((entry) => entry.sequence);
  const problems = doubles(numbers).map((number) => `two journal entries ${number}`);
  const last = Math.max(0, ...numbers);
  if (last > sequence) problems.push(`journal entry ${last} is beyond the head's ${sequence}`);
  return problems;
}

/** Everything in the database that contradicts itself; empty where it is sound. */
async function checkCatalogue(database: CatalogueDatabase): Promise<string[]> {
  return database.transaction('r', database.tables, async () => {
    const head = await database.findHead();
    if (head === undefined) return [];
    const papers = itemsOf(await database.papers.toArray());
    const display = itemsOf(await database.display.toArray());
    const ids = papers.map(({ item }) => item.id);
    const problems = doubles(ids).map((id) => `two papers ${id}`);
    if (papers.length !== head.papers)
      problems.push(`${papers.length} papers, the head says ${head.papers}`);
    for (const { row } of papers)
      if (row >= head.nextRow) problems.push(`row ${row} is beyond the next row ${head.nextRow}`);
    const expected = papers.map(({ row, item }) => ({ row, item: displayOf(item) }));
    if (JSON.stringify(display) !== JSON.stringify(expected))
      problems.push('the display records are not those of the papers');
    const found = papers.map(({ row, item }) => ({ row, paper: item }));
    problems.push(...(await checkKeys(database, found)));
    problems.push(...(await checkUserParts(database, new Set(ids))));
    problems.push(...(await checkJournal(database, head.sequence)));
    return problems;
  });
}

export async function expectConsistent(database: CatalogueDatabase): Promise<void> {
  expect(await checkCatalogue(database)).toEqual([]);
}
