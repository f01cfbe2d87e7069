/**
 * Against clickjacking: what the pointer does counts only when the card has been seen, uncovered,
 * for half a second. A page cannot lay itself over the card, or slide the card under a click.
 */

/** Long enough that nobody clicks what appeared only now; short enough that nobody notices. */
const SEEN_MS = 500;
/** The least that the browser allows with `trackVisibility`. */
const TRACK_DELAY_MS = 100;

export interface VisibleGate {
  /** Whether the card has been visible, without a break, long enough for a click to be meant. */
  isOpen(): boolean;
  /** Resolves half a second after the watch began: writes that keys made wait for it. */
  readonly settled: Promise<void>;
  stop(): void;
}

interface VisibilityEntry extends IntersectionObserverEntry {
  /** Whether nothing covers, fades or distorts the target; absent where the browser cannot tell. */
  readonly isVisible?: boolean;
}

const isSeen = (entry: VisibilityEntry): boolean =>
  entry.isIntersecting && (entry.isVisible ?? true);

export function watchVisibility(element: Element): VisibleGate {
  let since: number | null = null;
  const options = { threshold: [0, 1], trackVisibility: true, delay: TRACK_DELAY_MS };
  const observer = new IntersectionObserver((entries) => {
    const last = entries.at(-1);
    if (last === undefined) return;
    if (!isSeen(last)) since = null;
    else since ??= performance.now();
  }, options);
  observer.observe(element);
  return {
    isOpen: () => since !== null && performance.now() - since >= SEEN_MS,
    settled: new Promise((resolve) => setTimeout(resolve, SEEN_MS)),
    stop: () => observer.disconnect(),
  };
}

/** Events that can do something by pointer. */
const POINTER_EVENTS = ['pointerdown', 'mousedown', 'click', 'auxclick', 'dblclick'] as const;
const KEY_EVENTS = ['keydown', 'input', 'change'] as const;

/** A click that a key made (Enter or Space on a button). */
const isByKey = (event: Event): boolean =>
  event instanceof MouseEvent && event.type === 'click' && event.detail === 0;

/** Lets through only what the user did, and by pointer only while the gate is open. Returns its undo. */
export function guardEvents(element: Element, gate: VisibleGate): () => void {
  const refuse = (event: Event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const onPointer = (event: Event) => {
    if (!event.isTrusted || !(isByKey(event) || gate.isOpen())) refuse(event);
  };
  const onKey = (event: Event) => {
    if (!event.isTrusted) refuse(event);
  };
  for (const type of POINTER_EVENTS) element.addEventListener(type, onPointer, true);
  for (const type of KEY_EVENTS) element.addEventListener(type, onKey, true);
  return () => {
    for (const type of POINTER_EVENTS) element.removeEventListener(type, onPointer, true);
    for (const type of KEY_EVENTS) element.removeEventListener(type, onKey, true);
  };
}
