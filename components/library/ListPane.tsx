import type { ComponentChildren, Ref } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Results } from '../../lib/paging/result-windows.ts';
import { namedBy } from '../../lib/paper/named-paper.ts';
import type { PaperDraft, PaperId, PaperSummary } from '../../lib/paper/paper.ts';
import { AbsentPaper } from '../AbsentPaper.tsx';
import { NoneFound } from '../NoneFound.tsx';
import { formatNumber } from '../numbers.ts';
import type { TagsById } from '../PaperRow.tsx';
import { type ListedPaper, ResultList } from '../ResultList.tsx';
import { EmptyState, ErrorState } from '../State.tsx';
import { ListTools, type ListToolsProps } from './ListTools.tsx';
import { actOnListKey } from './list-keys.ts';

/** `--row-library`; the virtual list must know it before a row is drawn. */
const ROW_PX = 60;
const LIST_ID = 'papers';

export interface ListPaneProps extends Omit<ListToolsProps, 'onKeyDown' | 'listId' | 'activeId'> {
  readonly results: Results;
  readonly tagsById: TagsById;
  /** Changes with every other question, so that its list begins at the top. */
  readonly listKey: string;
  readonly selected: PaperId | null;
  readonly ticked: ReadonlySet<PaperId>;
  readonly listRef: Ref<HTMLDivElement>;
  /** In place of the ordinary foot of the list: what can be done to ticked papers. */
  readonly selectionBar: ComponentChildren | null;
  /** Nothing is in the library at all. */
  readonly emptyLibrary: boolean;
  readonly onShow: (start: number, end: number) => void;
  readonly onSelect: (id: PaperId) => void;
  readonly onOpen: (paper: PaperSummary, background: boolean) => void;
  readonly onTick: (paper: PaperSummary) => void;
  /** Ticks the places from `start` to `end` (exclusive), loaded or not. */
  readonly onTickRange: (start: number, end: number) => void;
  /** Esc in the list: one step back. */
  readonly onBack: () => void;
  readonly onDetails: () => void;
  readonly onRetry: () => void;
  readonly onImport: () => void;
  /** The one paper that was pasted and is not known, while its title is searched for. */
  readonly pastedPaper: PaperDraft | null;
  readonly onAdd: (draft: PaperDraft) => void;
  readonly onHelp: () => void;
}

/** The results as a list with holes where they are not here yet. */
function toListed(results: Results): readonly ListedPaper[] {
  const listed: ListedPaper[] = [];
  listed.length = results.total ?? 0;
  for (const [index, result] of results.loaded()) listed[index] = result;
  return listed;
}

function findPlace(results: Results, id: PaperId | null): number {
  if (id === null) return -1;
  for (const [index, { paper }] of results.loaded()) if (paper.id === id) return index;
  return -1;
}

/** The place that has our keys: that of the chosen paper, or one that is still on its way. */
function useCursor({ results, selected, onSelect }: ListPaneProps) {
  const [awaited, setAwaited] = useState<number | null>(null);
  const last = useRef(0);
  const found = useMemo(() => findPlace(results, selected), [results, selected]);
  if (found >= 0) last.current = found;
  const arrived = awaited === null ? undefined : results.at(awaited);
  useEffect(() => {
    if (arrived === undefined) return;
    setAwaited(null);
    onSelect(arrived.paper.id);
  }, [arrived, onSelect]);

  const total = results.total ?? 0;
  const goTo = (place: number): number => {
    const to = Math.max(0, Math.min(total - 1, place));
    const result = results.at(to);
    last.current = to;
    setAwaited(result === undefined ? to : null);
    if (result !== undefined) onSelect(result.paper.id);
    return to;
  };
  const at = awaited ?? found;
  return {
    at,
    goTo,
    /** From a place without a chosen paper, as after a deletion, the next one is where it was. */
    move: (step: number) =>
      goTo(at >= 0 ? at + step : step > 0 ? last.current + step - 1 : last.current + step),
  };
}

function Foot({ results, selectionBar, onHelp }: ListPaneProps) {
  const { total } = results;
  return (
    <div class="list-foot">
      {selectionBar ?? (
        <>
          <p class="list-count numeric" aria-live="polite">
            {total !== null && i18n.t('library.list.found', total, [formatNumber(total)])}
            {results.partial && ` · ${i18n.t('library.list.indexing')}`}
          </p>
          <button type="button" class="button quiet" onClick={onHelp}>
            {i18n.t('keys.title')} <kbd>?</kbd>
          </button>
        </>
      )}
    </div>
  );
}

function Nothing(props: ListPaneProps) {
  const { query } = props.results;
  const isAsked = query.trim() !== '';
  if (props.emptyLibrary && !isAsked)
    return (
      <EmptyState
        title={i18n.t('library.list.emptyTitle')}
        text={i18n.t('library.list.emptyText')}
        actions={[{ label: i18n.t('library.nav.import'), onAct: props.onImport }]}
      />
    );
  if (!isAsked) return <EmptyState text={i18n.t('library.list.emptyView')} actions={[]} />;
  if (namedBy(query) !== null) return <AbsentPaper key={query} query={query} onAdd={props.onAdd} />;
  return <Lacking {...props} nearest={null} />;
}

/** No paper has all that was asked for. */
function Lacking(props: ListPaneProps & { readonly nearest: ComponentChildren | null }) {
  const { address, results } = props;
  return (
    <NoneFound
      query={results.query}
      missing={results.missing}
      filtered={address.tags.length > 0 || address.statuses.length > 0 || address.untagged}
      nearest={props.nearest}
      pasted={props.pastedPaper}
      onAdd={props.onAdd}
      onClearFilter={() => props.onFilter({ tags: [], statuses: [], untagged: false })}
    />
  );
}

/** What is seen of the list, told at every scroll and change of size. */
function useSeen(list: { readonly current: HTMLDivElement | null }, props: ListPaneProps) {
  const { onShow, listKey } = props;
  const total = props.results.total;
  const tell = () => {
    const element = list.current;
    if (element === null) return;
    const start = Math.floor(element.scrollTop / ROW_PX);
    onShow(start, Math.ceil((element.scrollTop + element.clientHeight) / ROW_PX));
  };
  // Told anew when there is another or a longer list
  useEffect(() => {
    tell();
    const element = list.current;
    if (element === null) return;
    const observer = new ResizeObserver(tell);
    observer.observe(element);
    return () => observer.disconnect();
  }, [listKey, total]);
  return tell;
}

/** The middle column: search, filters, the papers, and what is ticked. */
export function ListPane(props: ListPaneProps) {
  const { results, ticked } = props;
  const element = useRef<HTMLDivElement | null>(null);
  const cursor = useCursor(props);
  const anchor = useRef(0);
  const tellSeen = useSeen(element, props);
  const papers = useMemo(() => toListed(results), [results]);
  const total = results.total ?? 0;

  const tickTo = (place: number) =>
    props.onTickRange(Math.min(anchor.current, place), Math.max(anchor.current, place) + 1);
  const tickAt = (place: number, shift: boolean) => {
    const result = results.at(place);
    if (shift) tickTo(place);
    else if (result !== undefined) props.onTick(result.paper);
    if (!shift) anchor.current = place;
  };
  const openAt = (place: number, background: boolean) => {
    const result = results.at(place);
    if (result !== undefined) props.onOpen(result.paper, background);
  };
  const onKeyDown = (event: KeyboardEvent) =>
    actOnListKey(event, {
      page: Math.max(1, Math.floor((element.current?.clientHeight ?? ROW_PX) / ROW_PX) - 1),
      total,
      move: (step) => {
        anchor.current = cursor.move(step);
      },
      extend: (step) => tickTo(cursor.move(step)),
      goTo: (place) => {
        anchor.current = cursor.goTo(place);
      },
      open: (background) => openAt(cursor.at, background),
      tick: () => tickAt(cursor.at, false),
      tickAll: () => props.onTickRange(0, total),
      details: props.onDetails,
      back: props.onBack,
    });

  const isLacking =
    total > 0 && results.complete === 0 && !results.partial && results.query.trim() !== '';
  const list = (
    <ResultList
      id={LIST_ID}
      papers={papers}
      total={total}
      tags={props.tagsById}
      selected={cursor.at}
      rowHeight={ROW_PX}
      listKey={props.listKey}
      ticked={ticked}
      onSelect={(place) => {
        anchor.current = cursor.goTo(place);
      }}
      onOpen={openAt}
      onTick={(place, event) => tickAt(place, event.shiftKey)}
      onKeyDown={onKeyDown}
      onScroll={tellSeen}
      listRef={(made) => {
        element.current = made;
        if (typeof props.listRef === 'function') props.listRef(made);
        else if (props.listRef) props.listRef.current = made;
      }}
    />
  );

  return (
    <div class="list-pane">
      <ListTools
        {...props}
        listId={LIST_ID}
        activeId={
          results.at(cursor.at) === undefined || total === 0 ? undefined : `${LIST_ID}-${cursor.at}`
        }
        onKeyDown={(event) => {
          if (['ArrowDown', 'ArrowUp', 'Enter'].includes(event.key)) onKeyDown(event);
          else if (event.key === 'Escape' && props.address.query === '') element.current?.focus();
        }}
      />
      <div class="list-body">
        {results.error !== null && results.total === null ? (
          <ErrorState
            text={i18n.t('errors.search')}
            actions={[{ label: i18n.t('errors.retry'), onAct: props.onRetry }]}
            detail={String(results.error)}
          />
        ) : results.total === 0 ? (
          <Nothing {...props} />
        ) : isLacking ? (
          <Lacking {...props} nearest={list} />
        ) : (
          list
        )}
      </div>
      <Foot {...props} />
    </div>
  );
}
