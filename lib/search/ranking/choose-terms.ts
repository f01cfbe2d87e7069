/** Which words of the index answer the words of a query, and how well. */
import type { Postings, PostingsReader, Term } from '../index/postings-reader.ts';
import { findSplit } from './find-split.ts';
import type { QueryWord, QueryWords } from './query-words.ts';
import { stemBeginning, stemOf } from './stem.ts';

/** A word of the index that stands for one or several words of the query. */
export interface Choice {
  readonly term: Term;
  /** What finding it is worth, from 0 to 1, the word itself. */
  readonly weight: number;
  /** Two words of the index: its places are not known. */
  readonly isSplit?: boolean;
}

/** What answers one word of the query, or a run of them that may be written as one. */
export interface Unit {
  /** Numbers of its words, last included. */
  readonly from: number;
  readonly to: number;
  /** The word itself and its other forms. */
  readonly whole: readonly Choice[];
  /** Words that begin like an unfinished one, or are spelled almost alike. */
  readonly near: readonly Choice[];
  /** It is not counted: only its place in titles may be asked for. */
  readonly isIdle?: boolean;
}

/** Another form of the same word. Measured: anything from 0.5 to 1 does on the judged collections. */
const FORM_WEIGHT = 0.8;
/** One letter more or less: a plural. */
const PLURAL_WEIGHT = 0.9;
/** A word that begins like the unfinished one, times the share of its letters that is typed. */
const OPEN_WEIGHT = 0.8;
const ONE_TYPO_WEIGHT = 0.6;
const TWO_TYPOS_WEIGHT = 0.35;
/** Words with a common beginning that are looked through for other forms, and forms that are taken. */
const MAX_LOOKED_THROUGH = 200;
const MAX_FORMS = 6;
const MIN_FORM_BEGINNING = 3;
const MAX_OPEN = 48;
const MAX_SIMILAR = 8;
/** Shorter words have no typos; from the second length on they may have two. */
const MIN_TYPO_LETTERS = 4;
const MIN_TWO_TYPO_LETTERS = 5;

/** The terms of the tags whose names have a word; `isOpen`: or one that begins so. */
export type FindTagTerms = (word: string, isOpen: boolean) => readonly string[];

/** One unit for each word, then one for each run of words that the index has as one. */
export async function chooseTerms(
  reader: PostingsReader,
  { words, spans, name, isOpen }: QueryWords,
  findTagTerms: FindTagTerms = () => [],
): Promise<Unit[]> {
  const last = words.length - 1;
  const texts = words.map(({ text }) => text);
  const isLastOpen = isOpen && words[last]?.isIdle === false;
  const tagTexts = words.map(({ text, isIdle }, index) =>
    isIdle ? [] : findTagTerms(text, isLastOpen && index === last),
  );
  const [found, forms, open, openName, tags] = await Promise.all([
    reader.findTerms([...texts, ...spans.map(({ text }) => text), name]),
    Promise.all(words.map((word) => findForms(reader, word))),
    isLastOpen ? reader.termsStarting(texts[last] ?? '', MAX_OPEN) : [],
    isOpen && last >= 1 ? reader.termsStarting(name, MAX_OPEN) : [],
    Promise.all(tagTexts.map((texts) => reader.findTerms(texts))),
  ]);
  const single = words.map(({ text }, index): Unit => {
    const exact = choose(found[index], 1);
    if (words[index]?.isIdle)
      return { from: index, to: index, whole: exact, near: [], isIdle: true };
    const others = (forms[index] ?? []).map((term) => {
      const isPlural = Math.abs(term.text.length - text.length) === 1;
      return { term, weight: isPlural ? PLURAL_WEIGHT : FORM_WEIGHT };
    });
    const named = (tags[index] ?? []).flatMap((term) => choose(term, 1));
    const whole = [...exact, ...others, ...named];
    const near = index === last ? weighOpen(open, text, whole) : [];
    return { from: index, to: index, whole, near };
  });
  const joined = spans.map(({ text, from, to }, index): Unit => {
    const whole = choose(found[words.length + index], 1);
    const near = to === last && text === name ? weighOpen(openName, text, whole) : [];
    return { from, to, whole, near };
  });
  const isWholeSpan = spans.some(({ text }) => text === name);
  if (last >= 1 && !isWholeSpan) {
    const whole = choose(found.at(-1), 1);
    joined.push({ from: 0, to: last, whole, near: weighOpen(openName, name, whole) });
  }
  return [...single, ...joined.filter(({ whole, near }) => whole.length + near.length > 0)];
}

function choose(term: Term | null | undefined, weight: number): Choice[] {
  return term === null || term === undefined ? [] : [{ term, weight }];
}

function weighOpen(terms: readonly Term[], typed: string, whole: readonly Choice[]): Choice[] {
  const known = new Set(whole.map(({ term }) => term.text));
  return terms
    .filter(({ text }) => text !== typed && !known.has(text))
    .map((term) => ({
      term,
      weight: OPEN_WEIGHT * Math.sqrt(typed.length / term.text.length),
    }));
}

async function findForms(reader: PostingsReader, { text, isIdle }: QueryWord): Promise<Term[]> {
  const stem = stemOf(text);
  const beginning = stemBeginning(stem);
  if (isIdle || beginning.length < MIN_FORM_BEGINNING || /\d/.test(text)) return [];
  const terms = await reader.termsStarting(beginning, MAX_LOOKED_THROUGH);
  return terms
    .filter((term) => term.text !== text && stemOf(term.text) === stem)
    .slice(0, MAX_FORMS);
}

/**
 * The same unit with what else its word may stand for: two words of the index, or words spelled almost
 * alike; itself where there are none. `lists` takes the papers of two words.
 */
export async function addGuesses(
  reader: PostingsReader,
  unit: Unit,
  { text }: QueryWord,
  leastFrequency: number,
  lists: Map<string, Postings>,
): Promise<Unit> {
  if (text.length < MIN_TYPO_LETTERS) return unit;
  // A word that papers have is not two letters from what is meant.
  const isKnown = unit.whole.length + unit.near.length > 0;
  const distance = isKnown || text.length < MIN_TWO_TYPO_LETTERS ? 1 : 2;
  const [split, similar] = await Promise.all([
    findSplit(reader, text),
    reader.termsLike(text, distance, MAX_SIMILAR),
  ]);
  const guesses: Choice[] = [];
  if (split !== null) {
    lists.set(split.term.text, split.postings);
    guesses.push({ term: split.term, weight: FORM_WEIGHT, isSplit: true });
  }
  const others = similar.filter((term) => term.distance > 0 && term.frequency >= leastFrequency);
  const nearest = Math.min(...others.map((term) => term.distance));
  for (const term of others) {
    if (term.distance > nearest) continue;
    guesses.push({ term, weight: nearest === 1 ? ONE_TYPO_WEIGHT : TWO_TYPOS_WEIGHT });
  }
  return guesses.length === 0 ? unit : { ...unit, near: [...unit.near, ...guesses] };
}
