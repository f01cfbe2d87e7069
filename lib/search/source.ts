/** What search is fed from and what it gives: shapes only. */
import type { DisplayRecord, Revisions } from '../catalogue/catalogue.ts';
import type { SearchRequest } from '../messages/protocol.ts';
import type { PaperId, PaperSummary, TagCount } from '../paper/paper.ts';
import type { PostingsReader } from './index/postings-reader.ts';
import type { ReadVectors } from './ranking/raise-alike.ts';

/** What is shown of a paper, and what else is needed to say where the words are. */
export type SearchRecord = PaperSummary & Pick<DisplayRecord, 'authors'>;

/** One state of the index. */
export interface SearchState {
  readonly index: PostingsReader;
  /** Of the catalogue, when it was opened. */
  readonly revisions: Revisions;
  /** False while the index is being built: papers that are not in it yet are not found. */
  readonly isComplete: boolean;
  /** The vectors of papers; null where there are none yet. */
  readonly readVectors: ReadVectors;
}

/** Where the papers and their index are. Rows are their places in the catalogue; they never move. */
export interface SearchSource {
  /**
   * The index with every change of the catalogue in it. The same object while nothing was
   * changed: what was read of it stays read. After an `IndexMovedError` it is asked for again.
   * `isPatient`: rather wait a second or two than leave out what is being indexed.
   */
  open(isPatient?: boolean): Promise<SearchState>;
  /** One for each row, undefined where there is no paper. At most a window of results is asked for. */
  records(rows: readonly number[]): Promise<readonly (SearchRecord | undefined)[]>;
  /** One for each row; empty where there is none. */
  abstracts(rows: readonly number[]): Promise<readonly string[]>;
  /** The titles of all rows in order, page by page: for the order by title alone. */
  titlePages(): AsyncIterable<readonly (string | undefined)[]>;
  /** With the papers that have each. */
  tags(): Promise<readonly TagCount[]>;
  /** The row of a paper; undefined where there is none. */
  findRow(id: PaperId): Promise<number | undefined>;
}

/**
 * The part of a question that chooses papers without their words: all of `tags` (a tag stands for
 * those nested under it too), any of `statuses` (none: no matter), or no tag at all.
 */
export type SearchFilter = Pick<SearchRequest, 'tags' | 'statuses' | 'untagged'>;
