/** What the page's style makes of the elements between two texts. Asked at full hits and at doubtful joints only. */
import { contains, parentOf } from './dom.ts';

function isDisplayedInline(element: Element): boolean {
  return /^(?:inline|contents|ruby|math|none|$)/.test(getComputedStyle(element).display);
}

function leavesBlock(from: Node, other: Node): boolean {
  for (let at = parentOf(from); at !== null && !contains(at, other); at = parentOf(at)) {
    if (!isDisplayedInline(at)) return true;
  }
  return false;
}

/** Whether an element that text would run over is displayed as a block between two nodes. */
export function isBlockBetween(first: Node, second: Node): boolean {
  return leavesBlock(first, second) || leavesBlock(second, first);
}
