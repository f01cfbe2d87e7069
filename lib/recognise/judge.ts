/**
 * The last word on a hit: is this the paper, and why? Runs in the worker, against the real title.
 * The rules in prose are in this folder's README.
 */
import { identityKeys } from '../paper/identity.ts';
import { IDENTIFIER_SCHEMES, type PaperDraft } from '../paper/paper.ts';
import { linkKey } from '../paper/paper-link.ts';
import { isUnspaced, titleKey } from '../text/fold.ts';
import { withoutAsidesAfter, withoutAsidesBefore } from './asides.ts';
import {
  beganBefore,
  beganBeforeLink,
  goesOn,
  goesOnBeyondLink,
  hasNeighbour,
  isGluedAfter,
  isGluedBefore,
} from './longer-title.ts';
import { isInReference, isQuoted } from './reference.ts';
import { type Capitals, capitalsOf, endsAlike, writesTitle } from './spelling.ts';
import { countWords, isMatchable } from './title-words.ts';
import type { Evidence, Holder, HolderKind, MentionContext } from './types.ts';

/** Titles of so many letters are no everyday phrase (above 40 false ones are rare, below they are not). */
const LONG_LETTERS = 40;
const LONG_WORDS = 6;
const LONG_LETTERS_OF_MANY_WORDS = 30;
/** A letter of Han, kana or Thai says about as much as this many of Latin. */
const UNSPACED_WEIGHT = 3;

/** The most telling first. */
const HOLDER_ORDER: readonly HolderKind[] = [
  'link',
  'heading',
  'cite',
  'cell',
  'item',
  'block',
  'emphasis',
];
/** In these a word beside the title belongs to it. */
const TIGHT: readonly HolderKind[] = ['link', 'heading', 'cite'];

/** True for a title that stands for itself wherever it is complete. */
export function isLongTitle(title: string): boolean {
  let weight = 0;
  const key = titleKey(title);
  for (let i = 0; i < key.length; i++)
    weight += isUnspaced(key.charCodeAt(i)) ? UNSPACED_WEIGHT : 1;
  if (weight >= LONG_LETTERS) return true;
  return weight >= LONG_LETTERS_OF_MANY_WORDS && countWords(title) >= LONG_WORDS;
}

const isFilled = ({ before, after }: Holder) =>
  withoutAsidesBefore(before) === '' && withoutAsidesAfter(after) === '';

/** The holders that hold the title and nothing else, most telling first. */
function filledHolders(holders: readonly Holder[]): HolderKind[] {
  const kinds = new Set(holders.filter(isFilled).map(({ kind }) => kind));
  return HOLDER_ORDER.filter((kind) => kinds.has(kind));
}

/** True when the text around shows the title to be part of a longer one. */
function isPartOfLonger(
  { before, after, holders }: MentionContext,
  filled: HolderKind | undefined,
  capitals: Capitals,
  short: boolean,
): boolean {
  switch (filled) {
    case 'heading':
    case 'cell':
    case 'item':
    case 'block':
      return false;
    case 'link':
    case 'cite':
      return goesOnBeyondLink(after) || beganBeforeLink(before, short);
    case 'emphasis':
    case undefined: {
      const tight = holders.find(({ kind }) => TIGHT.includes(kind));
      if (tight !== undefined && hasNeighbour(tight.before, tight.after)) return true;
      return goesOn(after, capitals) || beganBefore(before);
    }
  }
}

/** Short titles in small letters are everyday speech; a bibliography keeps the first capital only. */
function keepsEnough(capitals: Capitals, reason: string): boolean {
  if (capitals === 'kept') return true;
  return capitals === 'sentence' && (reason === 'reference' || reason === 'cite');
}

/**
 * Judges a complete title on a page: why it is this paper, or null where it is not surely so.
 * Long titles stand for themselves unless they are part of a longer one; short ones need a place
 * that carries them. Titles of one word never count.
 */
export function judgeTitle(title: string, context: MentionContext): Evidence | null {
  const { surface, before, after } = context;
  if (!isMatchable(title) || !writesTitle(title, surface)) return null;
  if (!endsAlike(title, after)) return null;
  const behind = after.replace(/^[+＋⁺]+/u, '');
  if (isGluedBefore(before) || isGluedAfter(behind)) return null;
  const seen = { ...context, after: behind };
  const capitals = capitalsOf(title, surface);
  const long = isLongTitle(title);
  const filled = filledHolders(context.holders);
  const enough = (reason: string) => long || keepsEnough(capitals, reason);
  const holder = filled.find(
    (kind) => enough(kind) && !isPartOfLonger(seen, kind, capitals, !long),
  );
  if (holder !== undefined) return { certainty: 'title', reason: holder };
  if (isQuoted(before, behind) && enough('quotes')) return { certainty: 'title', reason: 'quotes' };
  if (isPartOfLonger(seen, undefined, capitals, !long)) return null;
  if (isInReference(before, behind) && enough('reference')) {
    return { certainty: 'title', reason: 'reference' };
  }
  return long ? { certainty: 'title', reason: 'text' } : null;
}

/**
 * Judges a link on a page by one of its identity keys: what makes it the paper's, or null.
 * Whether several papers have the key is for the caller to see: then the link tells nothing.
 */
export function judgeLink(
  paper: Pick<PaperDraft, 'title' | 'identifiers' | 'links'>,
  key: string,
): Evidence | null {
  if (!identityKeys(paper).includes(key)) return null;
  const detail = key.slice(key.indexOf(':') + 1);
  const scheme = IDENTIFIER_SCHEMES.find((name) => key.startsWith(`${name}:`));
  if (scheme !== undefined) return { certainty: 'identifier', reason: scheme, detail };
  const link = paper.links.find(({ url }) => linkKey(url) === detail);
  return link === undefined ? null : { certainty: 'identifier', reason: link.kind, detail };
}
