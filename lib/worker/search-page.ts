/** What search found, with the summaries of the catalogue: as lists show it. */
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { AlikePaper, SearchPage, SearchRequest } from '../messages/protocol.ts';
import { identifierKey } from '../paper/identifiers.ts';
import { namedBy } from '../paper/named-paper.ts';
import type { Identifier, PaperId, PaperSummary } from '../paper/paper.ts';
import { linkKey } from '../paper/paper-link.ts';
import type { Search } from '../search/search.ts';

/** The items with their summaries; those whose papers went meanwhile are left out. */
async function addSummaries<Item extends { readonly id: PaperId }>(
  catalogue: Catalogue,
  items: readonly Item[],
): Promise<(Omit<Item, 'id'> & { readonly paper: PaperSummary })[]> {
  const summaries = await catalogue.summarise(items.map(({ id }) => id));
  const byId = new Map(summaries.map((summary) => [summary.id, summary]));
  return items.flatMap(({ id, ...rest }) => {
    const paper = byId.get(id);
    return paper === undefined ? [] : [{ ...rest, paper }];
  });
}

/** A window of results; of a query that is one id or address, the paper that it names. */
export async function searchPage(
  catalogue: Catalogue,
  search: Search,
  request: SearchRequest,
): Promise<SearchPage> {
  const named = namedBy(request.query);
  if (named !== null) return namedPage(catalogue, named, request.query);
  const { papers, ...answer } = await search.search(request);
  return { ...answer, results: await addSummaries(catalogue, papers) };
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

export async function alikePapers(
  catalogue: Catalogue,
  search: Search,
  id: PaperId,
  limit: number,
): Promise<readonly AlikePaper[]> {
  return addSummaries(catalogue, await search.findAlike(id, limit));
}
