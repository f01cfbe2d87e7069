import type { ImportJob, Outcome, Refused } from '../catalogue/catalogue.ts';
import { makeProblem, type Problem, type ProblemReason, type Reading } from '../formats/problem.ts';
import type { PaperDraft } from '../paper/paper.ts';
import { findOverlongField } from './draft-limits.ts';
import type { ImportControl } from './import-control.ts';
import { createPace } from './pace.ts';

/** Papers in a chunk: one message and one transaction of the worker, well under a second. */
export const CHUNK_PAPERS = 500;

/** Why a paper or a line of a file is not in the catalogue, or not as it was. */
export type ImportReason = ProblemReason | Refused['reason'];

export interface ImportProblem {
  /** Counted from 1; for a paper, the line it began on. */
  readonly line: number;
  readonly reason: ImportReason;
  /** The text in question, or the title of the paper. */
  readonly text: string;
  /** "skipped": a paper may be missing; "note": none is. */
  readonly kind: 'skipped' | 'note';
}

/** A file to import. */
export interface ImportFile {
  readonly name: string;
  /** Names the file and its content: name, size and date. */
  readonly fingerprint: string;
  readonly bytes: number;
  /** Reads from the beginning, each time in the same order. */
  read(): AsyncIterable<Reading>;
  /** Bytes of the file that the present reading has taken in. */
  bytesRead(): number;
}

/** The part of the worker that an import needs. */
export interface ImportAsker {
  beginImport(request: { readonly fingerprint: string; readonly name: string }): Promise<ImportJob>;
  /** May be repeated: a chunk that is in already is answered and not written again. */
  importChunk(request: {
    readonly jobId: string;
    readonly chunk: number;
    readonly papers: readonly PaperDraft[];
    readonly skipped: number;
  }): Promise<{ readonly job: ImportJob; readonly outcome: Outcome }>;
  endImport(request: {
    readonly jobId: string;
    readonly state: 'done' | 'cancelled';
  }): Promise<ImportJob>;
}

export interface ImportProgress {
  readonly name: string;
  /** Papers and unreadable lines dealt with, those of earlier attempts among them. */
  readonly handled: number;
  /** What `handled` will come to; estimated from the bytes until the file is read to its end. */
  readonly total: number | null;
  readonly totalIsExact: boolean;
  readonly perSecond: number | null;
  readonly secondsLeft: number | null;
  /** What was in already when this attempt began. */
  readonly continuedFrom: number;
}

export interface ImportOptions {
  readonly file: ImportFile;
  readonly ask: ImportAsker;
  readonly control: ImportControl;
  readonly onProgress: (progress: ImportProgress) => void;
  readonly onProblem: (problem: ImportProblem) => void;
  /** Milliseconds; for tests. */
  readonly now?: () => number;
}

interface Chunk {
  readonly number: number;
  readonly papers: readonly PaperDraft[];
  /** The line each paper began on. */
  readonly lines: readonly number[];
  /** Those of an earlier attempt, too, which nobody remembers. */
  readonly problems: readonly ImportProblem[];
  /** Problems of this chunk that may have cost a paper. */
  readonly skipped: number;
  /** Papers and problems up to and with this chunk. */
  readonly end: number;
  /** The share of the file that was read by then, 0 to 1. */
  readonly read: number;
  readonly last: boolean;
}

/**
 * Imports a file and gives the finished or cancelled job. An import of the same file that was
 * broken off is taken up where it stopped. Throws what reading or the worker throws; calling
 * again then continues.
 */
export async function runImport(options: ImportOptions): Promise<ImportJob> {
  const { file, ask, control, onProblem } = options;
  let job = await ask.beginImport({ fingerprint: file.fingerprint, name: file.name });
  const report = createReporter(options, job);

  const write = async (chunk: Chunk): Promise<void> => {
    const { papers, skipped } = chunk;
    const answer = await ask.importChunk({
      jobId: job.id,
      chunk: chunk.number,
      papers,
      skipped,
    });
    job = answer.job;
    for (const { index, reason } of answer.outcome.refused)
      onProblem({
        line: chunk.lines[index] ?? 0,
        reason,
        text: papers[index]?.title ?? '',
        kind: 'skipped',
      });
    report(chunk);
  };

  let writing = settled(Promise.resolve());
  try {
    for await (const chunk of cutIntoChunks(file, job, control.signal)) {
      for (const problem of chunk.problems) onProblem(problem);
      if (control.signal.aborted) break;
      if (chunk.papers.length === 0 && chunk.skipped === 0) continue;
      rethrow(await writing);
      await control.whenRunning();
      if (control.signal.aborted) break;
      writing = settled(write(chunk));
    }
  } finally {
    // Also where reading failed: a write must not report after the import has ended.
    await writing;
  }
  rethrow(await writing);
  const state = control.signal.aborted ? 'cancelled' : 'done';
  return ask.endImport({ jobId: job.id, state });
}

/** Fails later, where it is looked at, so that a failed write does not count as unhandled meanwhile. */
function settled(promise: Promise<void>): Promise<PromiseSettledResult<void> | undefined> {
  return Promise.allSettled([promise]).then(([result]) => result);
}

function rethrow(result: PromiseSettledResult<void> | undefined): void {
  if (result?.status === 'rejected') throw result.reason;
}

/** What a job has in already: of each attempt the papers and the lines that could not be read. */
const countHandled = ({ added, merged, skipped }: ImportJob): number => added + merged + skipped;

/**
 * Every `CHUNK_PAPERS` papers that the job does not have yet, with the problems among them; the
 * problems after the last paper are in the last chunk. Where reading fails, what was read is a
 * chunk, and then the failure is thrown.
 */
async function* cutIntoChunks(
  file: ImportFile,
  job: ImportJob,
  signal: AbortSignal,
): AsyncIterable<Chunk> {
  const before = countHandled(job);
  let number = job.chunks;
  let end = 0;
  let skipped = 0;
  let papers: PaperDraft[] = [];
  let lines: number[] = [];
  let problems: ImportProblem[] = [];
  const cut = (last: boolean): Chunk => {
    const read = file.bytes === 0 ? 1 : file.bytesRead() / file.bytes;
    const chunk = { number, papers, lines, problems, skipped, end, read, last };
    number += 1;
    skipped = 0;
    papers = [];
    lines = [];
    problems = [];
    return chunk;
  };

  let failure: { readonly error: unknown } | null = null;
  try {
    for await (const reading of file.read()) {
      if (signal.aborted) return;
      const problem = findProblem(reading);
      const isNew = end >= before;
      if (problem !== null) {
        problems.push(problem);
        if (isNew && problem.kind === 'skipped') skipped += 1;
      } else if (isNew && 'draft' in reading) {
        if (papers.length === CHUNK_PAPERS) yield cut(false);
        papers.push(reading.draft);
        lines.push(reading.line);
      }
      if (problem?.kind !== 'note') end += 1;
    }
  } catch (error) {
    failure = { error };
  }
  if (papers.length > 0 || problems.length > 0) yield cut(failure === null);
  if (failure !== null) throw failure.error;
}

function findProblem(reading: Reading): Problem | null {
  if ('problem' in reading) return reading.problem;
  const { draft, line } = reading;
  return findOverlongField(draft) === null ? null : makeProblem(line, 'too-long', draft.title);
}

/** Reports after each chunk; the total is what the part of the file read so far lets expect. */
function createReporter(options: ImportOptions, begun: ImportJob): (chunk: Chunk) => void {
  const { file, control, onProgress, now = () => performance.now() } = options;
  const continuedFrom = countHandled(begun);
  const pace = createPace(now);
  const progress = { name: file.name, continuedFrom };
  pace.reach(continuedFrom);
  onProgress({
    ...progress,
    handled: continuedFrom,
    total: null,
    totalIsExact: false,
    perSecond: null,
    secondsLeft: null,
  });

  return ({ end: handled, read, last }) => {
    const total = last ? handled : read > 0 ? Math.max(handled, Math.round(handled / read)) : null;
    if (control.paused) pace.restart();
    pace.reach(handled);
    onProgress({
      ...progress,
      handled,
      total,
      totalIsExact: last,
      perSecond: pace.perSecond(),
      secondsLeft: total === null ? null : pace.secondsFor(total - handled),
    });
  };
}
