/**
 * Finds titles in a text, and the papers of a link. Runs in the page: no DOM, no allocation per word.
 * A hit is a full one (place, length and a 32-bit hash agree); the worker still compares it with the
 * real title. A title cut short by an ellipsis is a hit by its first 24 letters.
 */
import {
  ANCHOR_LETTERS,
  BEGINNING_LETTERS,
  endOfCharacter,
  hashKey,
  hashText,
  LAST_LONG_ANCHOR,
  makeHashedText,
  makePowers,
  mix,
  windowHash,
} from './hash.ts';
import type { Places } from './places.ts';
import { bitShift, mayHoldKey, mayHoldPlace, mayHoldTwice, type TableHead } from './table.ts';
import type { Row, TitleHit } from './types.ts';

interface TextAnswer {
  /**
   * In text order. Complete titles do not lie over one another; papers that share one give a hit
   * each, with equal offsets. Titles cut short may lie over others: which it is shows at the real titles.
   */
  readonly hits: readonly TitleHit[];
  /** Places that may hold more: read them, then match the text again. */
  readonly missing: readonly number[];
}

interface KeyAnswer {
  /** The papers that have the key. More than one: the link does not tell which, so it is not to be marked. */
  readonly rows: readonly Row[];
  /** The place to read before this is the whole answer, or null. */
  readonly missing: number | null;
}

export interface Matcher {
  /** The titles in one run of text (a block; what lies across blocks is no title). */
  match(text: string): TextAnswer;
  /** The papers with an identity key ("arxiv:…", "doi:…", "url:…"). */
  findKey(key: string): KeyAnswer;
}

/** A hit in letters of the folded text. */
interface RawHit {
  readonly at: number;
  readonly length: number;
  readonly row: Row;
}

const NOTHING: TextAnswer = { hits: [], missing: [] };
const ELLIPSIS = /…|\.{3}/g;
const [CUT_LETTERS, FIRST_LETTERS, , FIRST_LETTERS_OF_SHORT] = ANCHOR_LETTERS;
/** Anchors as indices: of titles in the first filter, and in the short one. */
const LONG = ANCHOR_LETTERS.map((_, anchor) => anchor).slice(0, LAST_LONG_ANCHOR + 1);
const SHORT = ANCHOR_LETTERS.map((_, anchor) => anchor).slice(LAST_LONG_ANCHOR + 1);

const inTextOrder = (a: RawHit, b: RawHit) => a.at - b.at || b.length - a.length;

/** Of hits that overlap the longest stays, of equally long ones the first. */
function keepLongest(hits: RawHit[], letters: number): RawHit[] {
  if (hits.length < 2) return hits;
  hits.sort((a, b) => b.length - a.length || a.at - b.at);
  const taken = new Uint8Array(letters);
  const kept: RawHit[] = [];
  for (const hit of hits) {
    const last = kept.at(-1);
    const twin = last?.at === hit.at && last.length === hit.length;
    // A longer hit cannot lie inside this one, so it shows at one of the ends.
    if (!twin && (taken[hit.at] || taken[hit.at + hit.length - 1])) continue;
    taken.fill(1, hit.at, hit.at + hit.length);
    kept.push(hit);
  }
  return kept;
}

/** The first of ascending `numbers` (up to `count`) that is not below `least`, by its index. */
function firstFrom(numbers: ArrayLike<number>, count: number, least: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * A matcher over a table. `places` may come to know more between calls.
 * One pass over the letters, then two looks into small filters a word; a title costs nothing until
 * its first letters are met.
 */
export function createMatcher(head: TableHead, places: Places): Matcher {
  const { firstFilter, shortFilter, titleFilter, keyFilter, beginningFilter } = head;
  const beginningShift = bitShift(beginningFilter);
  const powers = makePowers(Math.max(places.longestTitle, BEGINNING_LETTERS));
  const text = makeHashedText(4096);
  const scratch = makeHashedText(256);
  let source = '';
  let whole: RawHit[] = [];
  let cut: RawHit[] = [];
  let missing: Set<number> = new Set();
  /** How many letters stand before each ellipsis; null: not looked for yet. */
  let ellipses: number[] | null = null;

  const endsWord = (end: number) =>
    end === text.count || text.wordStarts[firstFrom(text.wordStarts, text.words, end)] === end;

  const findEllipses = (): number[] => {
    let letters = 0;
    let from = 0;
    return [...source.matchAll(ELLIPSIS)].map(({ index }) => {
      hashText(source.slice(from, index), scratch);
      letters += scratch.count;
      from = index;
      return letters;
    });
  };
  const collect = (at: number, place: number, isLongest: boolean): void => {
    const entries = places.at(place);
    if (entries === null) {
      missing.add(place);
      return;
    }
    for (const { length, hash, row } of entries) {
      const end = at + length;
      if (
        length > 0 &&
        end <= text.count &&
        windowHash(text, powers, at, length) === hash &&
        endsWord(end)
      ) {
        whole.push({ at, length, row });
      } else if (isLongest && length > CUT_LETTERS) {
        ellipses ??= findEllipses();
        const stop = ellipses[firstFrom(ellipses, ellipses.length, at + CUT_LETTERS)];
        const isNew = !cut.some((hit) => hit.at === at && hit.row === row);
        if (stop !== undefined && stop < end && isNew) cut.push({ at, length: stop - at, row });
      }
    }
  };
  /** Whether a title with these first letters may go on like the text, or end soon. */
  const goesOn = (at: number, place: number): boolean =>
    mayHoldTwice(beginningFilter, place, beginningShift) ||
    (at + BEGINNING_LETTERS <= text.count &&
      mayHoldTwice(
        beginningFilter,
        windowHash(text, powers, at, BEGINNING_LETTERS),
        beginningShift,
      ));
  const isCut = (): boolean => {
    ellipses ??= findEllipses();
    return ellipses.length > 0;
  };
  /** Looks for titles with one of these anchors. */
  const look = (at: number, anchor: number, letters: number): void => {
    const length = ANCHOR_LETTERS[anchor] ?? 0;
    if (at + length > letters) return;
    const place = mix(windowHash(text, powers, at, length), anchor);
    if (titleFilter.length > 0 && !mayHoldPlace(titleFilter, place)) return;
    const isLongest = anchor === 0;
    if (!isLongest || goesOn(at, place) || isCut()) collect(at, place, isLongest);
  };
  /** Looks at every word: first into the two small filters, then at the titles that may begin so. */
  const lookAtWords = (): void => {
    const { words, wordStarts, prefixes, count } = text;
    const long = powers[FIRST_LETTERS] ?? 0;
    const longShift = bitShift(firstFilter);
    const short = powers[FIRST_LETTERS_OF_SHORT] ?? 0;
    const shortShift = bitShift(shortFilter);
    // Behind the last letter a window has no meaning; `look` sees to that.
    for (let word = 0; word < words; word++) {
      const at = wordStarts[word] ?? 0;
      const before = prefixes[at] ?? 0;
      const longHash = ((prefixes[at + FIRST_LETTERS] ?? 0) - Math.imul(before, long)) | 0;
      if (mayHoldTwice(firstFilter, longHash, longShift)) {
        for (const anchor of LONG) look(at, anchor, count);
      }
      const shortHash =
        ((prefixes[at + FIRST_LETTERS_OF_SHORT] ?? 0) - Math.imul(before, short)) | 0;
      if (mayHoldTwice(shortFilter, shortHash, shortShift)) {
        for (const anchor of SHORT) look(at, anchor, count);
      }
    }
  };

  const toTitleHits = (hits: readonly RawHit[]): TitleHit[] => {
    if (hits.length === 0) return [];
    const starts = new Uint32Array(text.count);
    hashText(source, scratch, starts);
    return hits.map(({ at, length, row }) => ({
      row,
      start: starts[at] ?? 0,
      end: endOfCharacter(source, starts[at + length - 1] ?? 0),
    }));
  };

  return {
    match(run) {
      if (run.length === 0 || places.longestTitle === 0) return NOTHING;
      source = run;
      whole = [];
      cut = [];
      missing = new Set();
      ellipses = null;
      hashText(run, text);
      lookAtWords();
      if (whole.length + cut.length === 0 && missing.size === 0) return NOTHING;
      const hits = [...keepLongest(whole, text.count), ...cut].sort(inTextOrder);
      return { hits: toTitleHits(hits), missing: [...missing] };
    },
    findKey(key) {
      const [place, hash] = hashKey(key);
      if (!mayHoldKey(keyFilter, place, hash)) return { rows: [], missing: null };
      const entries = places.at(place);
      if (entries === null) return { rows: [], missing: place };
      const own = entries.filter((entry) => entry.length === 0 && entry.hash === hash);
      return { rows: own.map(({ row }) => row), missing: null };
    },
  };
}
