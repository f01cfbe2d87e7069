/** The recognition table from extension storage: reading it does not wake the worker. */
import { browser } from 'wxt/browser';
import type { KnownTitles } from '../../lib/page/scan.ts';
import { createMatcher } from '../../lib/recognise/match.ts';
import {
  type TableHead as StoredHead,
  TABLE_HEAD_KEY,
  tablePartKey,
} from '../../lib/recognise/stored-table.ts';
import { decodeHead, decodePart, type TablePart } from '../../lib/recognise/table.ts';

export interface Table {
  readonly version: number;
  readonly known: KnownTitles;
}

/** The table as it is now; null before the first, or where another version of the extension wrote it. */
export async function readTable(): Promise<Table | null> {
  const stored =
    await browser.storage.local.get<Record<string, StoredHead | undefined>>(TABLE_HEAD_KEY);
  const found = stored[TABLE_HEAD_KEY];
  const head = found === undefined ? null : decodeHead(found.head);
  if (found === undefined || head === null) return null;
  const parts = new Map<number, TablePart>();
  return {
    version: found.version,
    known: {
      matcher: createMatcher(head, parts),
      async load(wanted) {
        const keys = wanted.map(tablePartKey);
        const read = await browser.storage.local.get<Record<string, string | undefined>>(keys);
        for (const part of wanted) {
          const encoded = read[tablePartKey(part)];
          if (encoded !== undefined) parts.set(part, decodePart(encoded));
        }
      },
    },
  };
}
