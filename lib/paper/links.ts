/**
 * One name for the many ways of writing the address of a paper's code or project page.
 * Runs in the content script too.
 */
import { parseHttpUrl } from './identifier-urls.ts';
import { identifierKey } from './identifiers.ts';
import type { Identifier } from './paper.ts';
import { queryFields } from './query-fields.ts';

/** Parameters that say where a visitor came from, not what the page is. */
const TRACKING = /^(?:utm_\w+|fbclid|gclid|ref|ref_src|source|mc_cid|mc_eid|spm|hl|lang)$/i;
/** What a sentence leaves on an address that was linked by machine. */
const SENTENCE_TAIL = /(?:[/.,;:!)\]}'"]|%22|%7D)+$/;
/** What stands before the owner on Hugging Face, and is part of the name. */
export const KEPT_KINDS = /^(?:collections|datasets|spaces)$/;

function stripGit(name: string): string {
  return name.replace(/\.git$/, '');
}

/** `owner/repo`, with the folder where the address names one; null for issues, stars and the like. */
function githubPath([owner = '', repo = '', kind, , ...inside]: readonly string[]): string | null {
  if (repo === '') return null;
  const name = `${owner}/${stripGit(repo)}`;
  if (kind === undefined) return name;
  if (!/^(?:tree|blob|raw)$/.test(kind)) return null;
  return [name, ...inside.filter((part) => !/^readme\b/i.test(part))].join('/');
}

function gitlabPath(parts: readonly string[]): string | null {
  const dash = parts.indexOf('-');
  const [owner = '', ...rest] = dash < 0 ? parts : parts.slice(0, dash);
  if (rest.length === 0) return null;
  const name = stripGit([owner, ...rest].join('/'));
  if (dash < 0) return name;
  const [kind = '', , ...inside] = parts.slice(dash + 1);
  if (!/^(?:tree|blob|raw)$/.test(kind)) return null;
  return [name, ...inside.filter((part) => !/^readme\b/i.test(part))].join('/');
}

function huggingFacePath(parts: readonly string[]): string | null {
  const [first = '', ...rest] = parts;
  if (!KEPT_KINDS.test(first)) return githubPath(parts);
  const path = githubPath(rest);
  return path === null ? null : `${first}/${path}`;
}

const REPOSITORIES: Readonly<Record<string, (parts: readonly string[]) => string | null>> = {
  'github.com': githubPath,
  'gitlab.com': gitlabPath,
  'huggingface.co': huggingFacePath,
};

function pageQuery(url: URL): string {
  const kept = queryFields(url)
    .filter(([name]) => !TRACKING.test(name))
    .sort();
  return kept.length === 0 ? '' : `?${new URLSearchParams(kept)}`;
}

/**
 * One name for the spellings of an address, without the protocol: "github.com/owner/repo"; null where
 * it is no page of the web, or a profile, the issues or stars of a repository. Whether it is a page of
 * one paper, `linkKey` sees (`paper-link.ts`); on a page any other name finds no paper.
 */
export function pageName(address: string): string | null {
  const url = parseHttpUrl(address);
  if (url === null) return null;
  const host = url.host.replace(/^www\.|\.$/g, '').replace(/^hf\.co$/, 'huggingface.co');
  const parts = url.pathname
    .replace(SENTENCE_TAIL, '')
    .split('/')
    .filter((part) => part !== '');
  const repository = REPOSITORIES[host];
  if (repository !== undefined) {
    const path = repository(parts.map((part) => part.toLowerCase()));
    return path === null ? null : `${host}/${path}`;
  }
  const query = pageQuery(url);
  if (parts.length === 0 && query === '') return host;
  const page = parts.join('/').replace(/(?:^|\/)index\.html?$/, '');
  return stripGit(`${host}/${page}`).replace(/\/$/, '') + query;
}

/** The repository that a folder's key belongs to, or null. */
function repositoryKey(key: string): string | null {
  const cut =
    /^(?:github\.com|huggingface\.co)\/(?:(?:collections|datasets|spaces)\/[^/]+|(?!(?:collections|datasets|spaces)\/)[^/]+)\/[^/]+(?=\/)/.exec(
      key,
    );
  return cut ? cut[0] : null;
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
    const key = pageName(address);
    if (key === null) return identifiers;
    const repository = repositoryKey(key);
    const links = repository === null ? [key] : [key, repository];
    return [...identifiers, ...links.map((link) => `url:${link}`)];
  };
}
