import { ChangeSet } from './change-set.ts';
import type { KeyCache } from './key-cache.ts';
import { stampOf, tick } from './logical-clock.ts';
import type { CatalogueDatabase, Head } from './schema.ts';

/** What every part of the catalogue works with. */
export interface Store {
  /** What the user does is on the disk before it is answered. */
  readonly strict: CatalogueDatabase;
  /** For imports: several times as fast, and a chunk that a power cut took is written again. */
  readonly relaxed: CatalogueDatabase;
  readonly keyCache: KeyCache;
  readonly now: () => number;
  /** Called when another number of papers is on the disk. */
  readonly countChanged: (head: Head) => Promise<void>;
}

/** The database has not been begun, or was emptied under our feet; or a newer version owns it. */
export class CatalogueUnavailableError extends Error {
  override readonly name = 'CatalogueUnavailableError';
}

/**
 * One transaction over everything but what is made for search; the head is read inside. Await nothing in `body` but the
 * database, and not in loops that may find everything loaded: Dexie follows a transaction through
 * about a hundred awaits without a request, then it is lost.
 */
export async function transact<T>(
  database: CatalogueDatabase,
  body: (head: Head) => Promise<T>,
): Promise<T> {
  // Opens the second connection with the first import, and either one again after a failure.
  await database.open();
  return database.transaction('rw', database.ownTables, async () => {
    await database.checkWriter();
    const head = await database.findHead();
    if (head === undefined)
      throw new CatalogueUnavailableError('The catalogue was emptied and not begun anew');
    return body(head);
  });
}

/** What a change came to: an answer and nothing written, or a record to write after the change itself. */
export type Decision<T> =
  | { readonly kind: 'answer'; readonly answer: T }
  | { readonly kind: 'write'; readonly record: (head: Head, changed: boolean) => Promise<T> };

/**
 * Runs one change in one transaction: reads the head, moves the clock, lets `decide` collect the
 * change, writes it, then its record.
 */
export async function changeInOneTransaction<T>(
  store: Store,
  database: CatalogueDatabase,
  decide: (set: ChangeSet) => Promise<Decision<T>>,
): Promise<T> {
  const done = await transact(database, async (before) => {
    const at = store.now();
    const clock = tick(before.clock, at);
    const act = { at, stamp: stampOf(clock, before.deviceId) };
    const set = new ChangeSet(database, store.keyCache, before, act);
    const decision = await decide(set);
    if (decision.kind === 'answer') return { answer: decision.answer, written: null };
    const flushed = await set.flush(clock);
    const head = { ...flushed.head, sequence: before.sequence + 1 };
    await database.meta.put(head);
    const answer = await decision.record(head, flushed.changed);
    return { answer, written: { before, head, buckets: flushed.buckets } };
  });
  if (done.written !== null) {
    const { before, head, buckets } = done.written;
    store.keyCache.advance(before, head, buckets);
    if (head.papers !== before.papers) await store.countChanged(head);
  }
  return done.answer;
}
