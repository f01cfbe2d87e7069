/** From raw hits to what a reader sees: which text it is, what is around it, whether it can be seen. */
import type { Candidate } from '../messages/protocol.ts';
import { closest, isConnected, parentOf, textWalker } from './dom.ts';
import { blockOf, HEADINGS, isInEditor, roleOf } from './elements.ts';
import { keysOfLink } from './links.ts';
import { isIntact, rangeOf } from './ranges.ts';
import type { KnownTitles, RawHit } from './scan.ts';
import type { Slices } from './slices.ts';
import { describeHit } from './surroundings.ts';
import type { TextRun } from './text-run.ts';
import { createGround, type Ground, isVisible } from './visible.ts';

/** A full hit in the page. */
export interface Found {
  readonly candidate: Candidate;
  /** Null: a link without text, which counts and is not painted. */
  readonly range: StaticRange | null;
  readonly element: Element;
}

export interface FoundHits {
  readonly shown: readonly Found[];
  /** Full hits that no reader can see now; they may be shown later. */
  readonly hidden: readonly Found[];
}

type KeysOfUrl = KnownTitles['keysOfUrl'];

/** Texts looked at in one link. */
const MAX_TEXTS = 40;

/** The first block of text in a link, without the white space around it; null where it has only a picture. */
function textOfLink(link: Element): StaticRange | null {
  const walker = textWalker(link);
  let first: Text | undefined;
  let last: Text | undefined;
  for (let seen = 0; seen < MAX_TEXTS; seen++) {
    const node = walker.nextNode();
    if (!(node instanceof Text)) break;
    const parent = parentOf(node);
    if (parent === null || !/^(?:inline|block)$/.test(roleOf(parent))) continue;
    if (node.data.trim() === '') continue;
    if (first !== undefined && blockOf(node) !== blockOf(first)) break;
    first ??= node;
    last = node;
  }
  if (first === undefined || last === undefined) return null;
  const start = { node: first, offset: first.data.search(/\S/) };
  return rangeOf(start, { node: last, offset: last.data.trimEnd().length });
}

/** Whether a run still reads as it did when it was matched. */
function isFresh({ nodes, starts, text }: TextRun): boolean {
  return nodes.every((node, index) => {
    const start = starts[index] ?? 0;
    const data = start < 0 ? node.data.slice(-start) : node.data;
    const room = text.length - Math.max(start, 0);
    return isConnected(node) && text.startsWith(data.slice(0, room), Math.max(start, 0));
  });
}

const CONTROLS = 'button,[role="button"]:not([href]),[role="tab"],[role^="menuitem"]:not([href])';

/** Whether an element is in a control; one that opens what its heading names is no mere control. */
function isInControl(element: Element): boolean {
  return closest(element, CONTROLS) !== null && closest(element, HEADINGS) === null;
}

/** Identity keys of what the link around an element leads to. */
function linkedFrom(element: Element, keysOfUrl: KeysOfUrl): string[] {
  const link = closest(element, 'a[href]');
  return link === null ? [] : keysOfLink(link, keysOfUrl);
}

/** A hit in a text: not where that has changed, and not in what only does something. */
function findInText({ run, from, to }: RawHit & { kind: 'title' | 'id' }) {
  const hit = isFresh(run) ? describeHit(run, from, to) : null;
  const element = hit === null ? null : parentOf(hit.start.node);
  if (hit === null || element === null || isInControl(element)) return null;
  return { context: hit.context, range: rangeOf(hit.start, hit.end), element };
}

function findTitle(raw: RawHit & { kind: 'title' }, keysOfUrl: KeysOfUrl): Found | null {
  const hit = findInText(raw);
  if (hit === null) return null;
  const { context, range, element } = hit;
  const linkedTo = linkedFrom(element, keysOfUrl);
  return { candidate: { kind: 'title', row: raw.row, context, linkedTo }, range, element };
}

/** An identifier in the text is a link's equal. */
function findId(raw: RawHit & { kind: 'id' }): Found | null {
  const hit = findInText(raw);
  if (hit === null) return null;
  const { range, element } = hit;
  return { candidate: { kind: 'link', row: raw.row, key: raw.key, in: 'text' }, range, element };
}

function findLink({ row, key, link }: RawHit & { kind: 'link' }): Found | null {
  if (!isConnected(link)) return null;
  return {
    candidate: { kind: 'link', row, key, in: 'link' },
    range: textOfLink(link),
    element: link,
  };
}

function find(hit: RawHit, keysOfUrl: KeysOfUrl): Found | null {
  switch (hit.kind) {
    case 'title':
      return findTitle(hit, keysOfUrl);
    case 'id':
      return findId(hit);
    case 'link':
      return findLink(hit);
  }
}

/** Whether what was found still is where it was. */
export function isThere({ range, element }: Found): boolean {
  return range === null ? isConnected(element) : isIntact(range);
}

/** Whether a reader can see a full hit now, and does not write there. */
export function isShown({ range, element }: Found, ground?: Ground): boolean {
  const holder = range === null ? element : parentOf(range.startContainer);
  return holder !== null && !isInEditor(holder) && isVisible(holder, range, ground);
}

/** Looks at raw hits in the page, in slices; what lies where a user writes counts as hidden. */
export async function findHits(
  raw: readonly RawHit[],
  slices: Slices,
  keysOfUrl: KeysOfUrl,
): Promise<FoundHits> {
  const shown: Found[] = [];
  const hidden: Found[] = [];
  let ground = createGround();
  for (const hit of raw) {
    if (slices.isOver()) {
      await slices.next();
      ground = createGround();
    }
    const found = find(hit, keysOfUrl);
    if (found === null || !isThere(found)) continue;
    (isShown(found, ground) ? shown : hidden).push(found);
  }
  return { shown, hidden };
}
