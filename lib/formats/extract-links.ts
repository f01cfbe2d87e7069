import type { LinkKind, PaperLink } from '../paper/paper.ts';

const MAX_LINKS = 20;
const MAX_URL = 2048;

/**
 * The links to code and project pages in a text, each once, in order.
 * Punctuation of the sentence around an address is not part of it. Addresses that name papers
 * (arXiv, DOI, …) or only a site's front page are left out: they say nothing about this paper.
 */
export function extractLinks(text: string): PaperLink[] {
  const links = new Map<string, PaperLink>();
  for (const [found] of text.matchAll(/https?:\/\/[^\s<>"{}|^`“”]+/gi)) {
    if (found.length > MAX_URL) continue;
    const link = describeLink(trimUrl(found));
    if (link !== undefined) addLink(links, link);
    if (links.size === MAX_LINKS) break;
  }
  return [...links.values()];
}

/** Both lists in one, each address once. */
export function joinLinks(first: readonly PaperLink[], second: readonly PaperLink[]): PaperLink[] {
  const links = new Map<string, PaperLink>();
  for (const link of [...first, ...second]) addLink(links, link);
  return [...links.values()].slice(0, MAX_LINKS);
}

function addLink(links: Map<string, PaperLink>, link: PaperLink): void {
  const key = link.url.replace(/^https?:\/\/(www\.)?/i, '').replace(/\/$/, '');
  if (!links.has(key)) links.set(key, link);
}

function trimUrl(found: string): string {
  const url = found.replaceAll('\\_', '_').replace(/\\.*$/, '');
  return cutAtUnbalanced(url).replace(/[.,;:!?'’*$…]+$/, '');
}

/** Cuts before a bracket that closes one opened before the address: "(see https://a.b/c)". */
function cutAtUnbalanced(url: string): string {
  const depth = { '(': 0, '[': 0 };
  for (let i = 0; i < url.length; i++) {
    const letter = url[i];
    if (letter === '(' || letter === '[') depth[letter]++;
    else if (letter === ')' && --depth['('] < 0) return url.slice(0, i);
    else if (letter === ']' && --depth['['] < 0) return url.slice(0, i);
  }
  return url;
}

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
