/** What changed in the page, gathered into batches. */
import { isConnected, isElement, isWithin, nodeTypeOf, pageBody, parentOrHost } from './dom.ts';
import { blockOf, isInEditor, isReadable, roleOf } from './elements.ts';

/** A batch waits for this much quiet, and never longer than the second number. */
const QUIET_MS = 250;
const MAX_WAIT_MS = 1_000;
/** A page that never rests and shows nothing new is looked at ever less often. */
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

/** Where to look again after a change; null: nowhere. */
function placeOf(target: Node, changed: Node): Node | null {
  const isText = nodeTypeOf(changed) === Node.TEXT_NODE;
  if (!isReadable(changed)) return null;
  if (!isText && isElement(changed) && roleOf(changed) === 'block') return changed;
  const block = blockOf(target);
  const isLarge = block === null || block === pageBody() || block.childElementCount > MAX_CHILDREN;
  return isLarge && !isText ? changed : (block ?? changed);
}

function placesOf(record: MutationRecord): Node[] {
  const { target, type, addedNodes, removedNodes } = record;
  if (type === 'attributes') return [target];
  if (type === 'characterData') return [blockOf(target) ?? target];
  const changed = [...addedNodes].flatMap((node) => placeOf(target, node) ?? []);
  const isTextGone = [...removedNodes].some(
    (node) => isReadable(node) && !(isElement(node) && roleOf(node) === 'block'),
  );
  const block = isTextGone && isConnected(target) ? blockOf(target) : null;
  return block === null || block.childElementCount > MAX_CHILDREN ? changed : [...changed, block];
}

/** The places that still are in the page, without those that lie in another. */
function outermost(places: ReadonlySet<Node>): Node[] {
  const connected = [...places].filter(isConnected);
  if (connected.length > MAX_PLACES) return [pageBody()];
  return connected.filter((place) => {
    const parent = parentOrHost(place);
    return parent === null || !isWithin(places, parent);
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
  let timer: ReturnType<typeof setTimeout> | undefined;
  let firstAt = 0;
  let backOff = QUIET_MS;
  let isLooking = false;
  let lastAt = 0;

  const flush = async () => {
    timer = undefined;
    if (isLooking || places.size === 0) return;
    const batch = outermost(places);
    places = new Set();
    isLooking = true;
    try {
      const isNew = await look(batch);
      backOff = isNew ? QUIET_MS : Math.min(backOff * 2, MAX_BACK_OFF_MS);
    } finally {
      isLooking = false;
      if (places.size > 0) wait();
    }
  };
  const wait = () => {
    const now = performance.now();
    if (timer === undefined) firstAt = now;
    const limit = Math.max(MAX_WAIT_MS, backOff);
    clearTimeout(timer);
    if (!signal.aborted) timer = setTimeout(flush, Math.min(backOff, firstAt + limit - now));
  };
  const observer = new MutationObserver((records) => {
    const before = places.size;
    for (const record of records) {
      for (const place of placesOf(record)) {
        if (places.size < MAX_PLACES * 4) places.add(place);
      }
    }
    if (places.size === 0 || (before === places.size && timer !== undefined && backOff > QUIET_MS))
      return;
    const now = performance.now();
    if (now - lastAt > Math.max(REST_MS, backOff)) backOff = QUIET_MS;
    lastAt = now;
    if (!isLooking) wait();
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
