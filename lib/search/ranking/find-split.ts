/** A word that papers write as two: "hypernetworks" as "hyper networks". */
import { FIELD, fieldOfPlace, withTimes } from '../index/fields.ts';
import type { Postings, PostingsReader, Term } from '../index/postings-reader.ts';

const MIN_PART = 3;
/** Of more ways to cut a word those with the more frequent parts are tried. */
const MAX_PAIRS = 3;
/** More papers than this with both words are not looked through. */
const MAX_ROWS = 500;

export interface Split {
  readonly term: Term;
  readonly postings: Postings;
}

/** The papers in which the two parts of a word stand beside each other; null where none has them. */
export async function findSplit(reader: PostingsReader, word: string): Promise<Split | null> {
  const cuts = Array.from({ length: Math.max(0, word.length - 2 * MIN_PART + 1) }, (_, i) => {
    return [word.slice(0, i + MIN_PART), word.slice(i + MIN_PART)] as const;
  });
  const found = await reader.findTerms(cuts.flat());
  const pairs = cuts.flatMap((_, i) => {
    const first = found[2 * i];
    const second = found[2 * i + 1];
    if (first === null || first === undefined) return [];
    return second === null || second === undefined ? [] : [[first, second] as const];
  });
  const rarer = ([first, second]: readonly [Term, Term]) =>
    Math.min(first.frequency, second.frequency);
  const likely = pairs.sort((a, b) => rarer(b) - rarer(a)).slice(0, MAX_PAIRS);
  const splits = await Promise.all(likely.map((pair) => findPair(reader, pair)));
  return splits.reduce<Split | null>((most, split) => {
    return split.term.frequency > (most?.term.frequency ?? 0) ? split : most;
  }, null);
}

async function findPair(
  reader: PostingsReader,
  [first, second]: readonly [Term, Term],
): Promise<Split> {
  const [one, two] = await reader.postings([first, second]);
  const others = new Set(two?.rows);
  const both = Uint32Array.from([...(one?.rows ?? [])].filter((row) => others.has(row)));
  const asked = both.subarray(0, MAX_ROWS);
  const [before, after] = await Promise.all([
    reader.places(first, asked),
    reader.places(second, asked),
  ]);
  const rows: number[] = [];
  const times: number[] = [];
  for (const [index, row] of asked.entries()) {
    const next = new Set(after.at(index));
    const starts = [...before.at(index)].filter((place) => next.has(place + 1));
    if (starts.length === 0) continue;
    rows.push(row);
    times.push(countFields(starts));
  }
  return {
    term: { text: `${first.text} ${second.text}`, frequency: rows.length },
    postings: { rows: Uint32Array.from(rows), times: Uint32Array.from(times) },
  };
}

function countFields(places: readonly number[]): number {
  return Object.values(FIELD).reduce<number>((times, field) => {
    const count = places.filter((place) => fieldOfPlace(place) === field).length;
    return withTimes(times, field, count);
  }, 0);
}
