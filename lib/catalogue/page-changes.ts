import type { Table } from 'dexie';
import type { Row } from '../recognise/types.ts';
import { PAGE_ROWS } from './layout.ts';
import type { Page } from './schema.ts';

/** The page that holds a row. */
function pageOf(row: Row): number {
  return Math.floor(row / PAGE_ROWS);
}

/** A table of pages within one transaction. */
export class PageChanges<Item> {
  readonly #table: Table<Page<Item>, number>;
  readonly #pages = new Map<number, (Item | null)[]>();
  readonly #changed = new Set<number>();
  readonly #rows = new Set<Row>();

  constructor(table: Table<Page<Item>, number>) {
    this.#table = table;
  }

  /** Reads the pages of the rows, those that are not in yet. */
  async load(rows: Iterable<Row>): Promise<void> {
    const wanted = new Set<number>();
    for (const row of rows) if (!this.#pages.has(pageOf(row))) wanted.add(pageOf(row));
    if (wanted.size === 0) return;
    const pages = [...wanted];
    const records = await this.#table.bulkGet(pages);
    pages.forEach((page, i) => {
      this.#pages.set(page, [...(records[i]?.slots ?? [])]);
    });
  }

  /** Null where there is none; throws unless the page was loaded. */
  at(row: Row): Item | null {
    return this.#slots(row)[row % PAGE_ROWS] ?? null;
  }

  put(row: Row, item: Item | null): void {
    const slots = this.#slots(row);
    while (slots.length <= row % PAGE_ROWS) slots.push(null);
    slots[row % PAGE_ROWS] = item;
    this.#changed.add(pageOf(row));
    this.#rows.add(row);
  }

  /** The rows that were put, each once. */
  changedRows(): Row[] {
    return [...this.#rows].sort((a, b) => a - b);
  }

  /** Writes each changed page once. Returns whether there was any. */
  async flush(): Promise<boolean> {
    if (this.#changed.size === 0) return false;
    await this.#table.bulkPut(
      [...this.#changed].map((page) => ({ page, slots: this.#pages.get(page) ?? [] })),
    );
    return true;
  }

  #slots(row: Row): (Item | null)[] {
    const slots = this.#pages.get(pageOf(row));
    if (slots === undefined) throw new Error(`The page of row ${row} was not loaded`);
    return slots;
  }
}
