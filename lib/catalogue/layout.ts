/** Names and sizes on disk, for the worker, which opens the database with Dexie, and for pages, which do without. */

export const DATABASE_NAME = 'manicule';

/**
 * Papers in one record: few large records keep the store quick to open (100,000 small ones cost
 * 110–190 ms at every wake), and a page of abstracts stays near 50 KB. Rows on disk depend on it.
 */
export const PAGE_ROWS = 32;

/** Vectors of so many rows are one record, of 32 KB. */
export const VECTOR_ROWS = 1024;

/** Tables that anyone may read without knowing their versions. */
export type TableName = 'meta' | 'papers' | 'display' | 'keys' | 'user' | 'tags' | IndexTable;

/** What is made from the papers for search, and can be made again. */
export const INDEX_TABLES = ['searchIndex', 'vectors'] as const;
export type IndexTable = (typeof INDEX_TABLES)[number];
