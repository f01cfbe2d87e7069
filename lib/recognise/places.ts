/**
 * What lies at the places of a table, as far as it was read. A page reads whole parts from storage;
 * where the catalogue is too large for that, it asks the worker place by place.
 */
import {
  type EncodedChanges,
  type Entry,
  enterInFilters,
  entriesAt,
  partOfPlace,
  readEntries,
  type TableHead,
  type TablePart,
} from './table.ts';

export interface Places {
  /** Letters of the longest title, also of those that came since; 0: there is none. */
  readonly longestTitle: number;
  /** The entries at a place; null: not read yet. */
  at(place: number): readonly Entry[] | null;
  /** What the worker found at a place. */
  put(place: number, entries: readonly Entry[]): void;
}

/** Reads the changes beside a table, and enters them into the filters of `head`, which is the caller's own copy. */
function readChanges(head: TableHead, { entries }: EncodedChanges): Map<number, Entry[]> {
  const changed = new Map<number, Entry[]>();
  for (const entry of readEntries(entries)) {
    enterInFilters(head, entry.place, entry, entry);
    changed.set(entry.place, [...(changed.get(entry.place) ?? []), entry]);
  }
  return changed;
}

/**
 * `parts` is the caller's map of the parts read so far and may grow. `head` is changed: the entries of
 * `changes` are entered into its filters.
 */
export function createPlaces(
  head: TableHead,
  parts: { get(part: number): TablePart | undefined },
  changes?: EncodedChanges,
): Places {
  const changed: Map<number, Entry[]> =
    changes === undefined ? new Map() : readChanges(head, changes);
  const dead = new Set(changes?.dead);
  const asked = new Map<number, readonly Entry[]>();

  const longest = [...changed.values()].flat().map(({ length }) => length);

  return {
    longestTitle: Math.max(head.longestTitle, ...longest),
    at(place) {
      const part = parts.get(partOfPlace(place, head.partBits));
      const found = part === undefined ? asked.get(place) : entriesAt(part, place, head.partBits);
      if (found === undefined) return null;
      const living = dead.size === 0 ? found : found.filter(({ row }) => !dead.has(row));
      const more = changed.get(place);
      return more === undefined ? living : [...living, ...more];
    },
    put: (place, entries) => asked.set(place, entries),
  };
}
