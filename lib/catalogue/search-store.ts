/**
 * What search reads of the catalogue: the index, and the papers that it found. One shape for the
 * worker and for pages of the extension, which read the database by themselves.
 */
import type { Paper, PaperId, PaperSummary, TagCount } from '../paper/paper.ts';
import type { Row } from '../recognise/types.ts';
import type { Progress } from '../search/index/manifest.ts';
import { IndexSession, type OpenedIndex } from '../search/index/open-index.ts';
import type { RecordStore } from '../search/index/store.ts';
import type { DisplayRecord, Revisions } from './catalogue.ts';
import { bucketOf, hashKey, idKey, rowsOf } from './key-buckets.ts';
import { DATABASE_NAME, PAGE_ROWS } from './layout.ts';
import { type Connect, connectRaw, indexRecords, RawTables } from './raw-tables.ts';
import type { Head, KeyBucket, Page, StoredTag, StoredUserPart } from './schema.ts';
import { summaryOf, tagCounts } from './summaries.ts';
import { VectorPages } from './vector-pages.ts';

/** The index as it stands now. */
interface CurrentIndex {
  readonly index: OpenedIndex;
  /** Of the catalogue, when this was read. */
  readonly revisions: Revisions;
  /** False: it is still being built, or has not come to the last changes: answers are partial. */
  readonly isComplete: boolean;
  /** `VECTOR_BYTES` for each row asked for; null where there are none yet. */
  readonly readVectors: (rows: Uint32Array) => Promise<Uint8Array | null>;
}

/** What lists show of a paper, and what else search needs to show where its words are. */
type StoredRecord = PaperSummary & Pick<DisplayRecord, 'authors'>;

/** Arrays are in the order asked; undefined where there is no paper (any more). */
export interface SearchStore {
  /**
   * The same object while nothing was written. What it gives may throw `IndexMovedError` later: open it
   * again then. An index without papers where there is none of this catalogue yet.
   */
  open(): Promise<CurrentIndex>;
  records(rows: readonly Row[]): Promise<(StoredRecord | undefined)[]>;
  /** Empty where there is none. They lie in pages of 32 papers, so ask for few. */
  abstracts(rows: readonly Row[]): Promise<string[]>;
  /** The titles of all rows in order, page by page. */
  titlePages(): AsyncIterable<readonly (string | undefined)[]>;
  findRow(id: PaperId): Promise<Row | undefined>;
  /** Latest use first. */
  tags(): Promise<TagCount[]>;
}

/** How far the index has come, as its manifest says. */
export interface IndexProgress extends Progress {
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
  /** When all records were read and found good, milliseconds since 1970. */
  readonly checkedAt: number;
}

const NOTHING: IndexProgress = {
  store: '',
  papers: 0,
  papersAt: 0,
  all: 0,
  allAt: 0,
  row: 0,
  part: '',
  settled: 0,
  checkedAt: 0,
};

/** What a manifest says; for one that says nothing, that nothing is in. */
export function readProgress(progress: Progress): IndexProgress {
  return { ...NOTHING, ...progress };
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

/** Titles are read this many pages at a time, about 0.5 MB of display records. */
const TITLE_BATCH_PAGES = 64;

/** The pages that hold the rows. */
function pagesOf(rows: readonly Row[]): number[] {
  return [...new Set(rows.map((row) => Math.floor(row / PAGE_ROWS)))];
}

function pickItems<Item>(
  rows: readonly Row[],
  pages: readonly (Page<Item> | undefined)[],
): (Item | undefined)[] {
  const slots = new Map(pages.map((page) => [page?.page, page?.slots]));
  return rows.map((row) => slots.get(Math.floor(row / PAGE_ROWS))?.[row % PAGE_ROWS] ?? undefined);
}

function searchStore(tables: RawTables): SearchStore {
  const session = new IndexSession(indexRecords(tables));
  const vectors = new VectorPages(tables);
  let last: CurrentIndex | null = null;

  const findHead = async () => (await tables.getMany<Head>('meta', ['head']))[0];

  async function revisions(): Promise<Revisions> {
    const head = await findHead();
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
    return pickItems(rows, await tables.getMany<Page<Item>>(name, pagesOf(rows)));
  }

  async function withParts<Result>(
    rows: readonly Row[],
    make: (record: DisplayRecord, part: StoredUserPart | undefined) => Result,
  ): Promise<(Result | undefined)[]> {
    const findRecords = (pages: readonly (Page<DisplayRecord> | undefined)[]) =>
      pickItems(rows, pages);
    const [pages, found] = await tables.getLinked<Page<DisplayRecord>, StoredUserPart>(
      'display',
      pagesOf(rows),
      'user',
      (pages) => findRecords(pages).flatMap((record) => record?.id ?? []),
    );
    const parts = new Map(found.map((part) => [part?.paperId, part]));
    return findRecords(pages).map((record) => record && make(record, parts.get(record.id)));
  }

  return {
    async open() {
      const [now, found] = await Promise.all([revisions(), session.open()]);
      const { store } = readProgress(found.progress);
      const isOurs = store === now.store && store !== '';
      const index = isOurs ? found : session.empty;
      const isDone = isOurs && isComplete(readProgress(found.progress), now);
      const isSame =
        last?.index === index &&
        last.isComplete === isDone &&
        last.revisions.papers === now.papers &&
        last.revisions.all === now.all;
      if (last === null || !isSame) {
        const readVectors = (rows: Uint32Array) => vectors.read(now.store, rows);
        last = { index, revisions: now, isComplete: isDone, readVectors };
      }
      return last;
    },
    records: (rows) =>
      withParts(rows, (record, part) => {
        return { ...summaryOf(record, part), authors: record.authors };
      }),
    async abstracts(rows) {
      const papers = await itemsAt<Paper>('papers', rows);
      return papers.map((paper) => paper?.abstract ?? '');
    },
    async *titlePages() {
      const { nextRow = 0 } = (await findHead()) ?? {};
      const count = Math.ceil(nextRow / PAGE_ROWS);
      for (let from = 0; from < count; from += TITLE_BATCH_PAGES) {
        const length = Math.min(TITLE_BATCH_PAGES, count - from);
        const wanted = Array.from({ length }, (_, i) => from + i);
        const pages = await tables.getMany<Page<DisplayRecord>>('display', wanted);
        for (const page of pages)
          yield Array.from({ length: PAGE_ROWS }, (_, slot) => page?.slots[slot]?.title);
      }
    },
    async findRow(id) {
      const hash = hashKey(idKey(id));
      const [bucket] = await tables.getMany<KeyBucket>('keys', [bucketOf(hash)]);
      const rows = bucket === undefined ? [] : rowsOf(bucket.entries, hash);
      const records = await itemsAt<DisplayRecord>('display', rows);
      return rows[records.findIndex((record) => record?.id === id)];
    },
    tags: async () => tagCounts(await tables.getAll<StoredTag>('tags')),
  };
}

/** For pages of the extension: opens the database to read, without the worker and without Dexie. */
export function openSearchStore(databaseName = DATABASE_NAME): SearchStore {
  return searchStore(new RawTables(connectRaw(databaseName)));
}

/** What is made from the papers for search, in tables of their own. */
export interface SearchTables {
  readonly store: SearchStore;
  readonly records: RecordStore;
  readonly vectors: VectorPages;
}

/** For the worker, over the connection of the catalogue. */
export function openSearchTables(connect: Connect): SearchTables {
  const tables = new RawTables(connect);
  return {
    store: searchStore(tables),
    records: indexRecords(tables),
    vectors: new VectorPages(tables),
  };
}
