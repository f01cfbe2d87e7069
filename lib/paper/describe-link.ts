import type { LinkKind, PaperLink } from './paper.ts';

/** Hosts whose addresses name papers, this one or another. */
const PAPER_HOSTS =
  /(^|\.)(arxiv\.org|doi\.org|openreview\.net|aclanthology\.org|aclweb\.org|ssrn\.com|ncbi\.nlm\.nih\.gov|semanticscholar\.org|biorxiv\.org)$/;
const CODE_HOSTS =
  /(^|\.)(github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|sourceforge\.net|huggingface\.co|hf\.co)$|^(gitlab|git|code)\./;
/** Hosts shared by many: one step of the path names an owner, the second the thing. */
const OWNED_PATHS =
  /^(www\.)?(github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|huggingface\.co|hf\.co)$/;

/** The link at an address, or undefined where it is no code or project page. */
export function describeLink(url: string): PaperLink | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, hostname, pathname } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:') return undefined;
  if (!/[a-z0-9]\.[a-z]{2,}$/i.test(hostname) || PAPER_HOSTS.test(hostname)) return undefined;
  const steps = pathname.split('/').filter((step) => step !== '');
  if (OWNED_PATHS.test(hostname) && (steps.length < 2 || steps[0] === 'papers')) return undefined;
  const kind: LinkKind = CODE_HOSTS.test(hostname) ? 'code' : 'project';
  return { kind, url };
}
