/** One pass over a part of the page: full hits, in slices of idle time. */
import type { NamedWork } from '../paper/ids-in-text.ts';
import type { Matcher } from '../recognise/match.ts';
import type { Row } from '../recognise/types.ts';
import { isConnected } from './dom.ts';
import { keysOfLink } from './links.ts';
import type { Slices } from './slices.ts';
import { type TextRun, TextWalk } from './walk-text.ts';

/** What one pass reads at most; beyond that the page is scanned in part. */
const PASS_LIMITS = { texts: 200_000, letters: 5_000_000 } as const;
const MAX_HITS = 2_000;
/** Passes begun anew because the page took away what we stood on. */
const MAX_RESTARTS = 5;
const NO_TITLES = { hits: [], missing: [] } as const;
/** Runs set aside until the table is read where they need it. */
const MAX_WAITING = 2_000;

/** The titles and links to look for. `load` reads the places of the table that the matcher missed. */
export interface KnownTitles {
  readonly matcher: Pick<Matcher, 'match' | 'findKey'>;
  load(places: readonly number[]): Promise<void>;
  /** Identity keys of an address, most telling first. */
  keysOfUrl(address: string): string[];
  /** The works that a text names by identifier or address. */
  keysInText(text: string): NamedWork[];
}

/** A full hit, as the matcher gives it: not looked at yet with the page's eyes. */
export type RawHit =
  | {
      readonly kind: 'title';
      readonly row: Row;
      readonly run: TextRun;
      readonly from: number;
      readonly to: number;
    }
  /** An identifier or address that stands in the text. */
  | {
      readonly kind: 'id';
      readonly row: Row;
      readonly key: string;
      readonly run: TextRun;
      readonly from: number;
      readonly to: number;
    }
  | { readonly kind: 'link'; readonly row: Row; readonly key: string; readonly link: Element };

export interface ScanOptions {
  readonly known: KnownTitles;
  /** False: links only. */
  readonly titles: boolean;
  /** Identity keys of the page's own address; links that lead there are no mentions. */
  readonly ownKeys: readonly string[];
  readonly slices: Slices;
  shadowRoot(root: ShadowRoot): void;
  bareHost(host: Element): void;
}

export interface ScanResult {
  readonly hits: readonly RawHit[];
  readonly partly: boolean;
}

class Pass {
  readonly hits: RawHit[] = [];
  partly = false;
  #links: Element[] = [];
  #waiting: TextRun[] = [];
  #waitingLinks: Element[] = [];
  readonly #missing = new Set<number>();
  readonly #loaded = new Set<number>();
  #texts = 0;
  #letters = 0;

  readonly #options: ScanOptions;

  constructor(options: ScanOptions) {
    this.#options = options;
  }

  /** False: the page changed under the walk, and its rest was not seen. */
  async walk(root: Node): Promise<boolean> {
    const { slices, shadowRoot, bareHost } = this.#options;
    const walk = new TextWalk(root, {
      link: (link) => this.#links.push(link),
      shadowRoot,
      bareHost,
    });
    for (let isEnd = false; !isEnd && !this.partly; ) {
      isEnd = walk.step();
      for (const link of this.#links.splice(0)) this.#matchLink(link);
      for (const run of walk.takeRuns()) this.#read(run);
      if (this.#waiting.length > MAX_WAITING) await this.#catchUp();
      if (slices.isOver()) await slices.next();
    }
    await this.#catchUp();
    return walk.isComplete;
  }

  #read(run: TextRun): void {
    this.#texts += run.nodes.length;
    this.#letters += run.text.length;
    if (this.#texts > PASS_LIMITS.texts || this.#letters > PASS_LIMITS.letters) this.partly = true;
    this.#match(run);
  }

  #match(run: TextRun): void {
    const { known, titles } = this.#options;
    const named = known.keysInText(run.text).map((place) => ({
      ...place,
      found: this.#findRow(place.keys),
    }));
    const { hits, missing } = titles ? known.matcher.match(run.text) : NO_TITLES;
    if (named.length + hits.length + missing.length === 0) return;
    const isWaiting = named.some(({ found }) => found === 'missing');
    if (this.#needs(missing) || isWaiting) {
      this.#waiting.push(run);
      return;
    }
    const isNew = ({ end }: { readonly end: number }) => end > run.repeated;
    for (const { row, start, end } of hits.filter(isNew)) {
      this.#keep({ kind: 'title', row, run, from: start, to: end });
    }
    for (const { found, start, end } of named.filter(isNew)) {
      if (typeof found === 'object')
        this.#keep({ kind: 'id', ...found, run, from: start, to: end });
    }
  }

  /** Notes places that are to be read first; false when there are none that can be. */
  #needs(places: readonly number[]): boolean {
    const unread = places.filter((place) => !this.#loaded.has(place));
    for (const place of unread) this.#missing.add(place);
    return unread.length > 0;
  }

  /** Reads the places that were missed, and matches again what waited for them. */
  async #catchUp(): Promise<void> {
    const { known, slices } = this.#options;
    if (this.#missing.size === 0) return;
    await known.load([...this.#missing]);
    for (const place of this.#missing) this.#loaded.add(place);
    this.#missing.clear();
    for (const run of this.#waiting.splice(0)) {
      if (slices.isOver()) await slices.next();
      this.#match(run);
    }
    for (const link of this.#waitingLinks.splice(0)) this.#matchLink(link);
    await this.#catchUp();
  }

  #matchLink(link: Element): void {
    const { known } = this.#options;
    const found = this.#findRow(keysOfLink(link, known.keysOfUrl));
    if (found === 'missing') this.#waitingLinks.push(link);
    else if (found !== 'none') this.#keep({ kind: 'link', ...found, link });
  }

  /** The paper that identity keys name; "missing": after more of the table was read. */
  #findRow(
    keys: readonly string[],
  ): { readonly row: Row; readonly key: string } | 'none' | 'missing' {
    const { known, ownKeys } = this.#options;
    if (keys.some((key) => ownKeys.includes(key))) return 'none';
    for (const key of keys) {
      const { rows, missing } = known.matcher.findKey(key);
      if (missing !== null && this.#needs([missing])) return 'missing';
      const [row, second] = rows;
      // Several papers with one address: it does not tell which.
      if (row !== undefined) return second === undefined ? { row, key } : 'none';
    }
    return 'none';
  }

  #keep(hit: RawHit): void {
    if (this.hits.length < MAX_HITS) this.hits.push(hit);
    else this.partly = true;
  }
}

/** Scans what lies under a node. Rejects when the slices' signal is aborted. */
export async function scan(root: Node, options: ScanOptions): Promise<ScanResult> {
  await options.slices.next();
  for (let pass = new Pass(options), tries = 0; ; pass = new Pass(options), tries++) {
    const { hits } = pass;
    if (!isConnected(root) || (await pass.walk(root))) return { hits, partly: pass.partly };
    if (tries === MAX_RESTARTS) return { hits, partly: true };
  }
}
