/**
 * Identifiers in addresses, by the sites of papers (`sites.ts`) and by DOI.
 * Runs in the content script too: small, and every expression linear.
 */
import { canonicalIdentifier, identifierOfDoi, parseDoi } from './identifiers.ts';
import type { Identifier, IdentifierScheme } from './paper.ts';
import { queryFields } from './query-fields.ts';

interface Sites {
  readonly sites: readonly (readonly [pattern: RegExp, scheme: IdentifierScheme, value: string])[];
  /** By name: "=before" and the like. */
  readonly patterns: ReadonlyMap<string, RegExp>;
}

function readSites(text: string): Sites {
  const lines = text
    .trim()
    .split('\n')
    .map((line) => line.split(' ') as [string, string, string?]);
  const isPattern = ([name]: readonly [string, ...unknown[]]) => name.startsWith('=');
  return {
    sites: lines.flatMap((line) => {
      const [scheme, start, value = '$1'] = line;
      if (isPattern(line)) return [];
      return [[new RegExp(`^${start}(?![\\w-])`, 'i'), scheme as IdentifierScheme, value] as const];
    }),
    patterns: new Map(
      lines.filter(isPattern).map(([name, pattern]) => [name, new RegExp(pattern, 'i')]),
    ),
  };
}

/** bioRxiv and medRxiv put the version behind the DOI. */
const PREPRINT = /^10\.(?:1101|64898)\//;

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}

/** Longer addresses carry data, not a name; and no expression here should meet a megabyte. */
const MAX_ADDRESS = 2048;

/** The address, or null where the text is none of http or https. */
export function parseHttpUrl(text: string): URL | null {
  if (text.length > MAX_ADDRESS) return null;
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return null;
  return new URL(text);
}

/** The host without "www." and without the dot that may end it. */
const bareHost = ({ hostname }: URL): string => hostname.replace(/^www\.|\.$/g, '');

function doiInUrl(url: URL, path: string, { patterns }: Sites): string | null {
  const at = path.search(/10\.\d{4,9}\//);
  const fits = (name: string, part: string) => patterns.get(name)?.test(part) === true;
  if (at >= 0 && (fits('=before', path.slice(0, at)) || fits('=resolver', bareHost(url)))) {
    const doi = parseDoi(path.slice(at))?.replace(patterns.get('=form') ?? '', '') ?? '';
    return parseDoi(PREPRINT.test(doi) ? doi.replace(/v\d+$/, '') : doi);
  }
  for (const [name, value] of queryFields(url)) {
    if (/^(?:doi|id)$/i.test(name) && /^(?:[a-z/:.]*\/|doi:\s?)?10\.\d{4}/i.test(value))
      return parseDoi(value);
  }
  return null;
}

/**
 * Makes a reader that gives the identifiers that an address names, most telling first; empty for all
 * other addresses. `text` is that of `sites.ts`.
 */
export function createIdentifierReader(text: string): (address: string) => Identifier[] {
  let sites: Sites | undefined;
  return (address) => {
    const url = parseHttpUrl(address);
    if (url === null) return [];
    const path = decode(url.pathname);
    const place = bareHost(url) + path + url.search;
    sites ??= readSites(text);
    for (const [pattern, scheme, value] of sites.sites) {
      const [found] = pattern.exec(place) ?? [];
      if (found !== undefined)
        return [canonicalIdentifier({ scheme, value: found.replace(pattern, value) })];
    }
    const doi = doiInUrl(url, path, sites);
    return doi === null ? [] : [identifierOfDoi(doi)];
  };
}
