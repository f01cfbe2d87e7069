/** Places that carry a title by their punctuation: quotation marks, and the entry of a bibliography. */
import { familyName } from '../paper/byline.ts';
import { beginsWithVenue, withoutAsidesBefore } from './asides.ts';
import { speaksOfPaper } from './citing.ts';
import { beginsWithAuthors } from './longer-title.ts';

const OPENING_QUOTE = /[“„«‹《「『]\s?$|(?:^|[\s([—–:])(?:["”»‘‚']|``)$/u;
const CLOSING_QUOTE = /^[.,;:?!]*(?:\s?[”“»›》」』]|["«]|[’‘'](?![\p{L}\p{N}]))/u;

/** True when the title stands in quotation marks by itself. */
export function isQuoted(before: string, after: string): boolean {
  return OPENING_QUOTE.test(before) && CLOSING_QUOTE.test(after);
}

/** True behind the marks that Chinese and Japanese keep for titles. */
export function isTitleQuoted(before: string): boolean {
  return /[《『]\s?$/u.test(before);
}

/** The end of an author list or of a year, as an entry has it before the title. */
const AUTHORS_END =
  /(?:\bet al\.?|\bu\. ?a\.(?=:)|(?<!\p{L})\p{Lu}\.|(?:19|20)\d\d[a-z]?|(?:\band|&|,)\s+(?:\p{Lu}\.[\s-]?){0,4}\p{Lu}[\p{L}'’-]+(?:\s+\p{Lu}[\p{L}'’.-]*){0,3}|(?:^|\])\W*\p{Lu}[\p{L}.'’-]+(?:\s+\p{Lu}[\p{L}'’.-]*){1,3})[)\]]?[.,:;]?$/u;
/** What comes behind the title in an entry: where it appeared, or when. */
const VENUE_START =
  /^(?:In[\s:]|in\s(?:the\s)?\p{Lu}|https?:|doi\b|\(?(?:19|20)\d\d|vol\b|pp\b|Ph\.?D|Master|Tech|J\.|Int|Ann|\p{Lu}[\p{L}\s.&]{2,60},?\s\d{1,4}\s?[;:(,])/u;
const AUTHORS_START =
  /^\s*(?:[,.(–—-]+\s*(?:by\s+)?|by\s+)\p{Lu}[\p{L}.'’-]+(?:\s+et al|,?\s+(?:and|&)\s+\p{Lu}|,\s*\p{Lu}|\s+\p{Lu})/u;

/** The title field of a BibTeX entry; between quotes it may be any program's. */
const FIELD_BEFORE = /(?:^|[^\p{L}])title\s*=\s*[{"]+$/iu;
const FIELD_AFTER = /^[.?!*]?[}"]/u;
const OTHER_FIELD =
  /@\p{L}+\s*\{|(?:^|[^\p{L}])(?:author|booktitle|journal|year|eprint|publisher|doi|url)\s*=\s*["{\d]/iu;

function isBibtexTitle(before: string, after: string): boolean {
  const left = before.trimEnd();
  if (!FIELD_BEFORE.test(left) || !FIELD_AFTER.test(after)) return false;
  return left.endsWith('{') || OTHER_FIELD.test(left) || OTHER_FIELD.test(after);
}

const lineOf = (before: string) => before.slice(before.lastIndexOf('\n') + 1);

/** "Title: …", "Authors: …". */
const isLabelled = (before: string, after: string): boolean =>
  /(?:^|\s)title:\s*$/i.test(before) && /^\s\W*authors?:/i.test(after);

/** True when the title stands between the punctuation of a bibliography entry, and the text is like one. */
export function isInReference(before: string, after: string): boolean {
  if (isBibtexTitle(before, after) || isLabelled(before, after)) return true;
  const left = before.replace(/[\s"“„«‘'`]+$/u, '');
  if (!speaksOfPaper(before, after)) return false;
  const [punctuation = ''] = /^\s*[.,;:?!(*_"”'’)]+\s*/u.exec(after) ?? [];
  const right = after.slice(punctuation.length);
  if (/[.,:;)]$/u.test(left) && AUTHORS_END.test(left)) {
    return right.trim() === '' || VENUE_START.test(right) || beginsWithVenue(right);
  }
  const isFollowed =
    AUTHORS_START.test(after) || (/^\s*\n/.test(after) && beginsWithAuthors(after));
  return isFollowed && withoutAsidesBefore(lineOf(before)) === '' && speaksOfPaper('', after);
}

/**
 * True for a title that begins its line, or stands behind a sign, and has one of its authors behind it: "by Mostafa
 * Dehghani, …", "(Dehghani)".
 */
export function isByAuthors(before: string, after: string, authors: readonly string[]): boolean {
  if (withoutAsidesBefore(lineOf(before)) !== '' && !/[:–—|]\s$/u.test(before)) return false;
  const [, names = ''] =
    /^[\s,.(–—-]+(?:by\s)?((?:\p{Lu}[\p{L}.'’-]*[\s,]*){1,4})/u.exec(after) ?? [];
  const words = names.split(/\.?(?:[\s,]+|$)/u).filter((word) => word !== '');
  return authors.some((author) => words.includes(familyName(author).split(' ').at(-1) ?? ''));
}

/** The weaker check for a title that is no everyday phrase: between punctuation, and signs of a bibliography near. */
export function isCited(before: string, after: string): boolean {
  const bounded =
    /(?:^|[.,:;([“"])$/u.test(withoutAsidesBefore(before)) || /[.,:;([]$/u.test(before.trimEnd());
  return bounded && /^\s*(?:$|[.,:;)\]])/u.test(after) && speaksOfPaper(before, after);
}
