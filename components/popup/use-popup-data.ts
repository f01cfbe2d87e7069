/** What the popup knows besides its list: the catalogue's state, the tags, the page. Asked again when something changed. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { CatalogueState } from '../../lib/catalogue/catalogue.ts';
import type { TabPage } from '../../lib/messages/protocol.ts';
import type { TagCount } from '../../lib/paper/paper.ts';
import { useLatest } from '../use-latest.ts';
import type { PopupPorts } from './ports.ts';

/** A running import tells of a change with every chunk; four answers a second are enough. */
const REFRESH_WAIT_MS = 250;
/** Asking the page runs a script in it. */
const PAGE_REFRESH_WAIT_MS = 1_000;
/** The first list waits this long for the page, so that it need not be exchanged. */
const PAGE_WAIT_MS = 200;

export interface PopupData {
  /** Null until the worker has answered. */
  readonly state: CatalogueState | null;
  readonly stateError: string | null;
  readonly tags: readonly TagCount[];
  /** Whether there were tags when the popup was opened; null until that is known. */
  readonly hadTags: boolean | null;
  readonly page: TabPage | null;
  /** The page has answered, or the wait for it is over. */
  readonly pageSettled: boolean;
  /** Moves with every change. */
  readonly revision: number;
  refresh(): void;
  refreshPage(): void;
  reloadTags(): Promise<void>;
}

/** Calls at once, then at most once in `wait` milliseconds. */
function useThrottle(run: () => void, wait: number): () => void {
  const latest = useLatest(run);
  const last = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useCallback(() => {
    if (timer.current !== undefined) return;
    timer.current = setTimeout(
      () => {
        timer.current = undefined;
        last.current = Date.now();
        latest.current();
      },
      Math.max(0, last.current + wait - Date.now()),
    );
  }, [latest, wait]);
}

export function usePopupData(ports: PopupPorts): PopupData {
  const [state, setState] = useState<CatalogueState | null>(null);
  const [stateError, setStateError] = useState<string | null>(null);
  const [tags, setTags] = useState<readonly TagCount[]>([]);
  const [hadTags, setHadTags] = useState<boolean | null>(null);
  const [page, setPage] = useState<TabPage | null>(null);
  const [pageSettled, setPageSettled] = useState(false);
  const [revision, setRevision] = useState(0);

  const reloadTags = useCallback(async () => {
    const now = await ports.listTags();
    setTags(now);
    setHadTags((before) => before ?? now.some(({ papers }) => papers > 0));
  }, [ports]);
  const readState = useCallback(() => {
    const fail = (reason: unknown) => setStateError(String(reason));
    ports.readState().then((next) => {
      setState(next);
      setStateError(null);
    }, fail);
    reloadTags().catch(fail);
  }, [ports, reloadTags]);
  const readPage = useCallback(() => {
    ports
      .readPage()
      .then(setPage, (error: unknown) => console.error(error))
      .finally(() => setPageSettled(true));
  }, [ports]);

  const refresh = useThrottle(() => {
    setRevision((n) => n + 1);
    readState();
  }, REFRESH_WAIT_MS);
  const refreshPage = useThrottle(readPage, PAGE_REFRESH_WAIT_MS);

  useEffect(() => {
    readState();
    readPage();
    const timer = setTimeout(() => setPageSettled(true), PAGE_WAIT_MS);
    const stop = ports.onViewsChanged(() => {
      refresh();
      refreshPage();
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [ports, readState, readPage, refresh, refreshPage]);

  return {
    state,
    stateError,
    tags,
    hadTags,
    page,
    pageSettled,
    revision,
    refresh,
    refreshPage,
    reloadTags,
  };
}
