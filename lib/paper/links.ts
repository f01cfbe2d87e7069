/**
 * One name for the many ways of writing the address of a paper's code or project page.
 * Runs in the content script too.
 */
import { parseHttpUrl } from './identifier-urls.ts';
import { identifierKey } from './identifiers.ts';
import type { Identifier } from './paper.ts';

/** Parameters that say where a visitor came from, not what the page is. */
const TRACKING = /^(?:utm_\w+|fbclid|gclid|ref|ref_src|source|mc_cid|mc_eid|spm|hl|lang)$/i;
/** What a sentence leaves on an address that was linked by machine. */
const SENTENCE_TAIL = /(?:[/.,;:!)\]}'"]|%22|%7D)+$/;
/** Sites of repositories: owner and name, and what lies behind them; issues, stars and the like match none. */
const REPOSITORY =
  /^((?:(?:collections|datasets|spaces)\/)?[^/]+\/[^/]+?)(?:\.git)?(?:\/(?:tree|blob|raw)(?:\/[^/]+(\/.*)?)?)?$/;
const REPOSITORIES: Readonly<Record<string, RegExp>> = {
  'github.com': REPOSITORY,
  'huggingface.co': REPOSITORY,
  'gitlab.com':
    /^([^/]+(?:\/(?!-(?:\/|$))[^/]+)+?)(?:\.git)?(?:\/-\/(?:tree|blob|raw)(?:\/[^/]+(\/.*)?)?)?$/,
};

/** The query without what says where a visitor came from, in an order of its own. */
function pageQuery({ searchParams }: URL): string {
  const names: string[] = [];
  // A content script in Firefox cannot iterate over it ("values() is not iterable").
  searchParams.forEach((_, name) => {
    names.push(name);
  });
  for (const name of names) if (TRACKING.test(name)) searchParams.delete(name);
  searchParams.sort();
  const query = String(searchParams);
  return query === '' ? '' : `?${query}`;
}

/**
 * The names of a page, without the protocol, one for all spellings of its address: of a folder in a
 * repository ("github.com/owner/repo/folder") also that of the repository. Empty where it is no page
 * of the web, or a profile, the issues or stars of a repository. Whether it is a page of one paper,
 * `linkKey` sees (`paper-link.ts`); on a page any other name finds no paper.
 */
export function pageNames(address: string): string[] {
  const url = parseHttpUrl(address);
  if (url === null) return [];
  const host = url.host.replace(/^www\.|\.$/g, '').replace(/^hf\.co$/, 'huggingface.co');
  const path = url.pathname
    .replace(SENTENCE_TAIL, '')
    .split('/')
    .filter((part) => part !== '')
    .join('/');
  const repository = REPOSITORIES[host];
  if (repository !== undefined) {
    const [, name, inside = ''] = repository.exec(path.toLowerCase()) ?? [];
    if (name === undefined) return [];
    const folder = inside.replace(/\/readme\b[^/]*/g, '');
    return [...new Set([`${host}/${name}${folder}`, `${host}/${name}`])];
  }
  const page = path.replace(/(?:^|\/)index\.html?$/, '').replace(/\.git$/, '');
  return [`${host}/${page}`.replace(/\/$/, '') + pageQuery(url)];
}

/**
 * Makes a reader that gives the identity keys of an address that a page links to, most telling first:
 * "arxiv:…", "doi:…", "url:…". A link into a repository gives the folder's key and the repository's.
 */
export function createKeyReader(
  identifiersIn: (address: string) => Identifier[],
): (address: string) => string[] {
  return (address) => {
    const identifiers = identifiersIn(address).map(identifierKey);
    // What arXiv and DOI resolvers have is never kept as a link of a paper; a page of OpenReview, say, may be.
    if (identifiers.some((key) => /^(?:arxiv|doi):/.test(key))) return identifiers;
    return [...identifiers, ...pageNames(address).map((name) => `url:${name}`)];
  };
}
