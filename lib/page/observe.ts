/** What changed in the page, gathered into batches. */
import { isConnected, isElement, isWithin, pageBody, parentOrHost } from './dom.ts';
import { blockOf, isInEditor, isReadable, roleOf } from './elements.ts';
import { isAway } from './shown.ts';

/** A batch waits for this much quiet, and never longer than the second number. */
const QUIET_MS = 250;
const MAX_WAIT_MS = 1_000;
/** A page that never rests and shows nothing new is looked at ever less often, unless the reader acts. */
const MAX_BACK_OFF_MS = 30_000;
/** With waits from here on, what changed is not looked at soon: the page is seen in part. */
const BEHIND_MS = 4_000;
/** Without a change for this long the page counts as at rest again. */
const REST_MS = 2_000;
/** More places or nodes at once than this: the whole page is looked at. */
const MAX_PLACES = 500;
/** In an element with more children than this a new text is looked at without its neighbours. */
const MAX_CHILDREN = 60;

export interface Observer {
  /** Watches a shadow tree as well. */
  include(root: ShadowRoot): void;
  /** Something came to be that no change of nodes tells of. */
  add(place: Node): void;
  /** The reader did something: what follows is looked at without delay. */
  hurry(): void;
  /** The page changes on and on, and what came last was not looked at. */
  isBehind(): boolean;
}

export interface ObserverDeps {
  /** Looks at places again (none lies in another); resolves to whether anything new was found. */
  look(places: readonly Node[]): Promise<boolean>;
  /** Called with every change, before the page is drawn again. */
  onChange(): void;
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
  if (type === 'attributes' || addedNodes.length + removedNodes.length > MAX_PLACES)
    return [target];
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
  if (places.size > MAX_PLACES) return [pageBody()];
  return [...places].filter((place) => {
    const parent = parentOrHost(place);
    return isConnected(place) && parent !== null && !isWithin(places, parent);
  });
}

/** Watches the page until the abort. What changes in a hidden tab is looked at when it is shown. */
export function observeChanges({ look, onChange }: ObserverDeps, signal: AbortSignal): Observer {
  let places = new Set<Node>();
  /** Something is to be looked at, were it only that marks are gone with what was taken away. */
  let isChanged = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let firstAt = 0;
  let lastAt = 0;
  let backOff = QUIET_MS;
  let isLooking = false;

  const wait = () => {
    if (signal.aborted || isAway()) return;
    const now = performance.now();
    if (timer === undefined) firstAt = now;
    const latest = firstAt + Math.max(MAX_WAIT_MS, backOff);
    clearTimeout(timer);
    timer = setTimeout(flush, Math.min(backOff, latest - now));
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
  const changed = () => {
    isChanged = true;
    const now = performance.now();
    if (now - lastAt > REST_MS) backOff = QUIET_MS;
    lastAt = now;
    if (!isLooking && (timer === undefined || backOff === QUIET_MS)) wait();
  };
  const observer = new MutationObserver((records) => {
    let isGone = false;
    for (const record of records) {
      if (places.size > MAX_PLACES) break;
      isGone ||= record.removedNodes.length > 0;
      for (const place of placesOf(record)) if (place !== null) places.add(place);
    }
    if (!isGone && places.size === 0) return;
    onChange();
    changed();
    // The whole page will be looked at; until then a hidden one may do what it likes.
    if (isAway() && places.size > MAX_PLACES) observer.disconnect();
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
  const onVisibility = () => {
    if (isAway()) {
      clearTimeout(timer);
      timer = undefined;
      return;
    }
    // Shadow trees are included anew when the page is looked at.
    watch(document);
    if (isChanged) wait();
  };
  addEventListener('visibilitychange', onVisibility, { capture: true, signal });
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    observer.disconnect();
  });

  return {
    include: watch,
    add(place) {
      places.add(place);
      changed();
    },
    hurry() {
      backOff = QUIET_MS;
      if (timer !== undefined) wait();
    },
    isBehind: () => timer !== undefined && backOff >= BEHIND_MS,
  };
}

/** Whether a changed place is one where the user writes. */
export function isWriting(place: Node): boolean {
  return isElement(place) && isInEditor(place);
}
