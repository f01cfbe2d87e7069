/** Feeds search from the catalogue. */
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { SearchSource } from '../search/source.ts';

async function* abstractPages(catalogue: Catalogue) {
  for await (const page of catalogue.paperPages()) yield page.map((paper) => paper?.abstract);
}

export function searchSource(catalogue: Catalogue): SearchSource {
  return {
    revisions: () => catalogue.revisions(),
    recordPages: () => catalogue.displayPages(),
    abstractPages: () => abstractPages(catalogue),
    abstractsOf: (ids) =>
      Promise.all(ids.map(async (id) => (await catalogue.findPaper(id))?.abstract ?? '')),
    userParts: () => catalogue.listUserParts(),
    tags: () => catalogue.listTags(),
  };
}
