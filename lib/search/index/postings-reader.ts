/** What ranking reads of the index. Shapes only; `IndexSession` opens one. */

/** A word of the index. */
export interface Term {
  /** Folded; for a tag `tagTerm` of its id. */
  readonly text: string;
  /** Papers that have it. Those that were replaced or deleted since count until they are merged away. */
  readonly frequency: number;
}

/** The papers that have a word, in the order of their rows. */
export interface Postings {
  readonly rows: Uint32Array;
  /** For each row how often the word stands in each field: `timesIn`. */
  readonly times: Uint32Array;
}

/** Where a word stands in some papers. */
export interface Places {
  /** Of the row asked for at `index`: places (`placeOf`), rising; empty where the word is not in. */
  at(index: number): Uint32Array;
}

/** A word that is spelled almost as asked. */
export interface SimilarTerm extends Term {
  /** Letters put in, left out, replaced, or exchanged with their neighbour. */
  readonly distance: number;
}

/** Words of a paper counted field by field, up to 255. */
type LengthColumn = 'titleLength' | 'abstractLength' | 'noteLength';
/**
 * `year`: 0 for none. `flags`: `FLAGS`. `status`: 0 for none, else its place in `STATUSES` + 1. `addedAt`
 * and `usedAt` in seconds since 1970.
 */
export type NumberColumn = LengthColumn | 'year' | 'flags' | 'addedAt' | 'status' | 'usedAt';

/** Bits of the column `flags`. */
export const FLAGS = { code: 1, pdf: 2, note: 4, tag: 8 } as const;

/**
 * One state of the index. Everything is read when it is needed and kept; a reading that fails because
 * the index moved on underneath throws `IndexMovedError`: open it again and ask again.
 */
export interface PostingsReader {
  /** Rows given out; arrays by row are this long. A row without a paper is 0 in every column. */
  readonly rowCount: number;
  readonly papers: number;
  /** Words in the average title and abstract. */
  readonly averageLengths: { readonly title: number; readonly abstract: number };

  /** One for each text, null where no paper has it. */
  findTerms(texts: readonly string[]): Promise<(Term | null)[]>;
  /** Words that begin so, the most frequent first. One or two letters: the best of a list made before. */
  termsStarting(prefix: string, most: number): Promise<Term[]>;
  /** Words at most `distance` (1 or 2) from a word of three to 32 letters; nearest, then most frequent first. */
  termsLike(word: string, distance: number, most: number): Promise<SimilarTerm[]>;

  /** All papers of each word, one for each term in their order. */
  postings(terms: readonly Term[]): Promise<Postings[]>;
  /**
   * The about 1,000 papers of each word where it weighs most (`impactOf`), for a first answer in a cold
   * isolate; all of them where there are not many more.
   */
  bestPostings(terms: readonly Term[]): Promise<Postings[]>;
  /** Where the word stands in the rows, which must rise. */
  places(term: Term, rows: Uint32Array): Promise<Places>;

  /** The rows that have a paper, rising. */
  liveRows(): Uint32Array;
  /** A number for each row. */
  column(name: NumberColumn): Promise<Uint8Array | Uint16Array | Uint32Array>;
  /** The ids of the tags of each row asked for. */
  tagsOfRows(rows: Uint32Array): Promise<readonly (readonly string[])[]>;
}
