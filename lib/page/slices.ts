/** Work in idle time of a shown tab, a few milliseconds at once. */
import { whenShown } from './shown.ts';

/** Leaves room for the step that runs when the time is up: together at most 8 ms. */
const SLICE_MS = 6;
/** On a page that is never idle a slice comes this often all the same: a twentieth of the thread's time. */
const IDLE_TIMEOUT_MS = 100;

/** In idle time; by the scheduler where there is one: for an idle callback the page is drawn once more. */
const idle = () =>
  new Promise<void>((resolve) => {
    if ('scheduler' in window) {
      void window.scheduler.postTask(resolve, { priority: 'background' });
      setTimeout(resolve, IDLE_TIMEOUT_MS);
    } else requestIdleCallback(() => resolve(), { timeout: IDLE_TIMEOUT_MS });
  });

export interface Slices {
  /** True when the slice is used up: the caller then awaits `next`. */
  isOver(): boolean;
  /** Resolves in the next idle period in which the tab is shown; rejects when the signal is aborted. */
  next(): Promise<void>;
}

export function createSlices(signal: AbortSignal): Slices {
  let end = 0;
  return {
    isOver: () => performance.now() >= end,
    async next() {
      await whenShown(signal);
      await idle();
      signal.throwIfAborted();
      end = performance.now() + SLICE_MS;
    },
  };
}

/** Runs `task` after `wait` of quiet; further calls start the wait anew. Nothing runs after an abort. */
export function debounce(task: () => void, wait: number, signal: AbortSignal): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  signal.addEventListener('abort', () => clearTimeout(timer));
  return () => {
    clearTimeout(timer);
    if (!signal.aborted) timer = setTimeout(task, wait);
  };
}
