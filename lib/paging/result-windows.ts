import type { SearchPage, SearchRequest, SearchResult } from '../messages/protocol.ts';

/** Results in one request: about three screens of rows. */
export const WINDOW_RESULTS = 60;
/** Windows kept around; a list of 100,000 that is scrolled through must not stay in memory as a whole. */
const MOST_WINDOWS = 40;

/** A question without its place in the list. */
export type Question = Omit<SearchRequest, 'offset' | 'limit' | 'depth'>;

/** What a list knows of its results; places that are not here yet are undefined. */
export interface Results {
  /** What was asked: not always what stands in the field by now. */
  readonly query: string;
  /** Null until the first answer. */
  readonly total: number | null;
  /** How many of them have all words of the query, as far as was searched. */
  readonly complete: number;
  /** Words of the query that no paper has. */
  readonly missing: readonly string[];
  /** Papers are still being indexed; the question is asked again until it is answered from all. */
  readonly partial: boolean;
  /** The latest failure, cleared by the next answer. */
  readonly error: unknown;
  at(index: number): SearchResult | undefined;
  /** What is here, with its place. */
  loaded(): Iterable<readonly [index: number, result: SearchResult]>;
}

/**
 * The results of one question, fetched in windows around what is seen. Old results stay until the
 * new ones are there, so that a list never blinks; answers that come too late are dropped.
 */
export interface ResultWindows {
  readonly results: Results;
  /** Another question: its first window is asked for, what is shown stays until then. */
  ask(question: Question): void;
  /** Half-open range of the places that are seen. */
  show(start: number, end: number): void;
  /**
   * The catalogue changed: what is seen is asked for again, and the rest when it is seen. Waits for
   * an answer that is on its way, so that a slow search comes through between many changes.
   */
  refresh(): void;
  /** Stops listening to answers. */
  close(): void;
}

interface Window {
  readonly results: readonly SearchResult[];
  /** Goes up with every question and refresh; an older window is shown, and asked for again when seen. */
  readonly generation: number;
}

interface State {
  readonly query: string;
  readonly windows: ReadonlyMap<number, Window>;
  readonly total: number | null;
  readonly complete: number;
  readonly missing: readonly string[];
  readonly partial: boolean;
  readonly error: unknown;
}

const NOTHING_YET: State = {
  query: '',
  windows: new Map(),
  total: null,
  complete: 0,
  missing: [],
  partial: false,
  error: null,
};

const windowOf = (index: number): number => Math.floor(index / WINDOW_RESULTS);

export function createResultWindows(
  search: (request: SearchRequest) => Promise<SearchPage>,
  onChange: (results: Results) => void,
): ResultWindows {
  let state = NOTHING_YET;
  let question: Question | null = null;
  let seen: readonly [start: number, end: number] = [0, 1];
  let generation = 0;
  /** The generation in which the present question was first asked: older windows answer another one. */
  let questionSince = 0;
  const asked = new Set<number>();
  /** The first answer of this generation is on its way. */
  let leading = false;
  let refreshAfter = false;

  const publish = (next: State) => {
    state = next;
    onChange(toResults(state));
  };

  const fetchWindow = async (window: number, depth: SearchRequest['depth']): Promise<void> => {
    if (question === null) return;
    const { query } = question;
    const mine = generation;
    asked.add(window);
    const range = { offset: window * WINDOW_RESULTS, limit: WINDOW_RESULTS };
    try {
      const page = await search({ ...question, ...range, depth });
      if (mine !== generation) return;
      const kept = [...state.windows].filter(([, held]) => held.generation >= questionSince);
      publish({
        query,
        windows: nearest(new Map([...kept, [window, { ...page, generation }]]), window),
        total: page.total,
        complete: page.complete,
        missing: page.missing,
        partial: page.partial,
        error: null,
      });
      leading = false;
      if (state.partial || refreshAfter) startAgain('full');
      else fetchSeen();
    } catch (error) {
      if (mine !== generation) return;
      leading = false;
      asked.delete(window);
      publish({ ...state, error });
      if (refreshAfter) startAgain('full');
    }
  };

  /** The first window that is seen comes first: its answer tells how many there are. */
  const startAgain = (depth: SearchRequest['depth']) => {
    generation += 1;
    asked.clear();
    leading = true;
    refreshAfter = false;
    void fetchWindow(windowOf(seen[0]), depth);
  };

  const fetchSeen = () => {
    if (state.total === null) return;
    const last = windowOf(Math.max(0, Math.min(seen[1], state.total) - 1));
    for (let window = windowOf(seen[0]); window <= last; window++) {
      const fresh = state.windows.get(window)?.generation === generation;
      if (!fresh && !asked.has(window)) void fetchWindow(window, 'full');
    }
  };

  return {
    get results() {
      return toResults(state);
    },
    ask(next) {
      question = next;
      seen = [0, Math.max(1, seen[1] - seen[0])];
      questionSince = generation + 1;
      startAgain('quick');
    },
    show(start, end) {
      seen = [start, Math.max(start + 1, end)];
      fetchSeen();
    },
    refresh() {
      if (leading) refreshAfter = true;
      else startAgain('full');
    },
    close() {
      generation += 1;
      question = null;
    },
  };
}

/** At most `MOST_WINDOWS`, the ones closest to `centre`. */
function nearest(windows: ReadonlyMap<number, Window>, centre: number): Map<number, Window> {
  if (windows.size <= MOST_WINDOWS) return new Map(windows);
  const byDistance = [...windows].sort(([a], [b]) => Math.abs(a - centre) - Math.abs(b - centre));
  return new Map(byDistance.slice(0, MOST_WINDOWS));
}

function toResults({ windows, ...known }: State): Results {
  const { total } = known;
  return {
    ...known,
    at(index) {
      if (total === null || index >= total) return undefined;
      return windows.get(windowOf(index))?.results[index % WINDOW_RESULTS];
    },
    *loaded() {
      for (const [window, { results }] of windows)
        for (const [offset, result] of results.entries()) {
          const index = window * WINDOW_RESULTS + offset;
          if (total !== null && index < total) yield [index, result];
        }
    },
  };
}
