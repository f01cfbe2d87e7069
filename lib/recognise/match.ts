/**
 * Finds titles in a text, and the papers of a link. Runs in the page: no DOM, no allocation per word.
 * A hit is a full one (place, length and a 32-bit hash agree); the worker still compares it with the
 * real title. A title cut short by an ellipsis is a hit by its first 24 letters.
 */
import { firstFrom } from './first-from.ts';
import {
  ANCHOR_LETTERS,
  BEGINNING_LETTERS,
  endOfWordBefore,
  hashKey,
  hashText,
  LAST_LONG_ANCHOR,
  makeHashedText,
  makePowers,
  mix,
  windowHash,
} from './hash.ts';
import type { Places } from './places.ts';
import { mayHoldKey, mayHoldPlace, mayHoldTwice, type TableHead } from './table.ts';
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

/** Holds until the matcher gets another text. */
interface Sifted {
  /** Places to read first. */
  readonly missing: readonly number[];
  /** UTF-16 offsets of what may be titles, when those places were read. */
  offsets(): number[];
}

export interface Matcher {
  /**
   * Looks over a long text of many runs for what may be titles. At `edges` (ascending offsets) a word
   * begins, whatever is before it.
   */
  sift(text: string, edges: readonly number[]): Sifted;
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

/** A word that passed the filters: its letter, and the place of the titles that begin like it. */
interface Beginning {
  readonly at: number;
  readonly place: number;
  readonly isLongest: boolean;
}

const ELLIPSIS = /…|\.{3}/g;
/** A function that is called often is compiled soon. */
const WORDS_AT_A_TIME = 256;
/** An ellipsis farther from a title's beginning cuts something else. */
const CUT_REACH = 1_000;
const CUT_LETTERS = ANCHOR_LETTERS[0];
/** Each filter is for two anchors, and has the letters of the second. */
const LAST_ANCHOR = ANCHOR_LETTERS.length - 1;

const inTextOrder = (a: RawHit, b: RawHit) => a.at - b.at || b.length - a.length;

/** Of hits that overlap the longest stays, of equally long ones the first. */
function keepLongest(hits: RawHit[]): RawHit[] {
  hits.sort((a, b) => b.length - a.length || a.at - b.at);
  const kept: RawHit[] = [];
  for (const hit of hits) {
    const { at, length } = hit;
    const isTaken = kept.some(
      (other) =>
        other.at < at + length &&
        at < other.at + other.length &&
        (at !== other.at || length !== other.length),
    );
    if (!isTaken) kept.push(hit);
  }
  return kept;
}

/**
 * A matcher over a table. `places` may come to know more between calls.
 * One pass over the letters, then two looks into small filters a word; a title costs nothing until
 * its first letters are met.
 */
export function createMatcher(head: TableHead, places: Places): Matcher {
  const { firstFilter, shortFilter, titleFilter, keyFilter, beginningFilter } = head;
  const powers = makePowers(Math.max(places.longestTitle, BEGINNING_LETTERS));
  const text = makeHashedText(4096);
  let source = '';
  /** Where titles may begin, by the filters. */
  let beginnings: Beginning[] = [];
  let whole: RawHit[] = [];
  let cut: RawHit[] = [];
  let missing: Set<number> = new Set();

  const endsWord = (end: number) =>
    text.wordStarts[firstFrom(text.wordStarts, text.words, end)] === end;

  /** Where in the text the first word from a letter on begins; its end, where there is none. */
  const offsetOf = (letter: number): number =>
    text.wordOffsets[firstFrom(text.wordStarts, text.words, letter)] ?? 0;
  /** How many letters stand before the ellipsis that cuts a title; null where none is near. */
  const stopOf = (at: number): number | null => {
    const { wordStarts, wordOffsets, words } = text;
    const start = offsetOf(at);
    const near = source.slice(start, start + CUT_REACH);
    if (!near.includes('…') && !near.includes('...')) return null;
    for (const { index } of near.matchAll(ELLIPSIS)) {
      const stop = wordStarts[firstFrom(wordOffsets, words, start + index)] ?? 0;
      if (stop >= at + CUT_LETTERS) return stop;
    }
    return null;
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
        const stop = stopOf(at);
        const isNew = !cut.some((hit) => hit.at === at && hit.row === row);
        if (stop !== null && stop < end && isNew) cut.push({ at, length: stop - at, row });
      }
    }
  };
  /** Whether a title with these first letters may go on like the text, or end soon. */
  const goesOn = (at: number, place: number): boolean =>
    mayHoldTwice(beginningFilter, place) ||
    (at + BEGINNING_LETTERS <= text.count &&
      mayHoldTwice(beginningFilter, windowHash(text, powers, at, BEGINNING_LETTERS)));
  /** Whether a title with this anchor may begin there; then its place, else null. */
  const placeAt = (at: number, anchor: number): number | null => {
    const length = ANCHOR_LETTERS[anchor] ?? 0;
    if (at + length > text.count) return null;
    const place = mix(windowHash(text, powers, at, length), anchor);
    if (titleFilter.length > 0 && !mayHoldPlace(titleFilter, place)) return null;
    return anchor > 0 || goesOn(at, place) || stopOf(at) !== null ? place : null;
  };
  /** Looks at words: first into a small filter, then at the titles of its anchors that may begin so. */
  const lookAtWords = (from: number, filter: Uint32Array, anchor: number): void => {
    const { wordStarts, prefixes } = text;
    const letters = ANCHOR_LETTERS[anchor] ?? 0;
    const power = powers[letters] ?? 0;
    const to = Math.min(text.words, from + WORDS_AT_A_TIME);
    // Behind the last letter a window has no meaning; `placeAt` sees to that.
    for (let word = from; word < to; word++) {
      const at = wordStarts[word] ?? 0;
      const hash = ((prefixes[at + letters] ?? 0) - Math.imul(prefixes[at] ?? 0, power)) | 0;
      if (mayHoldTwice(filter, hash)) look(at, anchor);
    }
  };
  const look = (at: number, last: number) => {
    for (let anchor = last - 1; anchor <= last; anchor++) {
      const place = placeAt(at, anchor);
      if (place !== null) beginnings.push({ at, place, isLongest: anchor === 0 });
    }
  };

  /** Finds what lies at the places of the words that pass the filters. */
  const collectAll = (): void => {
    whole = [];
    cut = [];
    missing = new Set();
    for (const { at, place, isLongest } of beginnings) collect(at, place, isLongest);
  };
  const read = (run: string, edges?: readonly number[]): void => {
    source = run;
    beginnings = [];
    if (places.longestTitle > 0) {
      hashText(run, text, edges);
      for (let from = 0; from < text.words; from += WORDS_AT_A_TIME) {
        lookAtWords(from, firstFilter, LAST_LONG_ANCHOR);
        lookAtWords(from, shortFilter, LAST_ANCHOR);
      }
    }
    collectAll();
  };

  return {
    sift(many, edges) {
      read(many, edges);
      return {
        missing: [...missing],
        offsets() {
          if (missing.size > 0) collectAll();
          return [...whole, ...cut].map(({ at }) => offsetOf(at));
        },
      };
    },
    match(run) {
      read(run);
      const hits = [...keepLongest(whole), ...cut].sort(inTextOrder);
      return {
        hits: hits.map(({ at, length, row }) => ({
          row,
          start: offsetOf(at),
          end: endOfWordBefore(source, offsetOf(at + length)),
        })),
        missing: [...missing],
      };
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
