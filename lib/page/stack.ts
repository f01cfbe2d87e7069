/** What lies over and under a text, where it is in the viewport: the browser is asked who is at its middle. */
import { isCardHost } from './card-frame.ts';
import { lightOf } from './color.ts';
import { containsDeeply, localNameOf, parentOf } from './dom.ts';
import { liveRange } from './ranges.ts';

const REPLACED = /^(?:img|video|iframe|embed|object)$/;
const OPAQUE = 0.9;

function isOpaque(element: Element): boolean {
  const { backgroundColor, backgroundImage, opacity } = getComputedStyle(element);
  if (Number(opacity) < OPAQUE) return false;
  if (REPLACED.test(localNameOf(element)) || lightOf(backgroundColor).alpha >= OPAQUE) return true;
  // Fades let through what is behind them.
  return backgroundImage !== 'none' && !/rgba|transparent|\/ /.test(backgroundImage);
}

/** What is at the middle of the first line, from above to below; null: it is out of the viewport. */
function stackOf(range: AbstractRange): Element[] | null {
  for (const { left, top, width, height } of liveRange(range).getClientRects()) {
    if (width < 1 || height < 1) continue;
    const x = left + width / 2;
    const y = top + height / 2;
    if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) return null;
    return Document.prototype.elementsFromPoint.call(document, x, y);
  }
  return null;
}

const isRelated = (element: Element, holder: Element) =>
  containsDeeply(element, holder) || containsDeeply(holder, element);

/** Whether something that is not see-through lies over the text now. What takes no pointer is not seen. */
export function isCovered(range: AbstractRange): boolean {
  const holder = parentOf(range.startContainer);
  if (holder === null || getComputedStyle(holder).pointerEvents === 'none') return false;
  for (const element of stackOf(range) ?? []) {
    if (isCardHost(element)) continue;
    if (isRelated(element, holder)) return false;
    if (isOpaque(element)) return true;
  }
  return false;
}

/** Whether the text may stand on another element than those around it; null: nobody can tell from here. */
export function standsOnOther(range: AbstractRange, holder: Element): boolean | null {
  const stack = stackOf(range);
  if (stack === null) return null;
  return stack.some((element) => !isRelated(element, holder) && isOpaque(element));
}
