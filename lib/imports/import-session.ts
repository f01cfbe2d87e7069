import type { ImportJob } from '../catalogue/catalogue.ts';
import { createImportControl, type ImportControl } from './import-control.ts';
import {
  type ImportAsker,
  type ImportFile,
  type ImportProblem,
  type ImportProgress,
  runImport,
} from './run-import.ts';
import { type TakeBackAsker, takeBackImports } from './take-back.ts';

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
      /** Why it could not be taken back; what was taken out until then is out. */
      readonly undoFailure?: string;
    }
  | {
      readonly kind: 'failed';
      readonly name: string;
      readonly message: string;
      readonly problems: ImportProblems;
      readonly undoFailure?: string;
    }
  /** Being taken back; `done` and `total` count chunks. */
  | { readonly kind: 'undoing'; readonly done: number; readonly total: number }
  /** `stayed`: papers that it had added and the user has handled since, or that came from elsewhere too. */
  | { readonly kind: 'undone'; readonly removed: number; readonly stayed: number };

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
  /** When it has ended or failed: takes out again what it brought in. */
  takeBack(): void;
  /** Back to idle, when nothing runs. */
  dismiss(): void;
}

const NO_TOTALS: ImportTotals = { names: [], added: 0, merged: 0, skipped: 0 };
const NO_PROBLEMS: ImportProblems = { list: [], count: 0 };

export function createImportSession(
  ask: ImportAsker & TakeBackAsker,
  onChange: (state: ImportState) => void,
): ImportSession {
  let state: ImportState = { kind: 'idle' };
  let queue: ImportFile[] = [];
  let totals = NO_TOTALS;
  let problems = NO_PROBLEMS;
  let control: ImportControl | null = null;
  /** The last that was heard of each job of these files, oldest first. */
  let jobs = new Map<string, ImportJob>();
  let papersBefore: number | null = null;

  const note = (job: ImportJob): ImportJob => {
    jobs.set(job.id, job);
    return job;
  };
  const noting: ImportAsker = {
    beginImport: async (request) => note(await ask.beginImport(request)),
    async importChunk(request) {
      const answer = await ask.importChunk(request);
      note(answer.job);
      return answer;
    },
    endImport: async (request) => note(await ask.endImport(request)),
  };

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
      ask: noting,
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

  const begin = (files: readonly ImportFile[]) => {
    queue = [...files];
    totals = NO_TOTALS;
    problems = NO_PROBLEMS;
    jobs = new Map();
    papersBefore = null;
    void runQueue();
  };

  const takeBack = async (from: Extract<ImportState, { kind: 'ended' | 'failed' }>) => {
    queue = [];
    const taken = [...jobs.values()];
    publish({ kind: 'undoing', done: 0, total: 0 });
    try {
      papersBefore ??= await ask.countPapers();
      await takeBackImports(taken, ask, (done, total) => publish({ kind: 'undoing', done, total }));
      const removed = Math.max(0, papersBefore - (await ask.countPapers()));
      const added = taken.reduce((sum, job) => sum + job.added, 0);
      publish({ kind: 'undone', removed, stayed: Math.max(0, added - removed) });
    } catch (error) {
      publish({ ...from, undoFailure: error instanceof Error ? error.message : String(error) });
    }
    if (queue.length > 0) begin(queue);
  };

  return {
    get state() {
      return state;
    },
    start(files) {
      if (files.length === 0) return;
      if (control !== null || state.kind === 'undoing') {
        queue = [...queue, ...files];
        patchRunning();
        return;
      }
      begin(files);
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
    takeBack() {
      if (state.kind === 'ended' || state.kind === 'failed') void takeBack(state);
    },
    dismiss() {
      if (control !== null || state.kind === 'undoing') return;
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
