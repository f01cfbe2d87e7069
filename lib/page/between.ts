/** What the page's style makes of the elements between two texts. Asked at full hits and at doubtful joints only. */
import { closest, contains, parentOf } from './dom.ts';

/** Formulas are laid out in boxes of all kinds, and read on all the same. */
const FORMULAS = '.katex,.MathJax,mjx-container';

function isDisplayedInline(element: Element): boolean {
  const style = getComputedStyle(element);
  const { display } = style;
  if (!/^inline-/.test(display)) return /^(?:inline|contents|ruby|math|none|$)/.test(display);
  // A box in a line whose text stands close to that beside it.
  return style.marginInline === '0px' && style.paddingInline === '0px';
}

function leavesBlock(from: Node, other: Node): boolean {
  const parent = parentOf(from);
  const formula = parent && (closest(parent, FORMULAS) ?? closest(parent, 'math'));
  for (let at = formula ?? parent; at !== null && !contains(at, other); at = parentOf(at)) {
    if (!isDisplayedInline(at)) return true;
  }
  return false;
}

/** Whether an element that text would run over is displayed as a block between two nodes. */
export function isBlockBetween(first: Node, second: Node): boolean {
  return leavesBlock(first, second) || leavesBlock(second, first);
}
