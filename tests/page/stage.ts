/** A page to test on: markup put into the test's own document, taken out again afterwards. */
import { afterEach } from 'vitest';
import type { Recognised } from '../../lib/messages/protocol.ts';
import { rangeOf } from '../../lib/page/ranges.ts';
import type { KnownTitles, RawHit } from '../../lib/page/scan.ts';
import { scan } from '../../lib/page/scan.ts';
import { createSlices } from '../../lib/page/slices.ts';
import { keysOfUrl } from '../../lib/paper/address-keys.ts';
import { createTextReader, siftNames } from '../../lib/paper/ids-in-text.ts';
import type { PaperId } from '../../lib/paper/paper.ts';
import { SITES } from '../../lib/paper/sites.ts';

let staged: Element[] = [];
let life = new AbortController();

afterEach(() => {
  life.abort();
  life = new AbortController();
  for (const element of staged) element.remove();
  staged = [];
  scrollTo(0, 0);
});

/** Ends with the test. */
export const testSignal = (): AbortSignal => life.signal;

/** Puts markup at the end of the body; scripts in it do not run. */
export function stage(html: string): HTMLElement {
  const parsed = new DOMParser().parseFromString(`<main>${html}</main>`, 'text/html');
  const main = document.importNode(parsed.body, true).firstElementChild;
  if (!(main instanceof HTMLElement)) throw new Error('nothing to stage');
  document.body.append(main);
  staged.push(main);
  return main;
}

export function get(selector: string, root: ParentNode = document): HTMLElement {
  const element = root.querySelector(selector);
  if (!(element instanceof HTMLElement)) throw new Error(`no ${selector} on the page`);
  return element;
}

/** A range over a whole text node, the element's first where none is named. */
export function rangeIn(element: Element, node: Node | null = element.firstChild): StaticRange {
  if (!(node instanceof Text)) throw new Error('no text');
  return rangeOf({ node, offset: 0 }, { node, offset: node.length });
}

const WORD = /[\p{L}\p{N}]+/gu;

/** A matcher as simple as can be: whole words of the title with anything but letters between them. */
export function knowing(
  titles: readonly string[],
  keys: Readonly<Record<string, number>> = {},
): KnownTitles {
  const patterns = titles.map((title) => {
    const letters = [...title.matchAll(WORD)].flatMap(([word]) => [...word]);
    const body = letters.join('[^\\p{L}\\p{N}]*');
    return new RegExp(`(?<![\\p{L}\\p{N}])${body}(?![\\p{L}\\p{N}])`, 'giu');
  });
  return {
    matcher: {
      sift: (text) => ({ missing: [], offsets: () => Array.from(text, (_, at) => at) }),
      match: (text) => ({
        hits: patterns.flatMap((pattern, row) =>
          [...text.matchAll(pattern)].map(({ index, 0: { length } }) => ({
            row,
            start: index,
            end: index + length,
          })),
        ),
        missing: [],
      }),
      findKey(key) {
        const row = keys[key];
        return { rows: row === undefined ? [] : [row], missing: null };
      },
    },
    forget: () => undefined,
    load: () => Promise.reject(new Error('nothing is missing')),
    keysOfUrl,
    keysInText: createTextReader(SITES, keysOfUrl),
    siftNames,
  };
}

export async function scanFor(
  root: Node,
  known: KnownTitles,
  options: { readonly titles?: boolean; readonly ownKeys?: readonly string[] } = {},
): Promise<readonly RawHit[]> {
  const { hits } = await scan(root, {
    known,
    titles: options.titles ?? true,
    ownKeys: options.ownKeys ?? [],
    slices: createSlices(testSignal()),
    shadowRoot: () => undefined,
    bareHost: () => undefined,
  });
  return hits;
}

export const paperOf = (row: number): PaperId => `PAPER${row}` as PaperId;

/** A worker that confirms everything. */
export const confirm = (row: number, by: 'title' | 'link'): Recognised => ({
  paperId: paperOf(row),
  evidence:
    by === 'title'
      ? { certainty: 'title', reason: 'text' }
      : { certainty: 'identifier', reason: 'arxiv', detail: '2302.07863' },
  paint: { marked: true, slot: null, setAside: false },
});

/** Until a condition holds; fails after `limitMs`. */
export async function until(
  condition: () => boolean,
  what = 'the condition',
  limitMs = 2_000,
): Promise<void> {
  const end = performance.now() + limitMs;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`${what} did not come to hold`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
