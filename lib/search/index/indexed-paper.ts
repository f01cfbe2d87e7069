/** What the index takes in: shapes, and which words of them it keeps. */
import { type Paper, STATUSES, type Status, type UserPart } from '../../paper/paper.ts';
import { plainTitle } from '../../text/plain-title.ts';
import { spellName } from '../ranking/name-spellings.ts';
import { MAX_WORD_LETTERS } from './bytes.ts';
import { FIELD } from './fields.ts';
import { FLAGS } from './postings-reader.ts';
import { readWords, type TakeWord } from './read-words.ts';

/** What of a paper is searched. */
export type IndexedPaper = Pick<
  Paper,
  'title' | 'abstract' | 'authors' | 'year' | 'venue' | 'links'
> & {
  /** A PDF of it can be opened. */
  readonly hasPdf: boolean;
  /** Milliseconds since 1970. */
  readonly addedAt: number;
};

export type IndexedUserPart = Pick<UserPart, 'tags' | 'status' | 'note' | 'usedAt'>;

/** The term that stands for a tag; no word of a text begins so. */
export function tagTerm(tagId: string): string {
  return `#${tagId}`;
}

export function isTagTerm(term: string): boolean {
  return term.startsWith('#');
}

/** The number of a status in the column `status`. */
export function statusNumber(status: Status | null): number {
  return status === null ? 0 : STATUSES.indexOf(status) + 1;
}

/** Takes the words of one field after the other, in the order of their numbers. */
export type TakeFieldWord = (
  letters: Uint16Array,
  from: number,
  to: number,
  field: number,
  position: number,
) => void;

/** Calls `take` for every word of a paper. Returns how many words title and abstract have. */
export function readPaperWords(
  paper: IndexedPaper,
  take: TakeFieldWord,
): { readonly titleLength: number; readonly abstractLength: number } {
  let field = 0;
  const takeWord: TakeWord = (letters, from, to, position) =>
    take(letters, from, to, field, position);
  const title = plainTitle(paper.title);
  field = FIELD.title;
  const titleLength = readWords(title, 0, takeWord);
  readName(title, take);
  field = FIELD.authors;
  let position = 0;
  for (const author of paper.authors) position = readWords(author, position, takeWord) + 1;
  field = FIELD.venue;
  position = readWords(paper.venue, 0, takeWord) + 1;
  if (paper.year !== null) readWords(String(paper.year), position, takeWord);
  field = FIELD.abstract;
  const abstractLength = readWords(plainTitle(paper.abstract), 0, takeWord);
  return { titleLength, abstractLength };
}

const spelled = new Uint16Array(MAX_WORD_LETTERS);

/** The spellings of the name, each a word of its own. */
function readName(title: string, take: TakeFieldWord): void {
  for (const spelling of spellName(title)) {
    for (let i = 0; i < spelling.length; i++) spelled[i] = spelling.charCodeAt(i);
    take(spelled, 0, spelling.length, FIELD.name, 0);
  }
}

/** Calls `take` for every word of a note. Returns how many there are. */
export function readNoteWords(note: string, take: TakeFieldWord): number {
  return readWords(note, 0, (letters, from, to, position) =>
    take(letters, from, to, FIELD.note, position),
  );
}

export function paperFlags({ links, hasPdf }: IndexedPaper): number {
  const hasCode = links.some(({ kind }) => kind === 'code');
  return (hasCode ? FLAGS.code : 0) | (hasPdf ? FLAGS.pdf : 0);
}

export function userFlags({ note, tags }: IndexedUserPart): number {
  return (note === '' ? 0 : FLAGS.note) | (tags.length === 0 ? 0 : FLAGS.tag);
}
