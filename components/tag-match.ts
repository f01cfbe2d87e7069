/** Which tags answer what was typed into a tag field, and in what order. */
import type { TagCount } from '../lib/paper/paper.ts';
import { parseTagName } from '../lib/paper/tag-name.ts';

const DAY_MS = 86_400_000;
/** After as many days a tag's recency counts half: a project lasts about a month. */
const RECENCY_HALF_LIFE_DAYS = 30;
/** Below this length a final s is part of the word ("CS", "GAS"), not a plural. */
const MIN_PLURAL_LETTERS = 4;

/** A name for comparing: without case, width and diacritics. */
export function foldTag(name: string): string {
  return name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** What look-alikes share: also without hyphens, spaces and the plural. */
function twinKey(name: string): string {
  const letters = foldTag(name).replace(/[-_. ]/g, '');
  if (letters.length < MIN_PLURAL_LETTERS) return letters;
  return letters.replace(/ies$/, 'y').replace(/s$/, '');
}

/** The tag that differs from the typed name only by case, plural or hyphens, and is not that name. */
export function findTwin(name: string, tags: readonly TagCount[]): TagCount | undefined {
  const key = twinKey(name);
  const folded = foldTag(name);
  if (key === '') return undefined;
  return tags.find((tag) => foldTag(tag.name) !== folded && twinKey(tag.name) === key);
}

/** Another tag that has the name already: renaming `tag` to it joins the two. */
export function findNamesake(
  tag: TagCount,
  name: string,
  tags: readonly TagCount[],
): TagCount | undefined {
  const folded = foldTag(name);
  return tags.find((other) => other.id !== tag.id && foldTag(other.name) === folded);
}

/** Recency times frequency: a tag used today on many papers first. */
export function tagWeight(tag: TagCount, now: number): number {
  const days = Math.max(0, now - tag.usedAt) / DAY_MS;
  return (1 + Math.log2(1 + tag.papers)) * 2 ** (-days / RECENCY_HALF_LIFE_DAYS);
}

function isSubsequence(query: string, name: string): boolean {
  let at = 0;
  for (const letter of query) {
    at = name.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** How well a folded name answers a folded query; 0 is best, null is not at all. */
function matchClass(query: string, name: string): number | null {
  if (name === query) return 0;
  if (name.startsWith(query)) return 1;
  const words = name.split(/[^\p{L}\p{N}]+/u);
  if (words.some((word) => word.startsWith(query))) return 2;
  if (isSubsequence(query.replaceAll(' ', ''), words.map((word) => word[0] ?? '').join('')))
    return 3;
  return isSubsequence(query.replaceAll(' ', ''), name) ? 4 : null;
}

/** The tags that answer `typed`, best first: equal, beginning, beginning of a word, initials, letters in order. */
export function matchTags(
  typed: string,
  tags: readonly TagCount[],
  now: number,
): readonly TagCount[] {
  const query = foldTag(typed);
  const matches = tags.flatMap((tag) => {
    const rank = query === '' ? 0 : matchClass(query, foldTag(tag.name));
    return rank === null ? [] : [{ tag, rank, weight: tagWeight(tag, now) }];
  });
  matches.sort(
    (a, b) => a.rank - b.rank || b.weight - a.weight || a.tag.name.localeCompare(b.tag.name),
  );
  return matches.map(({ tag }) => tag);
}

export interface TagOption {
  /** `twin`: a look-alike of what was typed, said as such; `carried`: it or its look-alike is given already. */
  readonly kind: 'tag' | 'twin' | 'carried' | 'create' | 'remove';
  readonly name: string;
  readonly tag: TagCount | null;
}

/** More would not be read; typing one more letter is quicker. */
const MAX_OPTIONS = 6;

/** The options of a tag field: `-name` removes; otherwise tags to add, and at the end the new one. */
export function tagOptions(
  typed: string,
  tags: readonly TagCount[],
  given: readonly TagCount[],
  now: number,
): readonly TagOption[] {
  const text = typed.trim();
  if (text === '') return [];
  if (text.startsWith('-')) {
    // A sign alone names no tag.
    const named = foldTag(text.slice(1)) === '' ? [] : matchTags(text.slice(1), given, now);
    return named.slice(0, MAX_OPTIONS).map((tag) => ({ kind: 'remove', name: tag.name, tag }));
  }
  const carried = new Set(given.map((tag) => tag.id));
  const open = tags.filter((tag) => !carried.has(tag.id));
  const twin = findTwin(text, open);
  const matches = matchTags(text, open, now)
    .filter((tag) => tag !== twin)
    .slice(0, MAX_OPTIONS)
    .map((tag): TagOption => ({ kind: 'tag', name: tag.name, tag }));
  const exists = tags.some((tag) => foldTag(tag.name) === foldTag(text));
  const withTwin: TagOption[] =
    twin === undefined ? [] : [{ kind: 'twin', name: twin.name, tag: twin }];
  const has = given.find((tag) => foldTag(tag.name) === foldTag(text)) ?? findTwin(text, given);
  const carriedToo: TagOption[] =
    has === undefined ? [] : [{ kind: 'carried', name: has.name, tag: has }];
  const parsed = parseTagName(text);
  const create: TagOption[] =
    exists || !parsed.ok ? [] : [{ kind: 'create', name: parsed.name, tag: null }];
  const exactFirst = matches[0] !== undefined && foldTag(matches[0].name) === foldTag(text);
  const found = exactFirst ? [...matches, ...withTwin] : [...withTwin, ...matches];
  return exactFirst ? [...found, ...carriedToo, ...create] : [...carriedToo, ...found, ...create];
}
