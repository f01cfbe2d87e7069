/** Whether a title goes on beyond the words that matched: then it is another paper's. */
import { isUnspaced } from '../text/fold-kinds.ts';
import { beginsWithVenue, isLabel, isNoun } from './asides.ts';
import type { Capitals } from './spelling.ts';

/** Ends a title on the page; a colon may end or continue one, one line break lets prepositions through. */
const BOUNDARY = /[.,;!?()[\]{}"“”„«»‹›《》「」『』|/\\•·…—–*†‡§¶→←]|(?:^|\s)-(?:\s|$)|\n\s*\n/u;
const JOINS = /^[-‐‑–_/\\@=&%~^](?=[\p{L}\p{N}])|^\.(?=[\p{Ll}]|\d(?!\d{3}(?!\d)))/u;
const PREPOSITION =
  /^(?:for|with|in|of|on|via|from|by|through|using|towards?|under|to|as|at|without|beyond|over|against|into|across|between|within|and|or)$/iu;
/** Introduce a phrase of the sentence around the title, not more title. */
export const DETERMINER =
  /(?<![\p{L}\p{N}])(?:the|an?|our|my|your|his|her|its|their|this|that|these|those|we|it|which|one|two|such|each|every|some|any|all|both|others|more)$/iu;
/** Small words that a sentence has no reason to write large: they open a title. */
export const LARGE_SMALL_WORD =
  /^(?:An?|The|On|Towards?|How|Why|What|When|Where|Is|Are|Do|Does|Can|From|To|Some)\s/u;
/** Begin a sentence or a list entry and are no part of the title behind them. */
const OPENER =
  /^(?:in|as|see|the|an?|our|your|their|this|that|both|also|like|unlike|while|since|though|although|because|if|after|and|or|but|using|with|from|following|compare|cf|e\.g|i\.e|called|titled|entitled|named|we|recently|finally)\.?$/iu;
/** Directly before a title they make another one of it, in any case. */
const REMAKER =
  /^(?:towards?|beyond|rethinking|revisiting|reproducing|improving|understanding|un?learning)$/iu;
/** "A note on" a title, and no more; or a quotation of more than the title. An empty line stands for the title. */
const ENCLOSED =
  /(?:^|[.:]\s?)(?:An?\s)?\p{L}+\son\s\n\n(?:\.|$)|[“„«"](?:[^“”„«»".!?\n]+\s\n\n|\n\n\s(?!is|was|has|can|will)\p{L}[^“”„«»".!?]*)[.,!?]?[”“»"]/u;
/** Behind a title they make another one of it, whatever stands between. */
const SEQUEL =
  /^(?:[\s,:([–—/-]+(?:revisited|reloaded|reproducib|considered\sharm|made\s(?:easy|simp)|v\d|part\s(?:[\dIVX]|two))|:\san?\s(?:\S+\s)?(?:survey|review|study))/iu;
const YEAR = /^(?:19|20)\d\d(?![\p{L}\p{N}])/u;

const NAME = String.raw`\p{Lu}[\p{L}'’.-]*(?:\s+(?:de|van|von|der|den|la|di|el|al|\p{Lu}[\p{L}'’.-]*)){1,4}`;
/** "Mitchell Stern, Noam Shazeer", "F. Träuble et al.": the authors behind a title, not more of it. */
const AUTHORS = new RegExp(
  String.raw`^(?:${NAME}(?:,\s+(?:and\s+)?|\s+(?:and|&)\s+)${NAME}|(?:\p{Lu}\S*\s+){1,3}et\s+al\b)`,
  'u',
);

/** True where the text begins with a list of authors. */
export function beginsWithAuthors(text: string): boolean {
  return AUTHORS.test(text.replace(/^[\s.,(–—-]+/u, ''));
}

const isCapital = (word: string) => /^\p{Lu}/u.test(word);
const isCapitalOrNumber = (word: string) => /^[\p{Lu}\d]/u.test(word);

interface NextWord {
  readonly gap: string;
  /** Empty where there is none. */
  readonly word: string;
  readonly rest: string;
}

function nextWord(text: string): NextWord {
  const [all = '', gap = '', word = ''] =
    /^([^\p{L}\p{N}]*)([\p{L}\p{N}][\p{L}\p{N}'’+-]*)?/u.exec(text) ?? [];
  return { gap, word, rest: text.slice(all.length) };
}

function lastWord(text: string): NextWord {
  const [all = '', word = '', gap = ''] =
    /([\p{L}\p{N}][\p{L}\p{N}'’.+-]*?)?([^\p{L}\p{N}]*)$/u.exec(text) ?? [];
  return { gap, word, rest: text.slice(0, text.length - all.length) };
}

/** True when the words of a text are capitalised as in a title, and it is more than a name or two. */
function looksLikeTitle(text: string): boolean {
  const words = (/^[^.;!?\n]*/.exec(text)?.[0] ?? '').trim().split(/\s+/u).slice(0, 7);
  const telling = words.filter((word) => /^\P{L}*\p{L}{4,}/u.test(word));
  const capital = telling.filter((word) => /^\P{L}*\p{Lu}/u.test(word));
  const isMore = telling.length >= 2 || LARGE_SMALL_WORD.test(text.trim());
  return capital.length * 2 > telling.length && isMore;
}

/** True where the text is glued to the title: "-based", "/Patch", "^2", ".pdf". */
export function isGluedAfter(after: string): boolean {
  return JOINS.test(after) || isUnspacedLetter([...after][0]);
}

/** True where the title is glued to the text before it: "Non-", "/", "www.". A bullet or "12." is no glue. */
export function isGluedBefore(before: string): boolean {
  const chunk = /\S*$/u.exec(before)?.[0] ?? '';
  if (/:\/\/|^www\./iu.test(chunk)) return true;
  const glue = /[-‐‑–_/\\@=&%~#^.]$/u.test(chunk);
  const bullet = /^[-–—•*#.>]+$|^[([]?\d+[.)\]]+$/u.test(chunk);
  return (glue && !bullet) || isUnspacedLetter([...chunk].at(-1));
}

function isUnspacedLetter(character = ''): boolean {
  // Of the characters in these ranges, punctuation is no letter.
  return /\p{L}/u.test(character) && isUnspaced(Math.min(character.codePointAt(0) ?? 0, 0xd840));
}

/** What a preposition leads on to: more title, or the sentence. */
function leadsOn(preposition: string, rest: string, capitals: Capitals): boolean {
  const next = nextWord(rest);
  if (next.word === '' || BOUNDARY.test(next.gap)) return false;
  const lower = preposition.toLowerCase();
  if (lower === 'by') return false;
  if (/^(?:in|at|on)$/.test(lower) && beginsWithVenue(rest.trimStart())) return false;
  if (/^(?:in|from)$/.test(lower) && YEAR.test(next.word)) return false;
  if (isCapitalOrNumber(next.word)) return true;
  return capitals !== 'kept' && !DETERMINER.test(next.word);
}

/** True when the title goes on in the text behind it. */
export function goesOn(after: string, capitals: Capitals): boolean {
  const { gap, word, rest } = nextWord(after);
  if (SEQUEL.test(after)) return true;
  if (BOUNDARY.test(gap)) return false;
  if (gap.includes(':')) return looksLikeTitle(word + rest);
  if (PREPOSITION.test(word)) return leadsOn(word, rest, capitals);
  if (gap.includes('\n')) return false;
  if (gap.includes('&') || /^v(?:er)?\.?\d/iu.test(word)) return true;
  if (/^\p{N}/u.test(word)) return !YEAR.test(word);
  if (isNoun(word)) return isCapital(word) || (capitals !== 'kept' && !/^\s\p{L}/u.test(rest));
  return isCapital(word) && !isLabel(word) && rest[0] !== ':' && !AUTHORS.test(word + rest);
}

/**
 * True when a title that opens its place goes on behind a sign: "? A Critical Look", "; or, How I …". What "The" begins
 * behind a full stop may be a sentence about the paper.
 */
export function goesOnBehindSign(after: string): boolean {
  const [, rest = ''] =
    /^(?!\.\sThe\s)\s?[.!?;/(–—[-]+\s?(?:(?:or|and),?\s)?(.+)/su.exec(after) ?? [];
  return LARGE_SMALL_WORD.test(rest) && looksLikeTitle(rest) && !beginsWithAuthors(rest);
}

/** Before the subject of an answer or of what is passed on. */
const SUBJECT = /^(?:re|fwd?|aw|wg)$/i;

/** A label, an author list or an ordinary sentence before a colon; anything else is the name of a longer title. */
function isIntroduction(beforeColon: string): boolean {
  // "M. Stern:"
  if (/(?<![\p{L}.])\p{Lu}\.\s?\p{Lu}\p{L}+$/u.test(beforeColon)) return true;
  const plain = beforeColon.replace(/(?<!\p{L})\p{Lu}\./gu, '');
  const clause = /[^.;!?\n]*$/u.exec(plain)?.[0].trim() ?? '';
  if (clause === '' || /,|\bet al|&|\d$|[)\]]$/u.test(clause)) return true;
  const words = clause.split(/\s+/u);
  const last = words.at(-1) ?? '';
  if (isLabel(last) || SUBJECT.test(last)) return true;
  return words.some((word) => /^\p{Ll}{2,}$/u.test(word) && !PREPOSITION.test(word));
}

/** True when the title began in the text before it. */
export function beganBefore(before: string, after: string): boolean {
  if (ENCLOSED.test(`${before}\n\n${after}`)) return true;
  const { gap, word, rest } = lastWord(before);
  if (BOUNDARY.test(gap)) return false;
  if (gap.includes(':')) return !isIntroduction(rest + word);
  if (REMAKER.test(word)) return true;
  if (gap.includes('\n') || /^\p{N}/u.test(word)) return false;
  if (isCapital(word)) return !OPENER.test(word) && !isLabel(word);
  if (!PREPOSITION.test(word)) return false;
  // "Learning in Universal Transformers": a small word behind a capital, inside a title.
  const earlier = lastWord(rest);
  return isCapital(earlier.word) && earlier.gap.trim() === '' && /\S\s+\S+\s*$/u.test(rest);
}

/**
 * The weaker check for a title that fills its own link or citation: only what cannot be the text around it,
 * "Universal Transformers" linked in "Universal Transformers for Speech Recognition".
 */
export function goesOnBeyondLink(after: string): boolean {
  const { gap, word, rest } = nextWord(after);
  if (BOUNDARY.test(gap) || gap.includes(':')) return false;
  if (/^(?:for|of|via|using|towards?|to|through|without|under)$/iu.test(word)) {
    const then = nextWord(rest);
    return !BOUNDARY.test(then.gap) && isCapitalOrNumber(then.word);
  }
  return !gap.includes('\n') && /^(?:\d|v\d{1,2}|[IVX]{2,4})$/iu.test(word);
}

/** The same before a link; `short`: a capitalised word in front counts too ("Sparse [Universal Transformer]"). */
export function beganBeforeLink(before: string, short: boolean): boolean {
  const { gap, word } = lastWord(before);
  if (BOUNDARY.test(gap) || /[:\n]/.test(gap)) return false;
  if (REMAKER.test(word)) return true;
  return short && /^\p{Lu}\p{Ll}/u.test(word) && !OPENER.test(word) && !isLabel(word);
}

/** True when words stand right beside the title, without punctuation: in a link or heading they belong to it. */
export function hasNeighbour(before: string, after: string): boolean {
  const next = nextWord(after);
  const last = lastWord(before);
  const follows =
    next.word !== '' &&
    !BOUNDARY.test(next.gap) &&
    (isNoun(next.word) || !isLabel(next.word)) &&
    !YEAR.test(next.word);
  const precedes =
    last.word !== '' &&
    !BOUNDARY.test(last.gap) &&
    !(last.gap.includes(':') && isIntroduction(last.rest + last.word)) &&
    !isLabel(last.word) &&
    !/^\p{N}/u.test(last.word);
  return follows || precedes;
}
