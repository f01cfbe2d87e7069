import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';

/** Fixed position of a list that belongs to a field; fixed, so that no scrolling parent cuts it off. */
export interface Placement {
  readonly left: string;
  readonly width: string;
  readonly maxHeight: string;
  readonly top?: string;
  readonly bottom?: string;
}

const GAP_PX = 4;
const WIDTH_PX = 264;
const MAX_HEIGHT_PX = 200;

function place(anchor: DOMRect): Placement {
  const below = innerHeight - anchor.bottom - 2 * GAP_PX;
  const above = anchor.top - 2 * GAP_PX;
  const down = below >= Math.min(MAX_HEIGHT_PX, above);
  const width = Math.min(WIDTH_PX, innerWidth - 2 * GAP_PX);
  const left = Math.max(GAP_PX, Math.min(anchor.left, innerWidth - width - GAP_PX));
  return {
    left: `${left}px`,
    width: `${width}px`,
    maxHeight: `${Math.min(MAX_HEIGHT_PX, down ? below : above)}px`,
    ...(down
      ? { top: `${anchor.bottom + GAP_PX}px` }
      : { bottom: `${innerHeight - anchor.top + GAP_PX}px` }),
  };
}

/** Where a list for `anchor` has room, below it or else above; followed while `open`. */
export function usePlacement(
  anchor: RefObject<HTMLElement | null>,
  open: boolean,
): Placement | null {
  const [placement, setPlacement] = useState<Placement | null>(null);
  useLayoutEffect(() => {
    if (!open) return;
    const follow = () => {
      if (anchor.current) setPlacement(place(anchor.current.getBoundingClientRect()));
    };
    follow();
    addEventListener('resize', follow);
    addEventListener('scroll', follow, { capture: true, passive: true });
    return () => {
      removeEventListener('resize', follow);
      removeEventListener('scroll', follow, { capture: true });
    };
  }, [anchor, open]);
  return open ? placement : null;
}
