/** The recognition table from extension storage: reading it does not wake the worker. */
import { browser } from 'wxt/browser';
import { askFromPage } from '../../lib/messages/ask.ts';
import type { KnownTitles } from '../../lib/page/scan.ts';
import { createTextReader, siftNames } from '../../lib/paper/ids-in-text.ts';
import { createKeyReader } from '../../lib/paper/links.ts';
import { createMatcher } from '../../lib/recognise/match.ts';
import { createPlaces, type Places } from '../../lib/recognise/places.ts';
import {
  SITES_KEY,
  type StoredChanges,
  type StoredHead,
  TABLE_CHANGES_KEY,
  TABLE_HEAD_KEY,
  tablePartKey,
} from '../../lib/recognise/stored-table.ts';
import {
  decodeHead,
  decodePart,
  type Entry,
  partOfPlace,
  type TableHead,
  type TablePart,
} from '../../lib/recognise/table.ts';

export interface Table {
  readonly version: number;
  readonly known: KnownTitles;
}

/** Parts kept from pass to pass: about 10 KB each at 100,000 titles. */
const MAX_PARTS_KEPT = 32;

/** A table as it was built, as far as it was read. */
interface Built {
  readonly base: number;
  readonly head: TableHead;
  readonly parts: Map<number, TablePart>;
}

/** Kept from one version to the next: of most changes only what lies beside the table is new. */
let built: Built | null = null;

type Stored = Partial<{
  [SITES_KEY]: string;
  [TABLE_CHANGES_KEY]: StoredChanges;
  [TABLE_HEAD_KEY]: StoredHead;
}>;
type Names = Pick<KnownTitles, 'keysOfUrl' | 'keysInText' | 'siftNames'>;

/** What is stored, and null where that is no table of this version of the extension. */
async function readStored(): Promise<{
  readonly changes: StoredChanges;
  readonly built: Built;
  readonly names: Names;
} | null> {
  const small: Stored = await browser.storage.local.get([TABLE_CHANGES_KEY, SITES_KEY]);
  const { [TABLE_CHANGES_KEY]: changes, [SITES_KEY]: sites } = small;
  if (changes === undefined || sites === undefined) return null;
  const keysOfUrl = createKeyReader(sites);
  const names = { keysOfUrl, keysInText: createTextReader(sites, keysOfUrl), siftNames };
  if (built?.base === changes.base) return { changes, built, names };
  // In one reading: between two another table may be stored.
  const large: Stored = await browser.storage.local.get([TABLE_CHANGES_KEY, TABLE_HEAD_KEY]);
  const { [TABLE_CHANGES_KEY]: now = changes, [TABLE_HEAD_KEY]: stored } = large;
  const head = stored === undefined ? null : decodeHead(stored.head);
  if (stored === undefined || head === null) return null;
  built = { base: stored.base, head, parts: new Map() };
  return { changes: now, built, names };
}

async function readParts({ base, head, parts }: Built, places: readonly number[]): Promise<void> {
  const wanted = new Set(places.map((place) => partOfPlace(place, head.partBits)));
  const keys = new Map<string, number>();
  for (const part of wanted) if (!parts.has(part)) keys.set(tablePartKey(base, part), part);
  const stored: Record<string, string> = await browser.storage.local.get([...keys.keys()]);
  for (const [key, encoded] of Object.entries(stored))
    parts.set(keys.get(key) ?? 0, decodePart(encoded));
}

async function askWorker(base: number, places: readonly number[], known: Places): Promise<void> {
  const answer = await askFromPage('lookUp', { base, places });
  const found = new Map<number, Entry[]>(places.map((place) => [place, []]));
  for (const entry of answer?.found ?? []) found.get(entry.place)?.push(entry);
  for (const [place, entries] of found) known.put(place, entries);
}

/** The table as it is now; null before the first, or where another version of the extension wrote it. */
export async function readTable(): Promise<Table | null> {
  const stored = await readStored();
  if (stored === null) return null;
  const { changes, built, names } = stored;
  const { head, parts, base } = built;
  const places = createPlaces(head, parts, changes);
  const isLarge = head.titleFilter.length === 0;
  return {
    version: changes.version,
    known: {
      matcher: createMatcher(head, places),
      ...names,
      forget() {
        if (parts.size > MAX_PARTS_KEPT) parts.clear();
      },
      load: (wanted) => (isLarge ? askWorker(base, wanted, places) : readParts(built, wanted)),
    },
  };
}
