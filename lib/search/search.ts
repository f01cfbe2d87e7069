import type {
  AlikePaper,
  Completion,
  Facets,
  SearchPage,
  SearchRequest,
  SearchResult,
} from '../messages/protocol.ts';
import type { PaperId } from '../paper/paper.ts';
import { countFacets } from './count-facets.ts';
import { describeRecord, summaryOf, withSnippet } from './describe-found.ts';
import { findAlikePapers } from './find-alike.ts';
import { placeWords } from './fold-words.ts';
import { tagTerm } from './index/indexed-paper.ts';
import { IndexMovedError } from './index/moved-error.ts';
import { completeQuery } from './query/complete-query.ts';
import { findRows, markLive } from './query/find-rows.ts';
import { fieldsOf, findTagged, keepRows, listRows } from './query/find-texts.ts';
import { type Condition, parseQuery, type Query } from './query/parse-query.ts';
import { type NamedTag, nameTags, withNested } from './query/tags.ts';
import type { FindTagTerms } from './ranking/choose-terms.ts';
import { readQueryWords } from './ranking/query-words.ts';
import { type Ranked, rankWords } from './ranking/rank-words.ts';
import { stemOf } from './ranking/stem.ts';
import { sortRows } from './sort-rows.ts';
import { NOTHING_SOUGHT, type Sought, seek } from './sought.ts';
import type { SearchFilter, SearchSource, SearchState } from './source.ts';

/** With fewer papers that have all words of a longer query, those that lack some are shown after them. */
const FEW = 8;
/** From this many words on some may be wrong: one in so many. */
const LONG_QUERY = 3;
/** Where nothing has all words, papers that have this share of the most that any has. */
const NEAREST_SHARE = 0.5;
/** Papers that are put in order at first; all are when a list is scrolled further. */
const ORDERED = 1000;
/** An index that is being merged all the time would have to move so often while one question is answered. */
const MOST_ATTEMPTS = 5;

export interface Search {
  search(request: SearchRequest): Promise<SearchPage>;
  completeQuery(query: string, caret: number): Promise<Completion>;
  /** The papers most like one, the most like it first. */
  findAlike(id: PaperId, limit: number): Promise<readonly AlikePaper[]>;
}

/** The tags at one moment. */
interface Named {
  readonly key: string;
  readonly tags: readonly NamedTag[];
}

/** What a question found, before a window is cut from it. */
interface Finding {
  readonly state: SearchState;
  readonly named: Named;
  readonly key: string;
  /** In order, at least as many as `ordered`. */
  readonly rows: readonly number[];
  readonly ordered: number;
  /** All that answer. */
  readonly all: readonly number[];
  readonly complete: number;
  readonly missing: readonly string[];
  readonly sought: Sought;
  facets: Promise<Facets> | null;
}

/** Answers questions from the index of `source`; keeps the last answer, for its next window. */
export function createSearch(source: SearchSource): Search {
  let last: Finding | null = null;
  let named: Named | null = null;
  let titles: { readonly key: string; readonly read: Promise<(string | undefined)[]> } | null =
    null;

  const readTags = async ({ revisions: { store, all } }: SearchState): Promise<Named> => {
    const key = `${store} ${all}`;
    if (named?.key !== key) named = { key, tags: nameTags(await source.tags()) };
    return named;
  };
  const readTitles = ({ revisions: { store, papers } }: SearchState) => {
    const key = `${store} ${papers}`;
    if (titles?.key !== key) {
      titles = { key, read: collectTitles(source) };
      // What failed is read again by the next who asks.
      titles.read.catch(() => {
        titles = null;
      });
    }
    return titles.read;
  };

  /** Runs with the present state, again where the index moved on meanwhile. */
  const withState = async <T>(
    run: (state: SearchState, named: Named) => Promise<T>,
    isPatient = false,
  ): Promise<T> => {
    for (let attempt = 1; ; attempt++) {
      const state = await source.open(isPatient);
      try {
        return await run(state, await readTags(state));
      } catch (error) {
        if (!(error instanceof IndexMovedError) || attempt === MOST_ATTEMPTS) throw error;
      }
    }
  };

  const find = async (state: SearchState, now: Named, request: SearchRequest): Promise<Finding> => {
    const key = keyOf(request);
    const wanted = request.offset + request.limit;
    const known = last?.state === state && last.named === now && last.key === key ? last : null;
    if (known !== null && (wanted <= known.ordered || known.ordered >= known.all.length))
      return known;
    const ordered = wanted <= ORDERED ? ORDERED : state.index.rowCount;
    const found = await answer(state, request, ordered, now.tags, () => readTitles(state));
    last = { state, named: now, key, ordered, ...found, facets: null };
    return last;
  };

  return {
    search: (request) =>
      withState(async (state, now) => {
        const found = await find(state, now, request);
        if (request.facets === true && found.facets === null) {
          found.facets = countFacets(state.index, found.all, now.tags);
          found.facets.catch(() => {
            found.facets = null;
          });
        }
        return {
          total: found.all.length,
          complete: found.complete,
          results: await cutWindow(source, found, request),
          partial: !state.isComplete,
          missing: found.missing,
          ...(request.facets === true && found.facets !== null
            ? { facets: await found.facets }
            : {}),
        };
      }, request.depth === 'full'),
    completeQuery: (query, caret) =>
      withState(({ index }, { tags }) => completeQuery(source, index, tags, query, caret)),
    findAlike: (id, limit) => withState((state) => findAlikePapers(source, state, id, limit)),
  };
}

async function collectTitles(source: SearchSource): Promise<(string | undefined)[]> {
  const titles: (string | undefined)[] = [];
  for await (const page of source.titlePages()) for (const title of page) titles.push(title);
  return titles;
}

/** Equal for questions that have the same answer, whatever the window. */
function keyOf({ query, tags, statuses, untagged, sort }: SearchRequest): string {
  return JSON.stringify([query, tags, statuses, untagged, sort]);
}

type Found = Pick<Finding, 'rows' | 'all' | 'complete' | 'missing' | 'sought'>;

async function answer(
  { index, readVectors }: SearchState,
  request: SearchRequest,
  most: number,
  tags: readonly NamedTag[],
  readTitles: () => Promise<readonly (string | undefined)[]>,
): Promise<Found> {
  const query = parseQuery(request.query);
  const words = readQueryWords(query.words, query.optional);
  const { allowed, missing } = await findAllowed(index, query.conditions, request, tags);
  const order = (rows: readonly number[], sort = request.sort) =>
    sortRows(index, rows, sort, readTitles);
  if (words.words.length === 0) {
    const all = listRows(allowed ?? markLive(index));
    const rows = await order(all);
    return { rows, all, complete: all.length, missing, sought: NOTHING_SOUGHT };
  }
  const ranked = await rankWords(index, words, {
    ...(allowed === null ? {} : { isAllowed: (row: number) => allowed[row] === 1 }),
    readVectors,
    most,
    ...(query.scope === null ? {} : { fields: fieldsOf(query.scope) }),
    findTagTerms: tagTermsIn(tags),
  });
  const others = chooseOthers(ranked);
  const complete = ranked.allComplete.length;
  const all = [...ranked.allComplete, ...others];
  const isRanked = request.sort === 'relevance';
  const rows = isRanked
    ? [...ranked.rows.slice(0, ranked.complete), ...others]
    : [...(await order(ranked.allComplete)), ...(await order(others))];
  return {
    rows,
    all,
    complete,
    missing: [...typedWords(query, ranked.missing), ...missing],
    sought: seek(words, ranked, query.words),
  };
}

/** The papers that lack words and are shown after those with all, best first. */
function chooseOthers({ rows, complete, counted, lackingIn }: Ranked): number[] {
  const others = rows.slice(complete);
  if (complete >= FEW || (complete > 0 && counted < LONG_QUERY)) return [];
  if (complete > 0) {
    const mayLack = Math.floor(counted / LONG_QUERY);
    return others.filter((row) => lackingIn(row) <= mayLack);
  }
  const most = others.reduce((best, row) => Math.max(best, counted - lackingIn(row)), 0);
  return others.filter((row) => counted - lackingIn(row) >= most * NEAREST_SHARE);
}

/** Rows that fulfil what is asked besides words; null: all. Names the conditions that no paper fulfils. */
async function findAllowed(
  index: SearchState['index'],
  conditions: readonly Condition[],
  filter: SearchFilter,
  tags: readonly NamedTag[],
): Promise<{ readonly allowed: Uint8Array | null; readonly missing: readonly string[] }> {
  const [found, filtered] = await Promise.all([
    Promise.all(conditions.map((condition) => findRows(index, condition, tags))),
    filterRows(index, filter, tags),
  ]);
  const missing: string[] = [];
  if ([...found, ...filtered].every((marked) => marked === null)) return { allowed: null, missing };
  const live = markLive(index);
  for (const [number, marked] of found.entries()) {
    const condition = conditions[number];
    if (marked === null || condition === undefined) continue;
    keepRows(marked, live);
    if ('typed' in condition && !marked.includes(1)) missing.push(condition.typed);
  }
  const all = [...found, ...filtered].filter((marked) => marked !== null);
  for (const marked of all) keepRows(live, marked);
  return { allowed: live, missing };
}

async function filterRows(
  index: SearchState['index'],
  { tags: wanted, statuses, untagged }: SearchFilter,
  tags: readonly NamedTag[],
): Promise<(Uint8Array | null)[]> {
  const tagged = wanted.map((id) => findTagged(index, withNested(tags, id)));
  const any: Condition = {
    kind: 'any',
    of: statuses.map((status) => ({ kind: 'status', status, typed: '' })),
  };
  const none: Condition = { kind: 'not', of: { kind: 'has', what: 'tag', typed: '' } };
  return Promise.all([
    ...tagged,
    statuses.length === 0 ? null : findRows(index, any, tags),
    untagged ? findRows(index, none, tags) : null,
  ]);
}

function tagTermsIn(tags: readonly NamedTag[]): FindTagTerms {
  return (word, isOpen) => {
    const stem = stemOf(word);
    const isMeant = (other: string) => (isOpen && other.startsWith(word)) || stemOf(other) === stem;
    return tags.filter(({ words }) => words.some(isMeant)).map(({ id }) => tagTerm(id));
  };
}

/** Words as they were typed. */
function typedWords({ words }: Query, folded: readonly string[]): string[] {
  const placed = placeWords(words);
  return folded.map((text) => {
    const word = placed.find((one) => one.text === text);
    return word === undefined ? text : words.slice(word.start, word.end);
  });
}

async function cutWindow(
  source: SearchSource,
  { rows, sought, named }: Finding,
  { offset, limit }: SearchRequest,
): Promise<SearchResult[]> {
  const shown = rows.slice(offset, offset + limit);
  const records = await source.records(shown);
  const names = new Map(named.tags.map(({ id, name }) => [id, name]));
  const findings = shown.flatMap((row, index) => {
    const record = records[index];
    return record === undefined ? [] : [{ row, found: describeRecord(record, sought, names) }];
  });
  const unexplained = findings.filter(({ found }) => found.shown < found.lacking.length);
  const abstracts = await source.abstracts(unexplained.map(({ row }) => row));
  const abstractOf = new Map(unexplained.map(({ row }, index) => [row, abstracts[index] ?? '']));
  return findings.map(({ row, found }): SearchResult => {
    const abstract = abstractOf.get(row) ?? '';
    const { record, titleMatches, snippet } = withSnippet(found, 'abstract', abstract, sought);
    return { paper: summaryOf(record), titleMatches, snippet };
  });
}
