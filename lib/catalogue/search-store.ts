/**
 * What search reads of the catalogue: the index, and the papers that it found. One shape for the
 * worker and for pages of the extension, which read the database by themselves.
 */
import type { Paper, PaperId, PaperSummary, TagCount } from '../paper/paper.ts';
import type { Row } from '../recognise/types.ts';
import { IndexSession, type OpenedIndex } from '../search/index/open-index.ts';
import type { DisplayRecord, Revisions } from './catalogue.ts';
import { DATABASE_NAME, PAGE_ROWS } from './layout.ts';
import { connectRaw, indexRecords, RawTables } from './raw-tables.ts';
import type { Head, Page, StoredTag, StoredUserPart } from './schema.ts';
import { summaryOf, tagCounts } from './summaries.ts';
import { VectorPages } from './vector-pages.ts';

/** The index as it stands now. */
export interface CurrentIndex {
  readonly index: OpenedIndex;
  /** False: it is still being built, or has not come to the last changes: answers are partial. */
  readonly isComplete: boolean;
}

/** All arrays are in the order asked; undefined where there is no paper (any more). */
export interface SearchStore {
  /**
   * The index, the same object while nothing was written to it. Null: there is none of this catalogue
   * yet. What it gives may throw `IndexMovedError` later: ask for the index again.
   */
  index(): Promise<CurrentIndex | null>;
  revisions(): Promise<Revisions>;
  displayAtRows(rows: readonly Row[]): Promise<(DisplayRecord | undefined)[]>;
  /** Whole papers, with their abstracts: in a page of 32 of them, so ask for few. */
  papersAtRows(rows: readonly Row[]): Promise<(Paper | undefined)[]>;
  summariseRows(rows: readonly Row[]): Promise<(PaperSummary | undefined)[]>;
  /** Latest use first. */
  tags(): Promise<TagCount[]>;
  /** Vectors of papers, as ranking reads them (`ReadVectors`); null where there are none yet. */
  vectors(rows: Uint32Array): Promise<Uint8Array | null>;
}

/** How far the index has come, as its manifest says. */
export interface IndexProgress {
  readonly store: string;
  /** The revisions that are in; of the next one of each, so many rows. */
  readonly papers: number;
  readonly papersAt: number;
  readonly all: number;
  readonly allAt: number;
  /** While all papers are being read: the next row; then null. */
  readonly row: Row | null;
  /** While all of the user's parts are being read: the paper of the last one, '' at the beginning; then null. */
  readonly part: string | null;
  /** 1: there is nothing to merge. */
  readonly settled: number;
}

export function isComplete(progress: IndexProgress, revisions: Revisions): boolean {
  const { store, papers, all, row, part } = progress;
  return (
    row === null &&
    part === null &&
    store === revisions.store &&
    papers >= revisions.papers &&
    all >= revisions.all
  );
}

export function searchStore(tables: RawTables): SearchStore {
  const session = new IndexSession(indexRecords(tables));
  const vectors = new VectorPages(tables);

  async function revisions(): Promise<Revisions> {
    const [head] = await tables.getMany<Head>('meta', ['head']);
    return {
      store: head?.deviceId ?? '',
      papers: head?.papersRevision ?? 0,
      all: head?.allRevision ?? 0,
    };
  }

  async function itemsAt<Item>(
    name: 'papers' | 'display',
    rows: readonly Row[],
  ): Promise<(Item | undefined)[]> {
    const wanted = [...new Set(rows.map((row) => Math.floor(row / PAGE_ROWS)))];
    const pages = await tables.getMany<Page<Item>>(name, wanted);
    const slots = new Map(pages.map((page) => [page?.page, page?.slots]));
    return rows.map(
      (row) => slots.get(Math.floor(row / PAGE_ROWS))?.[row % PAGE_ROWS] ?? undefined,
    );
  }

  return {
    async index() {
      const [index, now] = await Promise.all([session.open(), revisions()]);
      if (index === null) return null;
      const progress = index.progress as unknown as IndexProgress;
      if (progress.store !== now.store) return null;
      return { index, isComplete: isComplete(progress, now) };
    },
    revisions,
    displayAtRows: (rows) => itemsAt('display', rows),
    papersAtRows: (rows) => itemsAt('papers', rows),
    async summariseRows(rows) {
      const records = await itemsAt<DisplayRecord>('display', rows);
      const ids = records.flatMap((record) => (record === undefined ? [] : [record.id]));
      const parts = new Map<PaperId, StoredUserPart>();
      for (const part of await tables.getMany<StoredUserPart>('user', ids))
        if (part !== undefined) parts.set(part.paperId, part);
      return records.map((record) => record && summaryOf(record, parts.get(record.id)));
    },
    tags: async () => tagCounts(await tables.getAll<StoredTag>('tags')),
    vectors: (rows) => vectors.read(rows),
  };
}

/** For pages of the extension: opens the database to read, without the worker and without Dexie. */
export function openSearchStore(databaseName = DATABASE_NAME): SearchStore {
  return searchStore(new RawTables(connectRaw(databaseName)));
}
