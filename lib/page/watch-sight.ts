/** When to look again whether what was found can be seen: hidden text is shown, and shown text hidden, in many ways. */

import { isAway } from './shown.ts';

/** The reader's acts, and ends of what moves. */
const ACTS = ['toggle', 'transitionend', 'animationend', 'click', 'keyup', 'resize'] as const;
const SOON_MS = 300;
/** A page that changes on and on and shows nothing of it is looked at ever less often. */
const MAX_GAP_MS = 5_000;
/** Without a sign (opacity, visibility): first after this, then ever later. */
const FIRST_TICK_MS = 500;
const MAX_TICK_MS = 30_000;

export interface SightWatch {
  /** What there is to watch for now. Anew: something was found, so the waits are short again. */
  watch(hidden: readonly Element[], hasShown: boolean, anew: boolean): void;
}

/**
 * Calls `look` when texts may have come to be seen, and with `all` now and then for those that were
 * seen as well; it resolves to whether anything is otherwise. Watches the document's attributes only
 * while something is hidden (those that make an editor always), and nothing at all while nothing was found.
 */
export function watchSight(
  look: (all: boolean) => Promise<boolean>,
  signal: AbortSignal,
): SightWatch {
  let isHiding = false;
  let isNeeded = false;
  let isAllDue = false;
  let gap = SOON_MS;
  let tick = FIRST_TICK_MS;
  let soon: ReturnType<typeof setTimeout> | undefined;
  let later: ReturnType<typeof setTimeout> | undefined;

  const lookSoon = (wait: number) => {
    if (isNeeded && !isAway() && !signal.aborted) soon ??= setTimeout(runSoon, wait);
  };
  const runSoon = async () => {
    soon = undefined;
    const all = isAllDue;
    isAllDue = false;
    const isOther = await look(all);
    gap = isOther ? SOON_MS : Math.min(gap * 2, MAX_GAP_MS);
  };
  const runLater = async () => {
    if (isAway()) return;
    tick = (await look(true)) ? FIRST_TICK_MS : Math.min(tick * 2, MAX_TICK_MS);
    lookLater();
  };
  const lookLater = () => {
    clearTimeout(later);
    if (isNeeded && !signal.aborted) later = setTimeout(runLater, tick);
  };
  const hurry = () => {
    gap = SOON_MS;
    tick = FIRST_TICK_MS;
    lookSoon(SOON_MS);
    lookLater();
  };

  for (const name of ACTS) addEventListener(name, hurry, { capture: true, passive: true, signal });
  // What a style shows under the pointer has no other sign.
  const onOver = () => isHiding && lookSoon(SOON_MS);
  addEventListener('pointerover', onOver, { capture: true, passive: true, signal });
  addEventListener('visibilitychange', () => isAway() || hurry(), { capture: true, signal });

  const changes = new MutationObserver(() => lookSoon(gap));
  // Text becomes an editor, or is none any more.
  const editors = new MutationObserver(() => {
    isAllDue = true;
    lookSoon(SOON_MS);
  });
  // Tells of boxes that come to be, wherever they are.
  const boxes = new IntersectionObserver((entries) => {
    if (entries.some(({ boundingClientRect: { height } }) => height > 0)) lookSoon(SOON_MS);
  });
  const observed = new Set<Element>();
  const observe = (hidden: readonly Element[]) => {
    const wanted = new Set(hidden);
    for (const element of observed) {
      if (wanted.has(element)) continue;
      observed.delete(element);
      boxes.unobserve(element);
    }
    for (const element of wanted) {
      if (observed.has(element)) continue;
      observed.add(element);
      boxes.observe(element);
    }
    if (isHiding === wanted.size > 0) return;
    isHiding = wanted.size > 0;
    changes.disconnect();
    const attributeFilter = ['class', 'style', 'hidden', 'open', 'media', 'disabled'];
    if (isHiding) changes.observe(document, { subtree: true, attributes: true, attributeFilter });
  };
  const stop = () => {
    clearTimeout(soon);
    clearTimeout(later);
    soon = undefined;
  };
  signal.addEventListener('abort', () => {
    stop();
    changes.disconnect();
    editors.disconnect();
    boxes.disconnect();
  });

  return {
    watch(hidden, hasShown, anew) {
      if (signal.aborted) return;
      observe(hidden);
      const isNow = isHiding || hasShown;
      if (isNow !== isNeeded) {
        const attributeFilter = ['contenteditable', 'role'];
        editors.disconnect();
        if (isNow) editors.observe(document, { subtree: true, attributes: true, attributeFilter });
      }
      isNeeded = isNow;
      if (!isNeeded) return stop();
      if (anew) {
        gap = SOON_MS;
        tick = FIRST_TICK_MS;
        lookLater();
      }
    },
  };
}
