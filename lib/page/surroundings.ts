/** What a title hit has around it: enough for the worker to judge it without the page. */
import type { Holder, HolderKind, MentionContext } from '../recognise/types.ts';
import { isBlockBetween } from './between.ts';
import { contains, parentOf, textWalker } from './dom.ts';
import { blockOf, HEADINGS, roleOf } from './elements.ts';
import { LINE_BREAK, type Place, placeIn, type TextRun } from './text-run.ts';

/** What the worker asks to see, see `MentionContext` and `Holder`. */
const CONTEXT_LETTERS = 160;
const HOLDER_LETTERS = 80;
const MAX_HOLDERS = 12;
const MAX_ANCESTORS = 24;
/** Texts looked at on each side of a hit in a holder. */
const MAX_TEXTS = 60;

export interface Hit {
  readonly start: Place;
  readonly end: Place;
  readonly context: MentionContext;
}

/** What holds a title, told by the first selector that matches. */
const KINDS: readonly (readonly [HolderKind, string])[] = [
  // A `pre` that no class marks is text, as in archives of mail.
  [
    'code',
    'code,kbd,samp,pre[class],[class*="code"]>pre,[class*="highlight"]>pre,[class*="src"]>pre',
  ],
  [
    'menu',
    // Links to a part of the page, but no routes; to all there is on a topic; to the article on a thing.
    'nav,th,label,legend,caption,aside,footer,header:not(article *),[role="navigation"],[role="menuitem"],' +
      '.breadcrumb,.breadcrumbs,[aria-label*="breadcrumb" i],[href^="#"]:not([href="#"],[href^="#/"]),' +
      '[href*="/tag/"],[href*="/tags/"],[href*="/topic/"],[href*="/topics/"],[href*="/category/"],[href*="/wiki/"]',
  ],
  ['link', 'a,[role="link"]'],
  ['heading', HEADINGS],
  ['cell', 'td,[role="cell"],[role="gridcell"]'],
  ['item', 'li,dt,dd,[role="listitem"]'],
  ['cite', 'cite'],
  ['emphasis', 'b,strong,em,i'],
];

const tidy = (text: string) => text.replace(/[^\S\u2028]+/g, ' ').replaceAll(LINE_BREAK, '\n');
const lastOf = (text: string, letters: number) => tidy(text).slice(-letters);
const firstOf = (text: string, letters: number) => tidy(text).slice(0, letters);

/** Text of a holder before a place in it, or behind. */
function textBeside(
  holder: Element,
  { node, offset }: Place,
  step: 'previousNode' | 'nextNode',
): string {
  const walker = textWalker(holder);
  walker.currentNode = node;
  const block = blockOf(node);
  const isBefore = step === 'previousNode';
  let text = isBefore ? node.data.slice(0, offset) : node.data.slice(offset);
  for (let seen = 0; text.length < HOLDER_LETTERS * 2 && seen < MAX_TEXTS; seen++) {
    const next = walker[step]();
    if (next === null) break;
    const parent = parentOf(next);
    if (parent === null || !/^(?:inline|block)$/.test(roleOf(parent))) continue;
    const gap = blockOf(next) === block ? '' : ' ';
    const data = next.nodeValue ?? '';
    text = isBefore ? data + gap + text : text + gap + data;
  }
  return isBefore ? lastOf(text, HOLDER_LETTERS) : firstOf(text, HOLDER_LETTERS);
}

function kindOf(element: Element): HolderKind | undefined {
  return KINDS.find(([, names]) => Element.prototype.matches.call(element, names))?.[0];
}

function holdersOf(start: Place, end: Place): Holder[] {
  const holders: Holder[] = [];
  let at = parentOf(start.node);
  for (let up = 0; at !== null && up < MAX_ANCESTORS && holders.length < MAX_HOLDERS; up++) {
    const kind = kindOf(at);
    if (kind !== undefined && contains(at, end.node)) {
      holders.push({
        kind,
        before: textBeside(at, start, 'previousNode'),
        after: textBeside(at, end, 'nextNode'),
      });
    }
    at = parentOf(at);
  }
  return holders;
}

/** Describes what stands from `from` to `to` in a run; null where a block, as displayed, begins inside. */
export function describeHit(run: TextRun, from: number, to: number): Hit | null {
  const { nodes, starts, text } = run;
  const start = placeIn(run, from, 'start');
  const end = placeIn(run, to, 'end');
  const startOf = (index: number) => starts[index] ?? text.length;
  const isEdge = (index: number) => {
    const [before, after] = nodes.slice(index - 1, index + 1);
    return before !== undefined && after !== undefined && isBlockBetween(before, after);
  };
  let low = nodes.indexOf(start.node);
  let high = low + 1;
  for (const last = nodes.indexOf(end.node); high <= last; high++) if (isEdge(high)) return null;
  // So far the text around belongs to it.
  while (low > 0 && from - startOf(low) < CONTEXT_LETTERS * 2 && !isEdge(low)) low--;
  while (high < nodes.length && startOf(high) - to < CONTEXT_LETTERS * 2 && !isEdge(high)) high++;
  const before = lastOf(text.slice(Math.max(0, startOf(low)), from), CONTEXT_LETTERS);
  const after = firstOf(text.slice(to, startOf(high)), CONTEXT_LETTERS);
  const block: Holder = {
    kind: 'block',
    before: before.slice(-HOLDER_LETTERS),
    after: after.slice(0, HOLDER_LETTERS),
  };
  const holders = [...holdersOf(start, end), block];
  return { start, end, context: { surface: tidy(text.slice(from, to)), before, after, holders } };
}
