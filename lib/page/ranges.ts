/** Ranges of text, which the page may change under us. */
import { isConnected } from './dom.ts';

/** Whether the ends of a range still are where they were put. */
export function isIntact({ startContainer, endContainer, endOffset }: AbstractRange): boolean {
  return (
    isConnected(startContainer) &&
    isConnected(endContainer) &&
    endContainer instanceof Text &&
    endOffset <= endContainer.length
  );
}

/** A live range for the same text; the range has to be intact. */
export function liveRange(range: AbstractRange): Range {
  const live = new Range();
  live.setStart(range.startContainer, range.startOffset);
  live.setEnd(range.endContainer, range.endOffset);
  return live;
}

export function rectOf(range: AbstractRange): DOMRect {
  return liveRange(range).getBoundingClientRect();
}
