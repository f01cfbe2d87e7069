/** The whole state of the popup and everything that can be done in it. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { PaperDraft, PaperId, PaperSummary, TagId } from '../../lib/paper/paper.ts';
import { type TagsById, tagsById } from '../PaperRow.tsx';
import { type Changes, useChanges } from '../use-changes.ts';
import { useLatest } from '../use-latest.ts';
import type { PopupMemory, PopupPorts } from './ports.ts';
import { type PaperActions, usePaperActions } from './use-paper-actions.ts';
import { usePasted } from './use-pasted.ts';
import { type PopupData, usePopupData } from './use-popup-data.ts';
import {
  isToReview,
  nameQuestion,
  PAGE_QUESTION,
  type PastedList,
  type ResultState,
  useResults,
} from './use-results.ts';

export interface PopupModel {
  readonly data: PopupData;
  readonly tags: TagsById;
  readonly results: ResultState;
  readonly query: string;
  readonly filters: readonly TagId[];
  /** Index of the selected row, -1 for none. */
  readonly selected: number;
  readonly paper: PaperSummary | null;
  readonly changes: Changes;
  readonly actions: PaperActions;
  /** Where the list is to begin, when the popup comes back as it was left. */
  readonly initialScroll: number;
  /** The popup came back with its search: its text is to be selected. */
  readonly recalled: boolean;
  /** A list of references that was pasted, shown in place of results. */
  readonly pasted: PastedList | null;
  /** The one paper that was pasted and is not known, while its title is searched for. */
  readonly pastedPaper: PaperDraft | null;
  paste(text: string): void;
  /** Goes on to the library with the pasted list. */
  review(): void;
  search(query: string): void;
  toggleFilter(id: TagId): void;
  clearFilters(): void;
  select(index: number): void;
  move(step: number): void;
  selectPaper(id: PaperId): void;
  /** The list of the page is shown: its mentions in page order, and Enter jumps to them. */
  readonly listing: boolean;
  showListing(shown: boolean): void;
  /** Papers of that list that are ticked, to be tagged together. */
  readonly ticked: ReadonlySet<PaperId>;
  tick(id: PaperId): void;
  /** Opens the best link of a row, or its page in the library; in the page's list, jumps to it. */
  open(index: number, how: Opening): void;
  /** Opens the best link of the selected paper, also in the page's list. */
  openLink(background: boolean): void;
  /** Opens the selected row, of the answer that is still to come if there is one. */
  openSelected(how: Opening): void;
  /** Adds a paper and chooses it; resolves to its id, null where it could not be added. */
  addDraft(draft: PaperDraft, source: 'page' | 'paste'): Promise<PaperId | null>;
  startAfresh(withStarter: boolean): void;
  noteScroll(top: number): void;
}

/** The keys or buttons held when a row was opened. */
export interface Opening {
  /** In a background tab. */
  readonly background: boolean;
  /** The popup stays after a jump. */
  readonly stay: boolean;
}

interface Selection {
  /** The question whose list it was made in. */
  readonly key: string;
  readonly id: PaperId;
}

/** A longer list is pasted again rather than kept. */
const KEPT_LETTERS = 200_000;

/** The popup as it was left, given once; typing before it arrives wins. */
function useRecalled(ports: PopupPorts) {
  const [settled, setSettled] = useState(false);
  const [query, setQuery] = useState('');
  const [filters, setFilters] = useState<readonly TagId[]>([]);
  const [memory, setMemory] = useState<Omit<PopupMemory, 'query' | 'filters'> | null>(null);
  const touched = useRef(false);
  useEffect(() => {
    ports
      .recall()
      .then(
        (recalled) => {
          if (recalled === null || touched.current) return;
          setQuery(recalled.query);
          setFilters(recalled.filters);
          setMemory(recalled);
        },
        (error: unknown) => console.error(error),
      )
      .finally(() => setSettled(true));
  }, [ports]);
  const touch = useCallback(() => {
    touched.current = true;
    setMemory(null);
  }, []);
  return { settled, query, setQuery, filters, setFilters, memory, touch };
}

export function usePopup(ports: PopupPorts): PopupModel {
  const data = usePopupData(ports);
  const tags = useMemo(() => tagsById(data.tags), [data.tags]);
  const asked = useRecalled(ports);
  const { query, filters } = asked;
  const [listing, setListing] = useState(false);
  const [ticked, setTicked] = useState<ReadonlySet<PaperId>>(new Set());
  const showListing = (shown: boolean) => {
    setListing(shown);
    setTicked(new Set());
  };
  const list = usePasted(ports, asked.memory?.pasted ?? null, asked.setQuery);
  const { pasted } = list;
  const resting = query.trim() === '' && filters.length === 0 && pasted === null;
  const results = useResults(
    ports,
    { query, filters, page: data.page, pasted, listing, revision: data.revision },
    tags,
    !asked.settled || (resting && !data.pageSettled),
  );

  const [selection, setSelection] = useState<Selection | null>(null);
  const shown = results.results;
  const rows = shown?.rows ?? [];
  const wantedId =
    selection !== null && selection.key === shown?.key
      ? selection.id
      : (asked.memory?.selected ?? null);
  const found = rows.findIndex(({ paper }) => paper.id === wantedId);
  // Of papers that lack words of the query none is opened unasked.
  const isReviewed = pasted !== null && isToReview(pasted);
  const none = rows.length === 0 || shown?.complete === 0 || isReviewed;
  const selected = none ? found : Math.max(0, found);
  const paper = rows[selected]?.paper ?? null;

  const { patch } = results;
  const refreshPaper = useCallback(
    (id: PaperId) => {
      ports.findPaper(id).then(
        (now) => now && patch(id, () => now),
        (error: unknown) => console.error(error),
      );
    },
    [ports, patch],
  );
  const changes = useChanges(ports, () => {
    data.refresh();
    data.refreshPage();
    if (paper !== null) refreshPaper(paper.id);
  });
  const actions = usePaperActions({
    tags: data.tags,
    changes,
    patch,
    reloadTags: data.reloadTags,
    refreshPaper,
  });

  const select = (index: number) => {
    const row = rows[Math.max(0, Math.min(index, rows.length - 1))];
    if (row && shown) setSelection({ key: shown.key, id: row.paper.id });
  };
  const openPaper = (chosen: PaperSummary, background: boolean) => {
    if (chosen.bestLink === null) ports.openLibrary({ kind: 'paper', paperId: chosen.id });
    else ports.openLink(chosen.bestLink, background);
    if (!background) ports.close();
  };
  const open = (index: number, { background, stay }: Opening) => {
    const row = rows[index];
    if (row === undefined) return;
    if (listing && !background) ports.showOnPage(row.paper.id, stay);
    else openPaper(row.paper, background);
  };

  // Enter may be quicker than the answer: then it opens what the answer puts first.
  const opening = useRef<Opening | null>(null);
  const openNow = useLatest(() => opening.current && open(selected, opening.current));
  const { fresh } = results;
  useEffect(() => {
    if (!fresh || opening.current === null) return;
    openNow.current();
    opening.current = null;
  }, [fresh, openNow]);

  const scroll = useRef(0);
  const memory = useLatest({
    query,
    filters,
    selected: paper?.id ?? null,
    pasted: pasted === null || pasted.text.length > KEPT_LETTERS ? null : pasted.text,
  });
  useEffect(() => {
    const keep = () => ports.remember({ ...memory.current, scroll: scroll.current });
    addEventListener('pagehide', keep);
    return () => removeEventListener('pagehide', keep);
  }, [ports, memory]);
  useEffect(() => {
    if (asked.settled) ports.remember({ ...memory.current, scroll: scroll.current });
  }, [ports, memory, asked.settled, query, filters, paper?.id, pasted?.key]);

  return {
    data,
    tags,
    results,
    query,
    filters,
    selected,
    paper,
    changes,
    actions,
    initialScroll: asked.memory?.scroll ?? 0,
    recalled: asked.memory !== null && query !== '',
    pasted,
    pastedPaper: list.paper?.title === shown?.query ? list.paper : null,
    paste: (text) => {
      asked.touch();
      opening.current = null;
      showListing(false);
      asked.setFilters([]);
      asked.setQuery('');
      list.paste(text);
    },
    review: () => {
      if (pasted !== null)
        ports.openLibrary({ kind: 'review', review: { kind: 'paste', text: pasted.text } });
    },
    search: (next) => {
      asked.touch();
      opening.current = null;
      showListing(false);
      list.clear();
      asked.setQuery(next);
    },
    toggleFilter: (id) => {
      asked.touch();
      showListing(false);
      list.clear();
      asked.setFilters(
        filters.includes(id) ? filters.filter((other) => other !== id) : [...filters, id],
      );
    },
    clearFilters: () => asked.setFilters([]),
    select,
    move: (step) => select(selected + step),
    selectPaper: (id) => {
      if (shown) setSelection({ key: shown.key, id });
    },
    listing,
    showListing,
    ticked,
    tick: (id) =>
      setTicked((before) => {
        const after = new Set(before);
        if (!after.delete(id)) after.add(id);
        return after;
      }),
    open,
    openLink: (background) => {
      if (paper !== null) openPaper(paper, background);
    },
    openSelected: (how) => {
      if (fresh) open(selected, how);
      else opening.current = how;
    },
    addDraft: async (draft, kind) => {
      const source = { kind, name: kind === 'page' ? (data.page?.site ?? '') : draft.title };
      const change = { kind: 'add-papers', papers: [draft], source } as const;
      const outcome = await changes.make(change, i18n.t('undo.added'));
      data.refreshPage();
      const id = outcome?.paperIds[0];
      if (id === undefined) return null;
      showListing(false);
      asked.setFilters([]);
      if (kind === 'page') asked.setQuery('');
      list.clear();
      const question = { query, filters: [], page: data.page, pasted: null, listing: false };
      setSelection({ key: kind === 'page' ? PAGE_QUESTION : nameQuestion(question), id });
      return id;
    },
    startAfresh: (withStarter) => {
      ports.startAfresh(withStarter).then(data.refresh, () => changes.say(i18n.t('errors.change')));
    },
    noteScroll: (top) => {
      scroll.current = top;
    },
  };
}
