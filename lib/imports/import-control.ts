/** Pause, resume and cancel for one import. */
export interface ImportControl {
  readonly signal: AbortSignal;
  readonly paused: boolean;
  pause(): void;
  resume(): void;
  /** What is in stays in. */
  cancel(): void;
  /** Resolves at once, or when a pause ends; also when the import is cancelled. */
  whenRunning(): Promise<void>;
}

export function createImportControl(): ImportControl {
  const abort = new AbortController();
  let pause: { readonly over: Promise<void>; readonly end: () => void } | null = null;
  const resume = () => {
    pause?.end();
    pause = null;
  };
  return {
    signal: abort.signal,
    get paused() {
      return pause !== null;
    },
    pause() {
      if (pause !== null || abort.signal.aborted) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      pause = { over: promise, end: resolve };
    },
    resume,
    cancel() {
      abort.abort();
      resume();
    },
    whenRunning: () => pause?.over ?? Promise.resolve(),
  };
}
