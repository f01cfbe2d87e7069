/**
 * The last word on a hit: is this the paper, and why? Runs in the worker, against the real title.
 * The rules in prose are in this folder's README.
 */
import { identityKeys } from '../paper/identity.ts';
import { IDENTIFIER_SCHEMES, type PaperDraft } from '../paper/paper.ts';
import { linkKey } from '../paper/paper-link.ts';
import { withoutAsidesAfter, withoutAsidesBefore } from './asides.ts';
import { isNamed, isPhrase, opensInSentence, opensSentence, speaksOfPaper } from './citing.ts';
import {
  beganBefore,
  beganBeforeLink,
  beginsWithAuthors,
  goesOn,
  goesOnBehindSign,
  goesOnBeyondLink,
  hasNeighbour,
  isGluedAfter,
  isGluedBefore,
} from './longer-title.ts';
import { hasCoined } from './main-title.ts';
import { afterEllipsis, readTitle } from './read-title.ts';
import { isByAuthors, isCited, isInReference, isQuoted, isTitleQuoted } from './reference.ts';
import { type Capitals, capitalsOf, isTitleCased, signsBefore } from './spelling.ts';
import { countWords, isMatchable } from './title-words.ts';
import {
  CARRIER_KINDS,
  type CarrierKind,
  type Evidence,
  type Holder,
  type HolderKind,
  type MentionContext,
  type TitlePart,
  type TitleReason,
} from './types.ts';
import { isLongTitle } from './weight.ts';

/** In italics and quotation marks titles of so few words are terms more often than not. */
const FEW_WORDS = 3;
/** A main title of fewer words, none of them coined, is as good a topic or a heading. */
const MAIN_WORDS = 4;

/** What ends with a title that the page cut short, and what can hold a main title alone. */
const CUT_CARRIERS = CARRIER_KINDS.filter((kind) => kind !== 'emphasis');
const MAIN_CARRIERS = CUT_CARRIERS.filter((kind) => kind !== 'block');
/** In these a word beside the title belongs to it. */
const TIGHT: readonly HolderKind[] = ['link', 'heading', 'cite'];

/** Nothing of a sentence stands before. */
const OPENS = /(?:^|[.,:;“"„«)\]])\s?$/;

/** The innermost of these around a title. */
const tightest = (holders: readonly Holder[]) => holders.find(({ kind }) => TIGHT.includes(kind));

const isIn = (wanted: HolderKind, { holders }: MentionContext) =>
  holders.some(({ kind }) => kind === wanted);

const isFilled = ({ before, after }: Holder) =>
  withoutAsidesBefore(before) === '' && withoutAsidesAfter(after) === '';

/** Which of `carriers` hold the title and nothing else. */
function filled(carriers: readonly CarrierKind[], holders: readonly Holder[]): CarrierKind[] {
  return carriers.filter((kind) =>
    holders.some((holder) => holder.kind === kind && isFilled(holder)),
  );
}

/** True when the text around shows the title to be part of a longer one. */
function isPartOfLonger(
  { before, after, holders }: MentionContext,
  carrier: CarrierKind | undefined,
  capitals: Capitals,
  short: boolean,
): boolean {
  switch (carrier) {
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
      const tight = tightest(holders);
      if (tight !== undefined && hasNeighbour(tight.before, tight.after)) return true;
      // Small words go on with a title, not with the sentence, where nothing of a sentence is before.
      const opens = OPENS.test(tight?.before ?? before);
      if (opens && goesOnBehindSign(tight?.after ?? after)) return true;
      return goesOn(after, opens ? 'sentence' : capitals) || beganBefore(before, after);
    }
  }
}

/** Short titles in small letters are everyday speech; a bibliography keeps the first capital only. */
function keepsEnough(capitals: Capitals, reason: TitleReason): boolean {
  if (capitals === 'kept') return true;
  return capitals === 'sentence' && (reason === 'reference' || reason === 'cite');
}

/** True where italics or quotation marks show a title of few words, and not a term. */
function showsFewWords(reason: TitleReason, before: string, after: string): boolean {
  if (isNamed(before, after) || beginsWithAuthors(after)) return true;
  return reason === 'quotes' && (isTitleQuoted(before) || opensSentence(before));
}

/** "Comment on …": so says whoever writes about the paper commented on. */
const RESPONSE =
  /^(?:discussion|comments?|reply|response|rejoinder|erratum|corrigendum|review|addendum)[:\s]/iu;

/** True where nothing but the paper is called so, not even an entry of a menu. */
const standsOut = (written: string) => isLongTitle(written) || hasCoined(written);

/** True for a link that no sentence goes through. */
function standsAlone(before: string, after: string): boolean {
  return opensBlock(before) && (withoutAsidesAfter(after) === '' || /^\s?[([|·•\n]/u.test(after));
}

const opensBlock = (before: string) => withoutAsidesBefore(before) === '';

/** "3.2 Layer Normalization", "Keywords: layer normalization, …": a section and a topic are called so. */
function isTopic(context: MentionContext): boolean {
  const { before, after, holders } = context;
  const isNumbered = holders.some(
    (holder) => holder.kind === 'heading' && /^\W*(?:\w+\.)*[\dIVX]+\.?\s$/.test(holder.before),
  );
  const isSection = isNumbered && !isIn('link', context) && !speaksOfPaper(before, after);
  return isSection || /key\s?words\W[^.\n]*$/i.test(before);
}

/** Why a complete title is a mention of its paper, or null. */
function judgeWhole(
  written: string,
  context: MentionContext,
  authors: readonly string[],
): TitleReason | null {
  const { surface, before, after, holders } = context;
  if (isIn('code', context)) {
    return isInReference(before, after) ? 'reference' : null;
  }
  const capitals = capitalsOf(written, surface);
  const long = isLongTitle(written);
  const few = !long && countWords(written) <= FEW_WORDS;
  if (few && !hasCoined(written) && isTopic(context)) return null;
  const enough = (reason: TitleReason) => {
    if (!long && !keepsEnough(capitals, reason)) return false;
    if (reason === 'block' && RESPONSE.test(written)) return false;
    if (reason !== 'quotes' && reason !== 'emphasis') return true;
    return capitals !== 'lost' && (!few || showsFewWords(reason, before, after));
  };
  const carrier = filled(CARRIER_KINDS, holders).find(
    (kind) => enough(kind) && !isPartOfLonger(context, kind, capitals, !long),
  );
  if (carrier !== undefined) return carrier;
  if (isQuoted(before, after) && enough('quotes')) return 'quotes';
  if (isPartOfLonger(context, undefined, capitals, !long)) return null;
  const isEntry = isInReference(before, after) || isByAuthors(before, after, authors);
  if (isEntry && enough('reference')) return 'reference';
  if (!long || RESPONSE.test(written)) return null;
  if (opensBlock(before) && /^\s?(?:[.;|–—(]|$)/u.test(after) && !isPhrase(context)) return 'text';
  if (capitals === 'lost') return null;
  if (isCited(before, after)) return 'reference';
  if (isNamed(before, after) || opensInSentence(surface, before)) return 'text';
  const setOff = capitals === 'kept' && isTitleCased(surface) && !isPhrase(context);
  return setOff ? 'text' : null;
}

/** The same for a part of a title: it counts only where the place ends with it. */
function judgePart(part: TitlePart, written: string, context: MentionContext): TitleReason | null {
  const { surface, before, after, holders } = context;
  if (isIn('code', context)) return null;
  const capitals = capitalsOf(written, surface);
  if (capitals === 'lost') return null;
  const isMain = part === 'main';
  const words = countWords(written);
  if (isMain && words < MAIN_WORDS && !hasCoined(written) && !speaksOfPaper(before, after)) {
    return null;
  }
  const carrier = filled(isMain ? MAIN_CARRIERS : CUT_CARRIERS, holders).find(
    (kind) => !isPartOfLonger(context, kind, capitals, true),
  );
  if (isMain && (carrier === 'link' || carrier === 'cite') && !standsAlone(before, after)) {
    return null;
  }
  if (carrier !== undefined) return carrier;
  const rest = isMain ? after : (afterEllipsis(after) ?? after);
  if (!isQuoted(before, rest)) return null;
  return words > FEW_WORDS || showsFewWords('quotes', before, rest) ? 'quotes' : null;
}

/**
 * Judges a title on a page: why it is this paper, or null where it is not surely so. Long titles stand for
 * themselves unless they are part of a longer one or of a sentence; short ones need a place that carries them.
 * Whether the beginning of a title, or a main title, is one paper's only is for the caller to see.
 */
export function judgeTitle(
  { title, authors }: Pick<PaperDraft, 'title' | 'authors'>,
  context: MentionContext,
): Evidence | null {
  const { surface, before, after } = context;
  if (!isMatchable(title)) return null;
  const reading = readTitle(title, surface, after);
  if (reading === null) return null;
  const { part, written } = reading;
  // What the title has before its first letter and behind its last is no text around it: "$\\pi_0$", "CodeT5+".
  const lead = signsBefore(written);
  const mine = before.endsWith(lead) ? before.slice(0, before.length - lead.length) : before;
  const ahead = mine.replace(/[${(]\\$/, '');
  // So GB/T 7714 names the kind of a work: "[J]", "[C]//".
  const behind = after
    .replace(/^[+＋⁺]+/u, '')
    .replace(/^\[[A-Z]{1,2}(?:\/[A-Z]{2})?\](?:\/\/|\.)?/, '. ');
  if (isGluedBefore(ahead) || isGluedAfter(behind)) return null;
  const isEntry = isIn('menu', context) && !isIn('heading', context);
  if (isEntry && !standsOut(written) && !isInReference(ahead, behind)) return null;
  // A question mark that the title lacks makes another of it, or ends a sentence around it.
  const place = tightest(context.holders) ?? { before: ahead, after: behind };
  if (/^\s?\?/.test(place.after) && !written.includes('?') && OPENS.test(place.before)) return null;
  const seen = { ...context, before: ahead, after: behind };
  const reason =
    part === null ? judgeWhole(written, seen, authors) : judgePart(part, written, seen);
  if (reason === null) return null;
  return { certainty: 'title', ...(part === null ? {} : { part }), reason };
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
