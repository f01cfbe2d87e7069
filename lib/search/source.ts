/** What search is fed from and what it gives: shapes only. The engine behind them can be replaced. */
import type { DisplayRecord, Revisions } from '../catalogue/catalogue.ts';
import type { SearchRequest, SearchResult, TextRange } from '../messages/protocol.ts';
import type { PaperId, Tag, UserPart } from '../paper/paper.ts';

/** What search needs of a paper's display record. */
export type SearchRecord = Pick<
  DisplayRecord,
  'id' | 'title' | 'authors' | 'year' | 'venue' | 'addedAt'
>;

/** Where the papers come from. Rows are the places of the papers in page order; they never move. */
export interface SearchSource {
  revisions(): Promise<Revisions>;
  /** All rows in order, page by page; undefined where a paper was deleted. */
  recordPages(): AsyncIterable<readonly (SearchRecord | undefined)[]>;
  /** Abstracts of the same rows in the same order; pages may be cut elsewhere. */
  abstractPages(): AsyncIterable<readonly (string | undefined)[]>;
  /** In the order asked; empty where there is none. At most a window of results is asked for. */
  abstractsOf(ids: readonly PaperId[]): Promise<readonly string[]>;
  /** Of the papers that have one. */
  userParts(): Promise<readonly UserPart[]>;
  tags(): Promise<readonly Pick<Tag, 'id' | 'name'>[]>;
}

/**
 * The part of a question that chooses papers without their words: all of `tags` (a tag stands for
 * those nested under it too), any of `statuses` (none: no matter), or no tag at all.
 */
export type SearchFilter = Pick<SearchRequest, 'tags' | 'statuses' | 'untagged'>;

export interface FoundPaper {
  readonly id: PaperId;
  readonly titleMatches: readonly TextRange[];
  /** Null where the title has every word that the paper matched. */
  readonly snippet: SearchResult['snippet'];
}

/** A `SearchPage` with ids in the place of summaries. */
export interface SearchAnswer {
  /** Papers found, of which `papers` is the window asked for. */
  readonly total: number;
  /** How many of them have all words of the query; 0: all lack some. */
  readonly complete: number;
  readonly papers: readonly FoundPaper[];
  /** True: abstracts were not searched, or not to the end. */
  readonly partial: boolean;
  /** Words of the query, as typed, that no paper has; known only where the answer is not partial. */
  readonly missing: readonly string[];
}

export interface Search {
  /**
   * Answers a question. A newer question of another wording ends the reading of abstracts for
   * older ones, which are then answered with `partial`; so does `signal`.
   */
  search(request: SearchRequest, signal?: AbortSignal): Promise<SearchAnswer>;
}
