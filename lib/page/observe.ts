/** What changed in the page, gathered into batches. */
import { isConnected, isElement, isWithin, pageBody, parentOrHost } from './dom.ts';
import { blockOf, isInEditor, isReadable, roleOf } from './elements.ts';

/** A batch waits for this much quiet, and never longer than the second number. */
const QUIET_MS = 250;
const MAX_WAIT_MS = 1_000;
/** A page that never rests and shows nothing new is looked at ever less often, unless the reader acts. */
const MAX_BACK_OFF_MS = 30_000;
/** Without a change for this long the page counts as at rest again. */
const REST_MS = 2_000;
/** More places than this: the whole page is looked at. */
const MAX_PLACES = 500;
/** In an element with more children than this a new text is looked at without its neighbours. */
const MAX_CHILDREN = 60;

export interface Observer {
  /** Watches a shadow tree as well. */
  include(root: ShadowRoot): void;
  /** The reader did something: what follows is looked at without delay. */
  hurry(): void;
}

const isBlock = (node: Node) => isElement(node) && roleOf(node) === 'block';

/** Where to look again after a node came or changed in `target`; null: nowhere. */
function placeOf(target: Node, changed: Node): Node | null {
  if (!isReadable(changed)) return null;
  if (isBlock(changed)) return changed;
  const block = blockOf(target);
  const isLarge = block === null || block === pageBody() || block.childElementCount > MAX_CHILDREN;
  return isLarge ? changed : block;
}

function placesOf({ target, type, addedNodes, removedNodes }: MutationRecord): (Node | null)[] {
  if (type === 'attributes') return [target];
  if (type === 'characterData') return [placeOf(target, target)];
  // What stood on both sides of a text that is gone now reads on.
  const isJoined = [...removedNodes].some((node) => isReadable(node) && !isBlock(node));
  return [
    ...[...addedNodes].map((node) => placeOf(target, node)),
    isJoined ? placeOf(target, target) : null,
  ];
}

/** The places that still are in the page, without those that lie in another. */
function outermost(places: ReadonlySet<Node>): Node[] {
  if (places.size >= MAX_PLACES) return [pageBody()];
  return [...places].filter((place) => {
    const parent = parentOrHost(place);
    return isConnected(place) && parent !== null && !isWithin(places, parent);
  });
}

/**
 * Watches the page until the abort. `look` looks at places again (none lies in another) and resolves
 * to whether anything new was found.
 */
export function observeChanges(
  look: (places: readonly Node[]) => Promise<boolean>,
  signal: AbortSignal,
): Observer {
  let places = new Set<Node>();
  /** Something is to be looked at, were it only that marks are gone with what was taken away. */
  let isChanged = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let firstAt = 0;
  let lastAt = 0;
  let backOff = QUIET_MS;
  let isLooking = false;

  const wait = () => {
    const now = performance.now();
    if (timer === undefined) firstAt = now;
    const latest = firstAt + Math.max(MAX_WAIT_MS, backOff);
    clearTimeout(timer);
    if (!signal.aborted) timer = setTimeout(flush, Math.min(backOff, latest - now));
  };
  const flush = async () => {
    timer = undefined;
    if (isLooking) return;
    const batch = outermost(places);
    places = new Set();
    isChanged = false;
    isLooking = true;
    const isNew = await look(batch);
    isLooking = false;
    backOff = isNew ? QUIET_MS : Math.min(backOff * 2, MAX_BACK_OFF_MS);
    if (isChanged) wait();
  };
  const observer = new MutationObserver((records) => {
    for (const record of records) {
      if (record.removedNodes.length > 0) isChanged = true;
      for (const place of placesOf(record)) {
        if (place !== null && places.size < MAX_PLACES) places.add(place);
      }
    }
    isChanged ||= places.size > 0;
    if (!isChanged) return;
    const now = performance.now();
    if (now - lastAt > REST_MS) backOff = QUIET_MS;
    lastAt = now;
    if (!isLooking && (timer === undefined || backOff === QUIET_MS)) wait();
  });
  const watch = (root: Node) =>
    observer.observe(root, {
      childList: true,
      characterData: true,
      subtree: true,
      attributes: true,
      attributeFilter: ['href'],
    });
  watch(document);
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    observer.disconnect();
  });

  return {
    include: watch,
    hurry() {
      backOff = QUIET_MS;
      if (timer !== undefined) wait();
    },
  };
}

/** Whether a changed place is one where the user writes. */
export function isWriting(place: Node): boolean {
  return isElement(place) && isInEditor(place);
}
