/** Which papers have words beside each other: all of them, and exactly. */
import { tokenise } from '../../text/tokenise.ts';
import { FIELDS, type Field, HAS_PLACES, maskOf } from '../index/fields.ts';
import { tagTerm } from '../index/indexed-paper.ts';
import type { PostingsReader, Term } from '../index/postings-reader.ts';
import { stemBeginning, stemOf } from '../ranking/stem.ts';
import type { Scope, TextCondition } from './parse-query.ts';
import type { NamedTag } from './tags.ts';

/** Shorter beginnings are those of too many words. */
const MIN_FORM_BEGINNING = 3;
const ALL = Number.MAX_SAFE_INTEGER;
const HAS_DIGIT = /\d/;

/** The fields that a scope stands for, as a mask of postings. */
export function fieldsOf(scope: Scope): number {
  if (scope === null) return maskOf(FIELDS);
  const fields: readonly Field[] = scope === 'title' ? ['title', 'name'] : [scope];
  return maskOf(fields);
}

/** The words of a text, names in parts: as places count them. */
function wordsOf(text: string): string[] {
  return tokenise(text).flatMap((word) => (word.joined ? [] : [word.text]));
}

/** The terms that answer a word. */
async function termsFor(
  reader: PostingsReader,
  word: string,
  { isExact, isOpen }: { readonly isExact: boolean; readonly isOpen: boolean },
): Promise<readonly Term[]> {
  if (isOpen) return reader.termsStarting(word, ALL);
  const stem = stemOf(word);
  const beginning = stemBeginning(stem);
  if (isExact || beginning.length < MIN_FORM_BEGINNING || HAS_DIGIT.test(word))
    return (await reader.findTerms([word])).flatMap((term) => term ?? []);
  const terms = await reader.termsStarting(beginning, ALL);
  return terms.filter(({ text }) => text === word || stemOf(text) === stem);
}

/** Marks the rows that have the text; one byte a row. Null: there is no word in it. */
export async function findText(
  reader: PostingsReader,
  condition: TextCondition,
  tags: readonly NamedTag[],
): Promise<Uint8Array | null> {
  const words = wordsOf(condition.text);
  if (words.length === 0) return null;
  const mask = fieldsOf(condition.scope);
  const last = words.length - 1;
  // A name written as one is a word of its own, which has no parts.
  const isExact = condition.isExact || words.length > 1;
  const terms = await Promise.all(
    words.map((word, index) =>
      termsFor(reader, word, { isExact, isOpen: condition.isOpen && index === last }),
    ),
  );
  const found = new Uint8Array(reader.rowCount).fill(1);
  for (const some of terms) keepRows(found, await rowsWith(reader, some, mask));
  if (words.length > 1) await keepNeighbours(reader, terms, mask, found);
  if (condition.scope === null) {
    const named = tags.filter((tag) => hasWords(tag.words, words, condition, isExact));
    addRows(found, await rowsWith(reader, await findTagTerms(reader, named), ~0));
  }
  return found;
}

async function findTagTerms(
  reader: PostingsReader,
  tags: readonly NamedTag[],
): Promise<readonly Term[]> {
  const found = await reader.findTerms(tags.map(({ id }) => tagTerm(id)));
  return found.flatMap((term) => term ?? []);
}

/** Marks the rows that carry one of the tags. */
export async function findTagged(
  reader: PostingsReader,
  tags: readonly NamedTag[],
): Promise<Uint8Array> {
  return rowsWith(reader, await findTagTerms(reader, tags), ~0);
}

async function rowsWith(
  reader: PostingsReader,
  terms: readonly Term[],
  mask: number,
): Promise<Uint8Array> {
  const marked = new Uint8Array(reader.rowCount);
  for (const { rows, times } of await reader.postings(terms)) {
    for (let i = 0; i < rows.length; i++)
      if (((times[i] ?? 0) & mask) !== 0) marked[rows[i] ?? 0] = 1;
  }
  return marked;
}

export function keepRows(into: Uint8Array, others: Uint8Array): void {
  for (let row = 0; row < into.length; row++) into[row] = (into[row] ?? 0) & (others[row] ?? 0);
}

export function addRows(into: Uint8Array, others: Uint8Array): void {
  for (let row = 0; row < into.length; row++) into[row] = (into[row] ?? 0) | (others[row] ?? 0);
}

export function listRows(marked: Uint8Array): number[] {
  const rows: number[] = [];
  for (let row = 0; row < marked.length; row++) if (marked[row] === 1) rows.push(row);
  return rows;
}

/** Takes out the rows where the words do not follow each other. */
async function keepNeighbours(
  reader: PostingsReader,
  terms: readonly (readonly Term[])[],
  mask: number,
  found: Uint8Array,
): Promise<void> {
  const rows = Uint32Array.from(listRows(found));
  let places: ReadonlySet<number>[] = [];
  for (const some of terms) {
    const here = await Promise.all(some.map((term) => reader.places(term, rows)));
    places = Array.from(rows, (_, index) => {
      const before = places[index];
      const next = new Set<number>();
      for (const one of here) {
        for (const place of one.at(index)) {
          const isAsked = before === undefined ? isIn(place, mask) : before.has(place - 1);
          if (isAsked) next.add(place);
        }
      }
      return next;
    });
  }
  for (const [index, row] of rows.entries()) if (places[index]?.size === 0) found[row] = 0;
}

const FIELD_MASKS = FIELDS.map((field, number) => (HAS_PLACES[number] ? maskOf([field]) : 0));

function isIn(place: number, mask: number): boolean {
  return ((FIELD_MASKS[place >>> 24] ?? 0) & mask) !== 0;
}

/** True where the words stand beside each other in a name. */
function hasWords(
  name: readonly string[],
  words: readonly string[],
  { isOpen }: TextCondition,
  isExact: boolean,
): boolean {
  const last = words.length - 1;
  const isWord = (there: string, word: string, index: number) =>
    (isOpen && index === last && there.startsWith(word)) ||
    (isExact ? there === word : stemOf(there) === stemOf(word));
  return name.some((_, from) =>
    words.every((word, index) => isWord(name[from + index] ?? '', word, index)),
  );
}
