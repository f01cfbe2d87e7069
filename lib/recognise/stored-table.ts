/** Where the recognition table lies in extension storage; the worker writes it, pages read it. */

export const TABLE_HEAD_KEY = 'recognition:head';

export interface TableHead {
  /** The catalogue's revision of papers that the table was built from. */
  readonly version: number;
  /** Filter and layout, encoded; see `encodeTable`. */
  readonly head: string;
  /** Number of parts, stored one by one under `tablePartKey`. */
  readonly parts: number;
}

export function tablePartKey(part: number): string {
  return `recognition:part:${part}`;
}
