/** From the words that were typed to papers, best first. */

import { FIELD, timesIn } from '../index/fields.ts';
import type { Postings, PostingsReader, Term } from '../index/postings-reader.ts';
import {
  addGuesses,
  type Choice,
  chooseTerms,
  type FindTagTerms,
  type Unit,
} from './choose-terms.ts';
import { judgeTitles } from './judge-titles.ts';
import type { QueryWords } from './query-words.ts';
import { ALIKE_CANDIDATES, type ReadVectors, raiseAlike } from './raise-alike.ts';
import { countBits, type Lengths, Scores } from './score.ts';
import { selectBest } from './select-best.ts';

export interface RankOptions {
  /** Rows that may answer; all where it is not given. */
  readonly isAllowed?: (row: number) => boolean;
  /** With the vectors of papers the second look is taken at queries of several words. */
  readonly readVectors?: ReadVectors;
  /** Rows that are put in order. */
  readonly most?: number;
  /** Where words have to stand, as a mask of postings (`maskOf`); anywhere where it is not given. */
  readonly fields?: number;
  /** The terms of the tags whose names have a word. */
  readonly findTagTerms?: FindTagTerms;
}

export interface Ranked {
  /** Best first, at most `most`. Those with all words stand before those with some. */
  readonly rows: readonly number[];
  /** Of those so many have all words. */
  readonly complete: number;
  /** All that have all words, in no order. */
  readonly allComplete: readonly number[];
  /** Words of the query that no paper has, not even spelled a little otherwise. */
  readonly missing: readonly string[];
  /** How many of the words that count a row lacks, and how many there are. */
  readonly lackingIn: (row: number) => number;
  readonly counted: number;
  /** What answered the words. */
  readonly units: readonly Unit[];
}

const MOST = 1000;
/** With fewer papers that have all words, words may be misspelled. */
const FEW = 3;
/**
 * A word that so small a share of the papers has, or so few, may be a misspelling of one that many
 * times as many have: abstracts have typos too.
 */
const RARE_SHARE = 1 / 2000;
const RARE = 2;
const TIMES_AS_MANY = 20;
/** Papers at the top whose titles are looked at closely; more where the order of idle words decides. */
const TITLES = 100;
const TITLES_WITH_IDLE = 500;
const MANY_WORDS = 3;
/** The whole query is the name of the paper: added once for its rarest word. */
const NAME = 8;
/** The name begins so: times the share of it that is typed. */
const NAME_BEGINS = 2;
/** With fewer words that say something, likeness is not asked: the query is a name or a topic. */
const MIN_WORDS_FOR_LIKENESS = 3;

const ANYWHERE = ~0;
const NO_POSTINGS: Postings = { rows: new Uint32Array(), times: new Uint32Array() };

/** Papers that have the words of a query. */
export async function rankWords(
  reader: PostingsReader,
  query: QueryWords,
  options: RankOptions = {},
): Promise<Ranked> {
  if (query.words.length === 0 || reader.papers === 0) {
    const none = { rows: [], complete: 0, allComplete: [], missing: [], counted: 0, units: [] };
    return { ...none, lackingIn: () => 0 };
  }
  const [units, lengths] = await Promise.all([
    chooseTerms(reader, query, options.findTagTerms),
    readLengths(reader),
  ]);
  const lists = new Map<string, Postings>();
  const first = await scoreUnits(reader, query, units, lengths, lists, options);
  const round = await correctSpelling(reader, query, first, lists, options);
  const rows = await order(reader, query, round, options);
  const wanted = wantedWords(query);
  const seen = round.candidates.reduce((mask, row) => mask | (round.state.found[row] ?? 0), 0);
  return {
    rows,
    complete: Math.min(rows.length, round.complete.length),
    allComplete: round.complete,
    missing: query.words
      .filter((_, index) => (wanted & (1 << index)) !== 0 && (seen & (1 << index)) === 0)
      .map(({ text }) => text),
    lackingIn: (row) => countBits(wanted & ~(round.state.found[row] ?? 0)),
    counted: countBits(wanted),
    units: round.units,
  };
}

interface Round {
  readonly units: readonly Unit[];
  readonly postingsOf: (choice: Choice) => Postings;
  readonly state: Scores;
  /** Rows with a score that may answer. */
  readonly candidates: number[];
  /** Those of them that have all words. */
  readonly complete: number[];
  readonly lengths: Lengths;
}

async function readLengths(reader: PostingsReader): Promise<Lengths> {
  const [title, abstract] = await Promise.all([
    reader.column('titleLength'),
    reader.column('abstractLength'),
  ]);
  return { title, abstract, average: reader.averageLengths };
}

async function scoreUnits(
  reader: PostingsReader,
  query: QueryWords,
  units: readonly Unit[],
  lengths: Lengths,
  lists: Map<string, Postings>,
  { isAllowed = () => true, fields = ANYWHERE }: RankOptions,
): Promise<Round> {
  const counted = units.filter(({ isIdle }) => !isIdle);
  await readLists(reader, counted, query, lists);
  const postingsOf = ({ term }: Choice) => limitTo(lists.get(term.text) ?? NO_POSTINGS, fields);
  const state = new Scores(reader.rowCount, reader.papers, lengths);
  for (const unit of counted) state.add(unit, postingsOf);
  const wanted = wantedWords(query);
  // Where no word has to be there, everything that is allowed is an answer.
  if (wanted === 0) {
    const all = [...reader.liveRows()].filter(isAllowed);
    return { units, postingsOf, state, candidates: all, complete: all, lengths };
  }
  const candidates: number[] = [];
  const complete: number[] = [];
  for (let row = 0; row < reader.rowCount; row++) {
    if (state.scores[row] === 0 || !isAllowed(row)) continue;
    candidates.push(row);
    if (((state.found[row] ?? 0) & wanted) === wanted) complete.push(row);
  }
  return { units, postingsOf, state, candidates, complete, lengths };
}

/** Adds the lists of terms that are not in `lists` yet. */
async function readLists(
  reader: PostingsReader,
  units: readonly Unit[],
  { words, isOpen }: QueryWords,
  lists: Map<string, Postings>,
): Promise<void> {
  // Of what one unfinished word may become the best papers are enough: others are no better answer.
  const isBeginning = words.length === 1 && isOpen;
  const exact = new Map<string, Term>();
  const guessed = new Map<string, Term>();
  for (const { whole, near } of units) {
    for (const { term } of whole) exact.set(term.text, term);
    for (const { term } of near) (isBeginning ? guessed : exact).set(term.text, term);
  }
  const wanted = [...exact.values()].filter(({ text }) => !lists.has(text));
  const hinted = [...guessed.values()].filter(({ text }) => !lists.has(text) && !exact.has(text));
  const read = (await Promise.all([reader.postings(wanted), reader.bestPostings(hinted)])).flat();
  for (const [index, { text }] of [...wanted, ...hinted].entries()) {
    lists.set(text, read[index] ?? NO_POSTINGS);
  }
}

/** Leaves out the papers that have the word elsewhere only. */
function limitTo(postings: Postings, fields: number): Postings {
  if (fields === ANYWHERE) return postings;
  const isThere = (_: number, index: number) => ((postings.times[index] ?? 0) & fields) !== 0;
  const times = postings.times.map((one) => one & fields);
  return { rows: postings.rows.filter(isThere), times: times.filter((one) => one !== 0) };
}

/** A bit for each word that a paper must have to have all. */
function wantedWords({ words }: QueryWords): number {
  return words.reduce(
    (mask, { isIdle, isOptional }, index) => (isIdle || isOptional ? mask : mask | (1 << index)),
    0,
  );
}

/** Looks for other spellings where the exact answer is thin, and scores anew when there are any. */
async function correctSpelling(
  reader: PostingsReader,
  query: QueryWords,
  round: Round,
  lists: Map<string, Postings>,
  options: RankOptions,
): Promise<Round> {
  if (round.complete.length >= FEW) return round;
  const joined = round.units.filter(({ from, to }) => from !== to);
  const units = await Promise.all(
    round.units.map((unit) => {
      const word = query.words[unit.from];
      if (unit.from !== unit.to || word === undefined || word.isIdle) return unit;
      if (joined.some(({ from, to }) => from <= unit.from && unit.from <= to)) return unit;
      const frequency = [...unit.whole, ...unit.near].reduce(
        (sum, { term }) => sum + term.frequency,
        0,
      );
      if (frequency > Math.max(RARE, reader.papers * RARE_SHARE)) return unit;
      return addGuesses(reader, unit, word, frequency * TIMES_AS_MANY, lists);
    }),
  );
  if (units.every((unit, index) => unit === round.units[index])) return round;
  return scoreUnits(reader, query, units, round.lengths, lists, options);
}

/** The best candidates, those with all words before the others. */
async function order(
  reader: PostingsReader,
  query: QueryWords,
  { units, postingsOf, state, candidates, complete, lengths }: Round,
  { readVectors, most = MOST }: RankOptions,
): Promise<number[]> {
  const { scores } = state;
  const [usedAt, addedAt] = await Promise.all([reader.column('usedAt'), reader.column('addedAt')]);
  const byScore = (a: number, b: number) =>
    (scores[b] ?? 0) - (scores[a] ?? 0) ||
    (usedAt[b] ?? 0) - (usedAt[a] ?? 0) ||
    (addedAt[b] ?? 0) - (addedAt[a] ?? 0) ||
    a - b;
  addNames(query, units, postingsOf, state);
  const wanted = wantedWords(query);
  const others =
    complete.length >= most
      ? []
      : candidates.filter((row) => ((state.found[row] ?? 0) & wanted) !== wanted);
  const hasIdle = query.words.some(({ isIdle }) => isIdle) && countBits(wanted) < MANY_WORDS;
  const looked = hasIdle ? TITLES_WITH_IDLE : TITLES;
  const atLeast = Math.max(most, ALIKE_CANDIDATES, looked);
  const tiers = [complete, others].map((tier) =>
    [...selectBest(tier, scores, atLeast)].sort(byScore),
  );
  for (const tier of tiers) {
    const rows = Uint32Array.from(tier.slice(0, looked)).sort();
    const factors = await judgeTitles(reader, rows, units, query.words, postingsOf, lengths.title);
    for (const [index, row] of rows.entries()) {
      scores[row] = (scores[row] ?? 0) * (factors[index] ?? 1);
    }
    tier.sort(byScore);
  }
  if (readVectors !== undefined && countBits(wanted) >= MIN_WORDS_FOR_LIKENESS) {
    const top = tiers.flat().slice(0, ALIKE_CANDIDATES).sort(byScore);
    const before = top.map((row) => scores[row] ?? 0);
    const after = await raiseAlike(top, before, readVectors);
    for (const [index, row] of top.entries()) scores[row] = after[index] ?? 0;
    for (const tier of tiers) tier.sort(byScore);
  }
  return tiers.flat().slice(0, most);
}

/** Papers whose name is the whole query, or begins with it. */
function addNames(
  { name }: QueryWords,
  units: readonly Unit[],
  postingsOf: (choice: Choice) => Postings,
  { scores }: Scores,
): void {
  const choices = units.flatMap(({ whole, near }) => [...whole, ...near]);
  const isWord = choices.some(({ term }) => term.text === name);
  const best = new Map<number, number>();
  for (const choice of choices) {
    const { text } = choice.term;
    // What is a word already is hardly the beginning of another.
    if (isWord ? text !== name : !text.startsWith(name)) continue;
    const worth = text === name ? NAME : (NAME_BEGINS * name.length) / text.length;
    const { rows, times } = postingsOf(choice);
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] ?? 0;
      if (timesIn(times[i] ?? 0, FIELD.name) === 0) continue;
      best.set(row, Math.max(worth, best.get(row) ?? 0));
    }
  }
  for (const [row, worth] of best) scores[row] = (scores[row] ?? 0) + worth;
}
