/** Looks places of the recognition table up for pages of catalogues that are too large for them. */
import { browser } from 'wxt/browser';
import type { PlaceEntry } from '../messages/protocol.ts';
import {
  type StoredHead,
  TABLE_HEAD_KEY,
  tableFilterKey,
  tablePartKey,
} from '../recognise/stored-table.ts';
import {
  decodeHead,
  decodePart,
  decodeWords,
  entriesAt,
  mayHoldPlace,
  partOfPlace,
  type TableHead,
  type TablePart,
} from '../recognise/table.ts';

interface OpenTable {
  readonly base: number;
  readonly head: TableHead;
  readonly filter: Uint32Array;
  readonly parts: Map<number, TablePart>;
}

/** The table that was asked for last, as far as it was read: about 17 bytes a title when all of it was. */
let open: OpenTable | null = null;

async function readString(key: string): Promise<string | undefined> {
  const found: Record<string, string | undefined> = await browser.storage.local.get(key);
  return found[key];
}

async function openTable(base: number): Promise<OpenTable | null> {
  if (open?.base === base) return open;
  const stored: { [TABLE_HEAD_KEY]?: StoredHead } = await browser.storage.local.get(TABLE_HEAD_KEY);
  const built = stored[TABLE_HEAD_KEY];
  const head = built?.base === base ? decodeHead(built.head) : null;
  const filter = await readString(tableFilterKey(base));
  if (head === null || filter === undefined) return null;
  open = { base, head, filter: decodeWords(filter), parts: new Map() };
  return open;
}

/** Reads the parts that hold these places; false where one is gone. */
async function readParts({ base, head, parts }: OpenTable, places: readonly number[]) {
  const wanted = new Set(places.map((place) => partOfPlace(place, head.partBits)));
  const missing = [...wanted].filter((part) => !parts.has(part));
  const keys = missing.map((part) => tablePartKey(base, part));
  const read: Record<string, string | undefined> = await browser.storage.local.get(keys);
  for (const part of missing) {
    const encoded = read[tablePartKey(base, part)];
    if (encoded === undefined) return false;
    parts.set(part, decodePart(encoded));
  }
  return true;
}

/** The entries at places; null where the table of that building is gone. */
export async function lookUpPlaces(
  base: number,
  places: readonly number[],
): Promise<PlaceEntry[] | null> {
  const table = await openTable(base);
  if (table === null) return null;
  const { head, filter, parts } = table;
  const likely = places.filter((place) => mayHoldPlace(filter, place));
  if (!(await readParts(table, likely))) return null;
  return likely.flatMap((place) => {
    const part = parts.get(partOfPlace(place, head.partBits));
    if (part === undefined) return [];
    return entriesAt(part, place, head.partBits).map((entry) => ({ ...entry, place }));
  });
}
