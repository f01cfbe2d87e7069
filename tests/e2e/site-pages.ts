/**
 * Pages shaped like real sites, in `tests/fixtures/pages/sites`. `data-mention` stands on an element that holds just
 * one mention of a known paper (the beginning of its title), `data-trap` (why) on what looks like one; what has
 * neither is not to be marked. `data-unpainted`: a link without text, which only counts. While a script of the page is
 * still moving things, its root element has `data-busy`; what is made anew or used again has an id.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRecord } from '../../lib/formats/json-lines.ts';
import type { PaperDraft } from '../../lib/paper/paper.ts';
import type { Evaluate } from './marks.ts';
import { starterTitles } from './starter-titles.ts';

const FOLDER = new URL('../fixtures/pages/sites', import.meta.url).pathname;
const PAGE = /\.x?html$/;

export interface SitePage {
  readonly name: string;
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The pages, in the order of their names. */
export function readSitePages(): SitePage[] {
  return readdirSync(FOLDER)
    .filter((name) => PAGE.test(name))
    .sort()
    .map((name) => ({
      name: name.replace(PAGE, ''),
      html: readFileSync(join(FOLDER, name), 'utf8'),
      headers: name.endsWith('.xhtml')
        ? { 'content-type': 'application/xhtml+xml; charset=utf-8' }
        : {},
    }));
}

/** The papers that are imported beside the starter's, read as an import reads them. */
export function readSitePapers(): PaperDraft[] {
  const lines = readFileSync(join(FOLDER, 'papers.jsonl'), 'utf8').trim().split('\n');
  return lines.flatMap((text, index) =>
    readRecord(index + 1, text).map((reading) => {
      if ('problem' in reading) throw new Error(JSON.stringify(reading.problem));
      return reading.draft;
    }),
  );
}

/** Finds the one title of the catalogue that a label means. */
export function titleFinder(): (label: string) => string {
  const titles = [...new Set([...starterTitles(), ...readSitePapers().map(({ title }) => title)])];
  return (label) => {
    const [title, ...others] = titles.includes(label)
      ? [label]
      : titles.filter((each) => each.startsWith(label));
    if (title === undefined || others.length > 0)
      throw new Error(`"${label}" means ${others.length + (title === undefined ? 0 : 1)} papers`);
    return title;
  };
}

/** An element with a label, and what is marked in it. */
interface Labelled {
  /** Names the element as long as the page lives. */
  readonly key: string;
  readonly mention: string | null;
  readonly trap: string | null;
  readonly isPainted: boolean;
  readonly isInView: boolean;
  readonly text: string;
}

interface Painted {
  /** The nearest labelled element; empty where there is none. */
  readonly key: string;
  readonly text: string;
}

interface Reading {
  readonly labels: readonly Labelled[];
  readonly marks: readonly Painted[];
  readonly isBusy: boolean;
}

/** Labels of a document, and the marks that can be seen in it now. Runs inside the page, so it refers to nothing outside itself. */
function readDocument(): Reading {
  const keys: WeakMap<Element, string> = Reflect.get(window, 'keysOfLabels') ?? new WeakMap();
  Reflect.set(window, 'keysOfLabels', keys);
  const keyOf = (element: Element): string => {
    if (element.id !== '') return `#${element.id}`;
    const known = keys.get(element);
    if (known !== undefined) return known;
    const next = Number(Reflect.get(window, 'countOfLabels') ?? 0) + 1;
    Reflect.set(window, 'countOfLabels', next);
    keys.set(element, String(next));
    return String(next);
  };
  const labelled = (root: Document | ShadowRoot): Element[] =>
    [...root.querySelectorAll('*')].flatMap((element) => [
      ...(element.matches('[data-mention],[data-trap]') ? [element] : []),
      ...(element.shadowRoot === null ? [] : labelled(element.shadowRoot)),
    ]);
  const isInView = ({ top, bottom, height }: DOMRect) =>
    height > 0 && bottom > 0 && top < innerHeight;
  const labels = labelled(document).map((element) => ({
    key: keyOf(element),
    mention: element.getAttribute('data-mention'),
    trap: element.getAttribute('data-trap'),
    isPainted: !element.hasAttribute('data-unpainted'),
    isInView: isInView(element.getBoundingClientRect()),
    text: element.textContent ?? '',
  }));
  const labelAround = (node: Node): string => {
    for (let at: Node | null = node; at !== null; ) {
      if (at instanceof Element && at.matches('[data-mention],[data-trap]')) return keyOf(at);
      at = at instanceof ShadowRoot ? at.host : at.parentNode;
    }
    return '';
  };
  const marks = [...CSS.highlights]
    .filter(([name]) => name.startsWith('manicule-'))
    .flatMap(([, highlight]) => [...highlight])
    .map((painted) => {
      const range = document.createRange();
      range.setStart(painted.startContainer, painted.startOffset);
      range.setEnd(painted.endContainer, painted.endOffset);
      return { key: labelAround(painted.startContainer), text: range.toString(), range };
    })
    .filter(({ range }) => isInView(range.getBoundingClientRect()))
    .map(({ key, text }) => ({ key, text }));
  return { labels, marks, isBusy: document.documentElement.hasAttribute('data-busy') };
}

/** An open page in some browser. */
export interface OpenPage {
  /** Evaluates in each of its documents, the main one first. */
  documents(): readonly Evaluate[];
  /** The titles that the popup lists for it. */
  listed(): Promise<readonly string[]>;
}

export interface Verdict {
  readonly mentions: number;
  readonly traps: number;
  readonly missed: readonly string[];
  readonly wrong: readonly string[];
}

const LOOK_MS = 60;
/** Marks are settled after so long without a change: longer than the quiet that the page side waits for. */
const SETTLED_MS = 400;
/** The same while a mention that can be seen is not marked. */
const AWAITED_MS = 1_500;
const MOST_SCREENS = 60;
const LATE_MS = 700;
const GIVE_UP_MS = 12_000;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const lettersOf = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
const tidy = (text: string) => text.replace(/\s+/g, ' ').trim();
/** A mark on an id in a text may leave out what introduces the id. */
const withoutScheme = (text: string) => text.replace(/^(?:arxiv|doi|httpsdoiorg)/, '');

/** Collects what a page shows over the time that one looks at it. */
class Collector {
  private readonly labels = new Map<string, Labelled>();
  private readonly found = new Set<string>();
  private readonly wrong = new Set<string>();

  constructor(private readonly titleOf: (label: string) => string) {}

  /** `isStill`: the marks have settled, so that each is to be where its label says. */
  add(document: number, reading: Reading, isStill: boolean): void {
    for (const label of reading.labels) this.labels.set(`${document}:${label.key}`, label);
    const once = new Set<string>();
    for (const { key, text } of reading.marks) {
      const at = `${document}:${key}`;
      const label = this.labels.get(at);
      if (label === undefined) this.wrong.add(`unlabelled: ${tidy(text)}`);
      else if (label.trap !== null) this.wrong.add(`${label.trap}: ${tidy(text)}`);
      else if (!isStill) continue;
      else if (once.has(at)) this.wrong.add(`twice: ${tidy(label.text)}`);
      else if (
        withoutScheme(lettersOf(text)) !== withoutScheme(lettersOf(label.text)) ||
        !label.isPainted
      )
        this.wrong.add(`not all of "${tidy(label.text)}": ${tidy(text)}`);
      else this.found.add(at);
      once.add(at);
    }
  }

  /** What the popup lists says of links without text, and of which papers are meant. */
  addListed(listed: readonly string[]): void {
    const wanted = new Set<string>();
    for (const [at, { mention, isPainted }] of this.labels) {
      if (mention === null) continue;
      const title = this.titleOf(mention);
      wanted.add(title);
      if (!isPainted && listed.includes(title)) this.found.add(at);
    }
    for (const title of listed) if (!wanted.has(title)) this.wrong.add(`listed: ${title}`);
  }

  verdict(): Verdict {
    const mentions = [...this.labels].filter(([, { mention }]) => mention !== null);
    return {
      mentions: mentions.length,
      traps: [...this.labels.values()].filter(({ trap }) => trap !== null).length,
      missed: mentions
        .filter(([at]) => !this.found.has(at))
        .map(([, { mention, text }]) => `${mention}: ${tidy(text)}`),
      wrong: [...this.wrong],
    };
  }
}

/** Whether a mention can be seen that has no mark. */
function isAwaiting({ labels, marks }: Reading): boolean {
  const marked = new Set(marks.map(({ key }) => key));
  return labels.some(
    ({ key, mention, isPainted, isInView }) =>
      mention !== null && isPainted && isInView && !marked.has(key),
  );
}

/** Looks until the marks stand still; what is marked falsely meanwhile is seen as well. */
async function lookAtScreen(page: OpenPage, collector: Collector): Promise<void> {
  let before = '';
  let changedAt = performance.now();
  for (let isStill = false; !isStill; ) {
    const readings: Reading[] = [];
    for (const evaluate of page.documents()) readings.push(await evaluate(readDocument));
    const now = JSON.stringify(readings.map(({ marks }) => marks));
    const isMoving = now !== before || readings.some(({ isBusy }) => isBusy);
    before = now;
    if (isMoving) changedAt = performance.now();
    const quiet = performance.now() - changedAt;
    isStill = quiet >= (readings.some(isAwaiting) ? AWAITED_MS : SETTLED_MS);
    for (const [index, reading] of readings.entries()) collector.add(index, reading, isStill);
    if (!isStill) await pause(LOOK_MS);
  }
}

/** Scrolls through the page once. */
async function lookThrough(page: OpenPage, collector: Collector): Promise<void> {
  const [main] = page.documents();
  if (main === undefined) throw new Error('a page without a document');
  await main(() => scrollTo({ top: 0, behavior: 'instant' }));
  for (let screen = 0; screen < MOST_SCREENS; screen++) {
    await lookAtScreen(page, collector);
    const moved = await main(() => {
      const before = scrollY;
      scrollBy({ top: innerHeight * 0.8, behavior: 'instant' });
      return scrollY > before;
    });
    if (!moved) break;
  }
  collector.addListed(await page.listed());
}

/** Looks at a page until everything is found, and once more for what comes late; or until it is time to give up. */
export async function judgePage(
  page: OpenPage,
  titleOf: (label: string) => string,
): Promise<Verdict> {
  const collector = new Collector(titleOf);
  const start = performance.now();
  do {
    await lookThrough(page, collector);
  } while (collector.verdict().missed.length > 0 && performance.now() - start < GIVE_UP_MS);
  await pause(LATE_MS);
  await lookThrough(page, collector);
  return collector.verdict();
}
