/** What a title hit has around it: enough for the worker to judge it without the page. */
import type { Holder, HolderKind, MentionContext } from '../recognise/types.ts';
import { isBlockBetween } from './between.ts';
import { attributeOf, contains, localNameOf, parentOf, textWalker } from './dom.ts';
import { blockOf, roleOf } from './elements.ts';
import { LINE_BREAK, type Place, placeIn, type TextRun } from './walk-text.ts';

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

const KINDS: Readonly<Record<string, HolderKind>> = {
  a: 'link',
  h1: 'heading',
  h2: 'heading',
  h3: 'heading',
  h4: 'heading',
  h5: 'heading',
  h6: 'heading',
  td: 'cell',
  th: 'menu',
  nav: 'menu',
  label: 'menu',
  li: 'item',
  dt: 'item',
  dd: 'item',
  cite: 'cite',
  b: 'emphasis',
  strong: 'emphasis',
  em: 'emphasis',
  i: 'emphasis',
  code: 'code',
  kbd: 'code',
  samp: 'code',
};
const ROLE_KINDS: Readonly<Record<string, HolderKind>> = {
  link: 'link',
  heading: 'heading',
  cell: 'cell',
  gridcell: 'cell',
  listitem: 'item',
  navigation: 'menu',
};

/** Links to a part of the page, or to all there is on a topic. */
const MENU_LINK = /^#.|\/(?:tags?|topics?|category)\//;

const CODE_CLASS =
  ':is([class*="code"],[class*="highlight"],[class*="lang"],[class*="src"],[class*="pretty"],[class*="hljs"],[class*="brush"])';
/** A `pre` without these is text, as in archives of mail. */
const CODE_PRE = `pre:has(code),pre${CODE_CLASS},${CODE_CLASS}>pre`;

const tidy = (text: string) => text.replace(/[^\S\u2028]+/g, ' ').replaceAll(LINE_BREAK, '\n');
const lastOf = (text: string, letters: number) => tidy(text).slice(-letters);
const firstOf = (text: string, letters: number) => tidy(text).slice(0, letters);

/** How far the text around a hit belongs to it; null where a block, as displayed, begins inside the hit. */
function reachOf(run: TextRun, from: number, to: number): [number, number] | null {
  const { nodes, starts } = run;
  const edgeBefore = (index: number): boolean => {
    const before = nodes[index - 1];
    const after = nodes[index];
    return before !== undefined && after !== undefined && isBlockBetween(before, after);
  };
  const first = nodes.indexOf(placeIn(run, from, 'start').node);
  const last = nodes.indexOf(placeIn(run, to, 'end').node);
  for (let index = first + 1; index <= last; index++) if (edgeBefore(index)) return null;
  let low = first;
  while (low > 0 && from - (starts[low] ?? 0) < CONTEXT_LETTERS * 2 && !edgeBefore(low)) low--;
  let high = last + 1;
  while (high < nodes.length && (starts[high] ?? 0) - to < CONTEXT_LETTERS * 2 && !edgeBefore(high))
    high++;
  return [Math.max(0, starts[low] ?? 0), starts[high] ?? run.text.length];
}

/** Text of a holder beside a place in it. */
function textBeside(holder: Element, { node, offset }: Place, side: 'before' | 'after'): string {
  const walker = textWalker(holder);
  walker.currentNode = node;
  const block = blockOf(node);
  let text = side === 'before' ? node.data.slice(0, offset) : node.data.slice(offset);
  for (let seen = 0; text.length < HOLDER_LETTERS * 2 && seen < MAX_TEXTS; seen++) {
    const next = side === 'before' ? walker.previousNode() : walker.nextNode();
    if (next === null) break;
    const parent = parentOf(next);
    if (parent === null || !/^(?:inline|block)$/.test(roleOf(parent))) continue;
    const gap = blockOf(next) === block ? '' : ' ';
    const data = next.nodeValue ?? '';
    text = side === 'before' ? data + gap + text : text + gap + data;
  }
  return side === 'before' ? lastOf(text, HOLDER_LETTERS) : firstOf(text, HOLDER_LETTERS);
}

function kindOf(element: Element): HolderKind | undefined {
  const name = localNameOf(element);
  if (name === 'pre') return Element.prototype.matches.call(element, CODE_PRE) ? 'code' : undefined;
  if (name === 'a' && MENU_LINK.test(attributeOf(element, 'href') ?? '')) return 'menu';
  return ROLE_KINDS[attributeOf(element, 'role') ?? ''] ?? KINDS[name];
}

function holdersOf(start: Place, end: Place): Holder[] {
  const holders: Holder[] = [];
  let at = parentOf(start.node);
  for (let up = 0; at !== null && up < MAX_ANCESTORS && holders.length < MAX_HOLDERS; up++) {
    const kind = kindOf(at);
    if (kind !== undefined && contains(at, end.node)) {
      holders.push({
        kind,
        before: textBeside(at, start, 'before'),
        after: textBeside(at, end, 'after'),
      });
    }
    at = parentOf(at);
  }
  return holders;
}

/** Describes what stands from `from` to `to` in a run; null where it is no text that reads on. */
export function describeHit(run: TextRun, from: number, to: number): Hit | null {
  const reach = reachOf(run, from, to);
  if (reach === null) return null;
  const start = placeIn(run, from, 'start');
  const end = placeIn(run, to, 'end');
  const before = lastOf(run.text.slice(reach[0], from), CONTEXT_LETTERS);
  const after = firstOf(run.text.slice(to, reach[1]), CONTEXT_LETTERS);
  const surface = tidy(run.text.slice(from, to));
  const block: Holder = {
    kind: 'block',
    before: before.slice(-HOLDER_LETTERS),
    after: after.slice(0, HOLDER_LETTERS),
  };
  const holders = [...holdersOf(start, end), block];
  return { start, end, context: { surface, before, after, holders } };
}
