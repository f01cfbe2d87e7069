import type { Table } from 'dexie';

/** A table of single records within one transaction; remembers what was there before. */
export class RecordChanges<Value, Key extends string> {
  readonly #table: Table<Value, Key>;
  readonly #now = new Map<Key, Value | null>();
  readonly #before = new Map<Key, Value | null>();
  readonly #changed = new Set<Key>();
  #isWhole = false;

  constructor(table: Table<Value, Key>) {
    this.#table = table;
  }

  /** Reads the records of the keys, those that are not in yet. */
  async load(keys: readonly Key[]): Promise<void> {
    if (this.#isWhole) return;
    const missing = keys.filter((key) => !this.#now.has(key));
    if (missing.length === 0) return;
    const records = await this.#table.bulkGet(missing);
    missing.forEach((key, i) => {
      this.#now.set(key, records[i] ?? null);
    });
  }

  /** Reads the whole table; for small ones. */
  async loadAll(keyOf: (value: Value) => Key): Promise<void> {
    if (this.#isWhole) return;
    for (const value of await this.#table.toArray()) {
      const key = keyOf(value);
      if (!this.#now.has(key)) this.#now.set(key, value);
    }
    this.#isWhole = true;
  }

  /** Null where there is none; throws unless it was loaded. */
  get(key: Key): Value | null {
    const value = this.#now.get(key);
    if (value === undefined && !this.#isWhole)
      throw new Error(`${this.#table.name} ${key} was not loaded`);
    return value ?? null;
  }

  /** All that are there, of what was loaded. */
  *values(): Iterable<Value> {
    for (const value of this.#now.values()) if (value !== null) yield value;
  }

  put(key: Key, value: Value | null): void {
    const before = this.get(key);
    if (before === value) return;
    if (!this.#before.has(key)) this.#before.set(key, before);
    this.#now.set(key, value);
    this.#changed.add(key);
  }

  /** What was there before, for each key that changed; without those that are accounted for elsewhere. */
  before(accounted: ReadonlySet<Key>): { key: Key; before: Value | null; removed: boolean }[] {
    return [...this.#before]
      .filter(([key]) => !accounted.has(key))
      .map(([key, before]) => ({ key, before, removed: this.get(key) === null }));
  }

  /** The keys that were put, each once. */
  changedKeys(): Key[] {
    return [...this.#changed];
  }

  /** Writes what changed. Returns whether there was anything. */
  async flush(): Promise<boolean> {
    if (this.#changed.size === 0) return false;
    const put: Value[] = [];
    const deleted: Key[] = [];
    for (const key of this.#changed) {
      const value = this.get(key);
      if (value === null) deleted.push(key);
      else put.push(value);
    }
    if (put.length > 0) await this.#table.bulkPut(put);
    if (deleted.length > 0) await this.#table.bulkDelete(deleted);
    return true;
  }
}
