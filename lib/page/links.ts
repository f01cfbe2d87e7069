/** Links as candidates: what they lead to. */
import { keysOfUrl } from '../paper/links.ts';

/** Identity keys of a link's address, most telling first. */
export function keysOfLink(link: Element): string[] {
  return link instanceof HTMLAnchorElement && link.href !== '' ? keysOfUrl(link.href) : [];
}
