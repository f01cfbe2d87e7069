/**
 * Keeps the index of search in step with the catalogue: built in runs at first, then a small segment
 * for each change, merged while nothing else is to be done. Whatever is done is written with how far
 * it came, so that the next worker goes on where this one dies.
 */
import type { Catalogue, LogPlace, PartAtRow, Revisions } from '../catalogue/catalogue.ts';
import {
  type IndexProgress,
  isComplete,
  readProgress,
  type SearchTables,
} from '../catalogue/search-store.ts';
import { addedAt } from '../paper/added-at.ts';
import { hasPdf } from '../paper/has-pdf.ts';
import type { Paper } from '../paper/paper.ts';
import type { Row } from '../recognise/types.ts';
import { RunBuilder } from '../search/index/build-run.ts';
import { BrokenRecordError } from '../search/index/bytes.ts';
import { IndexWriter } from '../search/index/index-writer.ts';
import type { IndexedPaper } from '../search/index/indexed-paper.ts';
import type { Sizes } from '../search/index/sizes.ts';
import { OvertakenError } from '../search/index/store.ts';
import { type PapersByRow, VectorMaker } from './search-vectors.ts';

/** Papers are read so many at a time, about 0.4 MB. */
const READ_ROWS = 256;
/** Changes taken at a time. */
const MOST_CHANGES = 4096;
/** A search waits for so many changes to be indexed, some tens of milliseconds; with more it is partial. */
const FEW_CHANGES = 200;
const PARTS_A_RUN = 2048;
/** Work goes on so long before others get their turn. */
const TURN_MS = 12;
/** The browser ends a worker that for 30 s called nothing of its own. */
const ALIVE_MS = 20_000;
const CHECKED_EVERY_MS = 24 * 60 * 60_000;
/** What breaks again and again is not mended by building it anew. */
const MOST_REBUILDINGS = 3;

/** What is read of the catalogue to index it, and where it is told how far that came. */
export type IndexedCatalogue = PapersByRow &
  Pick<
    Catalogue,
    | 'state'
    | 'revisions'
    | 'changedAfter'
    | 'handledAfter'
    | 'partsOfPapers'
    | 'forgetChanges'
    | 'forgetUserChanges'
  >;

export interface IndexerOptions {
  /** Called now and then while there is work, so that the worker lives on. */
  readonly stayAlive: () => void;
  readonly report: (error: unknown) => void;
  /** The index has all papers, for the first time or again. */
  readonly sizes?: Sizes;
}

function beginning(now: Revisions): IndexProgress {
  const { store, papers, all } = now;
  const checkedAt = Date.now();
  return { store, papers, papersAt: 0, all, allAt: 0, row: 0, part: '', settled: 0, checkedAt };
}

const inOrder = <Item extends number>(rows: readonly Item[]): Item[] =>
  [...new Set(rows)].sort((a, b) => a - b);

/** A paper as the index takes it in. */
export function indexedPaper(paper: Paper): IndexedPaper {
  return { ...paper, hasPdf: hasPdf(paper), addedAt: addedAt(paper) };
}

export class SearchIndexer {
  readonly #catalogue: IndexedCatalogue;
  readonly #tables: SearchTables;
  readonly #options: IndexerOptions;
  #writer: IndexWriter | null = null;
  #vectors: VectorMaker | null = null;
  #turn: Promise<unknown> = Promise.resolve();
  #running: Promise<void> | null = null;
  #isAsked = false;
  #turnBegan = 0;
  #aliveAt = 0;
  #rebuildings = 0;

  constructor(catalogue: IndexedCatalogue, tables: SearchTables, options: IndexerOptions) {
    this.#catalogue = catalogue;
    this.#tables = tables;
    this.#options = options;
  }

  /** Does all that there is to do; resolves when nothing is left. Never fails: what goes wrong is reported. */
  follow(): Promise<void> {
    this.#isAsked = true;
    this.#running ??= this.#run().then(() => {
      this.#running = null;
      // Asked for while it came to its end.
      return this.#isAsked ? this.follow() : undefined;
    });
    return this.#running;
  }

  /** Takes in what changed last, where that is little; more follows by itself. */
  async catchUp(): Promise<void> {
    await this.#write(async (writer) => {
      const progress = readProgress(writer.progress);
      const { store } = await this.#catalogue.revisions();
      if (progress.store !== store || progress.row !== null || progress.part !== null) return;
      // A piece of many would be one of many small segments, and the answer partial all the same.
      const changes = await this.#changesSince(progress, FEW_CHANGES + 1);
      if (changes !== null && changes.rows.items.length + changes.ids.items.length > FEW_CHANGES)
        return;
      await this.#takeChanges(writer, progress, FEW_CHANGES);
    }).catch(this.#options.report);
    void this.follow();
  }

  /** Builds the index anew beside the one that a reader found to be broken, which goes on answering. */
  async rebuild(): Promise<void> {
    await this.#write(async (writer) => {
      if (!writer.isRebuilding && this.#rebuildings < MOST_REBUILDINGS)
        await this.#beginAnew(writer);
    }).catch(this.#options.report);
    return this.follow();
  }

  async #run(): Promise<void> {
    while (this.#isAsked) {
      this.#isAsked = false;
      try {
        do {
          while (await this.#write((writer) => this.#step(writer))) this.#stayAlive();
        } while ((await this.#learnVectors()) || !(await this.#check()));
        await this.#tellProgress();
      } catch (error) {
        this.#options.report(error);
      }
      // What it keeps in memory is not needed until the next change.
      await this.#inTurn(async () => this.#close());
    }
  }

  /** Says that all of it is done, so that the next worker begins nothing. */
  async #tellProgress(): Promise<void> {
    const { papers, all } = await this.#write(async ({ progress }) => readProgress(progress));
    await this.#catalogue.forgetChanges('index', papers);
    await this.#catalogue.forgetUserChanges(all);
  }

  #stayAlive(): void {
    if (Date.now() - this.#aliveAt < ALIVE_MS) return;
    this.#aliveAt = Date.now();
    this.#options.stayAlive();
  }

  /** One writing at a time. */
  #inTurn<T>(task: () => Promise<T>): Promise<T> {
    const next = this.#turn.then(task);
    this.#turn = next.catch(() => undefined);
    return next;
  }

  readonly #pause = async (): Promise<void> => {
    if (performance.now() - this.#turnBegan < TURN_MS) return;
    await new Promise((resolve) => setTimeout(resolve));
    this.#turnBegan = performance.now();
  };

  /**
   * Does a piece of work in turn. A worker that is being replaced may still be at the same: where it came
   * first, the piece is done again from what it wrote.
   */
  #write<T>(work: (writer: IndexWriter) => Promise<T>): Promise<T> {
    const attempt = async (): Promise<T> => {
      try {
        this.#writer ??= await IndexWriter.open(this.#tables.records, this.#options.sizes);
        return await work(this.#writer);
      } catch (error) {
        if (!(error instanceof OvertakenError)) throw error;
        this.#close();
        return attempt();
      }
    };
    return this.#inTurn(attempt);
  }

  #close(): void {
    this.#writer = null;
    this.#vectors = null;
  }

  /** Does a piece of work. False: nothing is left. */
  async #step(writer: IndexWriter): Promise<boolean> {
    try {
      return await this.#work(writer);
    } catch (error) {
      if (!(error instanceof BrokenRecordError) || this.#rebuildings >= MOST_REBUILDINGS)
        throw error;
      await this.#beginAnew(writer);
      return true;
    }
  }

  async #beginAnew(writer: IndexWriter): Promise<void> {
    await writer.rebuild(beginning(await this.#catalogue.revisions()));
    this.#rebuildings++;
  }

  async #work(writer: IndexWriter): Promise<boolean> {
    const now = await this.#catalogue.revisions();
    if (now.store === '') return false;
    const progress = readProgress(writer.progress);
    if (progress.store !== now.store || progress.papers > now.papers || progress.all > now.all) {
      await writer.reset(beginning(now));
      return true;
    }
    if (await writer.mergeStep({ pause: this.#pause })) return true;
    if (progress.row !== null) return this.#buildPapers(writer, progress, progress.row);
    if (progress.part !== null) return this.#buildParts(writer, progress, progress.part);
    if (writer.isRebuilding) {
      await writer.endRebuilding();
      return true;
    }
    if (!isComplete(progress, now)) return this.#takeChanges(writer, progress, MOST_CHANGES);
    if (progress.settled === 1) return this.#vectorMaker().step(now.store);
    if (await writer.mergeStep({ isIdle: true, pause: this.#pause })) return true;
    return this.#settle(writer, progress);
  }

  /** The next run of a first building. */
  async #buildPapers(writer: IndexWriter, progress: IndexProgress, from: Row): Promise<boolean> {
    const run = new RunBuilder('papers');
    const rowCount = await this.#catalogue.countRows();
    let row = from;
    while (row < rowCount && !run.isFull) {
      const length = Math.min(READ_ROWS, rowCount - row);
      const rows = Array.from({ length }, (_, i) => row + i);
      const papers = await this.#catalogue.papersAtRows(rows);
      for (const [index, paper] of papers.entries())
        if (paper !== undefined) await this.#addPaper(run, row + index, paper);
      row += length;
    }
    const isLast = row >= rowCount;
    await writer.append(run, { ...progress, row: isLast ? null : row }, this.#pause);
    return true;
  }

  async #addPaper(run: RunBuilder, row: Row, paper: Paper | undefined): Promise<void> {
    run.addPaper(row, paper === undefined ? null : indexedPaper(paper));
    await this.#pause();
  }

  /** The next of the user's parts of a first building. */
  async #buildParts(writer: IndexWriter, progress: IndexProgress, after: string): Promise<boolean> {
    const ids = await this.#catalogue.handledAfter(after, PARTS_A_RUN);
    const run = new RunBuilder('user');
    for (const { row, part } of await this.#catalogue.partsOfPapers(ids))
      if (part !== null) run.addUserPart(row, part);
    const isLast = ids.length < PARTS_A_RUN;
    const part = isLast ? null : (ids.at(-1) ?? null);
    await writer.append(run, { ...progress, part }, this.#pause);
    return true;
  }

  #changesSince(progress: IndexProgress, most: number): ReturnType<Catalogue['changedAfter']> {
    const { papers, papersAt, all, allAt } = progress;
    return this.#catalogue.changedAfter(
      { revision: papers, at: papersAt },
      { revision: all, at: allAt },
      most,
    );
  }

  /** Indexes what changed since. */
  async #takeChanges(writer: IndexWriter, progress: IndexProgress, most: number): Promise<boolean> {
    const { papers } = progress;
    const changes = await this.#changesSince(progress, most);
    if (changes === null) {
      await this.#beginAnew(writer);
      return true;
    }
    const run = new RunBuilder('papers');
    const parts = new Map<Row, PartAtRow['part']>();
    const rows = inOrder(changes.rows.items);
    for (let from = 0; from < rows.length; from += READ_ROWS) {
      const some = rows.slice(from, from + READ_ROWS);
      const found = await this.#catalogue.papersAtRows(some);
      await this.#vectorMaker().place(progress.store, some, found);
      for (const [index, paper] of found.entries()) {
        const row = some[index] ?? 0;
        await this.#addPaper(run, row, paper);
        // Of a deleted paper nothing may stay, so that the user's parts go first.
        if (paper === undefined) parts.set(row, null);
      }
    }
    for (const { row, part } of await this.#catalogue.partsOfPapers([
      ...new Set(changes.ids.items),
    ]))
      parts.set(row, part);
    await this.#appendParts(writer, parts, changes.ids.to);
    const { revision, at } = changes.rows.to;
    if (run.rows > 0 || revision > papers) {
      const now = readProgress(writer.progress);
      const next = { ...now, papers: revision, papersAt: at, settled: 0 };
      await writer.append(run, next, this.#pause);
    }
    return true;
  }

  async #appendParts(
    writer: IndexWriter,
    parts: ReadonlyMap<Row, PartAtRow['part']>,
    to: LogPlace,
  ): Promise<void> {
    const run = new RunBuilder('user');
    for (const row of inOrder([...parts.keys()])) run.addUserPart(row, parts.get(row) ?? null);
    const before = readProgress(writer.progress);
    if (run.rows === 0 && to.revision === before.all && to.at === before.allAt) return;
    const next = { ...before, all: to.revision, allAt: to.at, settled: 0 };
    await writer.append(run, next, this.#pause);
  }

  #vectorMaker(): VectorMaker {
    this.#vectors ??= new VectorMaker(this.#catalogue, this.#tables.vectors, this.#pause);
    return this.#vectors;
  }

  /** Not in turn, since it takes seconds. */
  async #learnVectors(): Promise<boolean> {
    const state = await this.#catalogue.state();
    if (state.kind !== 'ready') return false;
    const { store } = await this.#catalogue.revisions();
    return this.#vectorMaker().learnWhereDue(store, state.papers);
  }

  /**
   * Reads all records once a day, since what nobody searches for breaks unseen. Not in turn: meanwhile
   * at most a segment is added. False: something is broken, and will be built anew; or it was written to
   * elsewhere, and is looked at again.
   */
  async #check(): Promise<boolean> {
    const writer = await this.#write(async (current) => current);
    const { checkedAt } = readProgress(writer.progress);
    if (Date.now() - checkedAt < CHECKED_EVERY_MS) return true;
    const isGood = await this.#isGood(writer);
    return this.#write(async (current) => {
      if (current !== writer) return false;
      if (isGood) {
        const progress = { ...readProgress(writer.progress), checkedAt: Date.now() };
        await writer.append(new RunBuilder('papers'), progress);
      } else await this.#beginAnew(writer);
      return isGood;
    });
  }

  async #isGood(writer: IndexWriter): Promise<boolean> {
    try {
      await writer.verify(this.#pause);
    } catch (error) {
      if (!(error instanceof BrokenRecordError)) throw error;
      return false;
    }
    const { index, isComplete, revisions } = await this.#tables.store.open();
    const state = await this.#catalogue.state();
    if (!isComplete || state.kind !== 'ready' || state.papers === index.papers) return true;
    // Not in turn: a paper that came or went between the two counts is no fault of the index.
    return (await this.#catalogue.revisions()).papers !== revisions.papers;
  }

  /** Notes that nothing is left to merge. */
  async #settle(writer: IndexWriter, progress: IndexProgress): Promise<boolean> {
    await writer.append(new RunBuilder('papers'), { ...progress, settled: 1 });
    return true;
  }
}
