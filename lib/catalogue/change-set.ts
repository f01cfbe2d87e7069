import type { PaperId, TagId } from '../paper/paper.ts';
import type { Row } from '../recognise/types.ts';
import type { KeyCache } from './key-cache.ts';
import type { ClockState, Stamp } from './logical-clock.ts';
import { PaperChanges } from './paper-changes.ts';
import { RecordChanges } from './record-changes.ts';
import type {
  CatalogueDatabase,
  Entries,
  Head,
  Inverse,
  MergePatch,
  RemovedPaper,
  Starter,
  StoredCorrection,
  StoredTag,
  StoredUserPart,
} from './schema.ts';
import { storedKeys } from './stored-paper.ts';
import type { Act } from './user-part.ts';

/** What `flush` wrote: the new head, and the buckets for the cache. */
export interface Flushed {
  readonly head: Head;
  readonly buckets: ReadonlyMap<number, Entries>;
  readonly changed: boolean;
}

/**
 * All that one transaction reads and changes. Changes are collected and written once, by `flush`;
 * what has to agree with them (tag counts, revisions, the state before, for undo) is kept in step
 * here, so that no kind of change can forget it.
 */
export class ChangeSet implements Act {
  readonly database: CatalogueDatabase;
  readonly stamp: Stamp;
  readonly at: number;
  readonly papers: PaperChanges;
  readonly tags: RecordChanges<StoredTag, TagId>;
  readonly corrections: RecordChanges<StoredCorrection, string>;

  readonly #head: Head;
  readonly #users: RecordChanges<StoredUserPart, PaperId>;
  readonly #added = new Map<Row, PaperId>();
  readonly #merged: MergePatch[] = [];
  readonly #removed: RemovedPaper[] = [];
  #starterBefore: Starter | null = null;

  constructor(database: CatalogueDatabase, keyCache: KeyCache, head: Head, act: Act) {
    this.database = database;
    this.stamp = act.stamp;
    this.at = act.at;
    this.#head = head;
    this.papers = new PaperChanges(database, head.nextRow, (buckets) =>
      keyCache.read(database, head, buckets),
    );
    this.tags = new RecordChanges(database.tags);
    this.corrections = new RecordChanges(database.corrections);
    this.#users = new RecordChanges(database.user);
  }

  /** Readies the user's parts of papers, and the tags that they count for. */
  async loadUserParts(ids: readonly PaperId[]): Promise<void> {
    await this.#users.load(ids);
    await this.loadTags();
  }

  async loadTags(): Promise<void> {
    await this.tags.loadAll(({ id }) => id);
  }

  async loadCorrections(): Promise<void> {
    await this.corrections.loadAll(({ key }) => key);
  }

  /** The user's part of every paper that carries the tag. Reads the whole table, once. */
  async findTagged(tag: TagId): Promise<StoredUserPart[]> {
    await this.loadTags();
    await this.#users.loadAll(({ paperId }) => paperId);
    return [...this.#users.values()].filter(({ tags }) => tags.includes(tag));
  }

  userPart(id: PaperId): StoredUserPart | null {
    return this.#users.get(id);
  }

  /** Keeps the counts of the tags. */
  putUserPart(id: PaperId, part: StoredUserPart | null): void {
    const before = this.#users.get(id);
    this.#users.put(id, part);
    for (const tag of before?.tags ?? []) this.#recount(tag, -1);
    for (const tag of part?.tags ?? []) this.#recount(tag, 1);
  }

  #recount(id: TagId, more: number): void {
    const tag = this.tags.get(id);
    if (tag !== null) this.tags.put(id, { ...tag, papers: tag.papers + more });
  }

  /** Notes for undo that the paper is new. */
  noteAdded(row: Row, id: PaperId): void {
    this.#added.set(row, id);
  }

  /** Notes for undo what a merge gave; what it gave to a paper that is itself new goes with that paper. */
  noteMerged(patch: MergePatch): void {
    if (!this.#added.has(patch.row)) this.#merged.push(patch);
  }

  /** Readies rows for `removePaper`. */
  async loadForRemoval(rows: readonly Row[]): Promise<void> {
    await this.papers.load(rows);
    const papers = rows.map((row) => this.papers.at(row)).filter((paper) => paper !== null);
    await this.papers.loadKeys(papers.flatMap(storedKeys));
    await this.loadUserParts(papers.map(({ id }) => id));
    await this.loadCorrections();
  }

  /** Takes a paper out, with the user's part and the corrections. */
  removePaper(row: Row): void {
    const paper = this.papers.at(row);
    if (paper === null) return;
    const corrections = [...this.corrections.values()].filter(
      ({ correction }) => correction.paperId === paper.id,
    );
    this.#removed.push({ row, paper, user: this.userPart(paper.id), corrections });
    this.putUserPart(paper.id, null);
    for (const { key } of corrections) this.corrections.put(key, null);
    this.papers.put(row, null);
  }

  /** Sets the state of the starter catalogue, so that undo sets it back. */
  async changeStarter(before: Starter, after: Starter): Promise<void> {
    this.#starterBefore = before;
    await this.database.meta.put(after);
  }

  /** The state before, of what changed: enough to undo it. */
  inverse(): Inverse {
    const gone = new Set(this.#removed.map(({ paper }) => paper.id));
    const withdrawn = new Set(
      this.#removed.flatMap(({ corrections }) => corrections.map(({ key }) => key)),
    );
    return {
      nextRow: this.papers.nextRow,
      added: [...this.#added].map(([row, id]) => ({ row, id })),
      merged: this.#merged,
      removed: this.#removed,
      users: this.#users.before(gone).map(({ key, before }) => ({ paperId: key, before })),
      tags: this.tags
        .before(new Set())
        .map(({ key, before, removed }) => ({ id: key, before, removed })),
      corrections: this.corrections.before(withdrawn).map(({ key, before }) => ({ key, before })),
      starter: this.#starterBefore,
    };
  }

  /** Writes everything but the head, which is returned for its writer to put last. */
  async flush(clock: ClockState): Promise<Flushed> {
    const buckets = await this.papers.flush();
    const corrected = await this.corrections.flush();
    const used = await this.#users.flush();
    const tagged = await this.tags.flush();
    const papersMoved = buckets !== null;
    const changed = papersMoved || corrected || used || tagged || this.#starterBefore !== null;
    const head: Head = {
      ...this.#head,
      clock,
      nextRow: this.papers.nextRow,
      papers: this.#head.papers + this.papers.more,
      papersRevision: this.#head.papersRevision + (papersMoved ? 1 : 0),
      allRevision: this.#head.allRevision + (changed ? 1 : 0),
    };
    if (papersMoved) {
      const revision = head.papersRevision;
      await this.database.changes.add({ revision, rows: this.papers.changedRows() });
    }
    if (changed) {
      const paperIds = this.#users.changedKeys();
      await this.database.userChanges.add({ revision: head.allRevision, paperIds });
    }
    return { head, buckets: buckets ?? new Map(), changed };
  }
}
