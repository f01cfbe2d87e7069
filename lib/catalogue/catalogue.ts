/**
 * What the rest of the extension knows of the store: one interface, one kind of change.
 * The worker is the only writer; every change is one operation in the journal.
 */
import type {
  Paper,
  PaperDraft,
  PaperId,
  PaperSummary,
  SourceKind,
  Status,
  TagCount,
  TagId,
  TagSlot,
  UserPart,
} from '../paper/paper.ts';
import type { Row } from '../recognise/types.ts';

/** Made by the caller; a repeat of an operation is answered like the first time and changes nothing. */
export type OperationId = string;

/** "Not this paper": on one site, or never by its title anywhere (links and ids still count). */
export type Correction =
  | { readonly kind: 'not-here'; readonly paperId: PaperId; readonly site: string }
  | { readonly kind: 'never-by-title'; readonly paperId: PaperId };

/** Everything that can happen to the catalogue. */
export type Change =
  /** Gives the tag of that name to the papers, and makes it where it does not exist. */
  | { readonly kind: 'tag'; readonly paperIds: readonly PaperId[]; readonly name: string }
  | { readonly kind: 'untag'; readonly paperIds: readonly PaperId[]; readonly tagId: TagId }
  | {
      readonly kind: 'status';
      readonly paperIds: readonly PaperId[];
      readonly status: Status | null;
    }
  | { readonly kind: 'note'; readonly paperId: PaperId; readonly note: string }
  /** Onto the name of another tag: the two become one. */
  | { readonly kind: 'rename-tag'; readonly tagId: TagId; readonly name: string }
  /** Takes the slot from the tag that has it. */
  | { readonly kind: 'slot'; readonly tagId: TagId; readonly slot: TagSlot | null }
  | { readonly kind: 'delete-tag'; readonly tagId: TagId }
  | { readonly kind: 'correct'; readonly correction: Correction }
  | { readonly kind: 'withdraw-correction'; readonly correction: Correction }
  | {
      readonly kind: 'add-papers';
      readonly papers: readonly PaperDraft[];
      readonly source: { readonly kind: SourceKind; readonly name: string };
    }
  | { readonly kind: 'delete-papers'; readonly paperIds: readonly PaperId[] }
  /** Takes out the starter papers that the user has not handled. */
  | { readonly kind: 'remove-starter' };

export interface Operation {
  readonly id: OperationId;
  readonly change: Change;
}

/** A paper of an `add-papers` change that could not be added, by its place in the change. */
export interface Refused {
  readonly index: number;
  readonly reason: 'no-title' | 'identifier-clash';
  readonly detail: string;
}

/** What a change did. */
export interface Outcome {
  readonly operation: OperationId;
  /** The papers that the change touched, at most 200 of them. */
  readonly paperIds: readonly PaperId[];
  readonly added: number;
  /** Already there: missing fields were filled from the new copy, or nothing was missing. */
  readonly merged: number;
  readonly refused: readonly Refused[];
  /** For `tag`: the tag, made or found. */
  readonly tagId: TagId | null;
  /** False when nothing changed, so that there is nothing to undo. */
  readonly changed: boolean;
}

/** An import that can be taken up again after the page or the worker died. */
export interface ImportJob {
  readonly id: string;
  /** Names the file and its content: name, size and date. */
  readonly fingerprint: string;
  readonly name: string;
  readonly state: 'running' | 'done' | 'cancelled';
  /** Chunks written; the next chunk has this number. Chunk n is the operation `<id>:<n>`. */
  readonly chunks: number;
  readonly added: number;
  readonly merged: number;
  readonly skipped: number;
  readonly startedAt: number;
}

/** The state of the catalogue as a whole. */
export type CatalogueState =
  | { readonly kind: 'ready'; readonly papers: number }
  /** First start: the starter papers are being read. */
  | { readonly kind: 'loading'; readonly papers: number }
  /** The sentinel remembers papers that the database no longer has. Nothing is seeded until the user decides. */
  | { readonly kind: 'emptied'; readonly remembered: number }
  | { readonly kind: 'broken'; readonly message: string };

/** The compact display record of a paper, in pages of `PAGE_ROWS`. */
export interface DisplayRecord {
  readonly id: PaperId;
  readonly title: string;
  readonly byline: string;
  /** All authors, for search; names as the source gives them. */
  readonly authors: string;
  readonly year: number | null;
  readonly venue: string;
  readonly bestLink: string | null;
  readonly addedAt: number;
}

/** Moves forward with every change. Papers: what the recognition table is made of; all: also what lists and marks show. */
export interface Revisions {
  readonly papers: number;
  readonly all: number;
  /** Random; another one for a catalogue begun anew, whose revisions say nothing of the old one's. */
  readonly store: string;
}

/** Who is told which papers changed, and keeps something in step with them. */
export type Follower = 'table' | 'index';

/** A place in the log of changes: a revision, and of the one after it so many items. */
export interface LogPlace {
  readonly revision: number;
  readonly at: number;
}

export interface LogPiece<Item> {
  readonly items: readonly Item[];
  readonly to: LogPlace;
}

/** Rows whose papers changed, and papers whose user's part did; one may come several times. */
export interface ChangesAfter {
  readonly rows: LogPiece<Row>;
  readonly ids: LogPiece<PaperId>;
}

/** Null: the user has not handled the paper, or not any more. */
export interface PartAtRow {
  readonly row: Row;
  readonly part: UserPart | null;
}

export interface Catalogue {
  /** Resolves when the store is open and the starter papers are in, or known not to be wanted. */
  readonly ready: Promise<CatalogueState>;
  state(): Promise<CatalogueState>;
  revisions(): Promise<Revisions>;
  /**
   * The rows whose papers came, changed or went after revision `since`, each once. Null where they are
   * more than `most`, or the log does not reach back so far: then everything counts as changed.
   */
  changedRows(since: number, most: number): Promise<readonly Row[] | null>;
  /** Rows given out so far. */
  countRows(): Promise<number>;
  /** What changed after two places, of papers and of all; null where the log does not reach back so far. */
  changedAfter(papers: LogPlace, all: LogPlace, most: number): Promise<ChangesAfter | null>;
  /** Forgets which rows changed up to a revision, as soon as nobody will ask again. */
  forgetChanges(follower: Follower, upTo: number): Promise<void>;
  /** The same for the user's parts, which only the index follows. */
  forgetUserChanges(upTo: number): Promise<void>;
  /** True until the index has said by these two that all is in it. */
  isIndexBehind(): Promise<boolean>;

  /** Runs one operation in one transaction and journals it. */
  apply(operation: Operation): Promise<Outcome>;
  /**
   * Takes back what one operation changed and nothing since has changed again.
   * False: unknown, undone already, or nothing of it is left to take back.
   */
  undo(operation: OperationId): Promise<boolean>;

  /** The papers that an operation touched, at most 200 of them; empty when it is unknown. */
  papersOfOperation(operation: OperationId): Promise<readonly PaperId[]>;

  findPaper(id: PaperId): Promise<Paper | undefined>;
  /** In the order asked; ids that are unknown are left out. */
  summarise(ids: readonly PaperId[]): Promise<PaperSummary[]>;
  /** One for each row asked; undefined where there is no paper (any more). */
  summariseRows(rows: readonly Row[]): Promise<(PaperSummary | undefined)[]>;
  /** Whole papers by row; undefined where there is none. */
  papersAtRows(rows: readonly Row[]): Promise<(Paper | undefined)[]>;
  /** For each identity key (`identityKeys`) the paper that has it, or null; null also for a link that several papers share. */
  findByKeys(keys: readonly string[]): Promise<(PaperId | null)[]>;
  /** For each draft the paper that adding it would merge it into, or null. */
  findDrafts(drafts: readonly PaperDraft[]): Promise<(PaperId | null)[]>;
  /** Latest use first. */
  listTags(): Promise<TagCount[]>;
  listCorrections(): Promise<Correction[]>;
  /** The user's part of every paper that has one. */
  listUserParts(): Promise<UserPart[]>;
  /** Of the papers that are in, in the order of rows. */
  partsOfPapers(ids: readonly PaperId[]): Promise<readonly PartAtRow[]>;
  /** Papers that the user has ever handled, by id, at most so many after one. */
  handledAfter(after: string, most: number): Promise<readonly PaperId[]>;
  /** Papers of the starter catalogue that are still in; `untouched`: those that `remove-starter` would take out. */
  starterPapers(): Promise<{ readonly total: number; readonly untouched: number }>;

  /** Compact records in row order, page by page; undefined where a paper was deleted. */
  displayPages(): AsyncIterable<readonly (DisplayRecord | undefined)[]>;
  /** Full papers in row order, page by page. */
  paperPages(): AsyncIterable<readonly (Paper | undefined)[]>;

  beginImport(fingerprint: string, name: string): Promise<ImportJob>;
  /** Writes chunk number `job.chunks`; a chunk that is already in is answered from the journal. */
  importChunk(
    jobId: string,
    chunk: number,
    papers: readonly PaperDraft[],
    skipped: number,
  ): Promise<{ readonly job: ImportJob; readonly outcome: Outcome }>;
  endImport(jobId: string, state: 'done' | 'cancelled'): Promise<ImportJob>;
  listImports(): Promise<ImportJob[]>;

  /** The connection under it, for what search reads and writes by itself (`openSearchTables`). */
  connect(): Promise<IDBDatabase>;

  /** After `emptied`: begin anew, with or without the starter papers. */
  startAfresh(withStarter: boolean): Promise<CatalogueState>;
  /** Loads the starter papers again after they were removed. */
  restoreStarter(): Promise<CatalogueState>;
}
