/**
 * Identifiers in addresses, by the sites of papers (`sites.ts`) and by DOI.
 * Runs in the content script too: small, and every expression linear.
 */
import { canonicalIdentifier, identifierOfDoi, parseDoi } from './identifiers.ts';
import { IDENTIFIER_SCHEMES, type Identifier, type IdentifierScheme } from './paper.ts';
import { queryFields } from './query-fields.ts';

type Site = readonly [pattern: RegExp, scheme: IdentifierScheme, value: string];

const listSites = (text: string): Site[] =>
  text
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [name, start, value = '$1'] = line.split(' ');
      const scheme = IDENTIFIER_SCHEMES.find((each) => each === name);
      if (scheme === undefined) return [];
      return [[new RegExp(`^${start}(?![\\w-])`, 'i'), scheme, value] as const];
    });

/** What stands before the DOI where a site's path holds that of the page. */
const BEFORE_DOI =
  /\/(?:doi(?:\/\w+)?|abs|full|e?pdf|html?|abstract|articles?|content|chapters?|book|journals|stable|info:doi)[/:]$/i;
/** Resolvers, also behind a library's proxy ("doi-org.proxy.example.edu"). */
const RESOLVERS = /(?:^|[.-])(?:dx-?|oa)?doi[.-]|^hdl\.handle\.net$|^sci-hub\./;
/** Where publishers put the form of a page behind the DOI. */
const PAGE_FORM =
  /[/.](?:full|full-?text|abstract|e?pdf|html?|meta|epub|xml|references|summary|figures|citations|metrics|tables|suppl\w*|comments|authors)(?:[/.+][\w/.+-]*)?$/i;
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

function doiInUrl(url: URL, path: string): string | null {
  const at = path.search(/10\.\d{4,9}\//);
  const before = path.slice(0, Math.max(at, 0));
  if (at >= 0 && (BEFORE_DOI.test(before) || RESOLVERS.test(bareHost(url)))) {
    const doi = parseDoi(path.slice(at))?.replace(PAGE_FORM, '') ?? '';
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
 * other addresses. `text` is that of `sites.ts`, which pages get from where the recognition table is.
 */
export function createIdentifierReader(text: string): (address: string) => Identifier[] {
  let sites: Site[] | undefined;
  return (address) => {
    const url = parseHttpUrl(address);
    if (url === null) return [];
    const path = decode(url.pathname);
    const place = bareHost(url) + path + url.search;
    sites ??= listSites(text);
    for (const [pattern, scheme, value] of sites) {
      const [found] = pattern.exec(place) ?? [];
      if (found !== undefined)
        return [canonicalIdentifier({ scheme, value: found.replace(pattern, value) })];
    }
    const doi = doiInUrl(url, path);
    return doi === null ? [] : [identifierOfDoi(doi)];
  };
}
