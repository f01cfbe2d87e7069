import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeProblem, type Reading } from '../../lib/formats/problem.ts';
import { createImportControl } from '../../lib/imports/import-control.ts';
import {
  CHUNK_PAPERS,
  type ImportFile,
  type ImportOptions,
  type ImportProblem,
  type ImportProgress,
  runImport,
} from '../../lib/imports/run-import.ts';
import { titleOnly } from '../../lib/paper/title-only.ts';
import { createFakeWorker, type FakeWorker, fileOf, papersOf } from './fake-worker.ts';

function start(worker: FakeWorker, file: ImportFile, options: Partial<ImportOptions> = {}) {
  const progress: ImportProgress[] = [];
  const problems: ImportProblem[] = [];
  const control = createImportControl();
  let clock = 0;
  const done = runImport({
    file,
    ask: worker,
    control,
    onProgress: (step) => progress.push(step),
    onProblem: (problem) => problems.push(problem),
    now: () => (clock += 500),
    ...options,
  });
  return { done, progress, problems, control };
}

describe('an import', () => {
  it('writes every paper once, in chunks, and ends its job', async () => {
    const worker = createFakeWorker();
    const { done } = start(worker, fileOf(papersOf(1201)));
    expect(await done).toMatchObject({ state: 'done', added: 1201, merged: 0, skipped: 0 });
    expect(worker.sent).toEqual([
      { chunk: 0, papers: CHUNK_PAPERS },
      { chunk: 1, papers: CHUNK_PAPERS },
      { chunk: 2, papers: 201 },
    ]);
    expect(worker.titles.size).toBe(1201);
  });

  it('counts what is known as merged and what cannot be read or taken as skipped, with the lines', async () => {
    const worker = createFakeWorker();
    worker.titles.add('Paper 2');
    worker.refuse = (draft, index) =>
      draft.title === 'Paper 3' ? { index, reason: 'identifier-clash', detail: '' } : null;
    const readings: Reading[] = [
      ...papersOf(3),
      { line: 4, problem: makeProblem(4, 'not-json', '{') },
      { line: 5, draft: titleOnly('x'.repeat(4001)) },
      { line: 6, problem: makeProblem(6, 'wrong-type', 'year') },
    ];
    const { done, problems } = start(worker, fileOf(readings));
    expect(await done).toMatchObject({ added: 1, merged: 1, skipped: 3 });
    expect(problems).toEqual([
      { line: 4, reason: 'not-json', text: '{', kind: 'skipped' },
      { line: 5, reason: 'too-long', text: 'x'.repeat(200), kind: 'skipped' },
      { line: 6, reason: 'wrong-type', text: 'year', kind: 'note' },
      { line: 3, reason: 'identifier-clash', text: 'Paper 3', kind: 'skipped' },
    ]);
  });

  it('ends an empty file with nothing added', async () => {
    const { done } = start(createFakeWorker(), fileOf([]));
    expect(await done).toMatchObject({ state: 'done', added: 0, merged: 0, skipped: 0 });
  });

  it('tells how far it is, how fast, and what is left', async () => {
    const { done, progress } = start(createFakeWorker(), fileOf(papersOf(1500)));
    await done;
    expect(progress.map(({ handled }) => handled)).toEqual([0, 500, 1000, 1500]);
    // 500 papers in each 500 ms of the clock of this test.
    expect(progress[2]).toMatchObject({ perSecond: 1000, secondsLeft: 1, totalIsExact: false });
    expect(progress[2]?.total).toBeGreaterThan(1490);
    expect(progress[2]?.total).toBeLessThan(1510);
    expect(progress[3]).toMatchObject({ total: 1500, totalIsExact: true, secondsLeft: 0 });
  });

  it('waits while it is paused, and goes on', async () => {
    const worker = createFakeWorker();
    const { done, control } = start(worker, fileOf(papersOf(2000)), {
      onProgress: ({ handled }) => {
        if (handled === 500) control.pause();
      },
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    const sentWhilePaused = worker.sent.length;
    expect(sentWhilePaused).toBeLessThan(4);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(worker.sent.length).toBe(sentWhilePaused);
    control.resume();
    expect(await done).toMatchObject({ state: 'done', added: 2000 });
  });

  it('stops when it is cancelled, and what is in stays in', async () => {
    const worker = createFakeWorker();
    const { done, control } = start(worker, fileOf(papersOf(5000)), {
      onProgress: ({ handled }) => {
        if (handled === 1000) control.cancel();
      },
    });
    const job = await done;
    expect(job.state).toBe('cancelled');
    expect(job.added).toBeGreaterThanOrEqual(1000);
    expect(job.added).toBeLessThan(5000);
    expect(worker.titles.size).toBe(job.added);
  });

  it('can be cancelled while it is paused', async () => {
    const { done, control } = start(createFakeWorker(), fileOf(papersOf(3000)), {
      onProgress: ({ handled }) => {
        if (handled === 500) control.pause();
      },
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    control.cancel();
    expect((await done).state).toBe('cancelled');
  });

  it('continues after a failure where it stopped, and reads past what is in', async () => {
    const worker = createFakeWorker();
    const file = fileOf(papersOf(1700));
    worker.beforeChunk = (chunk) => {
      if (chunk === 2) throw new Error('the worker went away');
    };
    await expect(start(worker, file).done).rejects.toThrow('the worker went away');
    worker.beforeChunk = () => undefined;
    worker.sent.length = 0;
    const { done, progress } = start(worker, file);
    expect(await done).toMatchObject({ state: 'done', added: 1700, merged: 0 });
    expect(worker.sent.map(({ chunk }) => chunk)).toEqual([2, 3]);
    expect(progress[0]).toMatchObject({ continuedFrom: 1000, handled: 1000 });
  });

  it('passes on what reading throws', async () => {
    const file: ImportFile = {
      ...fileOf([]),
      // biome-ignore lint/correctness/useYield: it fails before the first paper
      async *read() {
        throw new Error('the file could not be read');
      },
    };
    await expect(start(createFakeWorker(), file).done).rejects.toThrow('could not be read');
  });

  it('has ended when it fails: what was read is in, and nothing is reported after', async () => {
    const worker = createFakeWorker();
    worker.beforeChunk = () => new Promise((resolve) => setTimeout(resolve, 10));
    const papers = papersOf(CHUNK_PAPERS + 1);
    const file: ImportFile = {
      ...fileOf(papers),
      async *read() {
        yield* papers;
        throw new Error('the file is cut short');
      },
    };
    const { done, progress } = start(worker, file);
    await expect(done).rejects.toThrow('cut short');
    expect(worker.titles.size).toBe(CHUNK_PAPERS + 1);
    const reported = progress.length;
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(progress.length).toBe(reported);
  });

  it('continues behind the last paper that could be read', async () => {
    const worker = createFakeWorker();
    const whole = fileOf([
      { line: 0, problem: makeProblem(0, 'not-json', '{') },
      ...papersOf(1700),
    ]);
    const torn: ImportFile = {
      ...whole,
      async *read() {
        let left = 701;
        for await (const reading of whole.read()) {
          if (left-- === 0) throw new Error('the disk was taken out');
          yield reading;
        }
      },
    };
    await expect(start(worker, torn).done).rejects.toThrow('taken out');
    expect(worker.titles.size).toBe(700);
    const { done, problems } = start(worker, whole);
    expect(await done).toMatchObject({ state: 'done', added: 1700, merged: 0, skipped: 1 });
    expect(problems).toHaveLength(1);
    expect(worker.sent.map(({ papers }) => papers)).toEqual([500, 200, 500, 500]);
  });

  it('has everything in exactly once, wherever it is broken off', async () => {
    const reading = fc.oneof(
      { weight: 9, arbitrary: fc.constant('paper') },
      { weight: 1, arbitrary: fc.constant('problem') },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(reading, { minLength: 900, maxLength: 2600, size: 'max' }),
        fc.array(fc.nat(5), { maxLength: 3 }),
        async (kinds, failures) => {
          const readings = kinds.map(
            (kind, index): Reading =>
              kind === 'paper'
                ? { draft: titleOnly(`Paper ${index}`), line: index + 1 }
                : { line: index + 1, problem: makeProblem(index + 1, 'not-json', '{') },
          );
          const worker = createFakeWorker();
          for (const failure of failures) {
            worker.beforeChunk = (chunk) => {
              if (chunk === failure) throw new Error('stopped');
            };
            await start(worker, fileOf(readings)).done.catch(() => undefined);
          }
          worker.beforeChunk = () => undefined;
          await start(worker, fileOf(readings)).done;
          const papers = kinds.filter((kind) => kind === 'paper').length;
          const job = worker.jobs.at(-1);
          expect(worker.titles.size).toBe(papers);
          // A run that went through before leaves the rest to a new job that finds everything known.
          expect((job?.added ?? 0) + (job?.merged ?? 0)).toBe(papers);
          expect(job?.skipped).toBe(kinds.length - papers);
        },
      ),
      { numRuns: 20 },
    );
  });
});
