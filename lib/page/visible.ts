/** Whether a reader can see a text: hidden bait must reveal nothing, and a mark on it is no use. */
import { declaredScheme } from './backdrop.ts';
import { reachablePart } from './clip.ts';
import { isLegible, lightOf } from './color.ts';
import { pageBody, parentOf, rootElement } from './dom.ts';
import { rectOf } from './ranges.ts';
import { standsOnOther } from './stack.ts';

const MIN_FONT_PX = 4;
/** Boxes this small hold text for screen readers, not for eyes. */
const MIN_BOX_PX = 2;
const MIN_ALPHA = 0.1;
const SOLID = 0.95;
/** The page's own ground, where nothing gives it a colour. */
const CANVAS = { light: 'rgb(255, 255, 255)', dark: 'rgb(18, 18, 18)' } as const;
/** Ways of masking or clipping all of a box away. */
const CLIPPED =
  /^[a-z-]+gradient\((?:[^()]|rgba\([^)]*, 0\))+\) |inset\((?:[5-9]\d|100)[\d.]*%|circle\(0|rect\(0px,? 0px,? 0px,? 0px\)/;

/** What the elements around a text make of it. */
interface Shade {
  /** An element shows nothing of what lies in it. */
  readonly clipped: boolean;
  readonly opacity: number;
}

/** What was seen of elements in one pass over the page, while it holds still. */
export type Ground = Map<Element, Shade>;
export const createGround = (): Ground => new Map();

const opacityOf = ({ opacity, filter }: CSSStyleDeclaration) =>
  Number(opacity) * Number(/opacity\(([\d.e-]+)\)/.exec(filter)?.[1] ?? 1);

function isClipping(element: Element, style: CSSStyleDeclaration): boolean {
  if (CLIPPED.test(`${style.maskImage} ${style.clipPath} ${style.clip}`)) return true;
  if (/^(?:inline|contents)$/.test(style.display)) return false;
  if (style.contentVisibility === 'hidden') return true;
  return (
    style.overflow !== 'visible' &&
    (element.clientWidth < MIN_BOX_PX || element.clientHeight < MIN_BOX_PX)
  );
}

function shadeOf(element: Element, ground: Ground): Shade {
  const before = ground.get(element);
  if (before !== undefined) return before;
  const style = getComputedStyle(element);
  const parent = parentOf(element);
  const around = parent === null ? { clipped: false, opacity: 1 } : shadeOf(parent, ground);
  const isPage = element === pageBody() || element === rootElement();
  const shade = {
    clipped: around.clipped || (!isPage && isClipping(element, style)),
    opacity: around.opacity * opacityOf(style),
  };
  ground.set(element, shade);
  return shade;
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

/** The colour behind a text as the elements around it give it; null: a picture, or a veil over something. */
function groundOf(holder: Element): { readonly color: string; readonly sure: boolean } | null {
  let sure = true;
  for (let at: Element | null = holder; at !== null; at = parentOf(at)) {
    const { backgroundColor, backgroundImage, position } = getComputedStyle(at);
    if (backgroundImage !== 'none') return null;
    const { alpha } = lightOf(backgroundColor);
    if (alpha > SOLID) return { color: backgroundColor, sure };
    if (alpha > MIN_ALPHA) return null;
    const isPainted = ['::before', '::after'].some(
      (name) => !/^(?:none|normal)$/.test(getComputedStyle(at, name).content),
    );
    if (isPainted || position !== 'static') sure = false;
  }
  return { color: CANVAS[declaredScheme(rootElement())], sure };
}

/** Whether the colour of a text is that of its ground, as near as makes no difference. */
function isLost(holder: Element, range: AbstractRange, color: string): boolean {
  const ground = groundOf(holder);
  if (ground === null || isLegible(color, ground.color)) return false;
  return !(standsOnOther(range, holder) ?? !ground.sure);
}

function isFaint(element: Element, range: AbstractRange): boolean {
  const { color, fontSize, textShadow, webkitTextFillColor } = getComputedStyle(element);
  const ink = webkitTextFillColor || color;
  return (
    Number.parseFloat(fontSize) < MIN_FONT_PX ||
    lightOf(ink).alpha < MIN_ALPHA ||
    (textShadow === 'none' && isLost(element, range, ink))
  );
}

/** Whether a part lies beyond the edge at which lines begin: no scrolling leads there. */
function isBesides({ left, right }: { readonly left: number; readonly right: number }): boolean {
  const { direction, writingMode } = getComputedStyle(pageBody());
  const isFromRight = writingMode.endsWith('-rl') || direction === 'rtl';
  return isFromRight ? left + scrollX >= rootElement().clientWidth : right + scrollX <= 0;
}

/**
 * Whether the text of a range in that element can be seen, now or by scrolling; null: the element. Reads layout, so it
 * is for full hits only; `ground` carries what was seen of elements through one pass.
 */
export function isVisible(
  element: Element,
  range: AbstractRange | null,
  ground: Ground = createGround(),
): boolean {
  const isRendered = Element.prototype.checkVisibility.call(element, {
    opacityProperty: true,
    visibilityProperty: true,
  });
  // Its own text is in a part that is closed, though it is not.
  const isClosed = Element.prototype.matches.call(element, 'details:not([open])');
  if (!isRendered || isClosed || isTooDeep(element)) return false;
  const { clipped, opacity } = shadeOf(element, ground);
  if (clipped || opacity < MIN_ALPHA) return false;
  const rect = range === null ? element.getBoundingClientRect() : rectOf(range);
  if (rect.width < 1 || rect.height < 1) return false;
  const part = reachablePart(element, rect);
  if (part === null || part.bottom + scrollY <= 0 || isBesides(part)) return false;
  return range === null || !isFaint(element, range);
}
