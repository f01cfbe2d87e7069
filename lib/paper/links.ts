/**
 * One name for the many ways of writing the address of a paper's code or project page.
 * Runs in the content script too.
 */
import { identifiersInUrl, parseHttpUrl } from './identifiers.ts';
import { queryFields } from './query-fields.ts';

/** First path segments that are never the owner of a repository. */
const NOT_OWNERS = new Set(
  'about apps blog chat collections customer-stories docs enterprise explore features issues join learn login marketplace models notifications orgs organizations papers posts pricing pulls search security settings site sponsors stars tasks topics trending'.split(
    ' ',
  ),
);
/** Parameters that say where a visitor came from, not what the page is. */
const TRACKING = /^(?:utm_\w+|fbclid|gclid|ref|ref_src|source|mc_cid|mc_eid|spm|hl|lang)$/i;
/** Home pages of sites that belong to no paper. */
const NO_PROJECT =
  /^(?:github\.com|gitlab\.com|bitbucket\.org|huggingface\.co|hf\.co|google\.com|arxiv\.org|youtube\.com|twitter\.com|x\.com|openai\.com|chatgpt\.com|wikipedia\.org|[a-z]{2}\.wikipedia\.org|reddit\.com|kaggle\.com|colab\.research\.google\.com|openreview\.net|paperswithcode\.com|pytorch\.org|tensorflow\.org|python\.org|pypi\.org|bit\.ly|t\.co|goo\.gl|aka\.ms|git\.io)$/;
/** What a sentence leaves on an address that was linked by machine. */
const SENTENCE_TAIL = /(?:[/.,;:!)\]}'"]|%22|%7D)+$/;
const KEEP_KIND = /^(?:collections|datasets|spaces)$/;

function stripGit(name: string): string {
  return name.replace(/\.git$/, '');
}

/** `owner/repo`, with the folder where the address names one; null for issues, stars and the like. */
function githubPath([owner = '', repo = '', kind, , ...inside]: readonly string[]): string | null {
  if (repo === '' || NOT_OWNERS.has(owner)) return null;
  const name = `${owner}/${stripGit(repo)}`;
  if (kind === undefined) return name;
  if (!/^(?:tree|blob|raw)$/.test(kind)) return null;
  return [name, ...inside.filter((part) => !/^readme\b/i.test(part))].join('/');
}

function gitlabPath(parts: readonly string[]): string | null {
  const dash = parts.indexOf('-');
  const [owner = '', ...rest] = dash < 0 ? parts : parts.slice(0, dash);
  if (rest.length === 0 || NOT_OWNERS.has(owner)) return null;
  const name = stripGit([owner, ...rest].join('/'));
  if (dash < 0) return name;
  const [kind = '', , ...inside] = parts.slice(dash + 1);
  if (!/^(?:tree|blob|raw)$/.test(kind)) return null;
  return [name, ...inside.filter((part) => !/^readme\b/i.test(part))].join('/');
}

function huggingFacePath(parts: readonly string[]): string | null {
  const [first = '', ...rest] = parts;
  if (!KEEP_KIND.test(first)) return githubPath(parts);
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
 * The canonical form of a code or project address, without the protocol: "github.com/owner/repo".
 * Null where the address names nothing of its own: the home page of a big site, a profile,
 * the issues or stars of a repository, something that is not http.
 * A folder of a repository stays its own ("github.com/owner/repo/folder"), because a paper whose
 * code lives in one folder does not own the repository; branch and README are left out.
 */
export function linkKey(address: string): string | null {
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
  if (parts.length === 0 && query === '') return NO_PROJECT.test(host) ? null : host;
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
 * Identity keys of an address that a page links to, most telling first: "arxiv:…", "doi:…", "url:…".
 * A link into a repository gives the folder's key and the repository's.
 */
export function keysOfUrl(address: string): string[] {
  const identifiers = identifiersInUrl(address);
  if (identifiers.length > 0) return identifiers.map(({ scheme, value }) => `${scheme}:${value}`);
  const key = linkKey(address);
  if (key === null) return [];
  const repository = repositoryKey(key);
  return repository === null ? [`url:${key}`] : [`url:${key}`, `url:${repository}`];
}
