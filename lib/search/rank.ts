/** The order of what was found. */
import type { SearchRequest } from '../messages/protocol.ts';
import { nameOf } from './columns.ts';
import { matchWord, type Query } from './query.ts';
import type { SearchRecord } from './source.ts';
import type { Tally } from './tally.ts';
import { titleWords } from './title-words.ts';

/** What ranking reads of a row. */
export interface RankedRows {
  record(row: number): SearchRecord | undefined;
  usedAt(row: number): number;
}

/** With fewer papers that have all words of a longer query, those that lack one are shown after them. */
const FEW = 8;
/** From this many words on one may be wrong. */
const LONG_QUERY = 3;
/** Papers at the top whose titles are looked at closely. */
const LOOKED_AT = 300;

/**
 * The rows that answer a query, best first: papers with all words, and only when there are none
 * those with most of them. `rows` passed the filters; `complete` of the answer have all words.
 */
export function rankRows(
  rows: Iterable<number>,
  query: Query,
  tally: Tally,
  data: RankedRows,
): { readonly rows: readonly number[]; readonly complete: number } {
  const levels = groupByMatched(rows, tally);
  const all = levels[query.words.length] ?? [];
  const complete = all.length;
  const weights = weightWords(tally);
  const sortLevel = (level: readonly number[]) => sortByScore(level, query, tally, weights, data);
  if (complete === 0)
    return { rows: sortLevel(levels.findLast((level) => level.length > 0) ?? []), complete };
  const nearly = query.words.length >= LONG_QUERY && complete < FEW;
  const rest = nearly ? (levels[query.words.length - 1] ?? []) : [];
  return { rows: [...sortLevel(all), ...sortLevel(rest)], complete };
}

/** Rows by the number of words they have; those with none are left out. */
function groupByMatched(rows: Iterable<number>, tally: Tally): number[][] {
  const levels: number[][] = Array.from({ length: tally.words.length + 1 }, () => []);
  for (const row of rows) {
    const matched = tally.matched(row);
    if (matched > 0) levels[matched]?.push(row);
  }
  return levels;
}

/** Between 1, for a word that every paper has, and 2. */
function weightWords(tally: Tally): number[] {
  const papers = tally.rows + 1;
  return tally
    .frequencies()
    .map((frequency) => 1 + Math.log(papers / (frequency + 1)) / Math.log(papers + 1));
}

function sortByScore(
  rows: readonly number[],
  query: Query,
  tally: Tally,
  weights: readonly number[],
  data: RankedRows,
): number[] {
  const scored = rows.map((row) => ({ row, score: tally.score(row, weights) }));
  const byScore = (a: Scored, b: Scored) => b.score - a.score || byRecency(a.row, b.row, data);
  scored.sort(byScore);
  const top = scored.slice(0, LOOKED_AT).map(({ row, score }) => {
    const record = data.record(row);
    return { row, score: record === undefined ? score : score + judgeTitle(record, query) };
  });
  return [...top.sort(byScore), ...scored.slice(LOOKED_AT)].map(({ row }) => row);
}

interface Scored {
  readonly row: number;
  readonly score: number;
}

/** Used last, then added last, then in the order of the catalogue. */
function byRecency(a: number, b: number, data: RankedRows): number {
  return (
    data.usedAt(b) - data.usedAt(a) ||
    (data.record(b)?.addedAt ?? 0) - (data.record(a)?.addedAt ?? 0) ||
    a - b
  );
}

/** A word of the query straight after the one before it. */
const ADJACENT = 3;
/** The title begins with the query. */
const BEGINS = 1.5;
/** Times the share of the title that the query covers. */
const COVERAGE = 4;
/** How much of a word its beginning covers. */
const UNFINISHED = 0.5;
/** Signs that folding drops are as typed: CodeT5+, not CodeT5. */
const SIGNS = 5;

/** What the order and share of the words in a title, and its signs, are worth. */
function judgeTitle(record: SearchRecord, { words, signed, typed }: Query): number {
  const places = words.map(() => new Set<number>());
  const covered = new Map<number, number>();
  let last = 0;
  for (const word of titleWords(record)) {
    last = Math.max(last, word.position);
    for (const [index, sought] of words.entries()) {
      const kind = matchWord(word.text, sought);
      if (kind === null) continue;
      places[index]?.add(word.position);
      const share = kind === 'prefix' ? UNFINISHED : 1;
      covered.set(word.position, Math.max(share, covered.get(word.position) ?? 0));
    }
  }
  const share = [...covered.values()].reduce((sum, one) => sum + one, 0) / (last + 1);
  let worth = COVERAGE * share;
  if (places[0]?.has(0) && covered.get(0) === 1) worth += BEGINS;
  for (let index = 1; index < places.length; index++) {
    const before = places[index - 1];
    if ([...(places[index] ?? [])].some((place) => before?.has(place - 1))) worth += ADJACENT;
  }
  const small = record.title.toLowerCase();
  if (signed.some((name) => small.includes(name))) worth += SIGNS;
  if (nameOf(small) === typed) worth += SIGNS;
  return worth;
}

/**
 * The other orders; papers that do not differ keep the order of `rows`, but those added at once
 * that of the catalogue: the order of use would move them while they are being tagged.
 */
export function sortRows(
  rows: readonly number[],
  sort: Exclude<SearchRequest['sort'], 'relevance'>,
  data: RankedRows,
): number[] {
  if (sort === 'title') {
    const collator = new Intl.Collator('en', { numeric: true });
    return sortBy(rows, (a, b) =>
      collator.compare(data.record(a)?.title ?? '', data.record(b)?.title ?? ''),
    );
  }
  const key = (row: number) => {
    if (sort === 'used') return data.usedAt(row);
    const record = data.record(row);
    return (sort === 'year' ? record?.year : record?.addedAt) ?? 0;
  };
  return sortBy(rows, (a, b) => key(b) - key(a) || (sort === 'added' ? a - b : 0));
}

/** Without words: used last, then added last. */
export function sortByRecency(rows: readonly number[], data: RankedRows): number[] {
  return sortBy(rows, (a, b) => byRecency(a, b, data));
}

function sortBy(rows: readonly number[], compare: (a: number, b: number) => number): number[] {
  return [...rows].sort(compare);
}
