import type { ImportJob } from '../catalogue/catalogue.ts';
import { createImportControl, type ImportControl } from './import-control.ts';
import {
  type ImportAsker,
  type ImportFile,
  type ImportProblem,
  type ImportProgress,
  runImport,
} from './run-import.ts';

/** Problems kept to be read and copied; beyond them only their number is. */
const MOST_PROBLEMS = 5_000;

/** What became of files that were imported. */
export interface ImportTotals {
  readonly names: readonly string[];
  readonly added: number;
  readonly merged: number;
  readonly skipped: number;
}

interface ImportProblems {
  readonly list: readonly (ImportProblem & { readonly file: string })[];
  /** All of them, also those that are not in the list. */
  readonly count: number;
}

/** What the page shows of its imports. */
export type ImportState =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'running';
      readonly progress: ImportProgress;
      readonly paused: boolean;
      /** Files that come after this one. */
      readonly waiting: number;
      readonly problems: ImportProblems;
    }
  | {
      readonly kind: 'ended';
      readonly how: 'done' | 'cancelled';
      readonly totals: ImportTotals;
      readonly problems: ImportProblems;
    }
  | {
      readonly kind: 'failed';
      readonly name: string;
      readonly message: string;
      readonly problems: ImportProblems;
    };

/** The imports of one page, one file after the other. */
export interface ImportSession {
  readonly state: ImportState;
  /** Adds files; begins at once when nothing runs. */
  start(files: readonly ImportFile[]): void;
  pause(): void;
  resume(): void;
  /** Stops this file and drops those that wait; what is in stays in. */
  cancel(): void;
  /** After a failure: continues where it stopped. */
  retry(): void;
  /** Back to idle, when nothing runs. */
  dismiss(): void;
}

const NO_TOTALS: ImportTotals = { names: [], added: 0, merged: 0, skipped: 0 };
const NO_PROBLEMS: ImportProblems = { list: [], count: 0 };

export function createImportSession(
  ask: ImportAsker,
  onChange: (state: ImportState) => void,
): ImportSession {
  let state: ImportState = { kind: 'idle' };
  let queue: ImportFile[] = [];
  let totals = NO_TOTALS;
  let problems = NO_PROBLEMS;
  let control: ImportControl | null = null;

  const publish = (next: ImportState) => {
    state = next;
    onChange(state);
  };
  const patchRunning = () => {
    if (state.kind === 'running')
      publish({
        ...state,
        paused: control?.paused ?? false,
        waiting: Math.max(0, queue.length - 1),
      });
  };

  const addProblem = (file: ImportFile, problem: ImportProblem) => {
    const { list, count } = problems;
    const kept = list.length < MOST_PROBLEMS ? [...list, { ...problem, file: file.name }] : list;
    problems = { list: kept, count: count + 1 };
  };

  const runFile = async (file: ImportFile, control: ImportControl): Promise<ImportJob> =>
    runImport({
      file,
      ask,
      control,
      onProblem: (problem) => addProblem(file, problem),
      onProgress: (progress) =>
        publish({
          kind: 'running',
          progress,
          paused: control.paused,
          waiting: queue.length - 1,
          problems,
        }),
    });

  const runQueue = async (): Promise<void> => {
    const mine = createImportControl();
    control = mine;
    for (let file = queue[0]; file !== undefined; file = queue[0]) {
      const before = problems;
      try {
        totals = addUp(totals, await runFile(file, mine));
      } catch (error) {
        control = null;
        const message = error instanceof Error ? error.message : String(error);
        publish({ kind: 'failed', name: file.name, message, problems });
        // The next attempt reads the file from its beginning and meets the same problems again.
        problems = before;
        return;
      }
      queue = mine.signal.aborted ? [] : queue.slice(1);
    }
    control = null;
    publish({ kind: 'ended', how: mine.signal.aborted ? 'cancelled' : 'done', totals, problems });
  };

  return {
    get state() {
      return state;
    },
    start(files) {
      if (files.length === 0) return;
      if (control !== null) {
        queue = [...queue, ...files];
        patchRunning();
        return;
      }
      queue = [...files];
      totals = NO_TOTALS;
      problems = NO_PROBLEMS;
      void runQueue();
    },
    pause() {
      control?.pause();
      patchRunning();
    },
    resume() {
      control?.resume();
      patchRunning();
    },
    cancel() {
      control?.cancel();
    },
    retry() {
      if (control === null && queue.length > 0) void runQueue();
    },
    dismiss() {
      if (control !== null) return;
      queue = [];
      publish({ kind: 'idle' });
    },
  };
}

function addUp(totals: ImportTotals, job: ImportJob): ImportTotals {
  return {
    names: [...totals.names, job.name],
    added: totals.added + job.added,
    merged: totals.merged + job.merged,
    skipped: totals.skipped + job.skipped,
  };
}
