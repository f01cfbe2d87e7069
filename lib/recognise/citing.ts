/** What the text around a title says of it: that it is a paper, or that it is only a phrase of the sentence. */
import { isVenue } from './asides.ts';
import { DETERMINER, LARGE_SMALL_WORD } from './longer-title.ts';
import { isTitleCased } from './spelling.ts';
import type { MentionContext } from './types.ts';

/** In English, and the commonest words in German, Greek, Romance languages and Russian. */
const PAPER =
  '(?:papers?|art[ií][cgk]\\p{L}{1,4}|preprints?|manuscripts?|essays?|thes[ei]s|monographs?|surveys?|works?|arbeit|εργασί\\p{L}+|работ\\p{L}+|стать\\p{L}+)';
const NAMED_BEFORE = new RegExp(
  String.raw`(?:^|[^\p{L}])(?:${PAPER}(?:,?\s+(?:is|was|named|called|(?:en)?titled))?|(?:en)?titled)[\s:,]*$`,
  'iu',
);
const YEAR = String.raw`(?:19|20)\d\d[a-z]?(?![\p{L}\p{N}])`;
const NAME = String.raw`(?:\p{Lu}\.[\s-]?)*\p{Lu}[\p{L}'’.-]+`;
const NAMED_AFTER = new RegExp(
  [
    String.raw`^(?:\s+${PAPER}(?!\p{L})`,
    String.raw`[\s,.;(\[]*(?:(?:[A-Z]{3,8}[\s’'-]*)?${YEAR}|[A-Z]{3,8}[\s’'-]*\d\d(?![\p{L}\p{N}])|(?:[Pp]reprint\s+)?ar[Xx]iv\b)`,
    String.raw`\s*,?\s*[([]?by\s+${NAME}`,
    String.raw`\s*[([]${NAME}(?:,?\s+(?:et al\.?|(?:and|&)\s+${NAME}))*,?\s+\(?${YEAR})`,
  ].join('|'),
  'u',
);
const OPENING_QUOTES = /[\s"“”„«»‹«‘‚'`「『《]+$/u;
const CLOSING_QUOTES = /^[,.;:?!]*["”“»›’'」』》]+/u;

/** True where the words right beside a title, or its quotation marks, call it a paper, or date it. */
export function isNamed(before: string, after: string): boolean {
  if (NAMED_BEFORE.test(before.replace(OPENING_QUOTES, ''))) return true;
  return NAMED_AFTER.test(after.replace(CLOSING_QUOTES, ''));
}

/** True where a title opens its sentence, or follows one word that does: “…” says, In “…”, we read. */
export function opensSentence(before: string): boolean {
  const left = before.replace(OPENING_QUOTES, '');
  if (/(?:^|[.:;!?–—])$/u.test(left)) return true;
  const word = /(?:^|[.:;!?–—]\s+)(\p{L}+)$/u.exec(left)?.[1];
  // “By ‘…’ we mean” introduces a term.
  return word !== undefined && word !== 'By' && !DETERMINER.test(word);
}

/** True for a title in small letters but for its first, which is one that the sentence would write small, too. */
export function opensInSentence(surface: string, before: string): boolean {
  return /\p{Ll}\s$/u.test(before) && LARGE_SMALL_WORD.test(surface) && !isTitleCased(surface);
}

/**
 * True where the sentence uses the words of a title as its own: with an article, "the Standard Model of
 * Particle Physics", or explained by an acronym, "Constraint Energy Minimizing … Method (CEM-GMsFEM)".
 */
export function isPhrase({ surface, before, after }: MentionContext): boolean {
  if (DETERMINER.test(before.trimEnd())) return true;
  if (/^the\s[^:]+$/iu.test(surface) || /\(\p{Lu}{2,}/u.test(surface)) return true;
  // "RiPPLE (Recommendation in …)"
  if (/\p{Lu}\S*\p{Lu}\S*\s?\($/u.test(before) && after.startsWith(')')) return true;
  const acronym = /^\s*[([]([\p{L}\p{N}$^{}+-]{2,16})(?:[)\],;]|\s)/u.exec(after)?.[1];
  return acronym !== undefined && /\p{Lu}.*\p{Lu}/u.test(acronym) && !isVenue(acronym);
}

const SIGN =
  /(?:19|20)\d\d|\b(?:et al\b|u\. ?a\.:|In Proc|ar[Xx]iv\b|CoRR\b|doi\b|DOI\b|pp\.|[Vv]ol\.|\p{Lu}\.\s?\p{Lu}\p{L}+,)/u;
/** So far from a title its year, authors and pages are. */
const SIGN_LETTERS = 80;

/** True where the text beside a title has signs of a bibliography. */
export function speaksOfPaper(before: string, after: string): boolean {
  return SIGN.test(`${before.slice(-SIGN_LETTERS)} | ${after.slice(0, SIGN_LETTERS)}`);
}
