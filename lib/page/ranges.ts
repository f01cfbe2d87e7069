/** Ranges of text, which the page may change under us. */
import { isConnected } from './dom.ts';
import type { Place } from './text-run.ts';

/** What a range read when it was made. */
const texts = new WeakMap<AbstractRange, string>();

/** A live range for the same text; the range has to be intact. */
export function liveRange(range: AbstractRange): Range {
  const live = new Range();
  live.setStart(range.startContainer, range.startOffset);
  live.setEnd(range.endContainer, range.endOffset);
  return live;
}

/** The text of a range now; null where its ends are gone. */
function textOf(range: AbstractRange): string | null {
  const { startContainer, endContainer, startOffset, endOffset } = range;
  if (!isConnected(startContainer) || !isConnected(endContainer)) return null;
  if (!(startContainer instanceof Text && endContainer instanceof Text)) return null;
  if (startOffset > startContainer.length || endOffset > endContainer.length) return null;
  return startContainer === endContainer
    ? startContainer.data.slice(startOffset, endOffset)
    : liveRange(range).toString();
}

/** A range over text, which remembers what it reads. */
export function rangeOf(start: Place, end: Place): StaticRange {
  const range = new StaticRange({
    startContainer: start.node,
    startOffset: start.offset,
    endContainer: end.node,
    endOffset: end.offset,
  });
  texts.set(range, textOf(range) ?? '');
  return range;
}

/** Whether a range that `rangeOf` made still is where it was, and reads as it did. */
export function isIntact(range: AbstractRange): boolean {
  return textOf(range) === texts.get(range);
}

export function rectOf(range: AbstractRange): DOMRect {
  return liveRange(range).getBoundingClientRect();
}
