/** Paints the marks near the viewport, each in the look that its paper, its background and the user give it. */
import type { Paint } from '../messages/protocol.ts';
import type { PaperId } from '../paper/paper.ts';
import { createBackdrops } from './backdrop.ts';
import { pageBody, parentOf, rootElement } from './dom.ts';
import { highlightName, type MarkState, type Tint } from './highlight-names.ts';
import type { Painter } from './painter.ts';
import { isIntact, rectOf } from './ranges.ts';
import { isSameMark, type Mark } from './rows.ts';
import { isCovered } from './stack.ts';

export interface PaintedMark extends Mark {
  readonly range: StaticRange;
}

export interface Painting {
  /** Replaces the marks; `paintOf` says how a paper looks now. */
  show(marks: readonly Mark[]): void;
  /** Paints again at the next frame: what lies over the marks may have changed, or the page taken them away. */
  refresh(): void;
  /** The page changed: takes off at once what is painted on a text that reads otherwise now. */
  dropStale(): void;
  /** What is painted now, in document order. */
  painted(): readonly PaintedMark[];
  setOver(mark: Mark | null): void;
  setWalked(mark: Mark | null): void;
  walked(): Mark | null;
  /** Whether the user's choice marks that paper. */
  isMarked(mark: Mark): boolean;
}

const isPaintable = (mark: Mark): mark is PaintedMark => mark.range !== null;

/** The element to watch: one that has a box of its own. */
function watchedOf(mark: Mark): Element {
  let at = mark.element;
  while (getComputedStyle(at).display === 'contents') {
    const parent = parentOf(at);
    if (parent === null) break;
    at = parent;
  }
  return at;
}

const tintOf = ({ setAside, slot }: Paint): Tint => (setAside ? 'aside' : (slot ?? 'neutral'));

/** Whether a mark lies within one screen of the viewport. */
function isNear({ range }: PaintedMark): boolean {
  if (!isIntact(range)) return false;
  const { top, bottom, left, right } = rectOf(range);
  return (
    bottom > -innerHeight && top < 2 * innerHeight && right > -innerWidth && left < 2 * innerWidth
  );
}

/** Starts painting; after the abort nothing is painted any more. */
export function startPainting(
  painter: Painter,
  paintOf: (paperId: PaperId) => Paint | undefined,
  signal: AbortSignal,
): Painting {
  const backdrops = createBackdrops();
  const inSight = new Set<Element>();
  let marks: readonly Mark[] = [];
  let near: readonly PaintedMark[] = [];
  let watched = new Map<Mark, Element>();
  let over: Mark | null = null;
  let walked: Mark | null = null;
  let frame = 0;
  /** A frame may lie where nobody sees it; the page itself does not. */
  let isFrameInSight = window === window.top;

  const isMarked = (mark: Mark) => paintOf(mark.paperId)?.marked === true;

  const draw = () => {
    const layers = new Map<string, StaticRange[]>();
    for (const mark of near) {
      const look = paintOf(mark.paperId);
      if (look === undefined || !(isMarked(mark) || mark === walked)) continue;
      const state: MarkState = mark === walked ? 'walked' : mark === over ? 'over' : 'rest';
      const name = highlightName(backdrops.of(mark.element), tintOf(look), state);
      const layer = layers.get(name);
      if (layer === undefined) layers.set(name, [mark.range]);
      else layer.push(mark.range);
    }
    painter.paint(layers);
  };
  const paint = () => {
    frame = 0;
    near = isFrameInSight
      ? marks
          .filter(isPaintable)
          .filter(
            (mark) =>
              inSight.has(watched.get(mark) ?? mark.element) &&
              isNear(mark) &&
              !isCovered(mark.range),
          )
      : [];
    draw();
  };
  const refresh = () => {
    if (frame === 0 && !signal.aborted) frame = requestAnimationFrame(paint);
  };
  const onThemeChange = () => {
    backdrops.forget();
    refresh();
  };

  const sight = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) inSight.add(target);
        else inSight.delete(target);
      }
      refresh();
    },
    { root: document, rootMargin: '100%', ...{ scrollMargin: '100%' } },
  );
  const frameSight = new IntersectionObserver((entries) => {
    isFrameInSight = entries.at(-1)?.isIntersecting === true;
    refresh();
  });
  const theme = new MutationObserver(onThemeChange);
  const start = () => {
    const options = { attributes: true };
    if (!isFrameInSight) frameSight.observe(rootElement());
    theme.observe(rootElement(), options);
    theme.observe(pageBody(), options);
    addEventListener('scroll', refresh, { capture: true, passive: true, signal });
    addEventListener('resize', refresh, { signal });
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', onThemeChange, {
      signal,
    });
  };
  signal.addEventListener('abort', () => {
    cancelAnimationFrame(frame);
    sight.disconnect();
    frameSight.disconnect();
    theme.disconnect();
    painter.paint(new Map());
  });

  /** The same mark among the new ones. */
  const again = (before: Mark | null) =>
    marks.find((mark) => before !== null && isSameMark(before, mark)) ?? null;

  let isStarted = false;
  return {
    show(next) {
      if (next.length > 0 && !isStarted) {
        isStarted = true;
        start();
      }
      const before = new Set(watched.values());
      marks = next;
      watched = new Map(next.filter(isPaintable).map((mark) => [mark, watchedOf(mark)]));
      const after = new Set(watched.values());
      for (const element of before) {
        if (after.has(element)) continue;
        sight.unobserve(element);
        inSight.delete(element);
      }
      for (const element of after) if (!before.has(element)) sight.observe(element);
      over = again(over);
      walked = again(walked);
      refresh();
    },
    refresh,
    dropStale() {
      const intact = near.filter(({ range }) => isIntact(range));
      if (intact.length === near.length) return;
      near = intact;
      draw();
    },
    painted: () => near.filter(isMarked),
    setOver(mark) {
      if (over === mark) return;
      over = mark;
      refresh();
    },
    setWalked(mark) {
      walked = mark;
      refresh();
    },
    walked: () => walked,
    isMarked,
  };
}
