import type { Ask } from '../messages/ask.ts';
import type { ViewToBackground } from '../messages/protocol.ts';
import type { Search } from '../search/search.ts';

type Asked = Pick<ViewToBackground, 'search' | 'completeQuery' | 'findAlike'>;

/** The messages that a page can answer itself. */
const ANSWERED_HERE: {
  readonly [Name in keyof Asked]: (search: Search, ...data: Parameters<Asked[Name]>) => unknown;
} = {
  search: (search, request) => search.search(request),
  completeQuery: (search, { query, caret }) => search.completeQuery(query, caret),
  findAlike: (search, { id, limit }) => search.findAlike(id, limit),
};

/**
 * `ask` for a page that searches by itself. Whatever keeps it from an answer, the worker is asked: it
 * can do all of it, and says what is wrong.
 */
export function askWithSearch(
  ask: Ask<ViewToBackground>,
  load: () => Promise<Search>,
): Ask<ViewToBackground> {
  const loading = load();
  // Said by the first question.
  loading.catch(() => undefined);
  const answer = async (name: string, ...data: unknown[]): Promise<unknown> => {
    const asked = ask as (name: string, ...data: unknown[]) => Promise<unknown>;
    if (!(name in ANSWERED_HERE)) return asked(name, ...data);
    const answerHere = ANSWERED_HERE[name as keyof Asked] as (
      search: Search,
      ...data: unknown[]
    ) => unknown;
    try {
      return await answerHere(await loading, ...data);
    } catch {
      return asked(name, ...data);
    }
  };
  return answer as Ask<ViewToBackground>;
}
