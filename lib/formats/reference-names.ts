/** Lists of authors, as references write them. */

export const CAPITAL = String.raw`\p{Lu}[\p{L}\p{M}'’‘.-]*`;
const PARTICLE = `(?:v[ao]n|d[eu]r?|den|del|della|di|da|dos|la|le|el|al|bin|ibn|ter|ten|zu|af|dal|y)`;
const INITIALS = String.raw`(?:\p{Lu}\p{M}*\.?-?){1,4}`;
/** "Kim", "van den Oord", "Garcia Marquez". */
const FAMILY = String.raw`(?:${PARTICLE}\s){0,3}\p{Lu}[\p{L}\p{M}'’‘-]+(?:\s\p{Lu}[\p{L}\p{M}'’‘-]+)?`;
/** "Kim, S.", "van den Oord, A. B.". */
const FAMILY_FIRST = new RegExp(
  String.raw`(${FAMILY}),\s?((?:\p{Lu}\p{M}*\.[\s-]?){1,5}|(?:\p{Lu}\p{M}*){1,3}(?=[,;.\s]))`,
  'uy',
);
/** "Kim S, van den Oord AB." */
const SHORT_NAMES = new RegExp(
  String.raw`^(?:${FAMILY}\s\p{Lu}{1,3}(?:,\s(?:and\s|&\s)?|(?=[.:]\s)))+(?:et al)?[.:](?=\s)`,
  'u',
);
const BETWEEN_NAMES = /\s*[,;]?\s*(?:(?:and|und|et(?!\sal))\s+|&\s*|…\s*|\.\.\.\s*)?/uy;
const OTHERS = /[\s,]*(?:(?:and\s+)?et\s+al\.?,?|and\s+others\b)/iuy;
const FULL_NAME = new RegExp(
  String.raw`^(?:${PARTICLE}\s)?(?:${CAPITAL}|${INITIALS})(?:\s(?:${PARTICLE}|${CAPITAL}|${INITIALS})){0,5}$`,
  'u',
);

/** Behind a title: where it appeared. */
export const VENUE_START =
  /^(?:[Ii]n:?\s+(?=[\p{Lu}\d'‘“"])|Proc\b|Proceedings\b|Advances\s+in\b|Transactions\b|J\.\s\p{L}{2,}\.|Journal\b|Int(?:\.|ernational)\s+(?:J|Conf)|Ann(?:\.|als)|IEEE\b|ACM\b|PMLR\b|Nature\b|Science\b|PLoS\b|Comm?un\.|ar[Xx]iv\b|CoRR\b|bioRxiv\b|Ph\.?\s?D|Master|Tech(?:nical|\.)?\s+[Rr]ep|Springer\b|vol\.|pp\.|[A-Z]{3,8}\b[\s’'’,]*(?:\d{2,4}|$|[,.(:])|\(?(?:19|20)\d\d\b)/u;

export interface Names {
  readonly authors: readonly string[];
  readonly rest: string;
}

/** "Kim, S., van den Oord, A., and Lee, J." at the beginning of a text. */
export function readNames(text: string): Names | null {
  const authors: string[] = [];
  let at = 0;
  for (;;) {
    FAMILY_FIRST.lastIndex = at;
    const found = FAMILY_FIRST.exec(text);
    if (found === null) break;
    authors.push(`${(found[2] ?? '').trim()} ${found[1] ?? ''}`);
    at = FAMILY_FIRST.lastIndex;
    OTHERS.lastIndex = at;
    if (OTHERS.exec(text) !== null) {
      at = OTHERS.lastIndex;
      authors.push('et al.');
      break;
    }
    BETWEEN_NAMES.lastIndex = at;
    BETWEEN_NAMES.exec(text);
    FAMILY_FIRST.lastIndex = BETWEEN_NAMES.lastIndex;
    if (FAMILY_FIRST.exec(text) === null) break;
    at = BETWEEN_NAMES.lastIndex;
  }
  return authors.length === 0 ? null : { authors, rest: text.slice(at) };
}

/** "Kim S, van den Oord AB, Lee J." at the beginning of a text: at least so many. */
export function shortNames(text: string, least: number): Names | null {
  const [run] = SHORT_NAMES.exec(text) ?? [];
  const authors = run === undefined ? [] : namesIn(run.replace(/[.:]$/, ''));
  if (run === undefined || authors.length < least) return null;
  return { authors, rest: text.slice(run.length) };
}

/** The names of a text that is nothing but names; else none. */
export function namesIn(text: string): string[] {
  const plain = text.replace(/[*_]{1,2}/g, '').trim();
  const named = plain.replace(/[\s,]*(?:\bet\s+al\b|\band\s+others\b)\.?,?$/iu, '');
  const names = named
    .split(/\s*(?:[,;&·]|\band\b|(?<=\p{Ll})\.$)\s*/u)
    .filter((name) => name !== '' && !/^(?:Jr|Sr|II|III)\.?$/.test(name));
  const isName = (name: string) => FULL_NAME.test(name) && !VENUE_START.test(name);
  if (names.length === 0 || names.length > 200 || !names.every(isName)) return [];
  // "Vaswani, Ashish, Noam Shazeer"
  const [family = '', given = '', ...others] = names;
  const isTurned = /^[^\s.]+$/u.test(family) && /^[^\s.]+(?:\s\p{Lu}\.?)?$/u.test(given);
  const all = isTurned ? [`${given} ${family}`, ...others] : names;
  return named === plain ? all : [...all, 'et al.'];
}

/** True for authors and nothing else. */
export const isOnlyNames = (text: string): boolean =>
  namesIn(text).length > 0 || readNames(text)?.rest === '';
