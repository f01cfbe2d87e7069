/** What search found, with the summaries of the catalogue: as lists show it. */
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { AlikePaper, SearchPage, SearchRequest } from '../messages/protocol.ts';
import type { PaperId, PaperSummary } from '../paper/paper.ts';
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

/** A window of results. */
export async function searchPage(
  catalogue: Catalogue,
  search: Search,
  request: SearchRequest,
): Promise<SearchPage> {
  const { papers, ...answer } = await search.search(request);
  return { ...answer, results: await addSummaries(catalogue, papers) };
}

export async function alikePapers(
  catalogue: Catalogue,
  search: Search,
  id: PaperId,
  limit: number,
): Promise<readonly AlikePaper[]> {
  return addSummaries(catalogue, await search.findAlike(id, limit));
}
