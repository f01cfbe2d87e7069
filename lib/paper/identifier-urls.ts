/**
 * Identifiers in addresses, by the sites of papers (`sites.ts`) and by DOI.
 * Runs in the content script too: small, and every expression linear.
 */
import { canonicalIdentifier, identifierOfDoi, parseDoi } from './identifiers.ts';
import type { Identifier, IdentifierScheme } from './paper.ts';

/** A line of `sites.ts`. */
type Line = readonly [name: string, pattern: RegExp, value: string];

/** The pattern of a line that is no site's. */
export const lineOf = (text: string, name: string): string =>
  new RegExp(`^${name} (.*)$`, 'm').exec(text)?.[1] ?? '(?!)';

const readSites = (text: string): Line[] =>
  [...text.matchAll(/^(\w+) (\S+) ?(\S*)$/gm)].map(([, name = '', pattern, value]) => [
    name,
    new RegExp(`^${pattern}(?![\\w-])`, 'i'),
    value || '$1',
  ]);

/** What is percent-encoded as it is meant; the text itself where that is broken. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone "%", which stands for itself.
    return text;
  }
}

/** Longer addresses carry data, not a name; and no expression here should meet a megabyte. */
const MAX_ADDRESS = 2048;
/** What names a paper stands near the beginning; so an identifier is never longer. */
const MAX_PLACE = 500;

/** The address, or null where the text is none of http or https. */
export function parseHttpUrl(text: string): URL | null {
  const isAddress = text.length <= MAX_ADDRESS && /^https?:\/\//i.test(text) && URL.canParse(text);
  return isAddress ? new URL(text) : null;
}

/**
 * Makes a reader that gives the identifiers that an address names, most telling first; empty for all
 * other addresses. `text` is that of `sites.ts`.
 */
export function createIdentifierReader(text: string): (address: string) => Identifier[] {
  let any: RegExp | undefined;
  let form: RegExp | undefined;
  let sites: Line[] | undefined;
  return (address) => {
    const url = parseHttpUrl(address);
    if (url === null) return [];
    const host = url.hostname.replace(/^www\.|\.$/g, '');
    const place = (host + decode(url.pathname + url.search)).slice(0, MAX_PLACE);
    any ??= new RegExp(lineOf(text, '=any'), 'i');
    if (!any.test(place)) return [];
    sites ??= readSites(text);
    form ??= new RegExp(lineOf(text, '=form'), 'i');
    for (const [scheme, pattern, template] of sites) {
      const [found] = pattern.exec(place) ?? [];
      if (found === undefined) continue;
      const value = found.replace(pattern, template);
      if (scheme !== 'doi')
        return [canonicalIdentifier({ scheme: scheme as IdentifierScheme, value })];
      // First the form of the page, then the version that it leaves.
      const doi = parseDoi((parseDoi(value) ?? '').replace(form, '').replace(form, ''));
      return doi === null ? [] : [identifierOfDoi(doi)];
    }
    return [];
  };
}
