/** From mark to mark by command, and to one that was asked for. */
import type { Cards } from './card.ts';
import type { Direction, Marking } from './marking.ts';
import type { PaintedMark, Painting } from './paint.ts';
import type { Pointer } from './pointer.ts';
import { isIntact, rectOf } from './ranges.ts';
import { isSameMark, type Mark } from './rows.ts';
import { isVisible } from './visible.ts';

const isReachable = (mark: Mark): mark is PaintedMark =>
  mark.range !== null && isIntact(mark.range) && isVisible(mark.element, mark.range);

function bringIntoView({ element, range }: Mark): void {
  element.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
  if (range === null) return;
  const { top, bottom } = rectOf(range);
  // An element higher than the screen was centred, not the mark in it.
  if (top < 0 || bottom > innerHeight) {
    scrollBy({ top: top - innerHeight / 2, behavior: 'instant' });
  }
}

/** The first mark to walk to: the one that the reader has before the eyes. */
function nearestIndex(marks: readonly PaintedMark[], direction: Direction): number {
  const isAhead = ({ range }: PaintedMark) => rectOf(range).top >= 0;
  const first = marks.findIndex(isAhead);
  if (direction === 'next') return Math.max(first, 0);
  return (first === -1 ? marks.length : first) - 1;
}

export function walkMarks(
  marks: () => readonly Mark[],
  painting: Painting,
  cards: Cards,
  pointer: Pointer,
): Pick<Marking, 'walk' | 'tag' | 'show'> {
  const goTo = (mark: Mark) => {
    pointer.expectScroll();
    bringIntoView(mark);
    painting.setWalked(mark);
  };
  const openByCommand = (mark: PaintedMark, focus: 'card' | 'tag') => {
    pointer.giveWay();
    cards.open(mark, null, focus);
  };
  return {
    walk(direction) {
      const reachable = marks().filter(painting.isMarked).filter(isReachable);
      const walked = painting.walked();
      const at = reachable.findIndex((mark) => walked !== null && isSameMark(mark, walked));
      const step = direction === 'next' ? 1 : -1;
      const index = at === -1 ? nearestIndex(reachable, direction) : at + step;
      const mark = reachable.at(index % reachable.length);
      if (mark === undefined) return false;
      goTo(mark);
      openByCommand(mark, 'card');
      return true;
    },
    tag() {
      const walked = painting.walked();
      const mark = pointer.over() ?? (walked !== null && isReachable(walked) ? walked : null);
      if (mark === null) return false;
      openByCommand(mark, 'tag');
      return true;
    },
    show(paperId) {
      const own = marks().filter((mark) => mark.paperId === paperId);
      const mark = own.find(isReachable) ?? own[0];
      if (mark === undefined) return false;
      goTo(mark);
      return true;
    },
  };
}
