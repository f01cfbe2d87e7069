import type { Catalogue } from '../catalogue/catalogue.ts';
import type { SearchPage, SearchRequest } from '../messages/protocol.ts';
import type { Search } from '../search/source.ts';

/** A window of results as lists show them: what search found, with the summaries of the catalogue. */
export async function searchPage(
  catalogue: Catalogue,
  search: Search,
  request: SearchRequest,
): Promise<SearchPage> {
  const { papers, ...answer } = await search.search(request);
  const summaries = await catalogue.summarise(papers.map(({ id }) => id));
  const byId = new Map(summaries.map((summary) => [summary.id, summary]));
  const results = papers.flatMap(({ id, titleMatches, snippet }) => {
    const paper = byId.get(id);
    return paper === undefined ? [] : [{ paper, titleMatches, snippet }];
  });
  return { ...answer, results };
}
