/** Whether a reader can see a text: hidden bait must reveal nothing, and a mark on it is no use. */
import { lightOf } from './color.ts';
import { isConnected, pageBody, parentOf } from './dom.ts';

const MIN_FONT_PX = 2;
/** Boxes this small hold text for screen readers, not for eyes. */
const MIN_BOX_PX = 2;
const MIN_ALPHA = 0.05;
/** Ways of clipping all of a box away. */
const CLIPPED = /inset\((?:[5-9]\d|100)[\d.]*%|circle\(0|rect\(0px,? 0px,? 0px,? 0px\)/;

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

/** Whether an element, or one around it, shows nothing of what lies in it. */
function isClipped(element: Element, known: Map<Element, boolean>): boolean {
  const before = known.get(element);
  if (before !== undefined) return before;
  const { clip, clipPath, display, overflow } = getComputedStyle(element);
  const parent = parentOf(element);
  const clipped =
    CLIPPED.test(`${clipPath} ${clip}`) ||
    (overflow !== 'visible' &&
      !/^(?:inline|contents)$/.test(display) &&
      (element.clientWidth < MIN_BOX_PX || element.clientHeight < MIN_BOX_PX)) ||
    (parent !== null && parent !== pageBody() && isClipped(parent, known));
  known.set(element, clipped);
  return clipped;
}

/** Deep enough for any real page, and no danger to the stack. */
const MAX_DEPTH = 1_500;

function isTooDeep(element: Element): boolean {
  let depth = 0;
  for (let at: Element | null = element; at !== null; at = parentOf(at)) {
    if (++depth > MAX_DEPTH) return true;
  }
  return false;
}

function isFaint(element: Element): boolean {
  const { color, fontSize, webkitTextFillColor } = getComputedStyle(element);
  return (
    Number.parseFloat(fontSize) < MIN_FONT_PX ||
    lightOf(webkitTextFillColor || color).alpha < MIN_ALPHA
  );
}

/**
 * Whether the text of a range in that element can be seen, now or by scrolling; null: the element. Reads layout, so it
 * is for full hits only; `known` carries what was seen of elements through one pass.
 */
export function isVisible(
  element: Element,
  range: AbstractRange | null,
  known: Map<Element, boolean> = new Map(),
): boolean {
  const isRendered = Element.prototype.checkVisibility.call(element, {
    opacityProperty: true,
    visibilityProperty: true,
  });
  if (!isRendered) return false;
  if (range !== null && isFaint(element)) return false;
  if (isTooDeep(element) || isClipped(element, known)) return false;
  const { width, height, right, bottom } =
    range === null ? element.getBoundingClientRect() : rectOf(range);
  // Beyond the left or the upper edge of the page no scrolling leads.
  return width >= 1 && height >= 1 && right + scrollX > 0 && bottom + scrollY > 0;
}
