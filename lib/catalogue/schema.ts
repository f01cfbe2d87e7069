/** The shapes on disk, and the database. Rules for changing them: README.md. */
import { Dexie, type Table } from 'dexie';
import type {
  Identifier,
  Paper,
  PaperId,
  PaperLink,
  Source,
  Tag,
  TagId,
  UserPart,
} from '../paper/paper.ts';
import type { Row } from '../recognise/types.ts';
import type {
  Change,
  Correction,
  DisplayRecord,
  ImportJob,
  OperationId,
  Outcome,
} from './catalogue.ts';
import { INDEX_TABLES } from './layout.ts';
import type { ClockState, Stamp } from './logical-clock.ts';

/** What this code writes. A database whose `minWriter` is higher belongs to a newer version. */
export const WRITER_VERSION = 1;

/** The record that every change reads and moves. */
export interface Head {
  readonly key: 'head';
  /** Random; names this database in stamps and to caches. */
  readonly deviceId: string;
  readonly createdAt: number;
  readonly clock: ClockState;
  /** Rows are given out once and never again, so that a row never comes to mean another paper. */
  readonly nextRow: Row;
  readonly papers: number;
  readonly papersRevision: number;
  readonly allRevision: number;
  /** Number of the last journal entry. */
  readonly sequence: number;
}

/** Apart from the head, because every later version must still be able to read it. */
interface Writer {
  readonly key: 'writer';
  readonly minWriter: number;
}

export interface Starter {
  readonly key: 'starter';
  readonly state: 'loading' | 'loaded' | 'removed' | 'declined';
  /** Counts the loads that were asked for; part of the chunks' operation ids. */
  readonly round: number;
  /** The next chunk of this round. */
  readonly chunk: number;
  /** Every row that a starter paper ever came to. */
  readonly rows: readonly Row[];
}

/** Who follows the changes of papers, and up to which revision each of them needs none any more. */
export interface Followers {
  readonly key: 'followers';
  readonly table: number;
  readonly index: number;
}

type Meta = Head | Writer | Starter | Followers;

/** As many rows as `layout.ts` says; null where a paper was deleted. */
export interface Page<Item> {
  readonly page: number;
  readonly slots: readonly (Item | null)[];
}

/** Pairs (hash, row) in order; see `key-buckets.ts`. */
export type Entries = Uint32Array<ArrayBuffer>;

export interface KeyBucket {
  readonly bucket: number;
  readonly entries: Entries;
}

/** `causes`: for each field (`status`, `note`, `used`, `tag:<TagId>`) the stamp of the operation that gave its value. */
export interface StoredUserPart extends UserPart {
  readonly causes: Readonly<Record<string, Stamp>>;
  /** The last change, undoing included. */
  readonly stamp: Stamp;
}

/** `causes`: the stamp of the operation that gave each attribute its value. */
export interface StoredTag extends Tag {
  readonly papers: number;
  readonly causes: {
    readonly name: Stamp;
    readonly slot: Stamp | null;
    readonly used: Stamp;
  };
}

/** A withdrawn correction stays, inactive, so that an undo sees who spoke last. */
export interface StoredCorrection {
  readonly key: string;
  readonly correction: Correction;
  readonly active: boolean;
  readonly cause: Stamp;
}

/** The fields of a paper that a merge may fill. */
const FILLABLE_FIELDS = ['abstract', 'authors', 'year', 'venue'] as const;
export type FillableField = (typeof FILLABLE_FIELDS)[number];

/** What a merge gave to a paper. Filled fields were empty before and are never overwritten, so this undoes it. */
export interface MergePatch {
  readonly row: Row;
  readonly id: PaperId;
  readonly filled: readonly FillableField[];
  readonly identifiers: readonly Identifier[];
  readonly links: readonly PaperLink[];
  readonly source: Source;
}

export interface RemovedPaper {
  readonly row: Row;
  readonly paper: Paper;
  readonly user: StoredUserPart | null;
  readonly corrections: readonly StoredCorrection[];
}

/** What it takes to undo an operation: the state before, of what it touched. */
export interface Inverse {
  /** Papers in later rows came after the operation. */
  readonly nextRow: Row;
  readonly added: readonly { readonly row: Row; readonly id: PaperId }[];
  readonly merged: readonly MergePatch[];
  readonly removed: readonly RemovedPaper[];
  readonly users: readonly { readonly paperId: PaperId; readonly before: StoredUserPart | null }[];
  readonly tags: readonly {
    readonly id: TagId;
    readonly before: StoredTag | null;
    readonly removed: boolean;
  }[];
  readonly corrections: readonly {
    readonly key: string;
    readonly before: StoredCorrection | null;
  }[];
  readonly starter: Starter | null;
}

export interface JournalEntry {
  readonly id: OperationId;
  readonly sequence: number;
  readonly stamp: Stamp;
  /** Wall time, milliseconds since 1970. */
  readonly at: number;
  readonly kind: Change['kind'];
  readonly outcome: Outcome;
  /** Null where nothing changed, and after an undo. */
  readonly inverse: Inverse | null;
  /** When it was undone. */
  readonly undone: Stamp | null;
}

/** Which rows a revision of the papers changed: what is derived from papers is brought up to date by it. */
export interface RevisionChange {
  readonly revision: number;
  readonly rows: readonly Row[];
}

/** Whose user's part an operation changed; there is one for every revision of all, most of them empty. */
export interface UserChange {
  /** Of `allRevision`. */
  readonly revision: number;
  readonly paperIds: readonly PaperId[];
}

export class CatalogueDatabase extends Dexie {
  readonly meta: Table<Meta, string>;
  readonly papers: Table<Page<Paper>, number>;
  readonly display: Table<Page<DisplayRecord>, number>;
  readonly keys: Table<KeyBucket, number>;
  readonly user: Table<StoredUserPart, PaperId>;
  readonly tags: Table<StoredTag, TagId>;
  readonly corrections: Table<StoredCorrection, string>;
  readonly journal: Table<JournalEntry, OperationId>;
  readonly imports: Table<ImportJob, string>;
  readonly changes: Table<RevisionChange, number>;
  readonly userChanges: Table<UserChange, number>;

  /** `durability` is one for all transactions of a connection: "strict" reaches the disk before it resolves. */
  constructor(name: string, durability: 'strict' | 'relaxed') {
    super(name, { chromeTransactionDurability: durability, cache: 'disabled' });
    this.version(1).stores({
      meta: 'key',
      papers: 'page',
      display: 'page',
      keys: 'bucket',
      user: 'paperId',
      tags: 'id',
      corrections: 'key',
      journal: 'id,sequence',
      imports: 'id',
    });
    this.version(2).stores({ changes: 'revision' });
    this.version(3).stores({ userChanges: 'revision', searchIndex: '', vectors: '' });
    this.meta = this.table('meta');
    this.papers = this.table('papers');
    this.display = this.table('display');
    this.keys = this.table('keys');
    this.user = this.table('user');
    this.tags = this.table('tags');
    this.corrections = this.table('corrections');
    this.journal = this.table('journal');
    this.imports = this.table('imports');
    this.changes = this.table('changes');
    this.userChanges = this.table('userChanges');
  }

  /** All tables that changes are made in. What is made for search is apart, so that neither waits for the other. */
  get ownTables(): Table[] {
    const apart: readonly string[] = INDEX_TABLES;
    return this.tables.filter(({ name }) => !apart.includes(name));
  }

  async findHead(): Promise<Head | undefined> {
    const row = await this.meta.get('head');
    return row?.key === 'head' ? row : undefined;
  }

  async findStarter(): Promise<Starter | undefined> {
    const row = await this.meta.get('starter');
    return row?.key === 'starter' ? row : undefined;
  }

  /** Throws where a newer version of the extension has taken the database over. */
  async checkWriter(): Promise<void> {
    const row = await this.meta.get('writer');
    if (row?.key === 'writer' && row.minWriter > WRITER_VERSION)
      throw new Error(`The catalogue was written by a newer version (${row.minWriter})`);
  }
}
