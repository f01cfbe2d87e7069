/** What the worker answers to a query. */
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { SearchPage, SearchRequest } from '../messages/protocol.ts';
import { identifierKey } from '../paper/identifiers.ts';
import { namedBy } from '../paper/named-paper.ts';
import type { Identifier } from '../paper/paper.ts';
import { linkKey } from '../paper/paper-link.ts';
import type { Search } from '../search/search.ts';

/** A window of results; of a query that is one id or address, the paper that it names. */
export async function searchPage(
  catalogue: Catalogue,
  search: Search,
  request: SearchRequest,
): Promise<SearchPage> {
  const named = namedBy(request.query);
  if (named !== null) return namedPage(catalogue, named, request.query);
  return search.search(request);
}

async function namedPage(
  catalogue: Catalogue,
  named: readonly Identifier[],
  query: string,
): Promise<SearchPage> {
  await catalogue.ready;
  const link = linkKey(query.trim());
  const keys = [...named.map(identifierKey), ...(link === null ? [] : [`url:${link}`])];
  const id = (await catalogue.findByKeys(keys)).find((found) => found !== null);
  const papers = await catalogue.summarise(id == null ? [] : [id]);
  return {
    total: papers.length,
    complete: papers.length,
    results: papers.map((paper) => ({ paper, titleMatches: [], snippet: null })),
    partial: false,
    missing: [],
  };
}
