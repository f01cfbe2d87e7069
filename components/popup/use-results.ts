/** The list of the popup: results of the newest query, the page's papers, or the last used. */
import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Compared } from '../../lib/imports/compare-pasted.ts';
import type { SearchPage, SearchRequest, TabPage } from '../../lib/messages/protocol.ts';
import type { PaperId, PaperSummary, TagId } from '../../lib/paper/paper.ts';
import type { TagsById } from '../PaperRow.tsx';
import type { ListedPaper } from '../ResultList.tsx';
import { useLatest } from '../use-latest.ts';
import { keepOrder } from './keep-order.ts';
import type { PopupPorts } from './ports.ts';

/** Rows asked for at once: some screenfuls of six. */
const PAGE_ROWS = 50;

export interface Wanted {
  readonly query: string;
  readonly filters: readonly TagId[];
  /** The page's own papers, shown while nothing is asked; null where there are none. */
  readonly page: TabPage | null;
  /** A pasted list as far as it is read; null: none was pasted. */
  readonly pasted: PastedList | null;
  /** The list of the page was asked for: its mentions in page order. */
  readonly listing: boolean;
  /** Moves when the catalogue changed. */
  readonly revision: number;
}

/** A list of references that was pasted. */
export interface PastedList {
  /** Names it. */
  readonly key: string;
  readonly text: string;
  /** Null while it is read. */
  readonly compared: Compared | null;
  readonly failed: 'unread' | 'too-long' | null;
}

/** Something in it is new, or could not be read. */
export function isToReview({ compared }: PastedList): boolean {
  return (
    compared !== null &&
    (compared.problems.some(({ kind }) => kind === 'skipped') ||
      compared.entries.some(({ known }) => known === null))
  );
}

interface Results {
  /** Names the question that these rows answer. */
  readonly key: string;
  /** What was asked: not always what stands in the field by now. */
  readonly query: string;
  readonly filtered: boolean;
  readonly rows: readonly ListedPaper[];
  readonly total: number;
  /** How many of them have all words; 0: what is shown lacks some. */
  readonly complete: number;
  /** Words that no paper has. */
  readonly missing: readonly string[];
}

export interface ResultState {
  /** Null until the first answer. */
  readonly results: Results | null;
  /** True while the newest question has no final answer. */
  readonly busy: boolean;
  /** False while what is shown answers an older question. */
  readonly fresh: boolean;
  readonly error: string | null;
  retry(): void;
  loadMore(): void;
  /** Shows a change of a paper before the worker confirms it. */
  patch(id: PaperId, change: (paper: PaperSummary) => PaperSummary): void;
}

type ResultPorts = Pick<PopupPorts, 'search'>;

/** A name of the question that is asked, by which answers and selections belong to it. */
export const nameQuestion = (wanted: Omit<Wanted, 'revision'>): string =>
  wanted.pasted !== null
    ? wanted.pasted.key
    : asksList(wanted)
      ? 'list'
      : asksPage(wanted)
        ? PAGE_QUESTION
        : JSON.stringify([wanted.query.trim(), wanted.filters]);

/** The name of the question for the page's papers. */
export const PAGE_QUESTION = 'page';

/** The papers of a page with the page's own first, whether or not it mentions itself. */
function papersOf(
  page: TabPage | null,
): readonly Pick<TabPage['papers'][number], 'paper' | 'occurrences'>[] {
  if (page?.status.kind !== 'known-paper') return page?.papers ?? [];
  const own = page.status.paper;
  return [
    { paper: own, occurrences: 1 },
    ...page.papers.filter(({ paper }) => paper.id !== own.id),
  ];
}

function asksList({ listing, page }: Omit<Wanted, 'revision'>): boolean {
  return listing && page !== null && page.papers.length > 0;
}

function asksPage({ query, filters, page }: Omit<Wanted, 'revision'>): boolean {
  return query.trim() === '' && filters.length === 0 && papersOf(page).length > 0;
}

function requestOf(query: string, filters: readonly TagId[], offset: number): SearchRequest {
  return {
    query: query.trim(),
    tags: filters,
    statuses: [],
    untagged: false,
    sort: query.trim() === '' ? 'used' : 'relevance',
    offset,
    limit: PAGE_ROWS,
    depth: 'quick',
  };
}

function toRows(results: SearchPage['results']): readonly ListedPaper[] {
  return results.map(({ paper, titleMatches, snippet }) => ({
    paper,
    titleMatches,
    snippet,
  }));
}

/** The page's papers: the one whose card could not be shown, the page's own, coloured slots, the rest in page order. */
function pageRows(page: TabPage, tags: TagsById): readonly ListedPaper[] {
  const slotOf = (paper: PaperSummary) =>
    Math.min(...paper.tags.map((id) => tags.get(id)?.slot ?? 9), 9);
  const own = page.status.kind === 'known-paper' ? page.status.paper.id : null;
  const weight = ({ id }: PaperSummary) => (id === page.wanted ? -1 : id === own ? 0 : null);
  const place = (paper: PaperSummary) => weight(paper) ?? slotOf(paper);
  return [...papersOf(page)]
    .sort((a, b) => place(a.paper) - place(b.paper))
    .map(({ paper, occurrences }) => ({
      paper,
      aside: occurrences > 1 ? i18n.t('popup.times', [occurrences]) : undefined,
    }));
}

/** Every paper that the page mentions, as the page has them. */
function listRows({ papers }: TabPage): readonly ListedPaper[] {
  return papers.map(({ paper, evidence, occurrences }) => ({
    paper,
    aside: [
      evidence.certainty === 'identifier' ? i18n.t('popup.byId') : i18n.t('popup.byTitle'),
      i18n.t('popup.times', [occurrences]),
    ].join(' · '),
  }));
}

/** The same question answered again: what is shown stays where it is. */
function mergeInto(before: Results, next: Results): Results {
  const turned = (before.complete === 0) !== (next.complete === 0);
  if (next.rows.length === 0 || turned) return next;
  const rows = keepOrder(before.rows, next.rows);
  return { ...next, rows, total: Math.max(next.total, rows.length) };
}

/**
 * Searches quickly, then patiently for as long as papers are left out that are being indexed; every answer
 * is handed on, until one is not wanted any more.
 */
async function searchInSteps(
  search: PopupPorts['search'],
  request: SearchRequest,
  show: (answer: SearchPage, final: boolean) => boolean,
): Promise<void> {
  let answer = await search(request);
  while (show(answer, !answer.partial) && answer.partial)
    answer = await search({ ...request, depth: 'full' });
}

/** Answers one question, in steps; `show` says of each whether the question still stands. */
async function answerQuestion(
  ports: ResultPorts,
  wanted: Wanted,
  tags: TagsById,
  show: (results: Results | null) => boolean,
): Promise<void> {
  const { query, filters } = wanted;
  const asked = { key: nameQuestion(wanted), query, filtered: filters.length > 0 };
  const showAll = (rows: readonly ListedPaper[]) =>
    show({ ...asked, missing: [], rows, total: rows.length, complete: rows.length });
  if (wanted.pasted !== null) {
    const entries = wanted.pasted.compared?.entries ?? [];
    showAll(entries.flatMap(({ known }) => (known === null ? [] : [{ paper: known }])));
    return;
  }
  if (wanted.page !== null && (asksList(wanted) || asksPage(wanted))) {
    showAll(asksList(wanted) ? listRows(wanted.page) : pageRows(wanted.page, tags));
    return;
  }
  const request = requestOf(query, filters, 0);
  await searchInSteps(ports.search, request, ({ results, total, complete, missing }, last) => {
    // Papers that lack words are no answer before everything was searched.
    const isAnswer = complete > 0 || last;
    return show(isAnswer ? { ...asked, rows: toRows(results), total, complete, missing } : null);
  });
}

export function useResults(
  ports: ResultPorts,
  wanted: Wanted,
  tags: TagsById,
  waiting: boolean,
): ResultState {
  const [results, setResults] = useState<Results | null>(null);
  const [busy, setBusy] = useState(true);
  const [error, setError] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);
  const newest = useRef(0);
  const latest = useLatest({ wanted, tags, ports, results });
  const key = nameQuestion(wanted);
  const { revision, page } = wanted;
  const pageAnswer = asksList(wanted) || asksPage(wanted) ? page : null;
  const compared = wanted.pasted?.compared ?? null;
  // The page's list is only as new as the page's own answer, and a pasted one as when it was compared.
  const asOf = pageAnswer === null && compared === null ? revision : 0;

  // The question is named by these; everything else is read as it is when the question is asked: at once,
  // since an effect would wait for the next frame.
  useLayoutEffect(() => {
    if (waiting) return;
    newest.current++;
    const turn = newest.current;
    const isCurrent = () => turn === newest.current;
    setBusy(true);
    const show = (next: Results | null) => {
      if (!isCurrent()) return false;
      setError(null);
      if (next !== null)
        setResults((before) => (before?.key === next.key ? mergeInto(before, next) : next));
      return true;
    };
    answerQuestion(latest.current.ports, latest.current.wanted, latest.current.tags, show)
      .catch((reason: unknown) => {
        if (isCurrent()) setError(String(reason));
      })
      .finally(() => {
        if (isCurrent()) setBusy(false);
      });
  }, [key, asOf, pageAnswer, compared, waiting, attempt, latest]);

  const loading = useRef(false);
  const loadMore = useCallback(() => {
    const shown = latest.current.results;
    if (loading.current || shown === null || latest.current.wanted.pasted !== null) return;
    loading.current = true;
    const turn = newest.current;
    const { wanted: asked } = latest.current;
    const request = requestOf(asked.query, asked.filters, shown.rows.length);
    latest.current.ports
      .search({ ...request, depth: 'full' })
      .then(
        (answer) => {
          if (turn !== newest.current) return;
          setResults(
            (before) =>
              before && { ...before, rows: keepOrder(before.rows, toRows(answer.results)) },
          );
        },
        (reason: unknown) => setError(String(reason)),
      )
      .finally(() => {
        loading.current = false;
      });
  }, [latest]);

  const patch = useCallback(
    (id: PaperId, change: (paper: PaperSummary) => PaperSummary) =>
      setResults(
        (before) =>
          before && {
            ...before,
            rows: before.rows.map((row) =>
              row.paper.id === id ? { ...row, paper: change(row.paper) } : row,
            ),
          },
      ),
    [],
  );
  return {
    results,
    busy,
    fresh: results?.key === key,
    error,
    retry: () => setAttempt((n) => n + 1),
    loadMore,
    patch,
  };
}
