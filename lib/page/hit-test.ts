/** Which mark is under the pointer. Highlights take no events, so the place is asked of the layout. */
import { containsDeeply } from './dom.ts';
import type { PaintedMark } from './paint.ts';
import { isIntact, liveRange } from './ranges.ts';

/** Around a mark's letters; below them, room for its line. */
const PADDING_PX = 2;
const LINE_ROOM_PX = 5;

export interface Point {
  readonly x: number;
  readonly y: number;
}

interface Caret {
  readonly node: Node;
  readonly offset: number;
}

/** Chromium has `caretPositionFromPoint` since 128. */
const finders: Partial<Document> = Document.prototype;

function caretAt({ x, y }: Point): Caret | null {
  const { caretPositionFromPoint, caretRangeFromPoint } = finders;
  if (caretPositionFromPoint !== undefined) {
    const caret = caretPositionFromPoint.call(document, x, y);
    return caret === null ? null : { node: caret.offsetNode, offset: caret.offset };
  }
  const range = caretRangeFromPoint?.call(document, x, y) ?? null;
  return range === null ? null : { node: range.startContainer, offset: range.startOffset };
}

/** The line of a mark that a point lies on, or null. */
export function lineAt(mark: PaintedMark, { x, y }: Point): DOMRect | null {
  if (!isIntact(mark.range)) return null;
  for (const rect of liveRange(mark.range).getClientRects()) {
    if (
      x >= rect.left - PADDING_PX &&
      x <= rect.right + PADDING_PX &&
      y >= rect.top - PADDING_PX &&
      y <= rect.bottom + LINE_ROOM_PX
    )
      return rect;
  }
  return null;
}

/**
 * The mark at a point of the viewport. `target` is what the browser says is there (the pointer
 * event's first target), so that text under something else is not hit.
 */
export function markAt(
  marks: readonly PaintedMark[],
  point: Point,
  target: EventTarget | null,
): PaintedMark | null {
  if (!(target instanceof Node)) return null;
  const caret = caretAt(point);
  const isAtCaret = ({ range }: PaintedMark) =>
    caret !== null && isIntact(range) && liveRange(range).isPointInRange(caret.node, caret.offset);
  const isBeside = ({ element }: PaintedMark) =>
    containsDeeply(target, element) || containsDeeply(element, target);
  return (
    marks.find((mark) => isAtCaret(mark) && lineAt(mark, point) !== null) ??
    marks.find((mark) => isBeside(mark) && lineAt(mark, point) !== null) ??
    null
  );
}
