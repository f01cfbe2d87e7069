/** Where the recognition table lies in extension storage; the worker writes it, pages read it. */
import type { EncodedChanges } from './table.ts';

export const TABLE_HEAD_KEY = 'recognition:head';
export const TABLE_CHANGES_KEY = 'recognition:changes';
/** How the addresses of sites name papers (`lib/paper/sites.ts`): data that every page needs, so not in its script. */
export const SITES_KEY = 'recognition:sites';
/** A head without content: the building that was begun. */
export const TABLE_BUILDING_KEY = 'recognition:building';

/** The table as it was built. It stays for a while; what changes since is in `StoredChanges`. */
export interface StoredHead {
  /** Names the building; part of the keys of its parts. */
  readonly base: number;
  /** Filters and layout, encoded; see `encodeTable`. */
  readonly head: string;
  /** Number of parts, stored one by one under `tablePartKey`. */
  readonly parts: number;
}

/** Small and written with every change of a paper; of a table that was just built, empty. */
export interface StoredChanges extends EncodedChanges {
  /** Moves with every writing: a page whose table has another one reads again. */
  readonly version: number;
  /** The building that they belong to. */
  readonly base: number;
  /** The form of the table, `TABLE_FORM`: one of another form is built anew. */
  readonly form: number;
  /** The catalogue, and the revision of its papers, that table and changes agree with. */
  readonly store: string;
  readonly revision: number;
}

export function tablePartKey(base: number, part: number): string {
  return `recognition:${base}:part:${part}`;
}

/** The full filter of a table whose head does without; only the worker reads it. */
export function tableFilterKey(base: number): string {
  return `recognition:${base}:filter`;
}
