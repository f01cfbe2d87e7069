/**
 * A page read crudely in Node: its blocks of text, and what stands around a place in one.
 * Only what these tests need of HTML; the product reads pages through the DOM (`lib/page`).
 */
import type { Holder, HolderKind, MentionContext } from '../../lib/recognise/types.ts';

interface Inline {
  readonly tag: string;
  readonly attributes: string;
  readonly start: number;
  end: number;
}

/** A run of text that no block boundary divides. `inlines` are the elements around or in it, outermost first. */
export interface Block {
  text: string;
  readonly inlines: Inline[];
}

interface Link {
  readonly href: string;
  readonly attributes: string;
}

export interface ReadPage {
  readonly blocks: readonly Block[];
  readonly links: readonly Link[];
}

const INLINE = new Set(
  'a abbr b bdi bdo cite code del dfn em font i ins kbd label mark q s samp small span strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);
const UNSEEN = new Set(
  'script style template noscript textarea select option head title svg math iframe object button kbd samp'.split(
    ' ',
  ),
);
const VOID = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));
const KINDS: Readonly<Record<string, HolderKind>> = {
  a: 'link',
  td: 'cell',
  th: 'menu',
  nav: 'menu',
  label: 'menu',
  legend: 'menu',
  caption: 'menu',
  aside: 'menu',
  footer: 'menu',
  li: 'item',
  dt: 'item',
  dd: 'item',
  cite: 'cite',
  b: 'emphasis',
  strong: 'emphasis',
  em: 'emphasis',
  i: 'emphasis',
  code: 'code',
};
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: '\u00a0',
  shy: '\u00ad',
  ndash: '–',
  mdash: '—',
  ldquo: '“',
  rdquo: '”',
  lsquo: '‘',
  rsquo: '’',
  phi: 'φ',
  zwj: '\u200d',
};

function decode(text: string): string {
  return text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (all, hex, decimal, name) => {
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    return ENTITIES[name] ?? all;
  });
}

export function attribute(attributes: string, name: string): string | null {
  const found = new RegExp(`(?:^|\\s)${name}(?:="([^"]*)"|='([^']*)'|(?=[\\s/]|$))`, 'i').exec(
    attributes,
  );
  return found === null ? null : decode(found[1] ?? found[2] ?? '');
}

const isHidden = (attributes: string) =>
  /(?:^|\s)(?:hidden|contenteditable|aria-hidden="true"|role="textbox"|class="(?:clipped|away)")/i.test(
    attributes,
  ) || /display:\s*none|visibility:\s*hidden|font-size:\s*0|opacity:\s*0/i.test(attributes);

interface Open {
  readonly tag: string;
  readonly attributes: string;
  readonly unseen: boolean;
}

export function readHtml(html: string): ReadPage {
  const blocks: Block[] = [];
  const links: Link[] = [];
  const open: Open[] = [];
  let block: Block = { text: '', inlines: [] };
  const begin = () => {
    for (const inline of block.inlines) if (inline.end < 0) inline.end = block.text.length;
    if (/\S/.test(block.text)) blocks.push(block);
    block = { text: '', inlines: open.map((o) => ({ ...o, start: 0, end: -1 })) };
  };
  const close = (tag: string) => {
    const at = open.findLastIndex((o) => o.tag === tag);
    if (at < 0) return;
    const closed = open.splice(at);
    if (closed.some((o) => !INLINE.has(o.tag))) begin();
    else
      for (const { tag: name } of closed) {
        const inline = block.inlines.findLast((i) => i.tag === name && i.end < 0);
        if (inline) inline.end = block.text.length;
      }
  };
  const tokens = html
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, '')
    .matchAll(/<(\/?)([a-z][\w-]*)((?:"[^"]*"|'[^']*'|[^'">])*)>|([^<]+|<)/gi);
  for (const [, slash, name = '', attributes = '', text] of tokens) {
    const tag = name.toLowerCase();
    if (text !== undefined) {
      if (!open.some((o) => o.unseen)) block.text += decode(text);
    } else if (slash) close(tag);
    else if (tag === 'br') block.text += '\u2028';
    else if (!VOID.has(tag)) {
      if (/^(?:li|td|th|tr|p|dt|dd)$/.test(tag) && open.at(-1)?.tag === tag) close(tag);
      const unseen = UNSEEN.has(tag) || isHidden(attributes);
      open.push({ tag, attributes, unseen });
      if (!INLINE.has(tag)) begin();
      else block.inlines.push({ tag, attributes, start: block.text.length, end: -1 });
      const href = tag === 'a' ? attribute(attributes, 'href') : null;
      if (href !== null) links.push({ href, attributes });
    } else if (!INLINE.has(tag) && tag !== 'img' && tag !== 'input') begin();
  }
  begin();
  return { blocks, links };
}

/** White space as `lib/page` gives it: single spaces, a line feed for `<br>`. */
const tidy = (text: string) => text.replace(/[^\S\u2028]+/g, ' ').replaceAll('\u2028', '\n');

const MENU_LINK = /^#[^/]|\/(?:tags?|topics?|category|wiki)\//;

function kindOf({ tag, attributes }: Inline): HolderKind | undefined {
  if (tag === 'a' && MENU_LINK.test(attribute(attributes, 'href') ?? '')) return 'menu';
  return /^h[1-6]$/.test(tag) ? 'heading' : KINDS[tag];
}

/** What the page would tell of a hit at `start` to `end` of the block. */
export function contextIn(block: Block, start: number, end: number): MentionContext {
  const before = tidy(block.text.slice(0, start));
  const after = tidy(block.text.slice(end));
  const holders: Holder[] = [];
  for (const inline of block.inlines.toReversed()) {
    const kind = kindOf(inline);
    if (kind === undefined || inline.start > start || inline.end < end) continue;
    holders.push({
      kind,
      before: tidy(block.text.slice(inline.start, start)).slice(-80),
      after: tidy(block.text.slice(end, inline.end)).slice(0, 80),
    });
  }
  holders.push({ kind: 'block', before: before.slice(-80), after: after.slice(0, 80) });
  const surface = tidy(block.text.slice(start, end));
  return { surface, before: before.slice(-160), after: after.slice(0, 160), holders };
}

/** The attribute of the innermost element around a place that has it, or null. */
export function attributeAround(
  block: Block,
  start: number,
  end: number,
  name: string,
): string | null {
  for (const inline of block.inlines.toReversed()) {
    if (inline.start > start || inline.end < end) continue;
    const value = attribute(inline.attributes, name);
    if (value !== null) return value;
  }
  return null;
}
