/**
 * Judges lines of a listing by their form alone: how much a line looks like a title, like (a part
 * of) an abstract, like the chrome of a page. Weights were chosen on the listings of the tests.
 */
import { identifiersInUrl } from '../paper/address-keys.ts';
import { parseArxivId, parseDoi } from '../paper/identifiers.ts';
import { chromeShare } from './chrome-words.ts';

export interface ListingLine {
  /** 1-based. */
  readonly number: number;
  /** Trimmed, mended, not empty. */
  readonly text: string;
  readonly afterBlank: boolean;
}

export interface LineForm {
  readonly line: ListingLine;
  readonly asTitle: number;
  readonly asAbstract: number;
  readonly asChrome: number;
  /** Ends in the middle of a sentence. */
  readonly open: boolean;
  /** Begins with an ordinary word in small letters. */
  readonly startsSmall: boolean;
  readonly firstWordLength: number;
}

/** A paragraph on one line, as pages give it, is longer than any line of wrapped text. */
export const PARAGRAPH_LETTERS = 250;
/** Beyond this only the beginning of a line is judged. */
const JUDGED_LETTERS = 3000;

const PROSE_WORDS =
  /\b(we|our|us|this|these|those|that|which|however|moreover|furthermore|has|have|been|its|it|such|shows?|proposed?|introduces?|presents?|demonstrates?|achieves?|existing|recent|recently|can|while|although|thus|therefore|when|where|also|is|are|was|were|will|available)\b/gi;
const SMALL_WORDS = new Set(
  'a an and as at but by for from in into is it its nor of on or over per than that the their this to under via vs we which whose with without our are be can has have not'.split(
    ' ',
  ),
);
/** Authors speaking of their paper. */
const SPEAKS =
  /\b(in this|this (paper|work|article|study|report)|we (propose|present|introduce|show|study|find)|(introduces|proposes|presents)$)/i;
const KEYWORDS = /^(key ?words|index terms)\b/i;
const ENDS_SENTENCE = /[.!?…]["'”’)\]}*]*$|[。！？]$/;
const BEGINS_ADDRESS = /^\W?(https?:\/\/|www\.)/;
const ADDRESS_ALONE = /^(https?:\/\/|www\.)\S+( ?[.,;])?$/;
/** What may be left of a sentence when its last line breaks. */
const CLOSING = /^[.,;:)\]]+$/;
const SENTENCE_BOUNDARY = /[\p{Ll}\p{N})\]]{2}[.!?]["'”’)]*\s+\p{Lu}/u;

export function describeForm(line: ListingLine): LineForm {
  const text = line.text.slice(0, JUDGED_LETTERS);
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  const share = chromeShare(words.map((word) => word.toLowerCase()));
  const firstWord = text.slice(0, text.search(/\s|$/));
  const startsSmall = /^[a-z]+(['’][a-z]+)?[,;:.)]*(-|$)|^\(/.test(firstWord);
  const ended =
    ENDS_SENTENCE.test(line.text) ||
    endsWithAddress(line.text) ||
    (line.text.length >= PARAGRAPH_LETTERS && /\b(key ?words|index terms):/i.test(text));
  const prose = countProse(text);
  const boundaries = SENTENCE_BOUNDARY.test(text) ? 1 : 0;
  return {
    line,
    asTitle: titleScore(text, words, share, prose, boundaries, startsSmall),
    asAbstract: abstractScore(line.text, words, prose, boundaries),
    asChrome: chromeScore(text, words, share),
    open: !ended,
    startsSmall,
    firstWordLength: firstWord.length,
  };
}

/** Ids or addresses of papers and nothing else: "2101.00001", "doi:10.1000/xyz", "https://arxiv.org/abs/2101.00001". */
export function isIdentifierAlone(text: string): boolean {
  if (text.length > 1000) return false;
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
  return parts.length > 0 && parts.every(isIdentifier);
}

function isIdentifier(text: string): boolean {
  if (parseArxivId(text) !== null || parseDoi(text) !== null) return true;
  return text.includes('.') && identifiersInUrl(text).length > 0;
}

function endsWithAddress(text: string): boolean {
  return BEGINS_ADDRESS.test(text.slice(text.lastIndexOf(' ') + 1));
}

function countProse(text: string): number {
  return new Set((text.match(PROSE_WORDS) ?? []).map((word) => word.toLowerCase())).size;
}

/** The share of words of some length that begin with a capital or hold one ("wav2vec" counts). */
function capitalShare(words: readonly string[]): number {
  const telling = words.filter((word) => word.length > 3 && !SMALL_WORDS.has(word.toLowerCase()));
  if (telling.length === 0) return words.some((word) => /\p{Lu}/u.test(word)) ? 0.5 : 0;
  return telling.filter((word) => /[\p{Lu}\p{Lo}\p{N}]/u.test(word)).length / telling.length;
}

/** Letters of scripts without capitals and spaces weigh three times as much as Latin ones. */
function weightedLength(text: string): number {
  return (
    text.length +
    2 * (text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0)
  );
}

function titleScore(
  text: string,
  words: readonly string[],
  share: number,
  prose: number,
  boundaries: number,
  startsSmall: boolean,
): number {
  const capitals = capitalShare(words);
  const lastWord = words.at(-1)?.toLowerCase() ?? '';
  const length = weightedLength(text);
  let score = 1;
  if (words.length === 1 && length < 12) score -= 2;
  else if (words.length > 2) score += 0.5;
  if (length > 300) score -= 8;
  else if (length > 220) score -= 3;
  else if (length > 160) score -= 1;
  if (capitals >= 0.6) score += 1.5;
  else if (capitals >= 0.35) score += 0.75;
  if (/\S: \S/.test(text)) score += 1;
  else if (words.length <= 5 && capitals < 0.6) score -= 1;
  if (/<\/?[a-z]/i.test(text)) score -= 4;
  if (/\.$/.test(text) && !/\b(al|etc)\.$|\.{3}$/.test(text)) score -= 3;
  if (/[!]$/.test(text)) score -= 1;
  if (/[,;:-]$/.test(text) || (SMALL_WORDS.has(lastWord) && !/[?!]$/.test(text))) score -= 3;
  score -= 2.5 * boundaries + 0.5 * Math.min(6, Math.max(0, prose - 1));
  if (startsSmall) score -= 2.5;
  if (SPEAKS.test(text)) score -= 2;
  if (endsWithAddress(text) || BEGINS_ADDRESS.test(text)) score -= 3;
  if (KEYWORDS.test(text)) score -= 5;
  if (share === 1) score -= 6;
  else if (share >= 0.5) score -= 3;
  else if (share >= 0.3) score -= 1.5;
  if (words.length === 0) score -= 8;
  if (isIdentifierAlone(text)) score -= 20;
  return score;
}

function abstractScore(
  text: string,
  words: readonly string[],
  prose: number,
  boundaries: number,
): number {
  if (CLOSING.test(text)) return 3;
  if (ADDRESS_ALONE.test(text)) return 2;
  const length = weightedLength(text);
  let score = KEYWORDS.test(text) ? 2 : -1;
  if (length >= PARAGRAPH_LETTERS) score += 5;
  else if (length >= 160) score += 1.5;
  if (ENDS_SENTENCE.test(text) && !/[?!]$/.test(text)) score += 2;
  score += 2 * boundaries + 0.75 * Math.min(5, prose);
  if (capitalShare(words) >= 0.6) score -= words.length > 4 && prose < 2 ? 2.5 : 1.5;
  if (words.length === 0) score -= 4;
  return score;
}

function chromeScore(text: string, words: readonly string[], share: number): number {
  if (CLOSING.test(text)) return 0;
  if (words.every((word) => /^\p{N}+$/u.test(word))) return 4;
  if (text.length > 160) return -6;
  let score = text.length > 100 ? -4 : text.length > 60 ? -2.5 : -1.5;
  if (share === 1) score += 5.5;
  else if (share >= 0.5) score += 2.5;
  else if (share >= 0.3) score += 1;
  // Set like a title, with words of its own: "A Paper With No Abstract".
  if (share < 0.5 && words.length >= 4 && capitalShare(words) >= 0.6) score -= 1.5;
  if (words.length === 1) score += /^\p{Lu}/u.test(text) && text.length > 11 ? 0 : 1.5;
  if (/!$/.test(text)) score += 1;
  if (/[·•|»›→←↑↓▲©]/.test(text)) score += 1.5;
  if (/^@|\S@\S+\.\S/.test(text)) score += 2;
  if (ADDRESS_ALONE.test(text)) score += 3;
  return score;
}

const NAME_WORD = String.raw`(?:\p{Lu}[\p{L}'’.-]*|van|von|de|der|den|del|di|da|dos|la|le|el|al|bin|ter)`;
const NAME = new RegExp(`^${NAME_WORD}(?: ${NAME_WORD}){1,4}$`, 'u');

/** Names between commas or dots in the middle: "A. Author, B. Author · C. Author". */
export function readAuthors(text: string): string[] {
  if (text.length > 1000 || /[:?!]/.test(text)) return [];
  const names = text
    .replace(/\s*[,;·•&]?\s+and\s+/g, ', ')
    .split(/\s*[,;·•&]\s*/)
    .filter((name) => name !== '');
  const isName = (name: string) => NAME.test(name);
  return names.length >= 2 && names.every(isName) ? names : [];
}
