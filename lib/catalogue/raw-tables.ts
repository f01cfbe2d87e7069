/**
 * The database without Dexie: what search reads, in the worker and in pages, and what is written for
 * it. Pages of the extension read by themselves, so that no search has to wait for a worker to wake.
 */
import {
  isSameRecord,
  MANIFEST_KEY,
  OvertakenError,
  RECORDS,
  type RecordBatch,
  type RecordStore,
  recordKey,
} from '../search/index/store.ts';
import { DATABASE_NAME, INDEX_TABLES, type IndexTable, type TableName } from './layout.ts';

/** Opens a connection, or gives the one that is open; null where there is no database that can be searched. */
export type Connect = () => Promise<IDBDatabase | null>;

function resultOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function endOf(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('A writing was aborted'));
  });
}

/** A change of a table of the index, all or nothing. */
interface TableChange<Head> {
  /** The record that leads the table: every change moves it, and is refused unless it still is as expected. */
  readonly headKey: number;
  readonly isExpected: (head: Head | undefined) => boolean;
  readonly puts: readonly { readonly key: number; readonly value: unknown }[];
  readonly dropped?: readonly IDBKeyRange[];
}

function getFrom<Value>(
  transaction: IDBTransaction,
  name: TableName,
  keys: readonly IDBValidKey[],
): Promise<(Value | undefined)[]> {
  const table = transaction.objectStore(name);
  return Promise.all(keys.map((key) => resultOf<Value | undefined>(table.get(key))));
}

export class RawTables {
  readonly #connect: Connect;

  constructor(connect: Connect) {
    this.#connect = connect;
  }

  /** Begins a transaction; where the connection was closed underneath, on another one. Null: no database. */
  async #begin(
    names: readonly TableName[],
    mode: 'readonly' | 'readwrite',
  ): Promise<IDBTransaction | null> {
    for (let attempt = 1; ; attempt++) {
      const database = await this.#connect();
      if (database === null) return null;
      try {
        return database.transaction(names, mode, { durability: 'relaxed' });
      } catch (error) {
        const isClosed = error instanceof DOMException && error.name === 'InvalidStateError';
        if (!isClosed || attempt > 1) throw error;
      }
    }
  }

  /** One for each key, all in one transaction; undefined where there is none. */
  async getMany<Value>(
    name: TableName,
    keys: readonly IDBValidKey[],
  ): Promise<(Value | undefined)[]> {
    const transaction = keys.length === 0 ? null : await this.#begin([name], 'readonly');
    if (transaction === null) return keys.map(() => undefined);
    return getFrom(transaction, name, keys);
  }

  /** From one table, and in the same transaction from another what follows from that. */
  async getLinked<First, Second>(
    first: TableName,
    keys: readonly IDBValidKey[],
    second: TableName,
    keysOf: (found: readonly (First | undefined)[]) => readonly IDBValidKey[],
  ): Promise<[(First | undefined)[], (Second | undefined)[]]> {
    const transaction = keys.length === 0 ? null : await this.#begin([first, second], 'readonly');
    if (transaction === null) return [keys.map(() => undefined), []];
    const found = await getFrom<First>(transaction, first, keys);
    return [found, await getFrom<Second>(transaction, second, keysOf(found))];
  }

  async getAll<Value>(name: TableName): Promise<Value[]> {
    const transaction = await this.#begin([name], 'readonly');
    return transaction === null ? [] : resultOf<Value[]>(transaction.objectStore(name).getAll());
  }

  async keys(name: IndexTable): Promise<number[]> {
    const transaction = await this.#begin([name], 'readonly');
    if (transaction === null) return [];
    const keys = await resultOf(transaction.objectStore(name).getAllKeys());
    return keys.filter((key) => typeof key === 'number');
  }

  /** Throws `OvertakenError` where another writer moved the head. */
  async write<Head>(
    name: IndexTable,
    { headKey, isExpected, puts, dropped = [] }: TableChange<Head>,
  ): Promise<void> {
    const transaction = await this.#begin([name], 'readwrite');
    if (transaction === null) throw new Error('There is no database to write to');
    const table = transaction.objectStore(name);
    const head: IDBRequest<Head | undefined> = table.get(headKey);
    let isOvertaken = false;
    head.onsuccess = () => {
      isOvertaken = !isExpected(head.result);
      if (isOvertaken) return transaction.abort();
      for (const range of dropped) table.delete(range);
      for (const { key, value } of puts) table.put(value, key);
    };
    try {
      await endOf(transaction);
    } catch (error) {
      throw isOvertaken ? new OvertakenError() : error;
    }
  }
}

/** Where the records of the index lie. */
export function indexRecords(tables: RawTables): RecordStore {
  return {
    getMany: (keys) => tables.getMany<Uint8Array>('searchIndex', keys),
    async write({ puts, dropped, after }: RecordBatch) {
      await tables.write<Uint8Array>('searchIndex', {
        headKey: MANIFEST_KEY,
        isExpected: (manifest) => isSameRecord(manifest, after),
        puts: puts.map(({ key, bytes }) => ({ key, value: bytes })),
        dropped: dropped.map((segment) => {
          return IDBKeyRange.bound(recordKey(segment, 0), recordKey(segment + 1, 0), false, true);
        }),
      });
    },
    async segments() {
      const keys = await tables.keys('searchIndex');
      const ids = new Set(keys.map((key) => Math.floor(key / RECORDS)));
      ids.delete(0);
      return [...ids];
    },
  };
}

/**
 * Connects without Dexie, to read. An upgrade is never held up, and the next reading opens anew; a
 * database that is not there is not made.
 */
export function connectRaw(name = DATABASE_NAME): Connect {
  let opening: Promise<IDBDatabase | null> | null = null;
  const forget = () => {
    opening = null;
  };
  const open = (): Promise<IDBDatabase | null> =>
    new Promise((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onupgradeneeded = () => request.transaction?.abort();
      request.onerror = () => {
        if (request.error?.name === 'AbortError') resolve(null);
        else reject(request.error);
      };
      request.onsuccess = () => {
        const database = request.result;
        const isKnown = INDEX_TABLES.every((table) => database.objectStoreNames.contains(table));
        if (!isKnown) database.close();
        else {
          database.onclose = forget;
          database.onversionchange = () => {
            database.close();
            forget();
          };
        }
        resolve(isKnown ? database : null);
      };
    });
  return async () => {
    opening ??= open();
    try {
      const database = await opening;
      // What is not there yet may come.
      if (database === null) forget();
      return database;
    } catch (error) {
      forget();
      throw error;
    }
  };
}
