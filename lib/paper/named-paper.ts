import { identifiersInUrl } from './address-keys.ts';
import { parseHttpUrl } from './identifier-urls.ts';
import { identifierOfDoi, parseArxivId, parseDoi } from './identifiers.ts';
import type { Identifier } from './paper.ts';

const DOI = /^(?:doi:\s?)?10\.\d{4,9}\/\S+$/i;
const BARE_ADDRESS = /^[\w-]+(?:\.[\w-]+)+\//;

/**
 * The identifiers that a query is made of, where it is one arXiv id, one DOI or one address; empty
 * for an address that names no paper. Null: the query is words.
 */
export function namedBy(query: string): readonly Identifier[] | null {
  const text = query.trim();
  const arxiv = parseArxivId(text);
  if (arxiv !== null) return [{ scheme: 'arxiv', value: arxiv }];
  const doi = DOI.test(text) ? parseDoi(text) : null;
  if (doi !== null) return [identifierOfDoi(doi)];
  if (/\s/.test(text)) return null;
  if (parseHttpUrl(text) !== null) return identifiersInUrl(text);
  const bare = BARE_ADDRESS.test(text) ? identifiersInUrl(`https://${text}`) : [];
  return bare.length === 0 ? null : bare;
}
