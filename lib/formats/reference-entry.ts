/**
 * One entry of a list of references, in any of the usual styles, as far as title, authors, year and
 * venue can be told by its punctuation. A guess: what was written is kept beside it.
 */
import type { PaperDraft } from '../paper/paper.ts';
import { extractLinks } from './extract-links.ts';
import { findIdentifiers } from './find-identifiers.ts';
import {
  CAPITAL,
  type Names,
  namesIn,
  readNames,
  shortNames,
  VENUE_START,
} from './reference-names.ts';

/** Entries are judged by so many letters. */
export const MAX_ENTRY = 2_000;
const MAX_TITLE = 400;
const MAX_VENUE = 160;

/** "[12]", "(3)", "4.", "•", "[Kim+23]": what numbers an entry. */
export const NUMBERING =
  /^(?:\[[^\]\s]{1,14}\](?!\()|\(\d{1,4}\)|\d{1,4}[.)](?=\s)|[-–—*•·▪◦‣](?=\s)|\\bibitem(?:\[[^\]]{0,80}\])?\{[^}]{0,80}\})\s*/u;
/** An arXiv id without its name, alone or at the end. */
const BARE_ARXIV = /(^|\s)(\d\d(?:0[1-9]|1[0-2])\.\d{4,5}(?:v\d{1,2})?)\.?$/;
/** Links that lists put behind a title. */
const BUTTONS =
  /[[(]{1,2}\s*(?:paper|pdf|code|arxiv|abs|html|link|project(?: page)?|page|website|github|slides|video|poster|blog|demo|dataset|bib(?:tex)?|doi|openreview|huggingface|model)\s*[\])]{1,2}(?:\(\S{0,1000}\))?/giu;
const MARKDOWN_LINK =
  /!?\[([^[\]]{1,400})\]\([^()\s]{0,1000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?\)/gu;
const BOLD = /(\*\*|__)([^*_]{4,400})\1/u;
const ADDRESS = /https?:\/\/\S+/giu;
const LEFT_OVER =
  /(?:\b(?:URL|url|DOI|doi|Available (?:at|online)|Retrieved from|Accessed)[:\s]*|\(?\b(?:ar[Xx]iv|CoRR)(?:\s+(?:e-?prints?|preprint))?\)?(?:,?\s*abs\/)?)\s*(?=[.,;:)\]\s]*$)/u;

const QUOTED = /(?:[“„«]|``|"(?=\S))(.{6,400}?)(?:[”»]|''|“(?=[\s,.;]|$)|"(?=[\s,.;:)]|$))/u;

const WORD = String.raw`[\p{L}][\p{L}\p{M}'’‘.-]*`;
const YEAR = String.raw`(?:1[89]|20)\d\d[a-z]?`;
const YEAR_NEXT = new RegExp(
  String.raw`^[\s.,:;]*(?:\(${YEAR}(?:,[^)]{0,30})?\)|${YEAR}(?=\s?[.,:;]))[\s.,:;]*`,
  'u',
);
const ANY_YEAR = /(?<![\d–-])((?:19|20)\d\d)[a-z]?(?!\d|[–-]\d{2,4}\b)/gu;

const VENUE_NAME =
  /^([^,;(]{3,200}?)(?=[,;(]|(?<!\b(?:Proc|Int|Conf|Trans|Ann|Adv|Symp|Lett|Rev|J))\.\s|\.?$|\s+\d+(?![\d\p{L}]))/iu;

const lettersIn = (text: string) => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
const wordsIn = (text: string) => text.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu)?.length ?? 0;
const isUnspaced = (text: string) =>
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{4}/u.test(text);

/** Whether a text may be a title: of several words, or of a script that does not space them. */
const isTitle = (text: string) =>
  text.length <= MAX_TITLE && lettersIn(text) >= 6 && (wordsIn(text) >= 2 || isUnspaced(text));

interface Parts {
  readonly title: string;
  readonly authors: readonly string[];
  /** What comes behind the title. */
  readonly after: string;
}

/** Reads an entry; its title is empty where none can be told. */
export function readReference(entry: string): PaperDraft {
  const written = entry.slice(0, MAX_ENTRY).trim();
  const { identifiers, rest } = findIdentifiers(written.replace(BARE_ARXIV, '$1arXiv:$2'));
  const bare = written.replace(NUMBERING, '');
  const marked = markedTitle(bare);
  const text = tidy(rest.replace(NUMBERING, ''));
  const parts = marked ?? quotedParts(text) ?? authorsFirst(text) ?? titleFirst(text);
  const title = trimTitle(parts.title);
  return {
    title: isTitle(title) ? title : '',
    abstract: '',
    authors: parts.authors,
    year: yearOf(text) ?? yearOfArxiv(identifiers.find(({ scheme }) => scheme === 'arxiv')?.value),
    venue: venueOf(parts.after),
    identifiers,
    links: extractLinks(written),
  };
}

/** Without addresses, buttons and what is left of identifiers that were taken out. */
function tidy(text: string): string {
  let left = text
    .replace(MARKDOWN_LINK, ' $1 ')
    .replace(BUTTONS, ' ')
    .replace(ADDRESS, ' ')
    .replace(/<\/?[a-z]{1,10}>/gi, '')
    .replace(/\p{Cf}+/gu, '')
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/\s+([.,;:])(?=\s|$)/g, '$1')
    .replace(/[([]\s*[)\]]/g, ' ');
  for (let before = ''; before !== left; ) {
    before = left;
    left = left.replace(LEFT_OVER, '').replace(/[\s,;:([]+$/, '');
  }
  return left.replace(/([.,])(?:\s*[.,])+/g, '$1').trim();
}

const trimTitle = (title: string) =>
  title
    .replace(/^[\s“”"„«'‘*_`.,;:–—-]+|(?:(?<!\.\.)\.|[\s“”"»'’*_`,;:–—-])+$/gu, '')
    .replace(/\s+/g, ' ');

/** A title that a list in Markdown links or sets in bold. */
function markedTitle(text: string): Parts | null {
  const links = [...text.matchAll(MARKDOWN_LINK)].map(([, label = '']) => label);
  const title =
    BOLD.exec(text)?.[2] ?? links.find((label) => isTitle(label) && wordsIn(label) >= 3);
  if (title === undefined) return null;
  const after = tidy(text.slice(text.indexOf(title) + title.length)).replace(
    /^[^\p{L}\p{N}]+/u,
    '',
  );
  return { title, authors: namesAtStart(after), after: '' };
}

/** A title between quotation marks. */
function quotedParts(text: string): Parts | null {
  const found = QUOTED.exec(text);
  const [all, title = ''] = found ?? [];
  if (found === null || all === undefined || !isTitle(title) || lettersIn(title) < 10) return null;
  const before = text.slice(0, found.index);
  const run = readNames(before.trim());
  const authors = run === null ? namesIn(before.replace(YEAR_NEXT, '')) : run.authors;
  const after = text.slice(found.index + all.length).replace(/^[\s.,;:]+/u, '');
  // A word in quotes inside a title, and no reference.
  const isReference = before.trim() === '' || authors.length > 0 || after !== '';
  return isReference && /(?:^|[.,:;)\]\s])$/u.test(before) && !isProse(before)
    ? { title, authors, after }
    : null;
}

/** Words that are no names: the quotation is part of a sentence or of a longer title. */
const isProse = (text: string) =>
  (text.match(/(?<![\p{L}.])(?!and\b|et\b|al\b|in\b|van\b|von\b|de\b|der\b|den\b|la\b)\p{Ll}{2,}/gu)
    ?.length ?? 0) > 1;

/** An entry that begins with its authors. */
function authorsFirst(text: string): Parts | null {
  const names =
    readNames(text) ??
    shortNames(text, 2) ??
    sentenceOfNames(text) ??
    namesBetweenCommas(text) ??
    shortNames(text, 1);
  if (names === null) return null;
  const rest = names.rest.replace(YEAR_NEXT, '').replace(/^[\s.,:;]+/u, '');
  const { title, after } = cutTitle(rest);
  return isTitle(trimTitle(title)) ? { title, authors: names.authors, after } : null;
}

/** "Sehoon Kim, Karttikeya Mangalam, and Kurt Keutzer." or "S. Kim et al." and then a title. */
function sentenceOfNames(text: string): Names | null {
  const dated = new RegExp(
    String.raw`^([^“"(]{3,1500}?)[\s.,]*(?=\(${YEAR}\b|[.,]\s${YEAR}[.:,]\s)`,
    'u',
  ).exec(text)?.[1];
  const ends = dated === undefined ? [] : [dated.length];
  ends.push(endOfSentence(text));
  for (const end of ends) {
    const authors = namesIn(text.slice(0, end));
    const rest = text.slice(end);
    const next = rest.replace(YEAR_NEXT, '').replace(/^[\s.,:;]+/u, '');
    const isNamed =
      authors.length > 1 || end === dated?.length || mayNameOne(text.slice(0, end), next);
    if (authors.length > 0 && isNamed && next !== '') return { authors, rest };
  }
  return null;
}

/** One name and then a title; "Neural Machine Translation. In ACL, 2014" is none. */
function mayNameOne(name: string, next: string): boolean {
  if (/(?<!\p{L})\p{Lu}\.|,/u.test(name)) return true;
  const { title } = cutTitle(next);
  if (VENUE_START.test(next) || namesIn(title).length > 0) return false;
  return wordsIn(name) === 1 ? wordsIn(title) >= 2 : wordsIn(name) === 2 && wordsIn(title) >= 3;
}

/** "S. Kim, K. Mangalam, Big little decoding, in: Advances …": everything between commas. */
function namesBetweenCommas(text: string): Names | null {
  const authors: string[] = [];
  let rest = text;
  for (;;) {
    const [all, name = ''] = /^([^,]{2,60}),\s+(?:and\s+)?/u.exec(rest) ?? [];
    if (all === undefined) break;
    const names = namesIn(name);
    if (names.length === 0 || !/(?<!\p{L})\p{Lu}\./u.test(name)) break;
    authors.push(...names);
    rest = rest.slice(all.length);
  }
  return authors.length === 0 ? null : { authors, rest };
}

/** Names behind a title, up to the end of their sentence. */
function namesAtStart(text: string): string[] {
  const names = namesIn(text.slice(0, endOfSentence(text)).replace(/^by\s+/i, ''));
  return names.length > 1 ? names : [];
}

/** Where the first sentence ends, initials and abbreviations aside; of "et al." behind it. */
function endOfSentence(text: string): number {
  const ends = /[.?!](?=\s|$)/gu;
  for (let found = ends.exec(text); found !== null; found = ends.exec(text)) {
    const before = text.slice(Math.max(0, found.index - 12), found.index);
    if (found[0] !== '.') return found.index + 1;
    if (
      /(?:^|[^\p{L}])(?:\p{Lu}\p{M}*|\p{Lu}\p{M}*-\p{Lu}|Md|Th|Ya|Ch|Ph|vs|cf|e\.g|i\.e|St|Jr|Dr|No|Vol)$/u.test(
        before,
      )
    )
      continue;
    if (/\bet al$/u.test(before)) return found.index + 1;
    return found.index;
  }
  return text.length;
}

/** Whether behind a question comes the rest of the title, and not names or a venue. */
function goesOn(after: string): boolean {
  const sentence = after.slice(0, endOfSentence(after));
  return (
    wordsIn(sentence) >= 2 &&
    !VENUE_START.test(after) &&
    namesIn(sentence).length === 0 &&
    !/(?:19|20)\d\d/.test(sentence)
  );
}

/** The title that a text begins with, and what comes behind it. */
function cutTitle(text: string): { readonly title: string; readonly after: string } {
  let end = endOfSentence(text);
  for (const { index, 0: comma } of text
    .slice(0, end)
    .matchAll(
      /[,.]\s+|\s\((?=\D{0,40}(?:19|20)\d\d)|\s[–—|-]\s|\s(?=[Ii]n\s(?:Proc|Advances))/gu,
    )) {
    if (!VENUE_START.test(text.slice(index + comma.length)) && !comma.includes('(')) continue;
    end = index;
    break;
  }
  const after = text.slice(end).replace(/^[\s.,;:(–—|-]+/u, '');
  if (!/[?!]$/.test(text.slice(0, end)) || !goesOn(after))
    return { title: text.slice(0, end), after };
  const more = cutTitle(after);
  return { title: `${text.slice(0, end)} ${more.title}`, after: more.after };
}

/** An entry that begins with its title, or is nothing else. */
function titleFirst(text: string): Parts {
  const byNames = new RegExp(
    String.raw`(?:,?\s+by\s+|\s[–—|-]\s|[,;]\s+|\s?\(|\t)(?=${CAPITAL}(?:\s${WORD}){0,3}(?: et al|,? and \p{Lu}| & |\s?\(?${YEAR}))`,
    'u',
  );
  const isSigned = /(?:19|20)\d\d|\bet al\b|\bar[Xx]iv\b|\b[Pp]roc|\bpp\.|\bvol\./u.test(text);
  if (!isSigned) {
    const [title = '', ...more] = text.split(
      /\s+by\s+(?=\p{Lu})|\s[–—|]\s(?=\p{Lu}[^–—|]*,\s\p{Lu})/u,
    );
    const authors = namesIn(more.join(' ').trim());
    return authors.length > 0
      ? { title, authors, after: '' }
      : { title: text, authors: [], after: '' };
  }
  const cut = cutTitle(text);
  const signed = signedAt(cut.title);
  if (signed > 0)
    return {
      title: cut.title.slice(0, signed),
      authors: namesIn(cut.title.slice(signed + 1)),
      after: cut.after,
    };
  const named = byNames.exec(cut.title);
  const title = named === null ? cut.title : cut.title.slice(0, named.index);
  const after = named === null ? cut.after : text.slice(named.index + named[0].length);
  const authors = namesAtStart(after.replace(new RegExp(String.raw`[\s,(]*${YEAR}.*$`, 'u'), ''));
  const behind =
    authors.length > 0 ? after.slice(endOfSentence(after)).replace(/^[\s.,]+/u, '') : after;
  return { title, authors, after: behind };
}

/** Where a title ends that its authors follow: ", Roger Vogeler, and Yi Jiang". */
function signedAt(text: string): number {
  for (const { index } of text.matchAll(/,\s(?=\p{Lu}\S*\s\p{Lu})/gu))
    if (wordsIn(text.slice(0, index)) >= 3 && namesIn(text.slice(index + 1)).length > 0)
      return index;
  return -1;
}

function yearOf(text: string): number | null {
  const found = [...text.matchAll(ANY_YEAR)].at(-1)?.[1];
  return found === undefined ? null : Number(found);
}

/** The year that an arXiv id has in it. */
function yearOfArxiv(id: string | undefined): number | null {
  const two = Number(/^(?:[a-z-]+\/)?(\d\d)/.exec(id ?? '')?.[1] ?? Number.NaN);
  return Number.isNaN(two) ? null : two > 90 ? 1900 + two : 2000 + two;
}

function venueOf(after: string): string {
  if (!VENUE_START.test(after) || /^\(?(?:19|20)\d\d|^(?:in:?\s+)?(?:ar[Xx]iv|CoRR)/iu.test(after))
    return '';
  const place = after.replace(/^in:?\s+/i, '');
  // "In: Larochelle, H. (ed.) Proceedings …"
  const text = (readNames(place)?.rest ?? place).replace(
    /^[\s,]*\(?[Ee]ds?\.?\)?[\s.,]*|^the\s+/u,
    '',
  );
  const venue = VENUE_NAME.exec(text)?.[1]?.replace(/[\s.]+$/u, '') ?? '';
  return venue.length <= MAX_VENUE ? venue : '';
}
