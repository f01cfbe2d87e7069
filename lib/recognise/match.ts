/**
 * Finds complete titles in a text, and the papers of a link. Runs in the page: no DOM, no allocation
 * per word. A hit is a full one (anchor, length and two 32-bit hashes agree); the worker still
 * compares it with the real title.
 */
import { endsToken, foldLetters, makeFolded } from '../text/fold.ts';
import { ANCHOR_LETTERS, hashKey, hashPrefixes, makePowers, mix } from './hash.ts';
import {
  blockOfPlace,
  bucketOfPlace,
  firstTitleBits,
  keyBits,
  partOfPlace,
  secondTitleBits,
  type TableHead,
  type TablePart,
} from './table.ts';
import type { Row, TitleHit } from './types.ts';

interface TextAnswer {
  /** In text order, none over another; papers that share a title give a hit each, with equal offsets. */
  readonly hits: readonly TitleHit[];
  /** Parts that may hold more: put them into the matcher's map and match the text again. */
  readonly missing: readonly number[];
}

interface KeyAnswer {
  /** The papers that have the key. More than one: the link does not tell which, so it is not to be marked. */
  readonly rows: readonly Row[];
  /** The part to load before this is the whole answer, or null. */
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

/** False: surely no title begins at this place. */
function mayHold(filter: Uint32Array, place: number): boolean {
  const word = 2 * blockOfPlace(place, filter.length / 2);
  const first = firstTitleBits(place);
  if (((filter[word] ?? 0) & first) !== first) return false;
  const second = secondTitleBits(place);
  return ((filter[word + 1] ?? 0) & second) === second;
}

const NOTHING: TextAnswer = { hits: [], missing: [] };

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
  return kept.sort((a, b) => a.at - b.at);
}

/**
 * A matcher over a table. `parts` is the caller's map of the parts read so far; it may grow between calls.
 * Two to three passes over the letters; a title costs nothing until its anchor is met.
 */
export function createMatcher(head: TableHead, parts: ReadonlyMap<number, TablePart>): Matcher {
  const { partBits, titleFilter, keyFilter } = head;
  const powers = makePowers(Math.max(head.longestTitle, ANCHOR_LETTERS[0]));
  const folded = makeFolded(4096);
  let prefixes = new Int32Array(4097);
  const anchors = ANCHOR_LETTERS.map((length, salt) => ({ length, salt })).filter(
    ({ salt }) => head.anchors & (1 << salt),
  );
  const shortest = anchors.at(-1)?.length ?? Number.POSITIVE_INFINITY;

  let wordStarts = new Uint32Array(1024);

  const listWords = (tokenStarts: Uint8Array, count: number): number => {
    if (wordStarts.length < count) wordStarts = new Uint32Array(count + (count >> 1));
    let words = 0;
    for (let at = 0; at < count; at++) {
      wordStarts[words] = at;
      words += tokenStarts[at] ?? 0;
    }
    return words;
  };

  const windowHash = (at: number, length: number): number =>
    ((prefixes[at + length] ?? 0) - Math.imul(prefixes[at] ?? 0, powers[length] ?? 0)) | 0;

  const collect = (at: number, place: number, hits: RawHit[], missing: Set<number>): void => {
    const index = partOfPlace(place, partBits);
    const part = parts.get(index);
    if (part === undefined) {
      missing.add(index);
      return;
    }
    const bucket = bucketOfPlace(place, partBits, part.bucketBits);
    const to = part.buckets[bucket + 1] ?? 0;
    for (let i = part.buckets[bucket] ?? 0; i < to; i++) {
      const length = part.lengths[i] ?? 0;
      if (part.places[i] !== place || length === 0 || at + length > folded.count) continue;
      if (!endsToken(folded, at + length - 1)) continue;
      if (windowHash(at, length) === part.hashes[i]) {
        hits.push({ at, length, row: part.rows[i] ?? 0 });
      }
    }
  };

  function match(text: string): TextAnswer {
    if (text.length === 0 || head.titles === 0) return NOTHING;
    const { count, letters, tokenStarts } = foldLetters(text, folded);
    if (count < shortest) return NOTHING;
    if (prefixes.length <= count) prefixes = new Int32Array(count + (count >> 1) + 1);
    hashPrefixes(letters, count, prefixes);
    const hits: RawHit[] = [];
    const missing = new Set<number>();
    const words = listWords(tokenStarts, count);
    for (const { length, salt } of anchors) {
      const last = count - length;
      for (let i = 0; i < words; i++) {
        const at = wordStarts[i] ?? 0;
        if (at > last) break;
        const place = mix(windowHash(at, length), salt);
        if (mayHold(titleFilter, place)) collect(at, place, hits, missing);
      }
    }
    return {
      hits: keepLongest(hits, count).map(({ at, length, row }) => ({
        row,
        start: folded.starts[at] ?? 0,
        end: folded.ends[at + length - 1] ?? 0,
      })),
      missing: [...missing],
    };
  }

  function findKey(key: string): KeyAnswer {
    const [place, hash] = hashKey(key);
    const bits = keyBits(hash);
    const word = keyFilter[blockOfPlace(place, keyFilter.length)] ?? 0;
    if ((word & bits) !== bits) return { rows: [], missing: null };
    const index = partOfPlace(place, partBits);
    const part = parts.get(index);
    if (part === undefined) return { rows: [], missing: index };
    const bucket = bucketOfPlace(place, partBits, part.bucketBits);
    const rows: Row[] = [];
    for (let i = part.buckets[bucket] ?? 0; i < (part.buckets[bucket + 1] ?? 0); i++) {
      if (part.places[i] === place && part.hashes[i] === hash && part.lengths[i] === 0) {
        rows.push(part.rows[i] ?? 0);
      }
    }
    return { rows, missing: null };
  }

  return { match, findKey };
}
