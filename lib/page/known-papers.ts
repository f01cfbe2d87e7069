/**
 * The first half: looks for full hits in the page and keeps looking as it changes. On a page without
 * one it asks nothing and touches nothing; at the first it brings in the second half (`marking.ts`).
 */
import { watchAddress } from './address.ts';
import { watchBareHosts } from './bare-hosts.ts';
import { documentKeys } from './document-keys.ts';
import { pageBody } from './dom.ts';
import type { Marking, OwnAddress } from './marking.ts';
import { isWriting, observeChanges } from './observe.ts';
import { type KnownTitles, type RawHit, scan } from './scan.ts';
import { createSlices, debounce } from './slices.ts';

export interface KnownPapersDeps {
  readonly known: KnownTitles;
  /** False: links and ids only. */
  readonly titles: boolean;
  /** The tab's own document, whose address may be a paper. */
  readonly isMainFrame: boolean;
  /** Called when there is no full hit so far: what an earlier table found holds no more. */
  onNothing(): void;
  /** Called at the first full hit. */
  startMarking(): Promise<Marking>;
  /** What a failure is given to. */
  onError(error: unknown): void;
}

export interface KnownPapers {
  /** The second half, once there was a full hit. */
  marking(): Marking | null;
  isPartly(): boolean;
}

const ADDRESS_WAIT_MS = 250;
/** Identity keys that name a paper also when the catalogue does not have it. */
const NAMES_A_PAPER = /^(?!url:)/;

/** Starts in this frame; after the abort it is still. */
export function startKnownPapers(deps: KnownPapersDeps, signal: AbortSignal): KnownPapers {
  const { known, titles, isMainFrame } = deps;
  const slices = createSlices(signal);
  let ownKeys: readonly string[] = [];
  let own: OwnAddress = null;
  let partly = false;
  let marking: Marking | null = null;
  let queue: Promise<unknown> = Promise.resolve();

  /** One task at a time, in the order asked. */
  const inTurn = (task: () => Promise<boolean>): Promise<boolean> => {
    const run = queue.then(task).catch((error: unknown) => {
      if (!signal.aborted) deps.onError(error);
      return false;
    });
    queue = run;
    return run;
  };

  const rowOf = async (key: string): Promise<number | undefined> => {
    const { missing } = known.matcher.findKey(key);
    if (missing !== null) await known.load([missing]);
    const { rows } = known.matcher.findKey(key);
    return rows.length === 1 ? rows[0] : undefined;
  };
  const readAddress = async () => {
    ownKeys = documentKeys(known.keysOfUrl);
    own = null;
    if (!isMainFrame) return;
    if (ownKeys.some((key) => NAMES_A_PAPER.test(key))) own = { kind: 'new' };
    for (const key of ownKeys) {
      const row = await rowOf(key);
      if (row !== undefined) {
        own = { kind: 'known', row, key };
        return;
      }
    }
  };

  /** Resolves to whether anything is new there. */
  const look = async (places: readonly Node[], isAll: boolean) => {
    const hits: RawHit[] = [];
    if (isAll) partly = false;
    for (const place of places) {
      const { include: shadowRoot } = observer;
      const options = { known, titles, ownKeys, slices, shadowRoot, bareHost: hosts.add };
      const found = await scan(place, options);
      hits.push(...found.hits);
      partly ||= found.partly;
    }
    if (marking === null && hits.length === 0 && own === null) {
      deps.onNothing();
      return false;
    }
    marking ??= await deps.startMarking();
    return marking.take({ places: isAll ? null : new Set(places), hits, partly, own });
  };
  const lookAtAll = async () => {
    await readAddress();
    return look([pageBody()], true);
  };

  const observer = observeChanges(
    {
      async look(changed) {
        checkAddress();
        const places = changed.filter((place) => !isWriting(place));
        const isIdle = places.length === 0 && marking === null;
        return !isIdle && inTurn(() => look(places, false));
      },
      onChange: () => marking?.pageChanged(),
    },
    signal,
  );
  const hosts = watchBareHosts(observer.add, signal);
  const hurry = () => {
    observer.hurry();
    hosts.hurry();
  };
  const lookAnew = debounce(() => void inTurn(lookAtAll), ADDRESS_WAIT_MS, signal);
  const checkAddress = watchAddress(() => {
    observer.hurry();
    marking?.putAway();
    lookAnew();
  }, signal);
  for (const name of ['click', 'keydown', 'scroll'] as const) {
    addEventListener(name, hurry, { capture: true, passive: true, signal });
  }

  void inTurn(lookAtAll);
  return { marking: () => marking, isPartly: () => partly || observer.isBehind() };
}
