/** Which addresses are links of one paper: what the worker keeps and compares; pages need not know. */
import { pageNames } from './links.ts';

/** First path segments of repositories' sites that are never the owner of a repository. */
const NOT_OWNERS = new Set(
  'about apps blog chat collections customer-stories docs enterprise explore features issues join learn login marketplace models notifications orgs organizations papers posts pricing pulls search security settings site sponsors stars tasks topics trending'.split(
    ' ',
  ),
);
/** Home pages of sites that belong to no paper. */
const NO_PROJECT =
  /^(?:github\.com|gitlab\.com|bitbucket\.org|huggingface\.co|hf\.co|google\.com|arxiv\.org|youtube\.com|twitter\.com|x\.com|openai\.com|chatgpt\.com|wikipedia\.org|[a-z]{2}\.wikipedia\.org|reddit\.com|kaggle\.com|colab\.research\.google\.com|openreview\.net|paperswithcode\.com|pytorch\.org|tensorflow\.org|python\.org|pypi\.org|bit\.ly|t\.co|goo\.gl|aka\.ms|git\.io)$/;

/**
 * The canonical form of a code or project address, see `pageNames`. Null where the address names
 * nothing of its own: the home page of a big site, a profile, the issues or stars of a repository,
 * something that is not http.
 * A folder of a repository stays its own ("github.com/owner/repo/folder"), because a paper whose
 * code lives in one folder does not own the repository; branch and README are left out.
 */
export function linkKey(address: string): string | null {
  const [name] = pageNames(address);
  if (name === undefined) return null;
  const [host = '', first = '', second = ''] = name.split('/');
  if (first === '') return NO_PROJECT.test(host) ? null : name;
  const isOwned = /^(?:github\.com|gitlab\.com|huggingface\.co)$/.test(host);
  const owner =
    host === 'huggingface.co' && /^(?:collections|datasets|spaces)$/.test(first) ? second : first;
  return isOwned && NOT_OWNERS.has(owner) ? null : name;
}
