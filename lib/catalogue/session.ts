/** Opening, first start, and what is said when the database is not there. */
import type { CatalogueState } from './catalogue.ts';
import { KeyCache } from './key-cache.ts';
import { CLOCK_START } from './logical-clock.ts';
import { CatalogueDatabase, type Head, WRITER_VERSION } from './schema.ts';
import type { Sentinel } from './sentinel.ts';
import { loadStarter, newStarter, type ReadStarter, wantStarter } from './starter.ts';
import type { Store } from './store.ts';

export interface SessionOptions {
  readonly databaseName: string;
  readonly readStarter: ReadStarter;
  readonly sentinel: Sentinel;
  readonly now: () => number;
  readonly report: (error: unknown) => void;
}

const DEVICE_ID_LETTERS = 8;

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Writes the first records. Where another context was there first, nothing. */
async function begin(database: CatalogueDatabase, at: number, withStarter: boolean): Promise<void> {
  const deviceId = crypto.randomUUID().slice(0, DEVICE_ID_LETTERS);
  await database.transaction('rw', database.meta, async () => {
    if ((await database.findHead()) !== undefined) return;
    const head: Head = {
      key: 'head',
      deviceId,
      createdAt: at,
      clock: CLOCK_START,
      nextRow: 0,
      papers: 0,
      papersRevision: 0,
      allRevision: 0,
      sequence: 0,
    };
    await database.meta.bulkPut([
      head,
      { key: 'writer', minWriter: WRITER_VERSION },
      newStarter(withStarter),
    ]);
  });
}

/** One worker's hold on the catalogue. Nothing in it has to outlive the worker. */
export class Session {
  /** Resolves when the store is open and the starter papers are in, or known not to be wanted. */
  readonly ready: Promise<CatalogueState>;

  readonly #options: SessionOptions;
  readonly #store: Store;
  #opening: Promise<void> | null = null;
  #loading: Promise<void> | null = null;
  /** Why the last load of the starter papers failed. */
  #starterTrouble: string | null = null;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#store = {
      strict: new CatalogueDatabase(options.databaseName, 'strict'),
      relaxed: new CatalogueDatabase(options.databaseName, 'relaxed'),
      keyCache: new KeyCache(),
      now: options.now,
      countChanged: (head) => this.#remember(head),
    };
    this.ready = this.#start();
  }

  async #start(): Promise<CatalogueState> {
    const state = await this.state();
    if (state.kind !== 'loading') return state;
    await this.#loadStarter();
    return this.state();
  }

  /** The store, opened; throws where it cannot be. */
  async store(): Promise<Store> {
    this.#opening ??= this.#open();
    try {
      await this.#opening;
    } catch (error) {
      this.#opening = null;
      throw error;
    }
    return this.#store;
  }

  async state(): Promise<CatalogueState> {
    try {
      const { strict } = await this.store();
      const head = (await strict.findHead()) ?? (await this.#beginAgain());
      if (head === undefined) return await this.#emptied();
      const starter = await strict.findStarter();
      if (starter?.state !== 'loading') return { kind: 'ready', papers: head.papers };
      const trouble = this.#starterTrouble;
      void this.#loadStarter();
      return trouble === null
        ? { kind: 'loading', papers: head.papers }
        : { kind: 'broken', message: trouble };
    } catch (error) {
      return { kind: 'broken', message: messageOf(error) };
    }
  }

  async startAfresh(withStarter: boolean): Promise<CatalogueState> {
    const { strict } = await this.store();
    await begin(strict, this.#options.now(), withStarter);
    const head = await strict.findHead();
    if (head !== undefined) await this.#remember(head);
    await this.#loadStarter();
    return this.state();
  }

  async restoreStarter(): Promise<CatalogueState> {
    await wantStarter(await this.store());
    await this.#loadStarter();
    return this.state();
  }

  /** Opens the database and begins it where it is new. */
  async #open(): Promise<void> {
    const { strict } = this.#store;
    await strict.open();
    await strict.checkWriter();
    if ((await strict.findHead()) !== undefined) return;
    const remembered = await this.#options.sentinel.read();
    if ((remembered?.papers ?? 0) === 0) await begin(strict, this.#options.now(), true);
  }

  /** For a database that was emptied while it was open: as if it were opened now. */
  async #beginAgain(): Promise<Head | undefined> {
    this.#opening = null;
    const { strict } = await this.store();
    return strict.findHead();
  }

  async #emptied(): Promise<CatalogueState> {
    const remembered = await this.#options.sentinel.read();
    return { kind: 'emptied', remembered: remembered?.papers ?? 0 };
  }

  /** Never fails: what went wrong shows in `state`, and the next call tries again. */
  #loadStarter(): Promise<void> {
    this.#loading ??= loadStarter(this.#store, this.#options.readStarter)
      .then(() => {
        this.#starterTrouble = null;
      })
      .catch((error: unknown) => {
        this.#starterTrouble = messageOf(error);
        this.#options.report(error);
      })
      .finally(() => {
        this.#loading = null;
      });
    return this.#loading;
  }

  /** The change is on the disk whether or not this succeeds, so it does not fail with it. */
  async #remember({ createdAt, papers }: Head): Promise<void> {
    try {
      await this.#options.sentinel.write({ createdAt, papers });
    } catch (error) {
      this.#options.report(error);
    }
  }
}
