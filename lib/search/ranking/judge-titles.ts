/** How well the title of a paper fits the words of a query in their order. */
import { FIELD, fieldOfPlace, positionOfPlace, timesIn } from '../index/fields.ts';
import type { Postings, PostingsReader } from '../index/postings-reader.ts';
import type { Choice, Unit } from './choose-terms.ts';
import type { QueryWord } from './query-words.ts';

/** Added to 1, times the share of the title that the query covers. */
const COVERAGE = 0.6;
/** The words of the query stand as far from each other as typed; times the share of neighbours that do. */
const ADJACENT = 0.6;
/** Three or more words all stand as typed: a remembered piece of the title. */
const PIECE = 0.6;
const MIN_PIECE_WORDS = 3;
/** The title begins with the query. */
const BEGINS = 0.1;
/** The query is the title, word for word. */
const WHOLE = 4;
/** How much of a word an unfinished or misspelled one covers. */
const NEAR_SHARE = 0.5;

/** With more words that say something, the words between them need not be looked up. */
const MOST_BESIDE_IDLE = 3;

interface Asked {
  readonly choice: Choice;
  readonly from: number;
  readonly to: number;
  /** How much of a position in the title it covers. */
  readonly share: number;
}

function listChoices({ from, to, whole, near }: Unit): Asked[] {
  return [
    ...whole.map((choice) => ({ choice, from, to, share: 1 })),
    ...near.map((choice) => ({ choice, from, to, share: NEAR_SHARE })),
  ];
}

/** Where the words of the query stand in a title. */
interface TitleMatch {
  /** Word by word, the positions in the title. */
  readonly places: Set<number>[];
  /** What is covered of each position, up to 1. */
  readonly covered: Map<number, number>;
}

/** Factors from 1 on, one for each of the rows, which rise. */
export async function judgeTitles(
  reader: PostingsReader,
  rows: Uint32Array,
  units: readonly Unit[],
  words: readonly QueryWord[],
  postingsOf: (choice: Choice) => Postings,
  titleLengths: ArrayLike<number>,
): Promise<Float64Array> {
  const matches = Array.from(rows, (): TitleMatch => {
    return { places: words.map(() => new Set()), covered: new Map() };
  });
  const noteAll = async ({ choice, from, to, share }: Asked, indexes: readonly number[]) => {
    if (indexes.length === 0) return;
    const asked = Uint32Array.from(indexes, (index) => rows[index] ?? 0);
    const places = await reader.places(choice.term, asked);
    for (const [at, index] of indexes.entries()) {
      const match = matches[index];
      if (match !== undefined) note(match, places.at(at), from, to, share);
    }
  };
  const choices = units
    .filter(({ isIdle }) => !isIdle)
    .flatMap(listChoices)
    .filter(({ choice }) => !choice.isSplit);
  await Promise.all(
    choices.map((asked) => noteAll(asked, selectWithTitle(rows, postingsOf(asked.choice)))),
  );
  const content = words.filter(({ isIdle }) => !isIdle).length;
  const asksIdle = content < words.length && content <= MOST_BESIDE_IDLE;
  if (asksIdle) {
    const matched = [...matches.keys()].filter((index) => matches[index]?.covered.size !== 0);
    const idle = units.filter(({ isIdle }) => isIdle).flatMap(listChoices);
    await Promise.all(idle.map((asked) => noteAll(asked, matched)));
  }
  const counted = words.map(({ isIdle }) => asksIdle || !isIdle);
  return Float64Array.from(rows, (row, index) =>
    judge(matches[index], counted, titleLengths[row] ?? 0),
  );
}

/** The numbers of those rows that have the word in the title. */
function selectWithTitle(rows: Uint32Array, postings: Postings): number[] {
  const selected: number[] = [];
  let from = 0;
  for (const [index, row] of rows.entries()) {
    from = lowerBound(postings.rows, row, from);
    if (postings.rows[from] !== row) continue;
    if (timesIn(postings.times[from] ?? 0, FIELD.title) > 0) selected.push(index);
  }
  return selected;
}

function lowerBound(rows: Uint32Array, row: number, from: number): number {
  let low = from;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle] ?? 0) < row) low = middle + 1;
    else high = middle;
  }
  return low;
}

function note(match: TitleMatch, places: Uint32Array, from: number, to: number, share: number) {
  for (const place of places) {
    if (fieldOfPlace(place) !== FIELD.title) continue;
    const position = positionOfPlace(place);
    match.covered.set(position, Math.max(share, match.covered.get(position) ?? 0));
    // A name written as one stands for its words: the next may follow the first or the last of them.
    for (let word = from; word <= to; word++) {
      match.places[word]?.add(position);
      match.places[word]?.add(position + word - from);
    }
  }
}

/**
 * `counted`: word by word whether it was looked up. Words that were not are taken to be there where
 * those around them stand as far apart as typed.
 */
function judge(
  match: TitleMatch | undefined,
  counted: readonly boolean[],
  titleLength: number,
): number {
  if (match === undefined || match.covered.size === 0) return 1;
  let covered = 0;
  for (const share of match.covered.values()) covered += share;
  let neighbours = 0;
  let adjacent = 0;
  let begins = false;
  let last = -1;
  for (const [word, isCounted] of counted.entries()) {
    if (!isCounted) continue;
    const places = match.places[word];
    if (last < 0) {
      begins = places?.has(word) ?? false;
      if (begins) covered += word;
    } else {
      neighbours++;
      if (follows(match.places[last], places, word - last)) {
        adjacent++;
        covered += word - last - 1;
      }
    }
    last = word;
  }
  const inOrder = neighbours > 0 ? adjacent / neighbours : 0;
  const isAligned = begins && adjacent === neighbours;
  if (isAligned) covered += counted.length - 1 - last;
  const coverage = Math.min(1, covered / Math.max(1, titleLength));
  const isWhole = coverage === 1 && isAligned;
  const isPiece = counted.length >= MIN_PIECE_WORDS && adjacent > 0 && adjacent === neighbours;
  return (
    1 +
    COVERAGE * coverage +
    ADJACENT * inOrder +
    (begins ? BEGINS : 0) +
    (isPiece ? PIECE : 0) +
    (isWhole ? WHOLE : 0)
  );
}

function follows(
  before: ReadonlySet<number> | undefined,
  after: ReadonlySet<number> | undefined,
  distance: number,
): boolean {
  if (before === undefined || after === undefined) return false;
  for (const place of after) if (before.has(place - distance)) return true;
  return false;
}
