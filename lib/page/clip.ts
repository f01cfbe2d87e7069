/** What the boxes around a text leave of it. */
import { localNameOf, pageBody, parentOf, rootElement } from './dom.ts';

interface Span {
  readonly from: number;
  readonly to: number;
}

/** What a box leaves of a span on one axis: all that can be scrolled to counts as being in it. */
function within({ from, to }: Span, overflow: string, box: Span): Span {
  if (overflow === 'visible') return { from, to };
  const rest = { from: Math.max(from, box.from), to: Math.min(to, box.to) };
  const isReachable = overflow !== 'hidden' && overflow !== 'clip';
  return isReachable && rest.to - rest.from < 1 ? box : rest;
}

/** Whether a box holds what is positioned in it by its own position or by how it is drawn. */
const isHolding = ({ position, transform, filter, contain }: CSSStyleDeclaration, fixed: boolean) =>
  (!fixed && position !== 'static') ||
  transform !== 'none' ||
  filter !== 'none' ||
  /paint|layout|strict|content/.test(contain);

/** The part of a text's box that can be seen, now or by scrolling in the boxes around it; null: they cut it off. */
export function reachablePart(
  element: Element,
  rect: DOMRect,
): { readonly left: number; readonly right: number; readonly bottom: number } | null {
  let across: Span = { from: rect.left, to: rect.right };
  let down: Span = { from: rect.top, to: rect.bottom };
  /** What an element inside is positioned by; boxes between it and its holder cut nothing. */
  let position = 'static';
  const end = new Set<Element>([pageBody(), rootElement()]);
  for (let at: Element | null = element; at !== null && !end.has(at); at = parentOf(at)) {
    const style = getComputedStyle(at);
    const isOut = position === 'absolute' || position === 'fixed';
    if (isOut && !isHolding(style, position === 'fixed')) continue;
    position = style.position;
    if (/^(?:inline|contents)$/.test(style.display) && localNameOf(at) !== 'svg') continue;
    if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
    const { left, right, top, bottom } = at.getBoundingClientRect();
    across = within(across, style.overflowX, { from: left, to: right });
    down = within(down, style.overflowY, { from: top, to: bottom });
    if (across.to - across.from < 1 || down.to - down.from < 1) return null;
  }
  return { left: across.from, right: across.to, bottom: down.to };
}
