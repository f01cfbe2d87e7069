import type { Ref } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { PaperId, PaperSummary } from '../lib/paper/paper.ts';
import { CheckIcon } from './icons.tsx';
import { PaperRow, type PaperRowProps, type TagsById } from './PaperRow.tsx';
import { useVirtualRows } from './use-virtual-rows.ts';
import './result-list.css';

/** One row: a paper and what a search or a page adds to it. */
export interface ListedPaper extends Omit<PaperRowProps, 'tags'> {
  readonly paper: PaperSummary;
}

export interface ResultListProps {
  /** The element id, for `aria-controls`; options are `${id}-${index}`. */
  readonly id: string;
  readonly papers: readonly ListedPaper[];
  /** How many there are, loaded or not. */
  readonly total: number;
  readonly tags: TagsById;
  /** Index of the selected paper, -1 for none. */
  readonly selected: number;
  /** Row height in CSS pixels. */
  readonly rowHeight: number;
  /** Changes when the list is another one, which begins at its top again. */
  readonly listKey: string;
  readonly onSelect: (index: number) => void;
  readonly onOpen: (index: number, background: boolean) => void;
  /** The end of what is loaded is near. */
  readonly onNeedMore?: () => void;
  /** Papers ticked for doing something to several; with it the rows have boxes. */
  readonly ticked?: ReadonlySet<PaperId>;
  readonly onTick?: (index: number, event: MouseEvent) => void;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
  /** The list itself takes the focus (single keys act there). */
  readonly listRef?: Ref<HTMLDivElement>;
  /** Where the list was scrolled to when it was last shown, in CSS pixels. */
  readonly initialScroll?: number;
  readonly onScroll?: (top: number) => void;
}

/** Rows before the end at which more are asked for. */
const NEED_MORE_ROWS = 12;

function Option(props: {
  readonly list: ResultListProps;
  readonly listed: ListedPaper;
  readonly index: number;
  readonly top: number;
}) {
  const { list, listed, index } = props;
  const selected = index === list.selected;
  const ticked = list.ticked?.has(listed.paper.id) ?? false;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys act on the list, which has the focus
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus and names its active option
    <div
      id={`${list.id}-${index}`}
      class="result"
      role="option"
      aria-selected={list.ticked ? ticked : selected}
      data-current={selected || undefined}
      aria-posinset={index + 1}
      aria-setsize={list.total}
      data-paper-id={listed.paper.id}
      style={{ height: `${list.rowHeight}px`, transform: `translateY(${props.top}px)` }}
      onClick={() => list.onSelect(index)}
      onDblClick={(event) => list.onOpen(index, event.ctrlKey || event.metaKey)}
      onAuxClick={(event) => event.button === 1 && list.onOpen(index, true)}
    >
      {list.ticked && (
        // biome-ignore lint/a11y/noStaticElementInteractions: the tick is the option's own state, `x` toggles it
        // biome-ignore lint/a11y/useKeyWithClickEvents: as above
        <span
          class={`result-tick${ticked ? ' ticked' : ''}`}
          onClick={(event) => {
            event.stopPropagation();
            list.onTick?.(index, event);
          }}
        >
          <span class="result-box">{ticked && <CheckIcon />}</span>
        </span>
      )}
      <PaperRow {...listed} tags={list.tags} />
    </div>
  );
}

/** Papers as a virtual list box named "Papers": thousands cost what a screenful costs. */
export function ResultList(props: ResultListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualRows(scroller, props.papers.length, props.rowHeight);
  const { selected, listKey, onNeedMore } = props;
  const lastRow = virtual.rows.at(-1)?.index ?? 0;
  const wanting =
    props.papers.length < props.total && lastRow + NEED_MORE_ROWS >= props.papers.length;

  const shownKey = useRef<string | null>(null);
  useLayoutEffect(() => {
    const first = shownKey.current === null;
    shownKey.current = listKey;
    if (scroller.current) scroller.current.scrollTop = first ? (props.initialScroll ?? 0) : 0;
    // Only another list begins at its top; the place it was left at is read once.
  }, [listKey]);
  const scrollTo = useRef(virtual.scrollTo);
  scrollTo.current = virtual.scrollTo;
  useLayoutEffect(() => {
    if (selected >= 0) scrollTo.current(selected);
  }, [selected]);
  useEffect(() => {
    if (wanting) onNeedMore?.();
  }, [wanting, onNeedMore]);

  const drawn = virtual.rows.some(({ index }) => index === selected);
  return (
    <div
      id={props.id}
      class="result-list"
      role="listbox"
      tabIndex={0}
      aria-label={i18n.t('popup.papers')}
      aria-multiselectable={props.ticked ? true : undefined}
      aria-activedescendant={drawn ? `${props.id}-${selected}` : undefined}
      ref={(element) => {
        scroller.current = element;
        if (typeof props.listRef === 'function') props.listRef(element);
        else if (props.listRef) props.listRef.current = element;
      }}
      onKeyDown={(event) => props.onKeyDown?.(event)}
      onScroll={(event) => props.onScroll?.(event.currentTarget.scrollTop)}
    >
      <div
        // Rows of another list are other rows: none is seen to turn into another.
        key={listKey}
        class="result-space"
        role="presentation"
        style={{ height: `${virtual.height}px` }}
      >
        {virtual.rows.map(({ index, top }) => {
          const listed = props.papers[index];
          return (
            listed && (
              <Option key={listed.paper.id} list={props} listed={listed} index={index} top={top} />
            )
          );
        })}
      </div>
    </div>
  );
}
