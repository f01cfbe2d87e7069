import { openSearchStore, type SearchStore } from '../catalogue/search-store.ts';
import { namedBy } from '../paper/named-paper.ts';
import { createSearch, type Search } from '../search/search.ts';

/** What the first ranking would have to read before it can begin. */
const WARMED = ['titleLength', 'abstractLength', 'usedAt', 'addedAt'] as const;

/** Reads what every question needs, so that the first key does not wait for it. Never fails. */
async function warm(store: SearchStore): Promise<void> {
  try {
    const { index } = await store.open();
    await Promise.all(WARMED.map((name) => index.column(name)));
  } catch {
    // The first question will say so.
  }
}

/**
 * Search over the index as it is on disk. Rejects where only the worker can answer: something is not in
 * the index yet, or it is broken, or the query is the id of a paper.
 */
export function searchHere(store: SearchStore = openSearchStore()): Search {
  void warm(store);
  let last: Awaited<ReturnType<SearchStore['open']>> | null = null;
  const check = () => {
    if (last?.isComplete === false) throw new Error('The index is behind');
    if (last?.index.isDamaged === true) throw new Error('The index is broken');
  };
  const open = async () => {
    last = await store.open();
    check();
    return last;
  };
  const search = createSearch({ ...store, open });
  /** What is broken may be met on the way. */
  const whole = async <Answer>(asked: Promise<Answer>): Promise<Answer> => {
    const answer = await asked;
    check();
    return answer;
  };
  return {
    async search(request) {
      if (namedBy(request.query) !== null) throw new Error('An id is looked up by the worker');
      return whole(search.search(request));
    },
    completeQuery: (query, caret) => whole(search.completeQuery(query, caret)),
    findAlike: (id, limit) => whole(search.findAlike(id, limit)),
  };
}
