import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { CatalogueState } from '../../lib/catalogue/catalogue.ts';
import type { PaperId } from '../../lib/paper/paper.ts';
import { Inspector } from '../Inspector.tsx';
import { KeySheet } from '../KeySheet.tsx';
import { PageStrip } from '../PageStrip.tsx';
import { ResultList } from '../ResultList.tsx';
import { isUndo, keyFunction, popupKeyLines } from '../single-keys.ts';
import { useLatest } from '../use-latest.ts';
import { Footer } from './Footer.tsx';
import { ListArea } from './ListArea.tsx';
import type { PopupPorts } from './ports.ts';
import { SearchField } from './SearchField.tsx';
import { filterTags, TagFilters } from './TagFilters.tsx';
import { type Opening, type PopupModel, usePopup } from './use-popup.ts';
import { isToReview } from './use-results.ts';
import './popup.css';

/** `--row-popup` in CSS pixels. */
const ROW_PX = 64;
/** Rows that Page Up and Page Down go. */
const PAGE_STEP = 6;

/** The parts of the popup that can be sent the focus. */
function useParts() {
  const search = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const tag = useRef<HTMLInputElement>(null);
  const review = useRef<HTMLButtonElement>(null);
  return useRef({
    search,
    list,
    tag,
    review,
    focusSearch: () => {
      search.current?.focus();
      search.current?.select();
    },
    focusList: () => list.current?.focus(),
  }).current;
}

type Parts = ReturnType<typeof useParts>;

const openingOf = (event: KeyboardEvent): Opening => ({
  background: event.ctrlKey || event.metaKey,
  stay: event.shiftKey,
});

/** Keys in the search field: they choose, open, and leave; everything else is typed. */
function actInSearch(
  event: KeyboardEvent,
  model: PopupModel,
  parts: Parts,
  close: () => void,
): boolean {
  if (event.isComposing) return false;
  if (isUndo(event) && model.query === '') {
    void model.changes.undo();
    return true;
  }
  switch (event.key) {
    case 'ArrowDown':
      model.move(1);
      return true;
    case 'ArrowUp':
      model.move(-1);
      return true;
    case 'PageDown':
      model.move(PAGE_STEP);
      return true;
    case 'PageUp':
      model.move(-PAGE_STEP);
      return true;
    case 'Enter':
      if (model.pasted !== null && model.selected < 0) parts.review.current?.click();
      else model.openSelected(openingOf(event));
      return true;
    case 'Tab':
      if (event.shiftKey) return false;
      if (model.selected < 0) {
        parts.review.current?.focus();
        return parts.review.current !== null;
      }
      parts.focusList();
      return true;
    case 'Escape':
      if (model.query !== '' || model.pasted !== null) model.search('');
      else if (model.filters.length > 0) model.clearFilters();
      else if (model.listing) model.showListing(false);
      else close();
      return true;
    default:
      return false;
  }
}

interface Doing {
  readonly model: PopupModel;
  readonly parts: Parts;
  readonly ports: PopupPorts;
  readonly openNote: () => void;
  readonly openKeys: () => void;
}

function copyLink({ model, ports }: Doing): void {
  const link = model.paper?.bestLink ?? null;
  if (link === null) {
    model.changes.say(i18n.t('popup.noLinkToCopy'));
    return;
  }
  ports.copyText(link).then(
    () => model.changes.say(i18n.t('popup.linkCopied')),
    (error: unknown) => {
      console.error(error);
      model.changes.say(i18n.t('errors.change'));
    },
  );
}

/** Single keys, everywhere but in text fields. True: the key was used up. */
function actOutsideFields(event: KeyboardEvent, doing: Doing): boolean {
  const { model, parts } = doing;
  if (isUndo(event)) {
    void model.changes.undo();
    return true;
  }
  const does = keyFunction(event);
  if (does === null) return false;
  if (model.listing && actOnTicks(does, event, model)) return true;
  if (does === 'search' || does === 'back') parts.focusSearch();
  else if (does === 'keys') doing.openKeys();
  else if (does === 'undo') void model.changes.undo();
  else return model.paper !== null && actOnPaper(does, event, doing);
  return true;
}

/** In the page's list, in which several can be tagged together: `x` ticks, Shift with an arrow ticks on the way. */
function actOnTicks(
  does: ReturnType<typeof keyFunction>,
  { shiftKey }: KeyboardEvent,
  { paper, tick, ticked, move }: PopupModel,
): boolean {
  if (paper === null) return false;
  const isOnTheWay = shiftKey && (does === 'next' || does === 'previous');
  if (does !== 'tick' && !isOnTheWay) return false;
  if (does === 'tick' || !ticked.has(paper.id)) tick(paper.id);
  if (isOnTheWay) move(does === 'next' ? 1 : -1);
  return true;
}

function actOnPaper(
  does: ReturnType<typeof keyFunction>,
  event: KeyboardEvent,
  doing: Doing,
): boolean {
  const { model, parts, ports } = doing;
  const { paper, actions } = model;
  if (paper === null) return false;
  if (typeof does === 'number') actions.toggleSlot(paper, does);
  else if (does === 'next') model.move(1);
  else if (does === 'previous') model.move(-1);
  else if (does === 'open') model.open(model.selected, openingOf(event));
  else if (does === 'tag') parts.tag.current?.focus();
  else if (does === 'note') doing.openNote();
  else if (does === 'status') actions.cycleStatus(paper);
  else if (does === 'copy-link') copyLink(doing);
  else if (does === 'details') ports.openLibrary({ kind: 'paper', paperId: paper.id });
  return true;
}

function Strip({
  model,
  parts,
  ports,
  onAdded,
}: Pick<Doing, 'model' | 'parts' | 'ports'> & {
  /** With the id of the page's paper, null where it could not be added. */
  readonly onAdded: (id: PaperId | null) => void;
}) {
  const { page } = model.data;
  const again = (done: Promise<void>) =>
    done.then(model.data.refreshPage, (error: unknown) => {
      console.error(error);
      model.changes.say(i18n.t('errors.page'));
    });
  const setLevel = (level: Parameters<PopupPorts['setSiteLevel']>[1]) => {
    if (page !== null) void again(ports.setSiteLevel(page.site, level));
  };
  return (
    <PageStrip
      page={page}
      listing={model.listing}
      onShow={() => {
        const shown = !model.listing;
        model.search('');
        model.clearFilters();
        model.showListing(shown);
        parts.focusList();
      }}
      onAdd={() => {
        if (page?.status.kind === 'new-paper')
          void model.addDraft(page.status.draft, 'page').then(onAdded);
      }}
      onOpenPage={(address) => {
        ports.openLink(address, false);
        ports.close();
      }}
      onReview={() => {
        if (page?.status.kind === 'scanned' && page.status.listing)
          ports.openLibrary({
            kind: 'review',
            review: { kind: 'page', drafts: page.status.listing.drafts },
          });
      }}
      onTurnOn={() => setLevel('titles-and-links')}
      onMark={() => void again(ports.markPage())}
      onAllow={() => void again(ports.allowSite())}
      onReload={() => {
        ports.reloadTab();
        ports.close();
      }}
      onSelectPaper={() => {
        // The page's own paper is the first of the page's list.
        model.search('');
        model.clearFilters();
        model.select(0);
        parts.focusList();
      }}
      onLevel={setLevel}
    />
  );
}

/** Search, tags and the page that is open, in 400 × 560. */
export function Popup({ ports }: { readonly ports: PopupPorts }) {
  const model = usePopup(ports);
  const parts = useParts();
  const listId = useId();
  const [noteOpen, setNoteOpen] = useState(false);
  const [keysOpen, setKeysOpen] = useState(false);
  const { data, results } = model;
  const usable = data.stateError === null && results.error === null && isUsable(data.state);
  const paper = usable ? model.paper : null;
  const doing: Doing = {
    model,
    parts,
    ports,
    openNote: () => setNoteOpen(true),
    openKeys: () => setKeysOpen(true),
  };

  useLayoutEffect(() => parts.search.current?.focus(), [parts]);
  const { recalled } = model;
  useEffect(() => {
    if (recalled) parts.search.current?.select();
  }, [recalled, parts]);
  const paperId = paper?.id;
  // The page's own paper was added: its tags come next.
  const [added, setAdded] = useState<PaperId | null>(null);
  const isAddedShown = added !== null && added === paperId;
  useLayoutEffect(() => {
    if (!isAddedShown) return;
    parts.tag.current?.focus();
    setAdded(null);
  }, [isAddedShown, parts]);
  useEffect(() => setNoteOpen(false), [paperId]);

  const shown = results.results;
  const onPage = data.page?.papers.some((listed) => listed.paper.id === paperId) ?? false;
  const ticked =
    shown?.rows.flatMap((row) => (model.ticked.has(row.paper.id) ? [row.paper] : [])) ?? [];
  const tagged =
    (ticked[0] ?? paper)?.tags.filter((id) => ticked.every(({ tags }) => tags.includes(id))) ?? [];
  const filters = filterTags(data.tags, model.filters, Date.now());
  const loadMore = useLatest(results.loadMore);
  const list = shown && (
    <ResultList
      id={listId}
      papers={shown.rows}
      total={shown.total}
      tags={model.tags}
      selected={model.selected}
      rowHeight={ROW_PX}
      listKey={shown.key}
      initialScroll={model.initialScroll}
      listRef={parts.list}
      onSelect={(index) => {
        model.select(index);
        parts.focusList();
      }}
      {...(model.listing
        ? {
            ticked: model.ticked,
            onTick: (index: number) => {
              const row = shown.rows[index];
              if (row) model.tick(row.paper.id);
            },
          }
        : {})}
      onOpen={(index, background) => model.open(index, { background, stay: false })}
      onNeedMore={loadMore.current}
      onScroll={model.noteScroll}
    />
  );

  return (
    <main
      class="popup"
      onKeyDown={(event) => {
        if (actOutsideFields(event, doing)) event.preventDefault();
      }}
    >
      <SearchField
        value={model.query}
        papers={data.state?.kind === 'ready' ? data.state.papers : 0}
        listId={listId}
        activeId={paper === null ? undefined : `${listId}-${model.selected}`}
        inputRef={parts.search}
        complete={ports.complete}
        onInput={(value) => {
          model.search(value);
          if (value === '') parts.focusSearch();
        }}
        onPasteList={model.paste}
        onKeyDown={(event) => {
          if (actInSearch(event, model, parts, ports.close)) event.preventDefault();
          event.stopPropagation();
        }}
      />
      <div class={`busy-bar${results.busy ? ' busy' : ''}`} aria-hidden="true" />
      <Strip model={model} parts={parts} ports={ports} onAdded={setAdded} />
      {model.listing && (
        <p class="visually-hidden" role="status">
          {i18n.t('popup.listing')}
        </p>
      )}
      {/* Decided at the opening: a first tag, or the last one's end, must not move the list. */}
      {usable && (data.hadTags || model.filters.length > 0) && (
        <TagFilters tags={filters} on={model.filters} onToggle={model.toggleFilter} />
      )}
      <div class="list-area" aria-busy={results.busy}>
        <ListArea
          state={data.state}
          stateError={data.stateError}
          results={results}
          query={model.query}
          filtered={model.filters.length > 0}
          list={list}
          onRetry={() => {
            data.refresh();
            results.retry();
          }}
          onStartAfresh={model.startAfresh}
          onImport={() => ports.openLibrary({ kind: 'import' })}
          onAdd={(draft) => void model.addDraft(draft, 'paste').then(parts.focusSearch)}
          pasted={model.pasted}
          pastedPaper={model.pastedPaper}
          reviewRef={parts.review}
          onReview={model.review}
          onPutAway={() => {
            model.search('');
            parts.focusSearch();
          }}
          onClearFilter={model.clearFilters}
        />
      </div>
      <div class="inspector-place">
        {paper && (
          <Inspector
            paper={paper}
            tags={data.tags}
            noteOpen={noteOpen}
            onNoteOpen={(open) => {
              setNoteOpen(open);
              if (!open) parts.focusList();
            }}
            several={ticked.length}
            tagged={tagged}
            onTag={(name) => model.actions.tag(ticked.length > 0 ? ticked : [paper], name)}
            onUntag={(tag) => model.actions.untag(ticked.length > 0 ? ticked : [paper], tag)}
            onRenameTag={model.actions.renameTag}
            onStatus={(status) => model.actions.setStatus(paper, status)}
            onNote={(note) => model.actions.setNote(paper, note)}
            onOpen={model.openLink}
            onDetails={() => ports.openLibrary({ kind: 'paper', paperId: paper.id })}
            onShow={onPage ? () => ports.showOnPage(paper.id, false) : null}
            onLeave={parts.focusList}
            tagRef={parts.tag}
          />
        )}
      </div>
      <Footer
        changes={model.changes}
        selected={paper === null ? -1 : model.selected}
        total={shown?.total ?? 0}
        listing={model.listing}
        reviewing={model.pasted !== null && isToReview(model.pasted) && model.selected < 0}
        ticked={model.ticked.size}
        onLibrary={() => ports.openLibrary({ kind: 'home' })}
        onKeys={() => setKeysOpen(true)}
      />
      {keysOpen && (
        <KeySheet
          lines={popupKeyLines()}
          onClose={() => {
            setKeysOpen(false);
            parts.focusList();
          }}
        />
      )}
    </main>
  );
}

/** Whether there is a library to look into. */
const isUsable = (state: CatalogueState | null): boolean =>
  state?.kind !== 'emptied' && state?.kind !== 'broken';
