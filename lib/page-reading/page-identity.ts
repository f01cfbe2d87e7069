/**
 * Which paper a page is, by its own account. One function for all who ask: the popup now, saving
 * from a page later.
 */
import { identifiersInUrl } from '../paper/address-keys.ts';
import { identifierKey } from '../paper/identifiers.ts';
import type { Identifier, PaperDraft } from '../paper/paper.ts';
import {
  type Account,
  citationAccount,
  dublinAccount,
  eprintsAccount,
  jsonLdAccount,
} from './accounts.ts';
import type { CollectedPage } from './collect-page.ts';
import { plainText } from './plain-text.ts';

export interface PageIdentity {
  /** What the paper is called across sites, the most certain first. */
  readonly identifiers: readonly Identifier[];
  /** The paper as the page describes it; null where the page is none, or has no title for it. */
  readonly draft: PaperDraft | null;
}

const NO_PAPER: PageIdentity = { identifiers: [], draft: null };

function unique(identifiers: readonly Identifier[]): Identifier[] {
  return [...new Map(identifiers.map((each) => [identifierKey(each), each])).values()];
}

/** Versions of one name ("10.7554/elife.57443.3") do not contradict it. */
const isSameName = (a: string, b: string) => a.startsWith(b) || b.startsWith(a);

/** Both name the page in one scheme, and differently. */
function contradicts(named: readonly Identifier[], other: readonly Identifier[]): boolean {
  return named.some(({ scheme, value }) => {
    const rivals = other.filter((each) => each.scheme === scheme);
    return rivals.length > 0 && !rivals.some((rival) => isSameName(rival.value, value));
  });
}

/** The page's title without what sites put around that of the paper. */
function titleOfPage(title: string): string {
  return plainText(title)
    .replace(/^\s*(?:\[[^\]]*\]|paper page\s-)\s*/i, '')
    .replace(/\s\|\s[^|]*$/, '')
    .trim();
}

const addressOf = ({ canonical, address }: CollectedPage): string =>
  (/^https?:/.test(canonical) ? canonical : address).replace(/#.*$/s, '');

const isDescription = ({ identifiers, authors, venue, year }: Account): boolean =>
  identifiers.length + authors.length > 0 || venue !== '' || year !== null;

/**
 * The paper that a page is.
 * Where sources disagree, the address wins: an account that gives the address's own kind of
 * identifier another value is of another paper (left over from an earlier route, say) and is passed
 * over whole. After it, field by field: `citation_*`, `eprints.*`, Dublin Core with PRISM, JSON-LD. A canonical
 * link counts like the address where that names nothing; `og:url` where there is no such link.
 * A page is taken for a paper when its address or canonical link names one, or one of the accounts
 * describes exactly one; a list, a search or a journal's page does neither.
 * A PDF has its address only.
 */
export function readPageIdentity(page: CollectedPage): PageIdentity {
  const byAddress = identifiersInUrl(page.address);
  if (page.contentType === 'application/pdf') return { identifiers: byAddress, draft: null };
  const declared = identifiersInUrl(page.canonical);
  const named = byAddress.length > 0 ? byAddress : declared;
  const accounts = [
    citationAccount(page),
    eprintsAccount(page),
    dublinAccount(page),
    jsonLdAccount(page),
  ].filter(
    (account) =>
      account !== null &&
      account.title !== '' &&
      isDescription(account) &&
      !contradicts(named, account.identifiers),
  ) as Account[];
  if (named.length === 0 && accounts.length === 0) return NO_PAPER;
  const identifiers = unique([
    ...named,
    ...(contradicts(named, declared) ? [] : declared),
    ...accounts.flatMap((account) => account.identifiers),
  ]);
  const has = <Field extends keyof Account>(
    field: Field,
    isSilent: (value: Account[Field]) => boolean,
  ) => accounts.map((account) => account[field]).find((value) => !isSilent(value));
  const isEmpty = (value: string | readonly string[]) => value.length === 0;
  const title = has('title', isEmpty) ?? titleOfPage(page.title);
  if (title === '') return { identifiers, draft: null };
  return {
    identifiers,
    draft: {
      title,
      abstract: has('abstract', isEmpty) ?? '',
      authors: has('authors', isEmpty) ?? [],
      year: has('year', (year) => year === null) ?? null,
      venue: has('venue', isEmpty) ?? '',
      identifiers,
      // Without an id the page is all there is to go back to, and to know the paper by.
      links: identifiers.length > 0 ? [] : [{ kind: 'project', url: addressOf(page) }],
    },
  };
}
