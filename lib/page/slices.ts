/** Work in idle time, a few milliseconds at once. */

/** Leaves room for the step that runs when the time is up: together at most 8 ms. */
const SLICE_MS = 5;
/** On a page that is never idle a slice comes this often all the same: a twentieth of the thread's time. */
const IDLE_TIMEOUT_MS = 100;

export interface Slices {
  /** True when the slice is used up: the caller then awaits `next`. */
  isOver(): boolean;
  /** Resolves in the next idle period; rejects when the signal is aborted. */
  next(): Promise<void>;
}

export function createSlices(signal: AbortSignal): Slices {
  let end = 0;
  return {
    isOver: () => performance.now() >= end,
    next: () =>
      new Promise((resolve, reject) => {
        requestIdleCallback(
          () => {
            if (signal.aborted) return reject(signal.reason);
            end = performance.now() + SLICE_MS;
            resolve();
          },
          { timeout: IDLE_TIMEOUT_MS },
        );
      }),
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
