import type { Revisions } from '../catalogue/catalogue.ts';
import { foldPage, makeBlock, type Page, type TextBlock } from './columns.ts';
import { foldWords } from './fold-words.ts';
import type { RankedRows } from './rank.ts';
import type { SearchRecord, SearchSource } from './source.ts';
import { UserColumn } from './user-column.ts';

/** Folded abstracts of so many papers are kept: about 1.3 kB each. */
const MAX_KEPT_ABSTRACTS = 5_000;

/** The papers as they were at one moment. */
export class Shelved implements RankedRows {
  readonly revisions: Revisions;
  readonly pages: readonly Page[];
  readonly user: UserColumn;
  readonly rows: number;
  readonly #records: readonly (SearchRecord | undefined)[];

  constructor(
    revisions: Revisions,
    pages: readonly Page[],
    records: readonly (SearchRecord | undefined)[],
    user: UserColumn,
  ) {
    this.revisions = revisions;
    this.pages = pages;
    this.user = user;
    this.rows = records.length;
    this.#records = records;
  }

  record(row: number): SearchRecord | undefined {
    return this.#records[row];
  }

  usedAt(row: number): number {
    return this.user.usedAt(row);
  }

  /** Rows that hold a paper and pass. */
  rowsThat(passes: ((row: number) => boolean) | null): number[] {
    const rows: number[] = [];
    for (const [row, record] of this.#records.entries()) {
      if (record !== undefined && (passes === null || passes(row))) rows.push(row);
    }
    return rows;
  }
}

/** Keeps what search needs of the source, and brings up to date only what the revisions say has changed. */
export class Shelf {
  readonly #source: SearchSource;
  #shelved: Shelved | null = null;
  #refreshing: Promise<unknown> = Promise.resolve();
  #abstracts: { readonly papers: number; readonly blocks: readonly TextBlock[] } | null = null;

  constructor(source: SearchSource) {
    this.#source = source;
  }

  /** The papers as they are now, or later: a reading that began before is waited for and not shared. */
  refresh(): Promise<Shelved> {
    const before = this.#refreshing.then(
      () => undefined,
      // Told to the one who asked for it; this one reads anew.
      () => undefined,
    );
    const refreshed = before.then(() => this.#read());
    this.#refreshing = refreshed;
    return refreshed;
  }

  async #read(): Promise<Shelved> {
    const old = this.#shelved;
    const revisions = await this.#source.revisions();
    const samePapers = old?.revisions.papers === revisions.papers;
    if (old !== null && samePapers && old.revisions.all === revisions.all) return old;
    const pages = old !== null && samePapers ? old.pages : await this.#readPages(old?.pages ?? []);
    const records = pages.flatMap((page) => page.records);
    const user = await this.#readUser(records);
    this.#shelved = new Shelved(revisions, pages, records, user);
    return this.#shelved;
  }

  async #readPages(old: readonly Page[]): Promise<Page[]> {
    const pages: Page[] = [];
    let row = 0;
    for await (const records of this.#source.recordPages()) {
      pages.push(foldPage(row, records, old[pages.length]));
      row += records.length;
    }
    return pages;
  }

  async #readUser(records: readonly (SearchRecord | undefined)[]): Promise<UserColumn> {
    const [parts, tags] = await Promise.all([this.#source.userParts(), this.#source.tags()]);
    const wanted = new Set(parts.map((part) => part.paperId));
    const rows = new Map<string, number>();
    if (wanted.size > 0) {
      for (const [row, record] of records.entries()) {
        if (record !== undefined && wanted.has(record.id)) rows.set(record.id, row);
      }
    }
    return new UserColumn(parts, tags, (id) => rows.get(id));
  }

  /** True where the abstracts need not be read. */
  holdsAbstracts({ revisions }: Shelved): boolean {
    return this.#abstracts?.papers === revisions.papers;
  }

  /** The folded abstracts, from memory or as they are read. */
  async *abstractBlocks({ revisions, rows }: Shelved): AsyncIterable<TextBlock> {
    if (this.#abstracts?.papers === revisions.papers) {
      yield* this.#abstracts.blocks;
      return;
    }
    const keep = rows <= MAX_KEPT_ABSTRACTS;
    const blocks: TextBlock[] = [];
    let row = 0;
    for await (const abstracts of this.#source.abstractPages()) {
      // Papers that came in since the records were read are not there yet.
      const known = abstracts.slice(0, rows - row);
      const block = makeBlock(
        row,
        known.map((abstract) => (abstract === undefined ? '' : foldWords(abstract))),
      );
      row += known.length;
      if (keep) blocks.push(block);
      yield block;
    }
    this.#abstracts = keep ? { papers: revisions.papers, blocks } : null;
  }
}
