/** One pass over a part of the page: full hits, in slices of idle time. */
import type { NamedWork } from '../paper/ids-in-text.ts';
import type { Matcher } from '../recognise/match.ts';
import type { Row } from '../recognise/types.ts';
import { isConnected } from './dom.ts';
import { keysOfLink } from './links.ts';
import type { Slices } from './slices.ts';
import type { TextBatch } from './text-batch.ts';
import type { TextRun } from './text-run.ts';
import { createTextWalk } from './walk-text.ts';

/** What one pass reads at most; beyond that the page is scanned in part. */
const PASS_LIMITS = { texts: 200_000, letters: 5_000_000 } as const;
/** With more hits the page is scanned in part. */
const MAX_HITS = 2_000;
/** Passes begun anew because the page took away what we stood on. */
const MAX_RESTARTS = 5;
/** The titles and links to look for. `load` reads the places of the table that the matcher missed. */
export interface KnownTitles {
  readonly matcher: Matcher;
  load(places: readonly number[]): Promise<void>;
  /** The pass is over: what was loaded need not be kept. */
  forget(): void;
  /** Identity keys of an address, most telling first. */
  keysOfUrl(address: string): string[];
  /** Where a long text may name works: the others of its runs need not be looked at. */
  siftNames(text: string): number[];
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

/** The paper that identity keys name, and by which of them. */
type Named = { readonly row: Row; readonly key: string };

function createPass({ known, titles, ownKeys, slices, shadowRoot, bareHost }: ScanOptions) {
  const hits: RawHit[] = [];
  let partly = false;
  const links: Element[] = [];
  /** Places of the table that are to be read before a question can be answered. */
  const missing: number[] = [];
  const loaded = new Set<number>();
  let texts = 0;
  let letters = 0;

  const findRow = (keys: readonly string[]): Named | null => {
    if (keys.some((key) => ownKeys.includes(key))) return null;
    for (const key of keys) {
      const found = known.matcher.findKey(key);
      if (found.missing !== null) missing.push(found.missing);
      const [row, second] = found.rows;
      // Several papers with one address: it does not tell which.
      if (row !== undefined) return second === undefined ? { row, key } : null;
    }
    return null;
  };
  const hitIn = (link: Element): RawHit[] => {
    const named = findRow(keysOfLink(link, known.keysOfUrl));
    return named === null ? [] : [{ kind: 'link', ...named, link }];
  };
  const hitsIn = (run: TextRun): RawHit[] => {
    const found: RawHit[] = [];
    const keep = (hit: RawHit & { readonly to: number }) =>
      hit.to > run.repeated && found.push(hit);
    if (titles) {
      const answer = known.matcher.match(run.text);
      missing.push(...answer.missing);
      for (const { row, start, end } of answer.hits)
        keep({ kind: 'title', row, run, from: start, to: end });
    }
    for (const { keys, start, end } of known.keysInText(run.text)) {
      const named = findRow(keys);
      if (named !== null) keep({ kind: 'id', ...named, run, from: start, to: end });
    }
    return found;
  };
  /** Reads the places that are missing; false: there are none that were not read. */
  const load = async (): Promise<boolean> => {
    const places = missing.splice(0).filter((place) => !loaded.has(place));
    if (places.length === 0) return false;
    await known.load(places);
    for (const place of places) loaded.add(place);
    await slices.next();
    return true;
  };
  /** Keeps the hits in links and runs, after all that it takes to see them was read. */
  const look = async (some: readonly Element[], runs: readonly TextRun[]): Promise<void> => {
    let found: RawHit[];
    do found = [...some.flatMap(hitIn), ...runs.flatMap(hitsIn)];
    while (await load());
    hits.push(...found);
    partly ||= hits.length > MAX_HITS;
  };
  /** Looks closer at the runs that may hold something. */
  const read = async ({ text, nodes, edges, runsAt }: TextBatch): Promise<void> => {
    texts += nodes.length;
    letters += text.length;
    if (texts > PASS_LIMITS.texts || letters > PASS_LIMITS.letters) partly = true;
    const places = known.siftNames(text);
    if (titles) {
      const sifted = known.matcher.sift(text, edges);
      missing.push(...sifted.missing);
      await load();
      places.push(...sifted.offsets());
    }
    await look([], runsAt(places));
  };

  return {
    hits,
    isPartly: () => partly,
    /** False: the page changed under the walk, and its rest was not seen. */
    async walk(root: Node): Promise<boolean> {
      const walk = createTextWalk(root, { link: (link) => links.push(link), shadowRoot, bareHost });
      for (let isEnd = false; !isEnd && !partly; ) {
        isEnd = walk.step();
        for (const batch of walk.take(isEnd)) {
          await read(batch);
          if (slices.isOver()) await slices.next();
        }
        await look(links.splice(0), []);
        if (slices.isOver()) await slices.next();
      }
      return walk.isComplete();
    },
  };
}

/** Scans what lies under a node. Rejects when the slices' signal is aborted. */
export async function scan(root: Node, options: ScanOptions): Promise<ScanResult> {
  await options.slices.next();
  for (let tries = 0; ; tries++) {
    const { hits, walk, isPartly } = createPass(options);
    const isWhole = !isConnected(root) || (await walk(root));
    options.known.forget();
    if (isWhole || tries === MAX_RESTARTS) return { hits, partly: isPartly() || !isWhole };
  }
}
