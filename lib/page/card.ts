/** The card of a mark: made, announced, shown beside it, closed; one at a time. */
import type { CardToPage, PageToCard } from '../messages/protocol.ts';
import {
  type CardAddress,
  type CardFrame,
  createCardFrame,
  holderOf,
  isInPlace,
} from './card-frame.ts';
import { lineAt, type Point } from './hit-test.ts';
import type { PaintedMark } from './paint.ts';
import { type Box, placeCard } from './place-card.ts';
import { isIntact, rectOf } from './ranges.ts';
import { isSameMark, type Mark } from './rows.ts';

/** A card that has not said its height by then is shown at the height it has. */
const SHOWN_WAIT_MS = 400;
const FIRST_HEIGHT_PX = 200;
/** How long a pressed key is down at most, as a rule. */
const KEY_UP_MS = 150;
/** A closed card's frame is kept for the next mark this long. */
const FRAME_IDLE_MS = 10_000;

type Focus = (PageToCard & { kind: 'show' })['focus'];

export interface CardDeps {
  readonly address: CardAddress;
  /** Tells the worker which paper the bearer of the nonce is to see. */
  announce(nonce: string, mark: Mark): Promise<void>;
  unavailable(mark: Mark): void;
  walk(direction: 'next' | 'previous'): void;
  /** The pointer came onto the card or left it. */
  onPointer(isOver: boolean): void;
}

export interface OpenCard {
  readonly mark: PaintedMark;
  /** Only Esc, a click outside and a new mark close it. */
  readonly held: boolean;
  /** Opened by a command: leaving it with the pointer does not close it. */
  readonly byCommand: boolean;
  readonly box: Box;
}

export interface Cards {
  /** Makes the frame and announces the paper, so that opening is instant. */
  prepare(mark: PaintedMark): void;
  open(mark: PaintedMark, at: Point | null, focus: Focus): void;
  close(returnFocus?: boolean): void;
  current(): OpenCard | null;
  /** Takes the frame out of the page. */
  discard(): void;
}

interface Shown {
  mark: PaintedMark;
  held: boolean;
  byCommand: boolean;
  at: Point | null;
  box: Box;
}

/** 128 random bits; `randomUUID` is missing on http pages. */
function newNonce(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}

function focusedElement(): Element | null {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at;
}

export function createCards(deps: CardDeps, signal: AbortSignal): Cards {
  let frame: (CardFrame & { readonly holder: Element }) | null = null;
  let announced: {
    readonly mark: Mark;
    readonly nonce: string;
    readonly done: Promise<void>;
  } | null = null;
  let shown: Shown | null = null;
  let attempt = 0;
  let isForbidden = false;
  let returnTo: Element | null = null;
  let idle: ReturnType<typeof setTimeout> | undefined;
  let onShown: (height: number) => void = () => undefined;

  const onMessage = (message: CardToPage) => {
    switch (message.kind) {
      case 'shown':
        return onShown(message.height);
      case 'held':
        if (shown !== null) shown.held = message.held;
        return;
      case 'close':
        return message.returnFocus ? closeAfterKey() : close();
      case 'walk':
        return deps.walk(message.direction);
    }
  };

  const frameFor = (mark: Mark): CardFrame => {
    clearTimeout(idle);
    const holder = holderOf(mark.element);
    if (frame !== null && isInPlace(frame.host, holder) && frame.holder === holder) return frame;
    frame?.remove();
    frame = { ...createCardFrame(deps.address, holder, onMessage), holder };
    frame.host.addEventListener('pointerenter', () => deps.onPointer(true));
    frame.host.addEventListener('pointerleave', () => deps.onPointer(false));
    return frame;
  };

  const nonceFor = async (mark: Mark): Promise<string> => {
    if (announced === null || !isSameMark(announced.mark, mark)) {
      const nonce = newNonce();
      announced = { mark, nonce, done: deps.announce(nonce, mark) };
    }
    const { nonce, done } = announced;
    await done;
    return nonce;
  };

  /** False: there is no room for it. */
  const place = (height: number): boolean => {
    if (shown === null || frame === null || !isIntact(shown.mark.range)) return false;
    const line = shown.at === null ? null : lineAt(shown.mark, shown.at);
    const x = shown.at === null || line === null ? rectOf(shown.mark.range).left : shown.at.x - 24;
    const viewport = { width: innerWidth, height: innerHeight };
    const placement = placeCard(rectOf(shown.mark.range), x, height, viewport);
    if (placement === null) return false;
    const { left, top, width, height: fitting } = placement;
    shown.box = { left, top, right: left + width, bottom: top + fitting };
    frame.place(placement);
    return true;
  };
  const giveUp = (mark: Mark) => {
    close();
    discard();
    deps.unavailable(mark);
  };

  const reveal = async (mark: PaintedMark, focus: Focus): Promise<void> => {
    const mine = ++attempt;
    const made = frameFor(mark);
    if (focus === 'none') made.hide();
    else {
      // At once: what is typed from here on is not for the page.
      made.fade();
      made.focus();
    }
    const [isReady, nonce] = await Promise.all([made.ready, nonceFor(mark)]);
    if (mine !== attempt || shown === null) return;
    if (!isReady) {
      isForbidden = true;
      return giveUp(mark);
    }
    const height = new Promise<number>((resolve) => {
      onShown = resolve;
      setTimeout(() => resolve(FIRST_HEIGHT_PX), SHOWN_WAIT_MS);
    });
    // A nonce opens one card.
    announced = null;
    made.send({ kind: 'show', nonce, focus });
    const wanted = await height;
    if (mine !== attempt) return;
    if (!place(wanted)) return giveUp(mark);
    onShown = place;
    made.show();
    if (focus !== 'none') made.focus();
  };

  /** Gone from sight at once; the focus follows when the key that closed it is up, which is not for the page. */
  function closeAfterKey(): void {
    const mine = ++attempt;
    frame?.fade();
    setTimeout(() => mine === attempt && close(true), KEY_UP_MS);
  }

  function close(returnFocus = false): void {
    attempt++;
    if (shown === null) return;
    shown = null;
    frame?.send({ kind: 'hide' });
    frame?.hide();
    clearTimeout(idle);
    idle = setTimeout(discard, FRAME_IDLE_MS);
    const hadFocus = frame !== null && document.activeElement === frame.host;
    if (returnFocus || hadFocus) {
      frame?.blur();
      if (returnTo instanceof HTMLElement) returnTo.focus({ preventScroll: true });
    }
    returnTo = null;
  }

  function discard(): void {
    clearTimeout(idle);
    frame?.remove();
    frame = null;
    announced = null;
  }

  signal.addEventListener('abort', () => {
    close();
    discard();
  });

  return {
    prepare(mark) {
      if (isForbidden || signal.aborted) return;
      frameFor(mark);
      void nonceFor(mark);
    },
    open(mark, at, focus) {
      const byCommand = focus !== 'none';
      if (signal.aborted || (isForbidden && !byCommand)) return;
      if (shown === null) returnTo = focusedElement();
      const none = { left: 0, top: 0, right: 0, bottom: 0 };
      shown = { mark, at, held: false, byCommand, box: none };
      void reveal(mark, focus);
    },
    close,
    current: () => shown,
    discard,
  };
}
