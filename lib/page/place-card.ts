/** Where the card goes: beside its mark, in the viewport, never over the mark or its line. */

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Placement {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const GAP_PX = 8;
const EDGE_PX = 8;
const WIDTH_PX = 360;
/** A card lower than this shows nothing of use. */
const MIN_HEIGHT_PX = 96;
const MAX_HEIGHT_PX = 320;

/**
 * Below the mark, else above it, else on the roomier side and as high as fits; null where neither
 * side has room. `x` is where the pointer is, so that the card is near it in a long line.
 */
export function placeCard(
  mark: Box,
  x: number,
  wanted: number,
  viewport: { readonly width: number; readonly height: number },
): Placement | null {
  const width = Math.min(WIDTH_PX, viewport.width - 2 * EDGE_PX);
  const below = viewport.height - EDGE_PX - (mark.bottom + GAP_PX);
  const above = mark.top - GAP_PX - EDGE_PX;
  const isBelow = below >= wanted || below >= above;
  const height = Math.min(wanted, MAX_HEIGHT_PX, isBelow ? below : above);
  if (height < Math.min(MIN_HEIGHT_PX, wanted)) return null;
  const left = Math.max(EDGE_PX, Math.min(x, viewport.width - EDGE_PX - width));
  const top = isBelow ? mark.bottom + GAP_PX : mark.top - GAP_PX - height;
  return { left, top, width, height };
}

/** Whether a point lies in the triangle from `from` to the near side of a box: on its way there. */
export function isOnTheWay(
  point: { readonly x: number; readonly y: number },
  from: { readonly x: number; readonly y: number },
  to: Box,
): boolean {
  const edge = from.y < to.top ? to.top : to.bottom;
  const reach = edge - from.y;
  if (reach === 0) return false;
  const part = (point.y - from.y) / reach;
  if (part < 0 || part > 1) return false;
  const left = from.x + (to.left - from.x) * part;
  const right = from.x + (to.right - from.x) * part;
  return point.x >= left - 2 && point.x <= right + 2;
}
