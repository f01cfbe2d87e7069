/** When the pointer means it: opening and closing the card. Nothing is swallowed. */
import type { Cards } from './card.ts';
import { markAt, type Point } from './hit-test.ts';
import type { PaintedMark, Painting } from './paint.ts';
import { isOnTheWay } from './place-card.ts';
import { isSameMark } from './rows.ts';

const REST_MS = 350;
/** Shortly after another card closed, the reader is going through the marks. */
const REST_AFTER_CARD_MS = 120;
const AFTER_CARD_MS = 500;
const PREPARE_MS = 200;
const STILL_PX = 4;
const LEAVE_MS = 250;
const KEY_QUIET_MS = 300;
const SCROLL_QUIET_MS = 150;
const RETRY_MS = 100;

export interface Pointer {
  /** The mark under the pointer, as it is now. */
  over(): PaintedMark | null;
  /** A command opens a card: the one that the pointer was about to open does not come. */
  giveWay(): void;
  /** The pointer came onto the card or left it. */
  setOverCard(isOver: boolean): void;
  /** Scrolling that we do ourselves closes nothing. */
  expectScroll(): void;
}

export function watchPointer(painting: Painting, cards: Cards, signal: AbortSignal): Pointer {
  let at: Point = { x: -1, y: -1 };
  let target: EventTarget | null = null;
  let over: PaintedMark | null = null;
  let rest: Point = at;
  /** Where the pointer last was on the mark of the open card. */
  let left: Point = at;
  let isDown = false;
  let isOverCard = false;
  let keyAt = Number.NEGATIVE_INFINITY;
  let scrollAt = Number.NEGATIVE_INFINITY;
  let ownScrollUntil = 0;
  let closedAt = Number.NEGATIVE_INFINITY;
  let frame = 0;
  let opening: ReturnType<typeof setTimeout> | undefined;
  let preparing: ReturnType<typeof setTimeout> | undefined;
  let leaving: ReturnType<typeof setTimeout> | undefined;

  const isBusy = () => {
    const now = performance.now();
    return (
      isDown ||
      now - keyAt < KEY_QUIET_MS ||
      now - scrollAt < SCROLL_QUIET_MS ||
      getSelection()?.type === 'Range'
    );
  };
  const close = () => {
    clearTimeout(leaving);
    leaving = undefined;
    if (cards.current() === null) return;
    closedAt = performance.now();
    cards.close();
  };
  const stopOpening = () => {
    clearTimeout(opening);
    clearTimeout(preparing);
  };
  const open = () => {
    if (over === null) return;
    if (isBusy()) opening = setTimeout(open, RETRY_MS);
    else {
      left = at;
      cards.open(over, at, 'none');
    }
  };
  const startOpening = (mark: PaintedMark) => {
    stopOpening();
    const current = cards.current();
    if (current !== null && isSameMark(current.mark, mark)) return;
    const isFast = current !== null || performance.now() - closedAt < AFTER_CARD_MS;
    const wait = isFast ? REST_AFTER_CARD_MS : REST_MS;
    preparing = setTimeout(() => !isBusy() && cards.prepare(mark), Math.min(PREPARE_MS, wait / 2));
    opening = setTimeout(open, wait);
  };

  /** Whether the open card may stay, as far as the pointer is concerned. */
  const isInside = () => {
    const current = cards.current();
    if (current === null || isOverCard || current.held || current.byCommand) return true;
    if (over !== null && isSameMark(over, current.mark)) {
      left = at;
      return true;
    }
    return over === null && isOnTheWay(at, left, current.box);
  };
  const look = () => {
    frame = 0;
    const mark = isOverCard ? null : markAt(painting.painted(), at, target);
    const isMoved = Math.hypot(at.x - rest.x, at.y - rest.y) >= STILL_PX;
    const isNew = mark === null || over === null ? mark !== over : !isSameMark(mark, over);
    over = mark;
    painting.setOver(mark);
    if (isNew || isMoved) {
      rest = at;
      if (mark === null) stopOpening();
      else startOpening(mark);
    }
    if (isInside()) {
      clearTimeout(leaving);
      leaving = undefined;
    } else leaving ??= setTimeout(close, LEAVE_MS);
  };
  const lookSoon = () => {
    if (frame === 0) frame = requestAnimationFrame(look);
  };

  const on = <Name extends keyof WindowEventMap>(
    name: Name,
    listener: (event: WindowEventMap[Name]) => void,
  ) => addEventListener(name, listener, { capture: true, passive: true, signal });

  on('pointermove', (event) => {
    if (event.pointerType === 'touch') return;
    at = { x: event.clientX, y: event.clientY };
    target = event.composedPath()[0] ?? null;
    isDown = event.buttons !== 0;
    if (painting.painted().length > 0 || over !== null || cards.current() !== null) lookSoon();
  });
  on('pointerout', (event) => {
    if (event.relatedTarget !== null) return;
    target = null;
    lookSoon();
  });
  on('pointerdown', () => {
    isDown = true;
    stopOpening();
    if (!isOverCard) close();
  });
  on('pointerup', () => {
    isDown = false;
  });
  on('keydown', ({ key }) => {
    keyAt = performance.now();
    if (key === 'Escape') close();
  });
  on('scroll', () => {
    const now = performance.now();
    if (now < ownScrollUntil) return;
    scrollAt = now;
    if (cards.current()?.held === false) close();
  });
  signal.addEventListener('abort', () => {
    stopOpening();
    clearTimeout(leaving);
    cancelAnimationFrame(frame);
  });

  return {
    over() {
      if (frame !== 0) {
        cancelAnimationFrame(frame);
        look();
      }
      return over;
    },
    giveWay: stopOpening,
    setOverCard(isOver) {
      isOverCard = isOver;
      lookSoon();
    },
    expectScroll() {
      ownScrollUntil = performance.now() + SCROLL_QUIET_MS;
    },
  };
}
