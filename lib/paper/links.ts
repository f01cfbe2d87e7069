/**
 * One name for the many ways of writing the address of a paper's code or project page.
 * Runs in the content script too.
 */
import { createIdentifierReader, decode, lineOf, parseHttpUrl } from './identifier-urls.ts';
import { identifierKey } from './identifiers.ts';

/** Parameters that say where a visitor came from, not what the page is. */
const TRACKING = /^(?:utm_\w+|(?:fb|g)clid|ref(?:_src)?|source|mc_[ce]id|spm|hl|lang)$/i;
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
  const path = url.pathname.replace(SENTENCE_TAIL, '').replace(/\/+/g, '/').slice(1);
  const repository = REPOSITORIES[host];
  if (repository !== undefined) {
    const [, name, inside = ''] = repository.exec(path.toLowerCase()) ?? [];
    if (name === undefined) return [];
    const folder = inside.replace(/\/readme\b[^/]*/g, '');
    const root = `${host}/${name}`;
    return folder === '' ? [root] : [root + folder, root];
  }
  const page = path.replace(/(?:^|\/)index\.html?$/, '').replace(/\.git$/, '');
  return [`${host}/${page}`.replace(/\/$/, '') + pageQuery(url)];
}

/**
 * Makes a reader that gives the identity keys of an address that a page links to, most telling first:
 * "arxiv:…", "doi:…", "url:…". A link into a repository gives the folder's key and the repository's; one through a
 * site that only leads on ("google.com/url?q=…") those of where it leads. `sites` is the text of `sites.ts`.
 */
export function createKeyReader(sites: string): (address: string) => string[] {
  const identifiersIn = createIdentifierReader(sites);
  const via = new RegExp(lineOf(sites, '=via'), 'i');
  return (link) => {
    const address = link.replace(via, (_, target: string) => decode(target));
    const identifiers = identifiersIn(address).map(identifierKey);
    // What arXiv and DOI resolvers have is never kept as a link of a paper; a page of OpenReview, say, may be.
    if (identifiers.some((key) => /^(?:arxiv|doi):/.test(key))) return identifiers;
    return [...identifiers, ...pageNames(address).map((name) => `url:${name}`)];
  };
}
