/** The script of one frame: starts and stops marking as settings, catalogue and page say. */
import { browser } from 'wxt/browser';
import { askFromPage, isOrphaned } from '../../lib/messages/ask.ts';
import { serveAsPage } from '../../lib/messages/serve-page.ts';
import { type KnownPapers, startKnownPapers } from '../../lib/page/known-papers.ts';
import type { Marking } from '../../lib/page/marking.ts';
import type { KnownTitles } from '../../lib/page/scan.ts';
import type { SiteLevel } from '../../lib/settings/settings.ts';
import { getStartMarking, type Instance } from './instance.ts';
import { readSiteLevel, whenWorthwhile } from './site.ts';
import { readTable, type Table } from './table.ts';

interface Run {
  readonly papers: KnownPapers;
  readonly version: number;
  readonly level: SiteLevel;
  stop(): void;
}

/** Events at which an orphaned script notices and leaves. */
const SIGNS_OF_LIFE = ['visibilitychange', 'focus', 'pointerover'] as const;

/** The report of a frame in which there is nothing. */
const NOTHING = { papers: [], partly: false, self: null } as const;

export function createScript(asked: boolean): Instance {
  const life = new AbortController();
  const { signal } = life;
  let isAsked = asked;
  let run: Run | null = null;
  let turn: Promise<void> = Promise.resolve();
  let prepared: Promise<void> | undefined;
  let rules: Promise<void> | undefined;
  /** The worker was told of papers here. */
  let hasReported = false;
  let whenShown: (() => void) | null = null;

  const marking = () => run?.papers.marking() ?? null;
  const isOrphan = () => browser.runtime?.id === undefined;
  const onError = (error: unknown) => {
    if (isOrphan() || isOrphaned(error)) undo();
    else console.error('Manicule:', error);
  };

  /** Takes back what the worker was told. Nobody may be there any more to hear it. */
  const reportNothing = () => {
    if (hasReported) void askFromPage('reportPage', NOTHING).catch(() => undefined);
    hasReported = false;
  };
  const stop = () => {
    run?.stop();
    run = null;
  };
  const startMarking = async (
    keysOfUrl: KnownTitles['keysOfUrl'],
    until: AbortSignal,
  ): Promise<Marking> => {
    prepared ??= askFromPage('prepareMarks', { bring: 'script' });
    await prepared;
    return getStartMarking()(
      {
        keysOfUrl,
        recognise: (request) => askFromPage('recognise', request),
        reportPage(report) {
          hasReported = true;
          return askFromPage('reportPage', report);
        },
        prepareRules() {
          rules ??= askFromPage('prepareMarks', { bring: 'rules' });
          return rules;
        },
        announceCard: (card) => askFromPage('announceCard', card),
        cardUnavailable: (request) => askFromPage('cardUnavailable', request),
        card: {
          url: browser.runtime.getURL('/card.html'),
          // Not the origin of `url`, which is a dynamic one in Chromium.
          origin: browser.runtime.getURL('/').slice(0, -1),
        },
        onError,
      },
      until,
    );
  };
  const start = (level: SiteLevel, table: Table) => {
    const controller = new AbortController();
    const until = AbortSignal.any([signal, controller.signal]);
    const papers = startKnownPapers(
      {
        known: table.known,
        titles: level === 'titles-and-links',
        isMainFrame: window === window.top,
        onNothing: reportNothing,
        startMarking: () => startMarking(table.known.keysOfUrl, until),
        onError,
      },
      until,
    );
    run = { papers, version: table.version, level, stop: () => controller.abort() };
  };

  /** Brings the frame in line with settings and table, whatever changed. */
  const compare = async () => {
    const [level, table] = await Promise.all([readSiteLevel(isAsked), readTable()]);
    if (signal.aborted) return;
    const isSame = run !== null && run.version === table?.version && run.level === level;
    if (isSame) return marking()?.refresh();
    stop();
    if (level !== 'off' && table !== null) start(level, table);
    else reportNothing();
  };
  const refresh = () => {
    turn = turn.then(compare).catch(onError);
  };
  /** Hidden tabs wait; only the last of several changes counts. */
  const onceShown = (task: () => void) => {
    if (document.visibilityState === 'hidden') whenShown = task;
    else task();
  };

  const stopServing = serveAsPage({
    catalogueChanged: ({ table }) =>
      onceShown(() => {
        if (run?.version === table) marking()?.refresh();
        else refresh();
      }),
    settingsChanged: () => onceShown(refresh),
    walk: (request) => marking()?.walk(request) ?? 'none',
    tagMark: () => marking()?.tag() ?? false,
    showPaper: ({ paperId }) => marking()?.show(paperId) ?? false,
    ping: () => ({ partly: run?.papers.isPartly() ?? false, marking: run !== null }),
  });
  for (const name of SIGNS_OF_LIFE) {
    addEventListener(name, () => isOrphan() && undo(), { capture: true, passive: true, signal });
  }
  addEventListener(
    'visibilitychange',
    () => {
      if (document.visibilityState === 'hidden') return;
      whenShown?.();
      whenShown = null;
    },
    { capture: true, signal },
  );
  addEventListener(
    'pagehide',
    () => {
      marking()?.putAway();
      // A frame may be gone for good while its page stays.
      if (window !== window.top && !isOrphan()) reportNothing();
    },
    { signal },
  );
  addEventListener(
    'pageshow',
    ({ persisted }) => {
      if (!persisted) return;
      marking()?.report();
      refresh();
    },
    { signal },
  );
  function undo(): void {
    life.abort();
    stop();
    if (!isOrphan()) stopServing();
  }

  void whenWorthwhile(signal).then(refresh);
  return {
    isOrphaned: isOrphan,
    wake(askedNow) {
      isAsked ||= askedNow;
      refresh();
    },
    undo,
  };
}
