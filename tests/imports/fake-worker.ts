import type { ImportJob, Outcome, Refused } from '../../lib/catalogue/catalogue.ts';
import type { Reading } from '../../lib/formats/problem.ts';
import type { ImportAsker, ImportFile } from '../../lib/imports/run-import.ts';
import type { TakeBackAsker } from '../../lib/imports/take-back.ts';
import type { PaperDraft } from '../../lib/paper/paper.ts';
import { titleOnly } from '../../lib/paper/title-only.ts';

/** A file of readings; `bytes` counts readings, so that estimates can be foretold. */
export function fileOf(readings: readonly Reading[], name = 'papers.jsonl'): ImportFile {
  let read = 0;
  return {
    name,
    fingerprint: `${name}:${readings.length}`,
    bytes: readings.length,
    bytesRead: () => read,
    async *read() {
      read = 0;
      for (const reading of readings) {
        read += 1;
        yield reading;
      }
    },
  };
}

export function papersOf(count: number): Reading[] {
  return Array.from({ length: count }, (_, index) => ({
    draft: titleOnly(`Paper ${index + 1}`),
    line: index + 1,
  }));
}

export interface FakeWorker extends ImportAsker, TakeBackAsker {
  /** Titles in the catalogue, each once. */
  readonly titles: Set<string>;
  readonly jobs: ImportJob[];
  /** Operations that were undone, in order. */
  readonly undone: string[];
  /** Runs before each undo. */
  beforeUndo: (operation: string) => void | Promise<void>;
  /** Titles that an undo leaves in. */
  readonly handled: Set<string>;
  readonly sent: { readonly chunk: number; readonly papers: number }[];
  /** Runs before each chunk is written. */
  beforeChunk: (chunk: number) => void | Promise<void>;
  refuse: (draft: PaperDraft, index: number) => Refused | null;
}

/** The import half of a worker, with a catalogue that knows titles only. */
export function createFakeWorker(): FakeWorker {
  const replace = (job: ImportJob): ImportJob => {
    worker.jobs.splice(
      worker.jobs.findIndex(({ id }) => id === job.id),
      1,
      job,
    );
    return job;
  };
  const find = (id: string): ImportJob => {
    const job = worker.jobs.find((candidate) => candidate.id === id);
    if (job === undefined) throw new Error(`no job ${id}`);
    return job;
  };
  const answer = (job: ImportJob, counts: Partial<Outcome>) => ({
    job,
    outcome: {
      operation: job.id,
      paperIds: [],
      added: 0,
      merged: 0,
      refused: [],
      tagId: null,
      changed: true,
      ...counts,
    },
  });

  const addedBy = new Map<string, readonly string[]>();
  const worker: FakeWorker = {
    titles: new Set(),
    undone: [],
    beforeUndo: () => undefined,
    handled: new Set(),
    jobs: [],
    sent: [],
    beforeChunk: () => undefined,
    refuse: () => null,
    async beginImport({ fingerprint, name }) {
      const running = worker.jobs.find(
        (job) => job.fingerprint === fingerprint && job.state === 'running',
      );
      if (running !== undefined) return running;
      const job: ImportJob = {
        id: `job-${worker.jobs.length}`,
        fingerprint,
        name,
        state: 'running',
        chunks: 0,
        added: 0,
        merged: 0,
        skipped: 0,
        startedAt: 0,
      };
      worker.jobs.push(job);
      return job;
    },
    async importChunk({ jobId, chunk, papers, skipped }) {
      await worker.beforeChunk(chunk);
      worker.sent.push({ chunk, papers: papers.length });
      const job = find(jobId);
      if (chunk < job.chunks) return answer(job, {});
      if (chunk > job.chunks) throw new Error(`chunk ${chunk} before ${job.chunks}`);
      const refused = papers.flatMap((draft, index) => worker.refuse(draft, index) ?? []);
      const taken = papers.filter((_, index) => refused.every((one) => one.index !== index));
      const added = taken.filter(({ title }) => !worker.titles.has(title));
      for (const { title } of taken) worker.titles.add(title);
      addedBy.set(
        `${jobId}:${chunk}`,
        added.map(({ title }) => title),
      );
      const counts = { added: added.length, merged: taken.length - added.length };
      const next = replace({
        ...job,
        chunks: chunk + 1,
        added: job.added + counts.added,
        merged: job.merged + counts.merged,
        skipped: job.skipped + skipped + refused.length,
      });
      return answer(next, { ...counts, refused });
    },
    async endImport({ jobId, state }) {
      return replace({ ...find(jobId), state });
    },
    async undo({ operation }) {
      await worker.beforeUndo(operation);
      const titles = addedBy.get(operation);
      if (!addedBy.delete(operation)) return false;
      worker.undone.push(operation);
      for (const title of titles ?? []) if (!worker.handled.has(title)) worker.titles.delete(title);
      return true;
    },
    countPapers: async () => worker.titles.size,
  };
  return worker;
}
