import type { Paper, PaperId } from '../paper/paper.ts';
import type { Row } from '../recognise/types.ts';
import type { DisplayRecord } from './catalogue.ts';
import { idKey } from './key-buckets.ts';
import { KeyChanges } from './key-changes.ts';
import { PageChanges } from './page-changes.ts';
import type { CatalogueDatabase, Entries } from './schema.ts';
import { displayOf, storedKeys } from './stored-paper.ts';

/** The papers within one transaction, with the display records, keys and counts that follow from them. */
export class PaperChanges {
  /** The row that the next new paper gets. */
  nextRow: Row;
  /** Papers added, less those removed. */
  more = 0;

  readonly #database: CatalogueDatabase;
  readonly #pages: PageChanges<Paper>;
  readonly #display: PageChanges<DisplayRecord>;
  readonly #keys: KeyChanges;

  constructor(
    database: CatalogueDatabase,
    nextRow: Row,
    readBuckets: (buckets: readonly number[]) => Promise<Map<number, Entries>>,
  ) {
    this.#database = database;
    this.nextRow = nextRow;
    this.#pages = new PageChanges(database.papers);
    this.#display = new PageChanges(database.display);
    this.#keys = new KeyChanges(readBuckets);
  }

  /** Readies rows for `at` and `put`. */
  async load(rows: readonly Row[]): Promise<void> {
    await this.#pages.load(rows);
    await this.#display.load(rows);
  }

  /** Readies keys for `rowsOf`, and for papers that have them to be put. */
  async loadKeys(keys: Iterable<string>): Promise<void> {
    await this.#keys.load(keys);
  }

  /** Null where there is none; throws unless it was loaded. */
  at(row: Row): Paper | null {
    return this.#pages.at(row);
  }

  /** Rows that may have the key, ascending: to be held against the paper. */
  rowsOf(key: string): Row[] {
    return this.#keys.rows(key);
  }

  /** The rows of the papers; ids that are unknown are left out. */
  async findRows(ids: readonly PaperId[]): Promise<Map<PaperId, Row>> {
    await this.#keys.load(ids.map(idKey));
    await this.#display.load(ids.flatMap((id) => this.#keys.rows(idKey(id))));
    const found = new Map<PaperId, Row>();
    for (const id of ids) {
      const row = this.#keys.rows(idKey(id)).find((row) => this.#display.at(row)?.id === id);
      if (row !== undefined) found.set(id, row);
    }
    return found;
  }

  /** Puts a paper into a new row; its keys and `nextRow` loaded. */
  add(paper: Paper): Row {
    const row = this.nextRow++;
    this.put(row, paper);
    return row;
  }

  /** Null takes the paper out. Row and keys, old and new, loaded. */
  put(row: Row, paper: Paper | null): void {
    const before = this.#pages.at(row);
    this.#pages.put(row, paper);
    this.#display.put(row, paper === null ? null : displayOf(paper));
    const keysBefore = before === null ? [] : storedKeys(before);
    this.#keys.replace(row, keysBefore, paper === null ? [] : storedKeys(paper));
    this.more += (paper === null ? 0 : 1) - (before === null ? 0 : 1);
  }

  /** The rows of the papers that were put or taken out. */
  changedRows(): Row[] {
    return this.#pages.changedRows();
  }

  /** Writes each changed page and bucket once. The buckets, or null where no paper changed. */
  async flush(): Promise<ReadonlyMap<number, Entries> | null> {
    const changed = await this.#pages.flush();
    await this.#display.flush();
    const buckets = this.#keys.changed();
    if (buckets.size > 0)
      await this.#database.keys.bulkPut(
        [...buckets].map(([bucket, entries]) => ({ bucket, entries })),
      );
    return changed || buckets.size > 0 ? buckets : null;
  }
}
