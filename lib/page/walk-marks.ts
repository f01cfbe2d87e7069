/** From mark to mark by command, and to one that was asked for. */
import type { Cards } from './card.ts';
import type { Marking } from './marking.ts';
import type { PaintedMark, Painting } from './paint.ts';
import type { Pointer } from './pointer.ts';
import { isIntact, rectOf } from './ranges.ts';
import { isSameMark, type Mark } from './rows.ts';
import { createGround, isVisible } from './visible.ts';

const isReachable = (mark: Mark, ground = createGround()): mark is PaintedMark =>
  mark.range !== null && isIntact(mark.range) && isVisible(mark.element, mark.range, ground);

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
function nearestIndex(marks: readonly PaintedMark[], isNext: boolean): number {
  const isAhead = ({ range }: PaintedMark) => rectOf(range).top >= 0;
  const first = marks.findIndex(isAhead);
  if (isNext) return Math.max(first, 0);
  return (first > 0 ? first : marks.length) - 1;
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
    walk({ direction, from }) {
      const ground = createGround();
      const isThere = (mark: Mark): mark is PaintedMark => isReachable(mark, ground);
      const reachable = marks().filter(painting.isMarked).filter(isThere);
      const walked = painting.walked();
      const at = reachable.findIndex((mark) => walked !== null && isSameMark(mark, walked));
      if (from === 'walked' && at === -1) return 'none';
      const isNext = direction === 'next';
      const index = {
        walked: at + (isNext ? 1 : -1),
        near: nearestIndex(reachable, isNext),
        edge: isNext ? 0 : reachable.length - 1,
      }[from];
      const mark = reachable[index];
      if (mark === undefined) {
        if (from !== 'walked') return 'none';
        painting.setWalked(null);
        cards.close();
        return 'end';
      }
      goTo(mark);
      openByCommand(mark, 'card');
      return 'moved';
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
      const mark = own.find((each) => isReachable(each)) ?? own[0];
      if (mark === undefined) return false;
      goTo(mark);
      return true;
    },
  };
}
