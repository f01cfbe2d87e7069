/** Links as candidates: what they lead to. */
/** Identity keys of a link's address, most telling first. */
export function keysOfLink(link: Element, keysOfUrl: (address: string) => string[]): string[] {
  return link instanceof HTMLAnchorElement && link.href !== '' ? keysOfUrl(link.href) : [];
}
