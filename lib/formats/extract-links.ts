import { describeLink } from '../paper/describe-link.ts';
import type { PaperLink } from '../paper/paper.ts';

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
