import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { PLAIN_LIST } from '../../components/library/AddressLink.tsx';
import type { ListPaneProps } from '../../components/library/ListPane.tsx';
import type { PaperDetailProps } from '../../components/library/PaperDetail.tsx';
import type { SelectionBarProps } from '../../components/library/SelectionBar.tsx';
import { tagsById } from '../../components/PaperRow.tsx';
import { nextStatus } from '../../components/StatusControl.tsx';
import type { Changes } from '../../components/use-changes.ts';
import { readList } from '../../lib/imports/read-list.ts';
import type { AlikePaper } from '../../lib/messages/protocol.ts';
import { identifierAddress } from '../../lib/paper/best-link.ts';
import type {
  PaperDraft,
  PaperId,
  PaperSummary,
  TagCount,
  TagId,
  TagSlot,
} from '../../lib/paper/paper.ts';
import { MAX_PASTED } from '../../lib/paper/pasted-list.ts';
import type { LibraryPorts } from './ports.ts';
import type { AddressState } from './use-address.ts';
import { useFresh } from './use-fresh.ts';
import type { usePaper } from './use-paper.ts';
import type { PaperActions } from './use-paper-actions.ts';
import { questionOf, sortOf, type useResults } from './use-results.ts';
import { useTicks } from './use-ticks.ts';

interface Alike {
  readonly id: PaperId | null;
  readonly papers: readonly AlikePaper[];
}

/** As many as are looked at. */
const ALIKE = 5;

/** The tags that every one of the papers carries. */
function commonTags(papers: readonly PaperSummary[]): readonly TagId[] {
  const [first, ...rest] = papers;
  return first === undefined
    ? []
    : first.tags.filter((id) => rest.every((paper) => paper.tags.includes(id)));
}

export interface PapersInput {
  readonly ports: LibraryPorts;
  readonly place: AddressState;
  readonly tags: readonly TagCount[];
  readonly emptyLibrary: boolean;
  readonly list: ReturnType<typeof useResults>;
  readonly paper: ReturnType<typeof usePaper>;
  readonly actions: PaperActions;
  readonly changes: Changes;
}

/** List, detail and selection bar: what they show, and what happens in them. */
export function usePapers(input: PapersInput) {
  const { ports, place, tags, list, actions } = input;
  const { address } = place;
  const { results, windows, listKey } = list;
  const fieldRef = useRef<HTMLInputElement>(null);
  const listRef = useRef<HTMLDivElement>(null);
  const tagRef = useRef<HTMLInputElement>(null);
  const noteRef = useRef<HTMLTextAreaElement>(null);
  const [tagging, setTagging] = useState(false);
  const [pastedPaper, setPastedPaper] = useState<PaperDraft | null>(null);
  /** Goes up with whatever is asked for, so that a list that is slow to read does not come in between. */
  const pasteTurn = useRef(0);
  const byId = useMemo(() => tagsById(tags), [tags]);
  const { ticks, toggle, addRange, clear } = useTicks(ports, listKey, questionOf(address));
  const ticked = useMemo(() => new Set(ticks.papers.keys()), [ticks]);

  const view = address.paper === null ? null : (input.paper.value ?? null);
  const shownId = view?.summary.id ?? null;
  const alike = useFresh<Alike>(
    async () => ({
      id: shownId,
      papers: shownId === null ? [] : await ports.ask('findAlike', { id: shownId, limit: ALIKE }),
    }),
    shownId,
  );
  useEffect(() => {
    if (alike.error !== null) console.error(alike.error);
  }, [alike.error]);
  /** As the list has them now, where it has them: tags change under the ticks. */
  const fresh = new Map([...results.loaded()].map(([, { paper }]) => [paper.id, paper]));
  const tickedPapers = [...ticks.papers.values()].map((paper) => fresh.get(paper.id) ?? paper);
  /** What keys and the bar act on: the ticked papers, else the chosen one. */
  const targets = tickedPapers.length > 0 ? tickedPapers : view === null ? [] : [view.summary];

  const close = () => {
    place.go({ paper: null });
    listRef.current?.focus();
  };
  const select = useMemo(
    () => (id: PaperSummary['id']) =>
      address.paper === null ? place.go({ paper: id }) : place.replace({ paper: id }),
    [address.paper, place],
  );
  const deletePapers = async (papers: readonly PaperSummary[]) => {
    clear();
    if (papers.some(({ id }) => id === address.paper)) place.replace({ paper: null });
    listRef.current?.focus();
    await actions.deletePapers(papers);
  };
  const back = () => {
    if (ticked.size > 0) clear();
    else if (address.paper !== null) close();
    else fieldRef.current?.focus();
  };

  const pasteList = async (text: string) => {
    const mine = ++pasteTurn.current;
    const { entries } = await readList(
      (references) => ports.ask('findReferences', { references }),
      text,
    );
    if (mine !== pasteTurn.current) return;
    const [first] = entries;
    if (entries.length !== 1 || first === undefined) {
      await ports.leaveReview({ kind: 'paste', text });
      place.go({ ...PLAIN_LIST, page: 'import', review: true });
    } else if (first.known !== null) place.go({ ...PLAIN_LIST, paper: first.known.id });
    else {
      setPastedPaper(first.draft);
      place.replace({ query: first.draft.title });
    }
  };
  const addPaper = async (draft: PaperDraft) => {
    const source = { kind: 'paste', name: draft.title } as const;
    const change = { kind: 'add-papers', papers: [draft], source } as const;
    const outcome = await input.changes.make(change, i18n.t('undo.added'));
    const [id] = outcome?.paperIds ?? [];
    if (id !== undefined) place.go({ paper: id });
  };

  const bar: SelectionBarProps | null =
    ticked.size === 0
      ? null
      : {
          count: ticked.size,
          capped: ticks.capped,
          tags,
          carried: commonTags(tickedPapers),
          tagging,
          onTagging: setTagging,
          onTag: (name) => actions.tag(tickedPapers, name),
          onUntag: (tag) => actions.untag(tickedPapers, tag),
          onStatus: (status) => actions.setStatus(tickedPapers, status),
          onDelete: () => deletePapers(tickedPapers),
          onClear: clear,
        };

  const listProps: Omit<ListPaneProps, 'selectionBar' | 'onHelp'> = {
    address,
    sort: sortOf(address),
    tags,
    tagsById: byId,
    results,
    listKey,
    selected: address.paper,
    ticked,
    fieldRef,
    listRef,
    emptyLibrary: input.emptyLibrary,
    complete: (query, caret) => ports.ask('completeQuery', { query, caret }),
    onQuery: (query) => {
      pasteTurn.current++;
      place.replace({ query });
    },
    onPasteList: (text) => {
      if (text.length > MAX_PASTED) input.changes.say(i18n.t('pasted.tooLong'));
      else
        pasteList(text).catch((error: unknown) => {
          console.error(error);
          input.changes.say(i18n.t('pasted.failed'));
        });
    },
    pastedPaper: pastedPaper?.title === results.query ? pastedPaper : null,
    onAdd: (draft) => void addPaper(draft),
    onSort: (sort) => place.replace({ sort }),
    onFilter: place.go,
    onShow: windows.show,
    onSelect: select,
    onOpen: (paper, background) => {
      if (paper.bestLink !== null) ports.openLink(paper.bestLink, background);
      else select(paper.id);
    },
    onTick: toggle,
    onTickRange: (start, end) => void addRange(start, end),
    onBack: back,
    onDetails: () => tagRef.current?.focus(),
    onRetry: windows.refresh,
    onImport: () => place.go({ ...PLAIN_LIST, page: 'import' }),
  };

  const detail: PaperDetailProps | null =
    view === null
      ? null
      : {
          view,
          // Those of the paper before say nothing of this one.
          alike: alike.value?.id === view.summary.id ? alike.value.papers : [],
          addressing: place,
          tags,
          addressOf: identifierAddress,
          tagFieldRef: tagRef,
          noteRef,
          onTag: (name) => actions.tag([view.summary], name),
          onUntag: (tag) => actions.untag([view.summary], tag),
          onRenameTag: actions.renameTag,
          onStatus: (status) => actions.setStatus([view.summary], status),
          onNote: (note) => actions.setNote(view.summary, note),
          onDelete: () => deletePapers([view.summary]),
          onClose: close,
          onLeaveField: () => listRef.current?.focus(),
        };

  const keys = {
    search: () => {
      fieldRef.current?.focus();
      fieldRef.current?.select();
    },
    list: () => listRef.current?.focus(),
    tag: () => (ticked.size > 0 ? setTagging(true) : tagRef.current?.focus()),
    note: () => noteRef.current?.focus(),
    nextStatus: () => {
      const [first] = targets;
      if (first !== undefined) actions.setStatus(targets, nextStatus(first.status));
    },
    toggleSlot: (slot: TagSlot) => {
      if (targets.length > 0) actions.toggleSlot(targets, slot);
    },
    back,
  };
  return { list: listProps, bar, detail, keys };
}
