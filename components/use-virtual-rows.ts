import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
} from '@tanstack/virtual-core';
import type { RefObject } from 'preact';
import { useLayoutEffect, useReducer, useRef } from 'preact/hooks';

/** Rows drawn beyond what is seen, so that a quick turn of the wheel shows no hole. */
const OVERSCAN_ROWS = 6;

export interface VirtualRows {
  /** Height of all rows together, in CSS pixels. */
  readonly height: number;
  /** The rows to draw: index and distance from the top. */
  readonly rows: readonly { readonly index: number; readonly top: number }[];
  scrollTo(index: number): void;
}

/** Which of `count` rows of one fixed height are to be drawn inside a scrolling element. */
export function useVirtualRows(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
): VirtualRows {
  const [, redraw] = useReducer<number, void>((n) => n + 1, 0);
  const held = useRef<Virtualizer<HTMLElement, HTMLElement> | null>(null);
  const options = {
    count,
    getScrollElement: () => scroller.current ?? null,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN_ROWS,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    onChange: () => redraw(),
  };
  held.current ??= new Virtualizer(options);
  const virtualizer = held.current;
  virtualizer.setOptions(options);
  useLayoutEffect(() => virtualizer._didMount(), [virtualizer]);
  useLayoutEffect(() => virtualizer._willUpdate());
  return {
    height: virtualizer.getTotalSize(),
    rows: virtualizer.getVirtualItems().map((item) => ({ index: item.index, top: item.start })),
    scrollTo: (index) => virtualizer.scrollToIndex(index, { align: 'auto' }),
  };
}
