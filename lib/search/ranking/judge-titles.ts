/** How well the title of a paper fits the words of a query in their order. */
import { FIELD, fieldOfPlace, positionOfPlace, timesIn } from '../index/fields.ts';
import type { Postings, PostingsReader } from '../index/postings-reader.ts';
import type { Choice, Unit } from './choose-terms.ts';

/** Added to 1, times the share of the title that the query covers. */
const COVERAGE = 0.6;
/** The words of the query stand beside each other as typed; times the share of neighbours that do. */
const ADJACENT = 0.6;
/** The title begins with the query. */
const BEGINS = 0.1;
/** The query is the title, word for word. */
const WHOLE = 4;
/** How much of a word an unfinished or misspelled one covers. */
const NEAR_SHARE = 0.5;

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
  words: number,
  postingsOf: (choice: Choice) => Postings,
  titleLengths: ArrayLike<number>,
): Promise<Float64Array> {
  const matches = Array.from(rows, (): TitleMatch => {
    return { places: Array.from({ length: words }, () => new Set()), covered: new Map() };
  });
  const choices = units.flatMap(({ from, to, whole, near }) => [
    ...whole.map((choice) => ({ choice, from, to, share: 1 })),
    ...near.map((choice) => ({ choice, from, to, share: NEAR_SHARE })),
  ]);
  await Promise.all(
    choices.map(async ({ choice, from, to, share }) => {
      const withTitle = selectWithTitle(rows, postingsOf(choice));
      if (withTitle.length === 0) return;
      const asked = Uint32Array.from(withTitle, (index) => rows[index] ?? 0);
      const places = await reader.places(choice.term, asked);
      for (const [at, index] of withTitle.entries()) {
        const match = matches[index];
        if (match !== undefined) note(match, places.at(at), from, to, share);
      }
    }),
  );
  return Float64Array.from(rows, (row, index) =>
    judge(matches[index], words, titleLengths[row] ?? 0),
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

function judge(match: TitleMatch | undefined, words: number, titleLength: number): number {
  if (match === undefined || match.covered.size === 0) return 1;
  const { places, covered } = match;
  let sum = 0;
  for (const share of covered.values()) sum += share;
  const coverage = Math.min(1, sum / Math.max(1, titleLength));
  let adjacent = 0;
  for (let word = 1; word < words; word++) {
    const before = places[word - 1];
    for (const place of places[word] ?? []) {
      if (before?.has(place - 1)) {
        adjacent++;
        break;
      }
    }
  }
  const begins = places[0]?.has(0) ? BEGINS : 0;
  const neighbours = words > 1 ? adjacent / (words - 1) : 0;
  const isWhole = coverage === 1 && (words === 1 || neighbours === 1);
  return 1 + COVERAGE * coverage + ADJACENT * neighbours + begins + (isWhole ? WHOLE : 0);
}
