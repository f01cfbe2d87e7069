/** Work in idle time, a few milliseconds at once. */

/** Leaves room for the step that runs when the time is up: together at most 8 ms. */
const SLICE_MS = 5;
const MIN_SLICE_MS = 2;
/** On a page that is never idle a slice comes this often all the same. */
const IDLE_TIMEOUT_MS = 1_000;

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
          (deadline) => {
            if (signal.aborted) return reject(signal.reason);
            const room = Math.max(deadline.timeRemaining(), MIN_SLICE_MS);
            end = performance.now() + Math.min(SLICE_MS, room);
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
