import { describe, expect, it } from 'vitest';
import { makeProblem } from '../../lib/formats/problem.ts';
import { createImportSession, type ImportState } from '../../lib/imports/import-session.ts';
import { createFakeWorker, fileOf, papersOf } from './fake-worker.ts';

function setUp() {
  const worker = createFakeWorker();
  const states: ImportState[] = [];
  const waiters: (() => void)[] = [];
  const session = createImportSession(worker, (state) => {
    states.push(state);
    for (const wake of waiters.splice(0)) wake();
  });
  const until = async (kind: ImportState['kind']) => {
    while (session.state.kind !== kind) await new Promise<void>((resolve) => waiters.push(resolve));
    return session.state;
  };
  return { worker, session, states, until };
}

describe('the imports of a page', () => {
  it('add up over several files', async () => {
    const { session, until } = setUp();
    session.start([fileOf(papersOf(600), 'a.jsonl'), fileOf(papersOf(700), 'b.jsonl')]);
    expect(await until('ended')).toMatchObject({
      how: 'done',
      totals: { names: ['a.jsonl', 'b.jsonl'], added: 700, merged: 600, skipped: 0 },
    });
  });

  it('take in a file that comes while another runs', async () => {
    const { session, until, states } = setUp();
    session.start([fileOf(papersOf(600), 'a.jsonl')]);
    session.start([fileOf(papersOf(700), 'b.jsonl')]);
    expect(await until('ended')).toMatchObject({ totals: { added: 700, merged: 600 } });
    expect(states.some((state) => state.kind === 'running' && state.waiting === 1)).toBe(true);
  });

  it('say that they are paused, and go on', async () => {
    const { session, until, states } = setUp();
    session.start([fileOf(papersOf(3000))]);
    await until('running');
    session.pause();
    expect(session.state).toMatchObject({ kind: 'running', paused: true });
    session.resume();
    expect(await until('ended')).toMatchObject({ totals: { added: 3000 } });
    expect(states.some((state) => state.kind === 'running' && state.paused)).toBe(true);
  });

  it('drop the files that wait when they are cancelled', async () => {
    const { session, until, worker } = setUp();
    session.start([fileOf(papersOf(3000), 'a.jsonl'), fileOf(papersOf(9000), 'b.jsonl')]);
    await until('running');
    session.cancel();
    expect(await until('ended')).toMatchObject({ how: 'cancelled' });
    expect(worker.titles.size).toBeLessThan(3000);
  });

  it('tell of a failure and continue when told to, with each problem once', async () => {
    const { session, until, worker } = setUp();
    const readings = [{ line: 1, problem: makeProblem(1, 'not-json', '{') }, ...papersOf(1200)];
    worker.beforeChunk = (chunk) => {
      if (chunk === 1) throw new Error('the disk is full');
    };
    session.start([fileOf(readings, 'a.jsonl')]);
    expect(await until('failed')).toMatchObject({ name: 'a.jsonl', message: 'the disk is full' });
    worker.beforeChunk = () => undefined;
    session.retry();
    expect(await until('ended')).toMatchObject({
      totals: { added: 1200, merged: 0, skipped: 1 },
      problems: { count: 1, list: [{ line: 1, file: 'a.jsonl' }] },
    });
    session.dismiss();
    expect(session.state).toEqual({ kind: 'idle' });
  });

  it('are taken back, the newest chunk first, and tell what stayed', async () => {
    const { session, until, worker, states } = setUp();
    worker.titles.add('Paper 7');
    session.start([fileOf(papersOf(600), 'a.jsonl'), fileOf(papersOf(1200), 'b.jsonl')]);
    await until('ended');
    worker.handled.add('Paper 1100');
    session.takeBack();
    expect(await until('undone')).toEqual({ kind: 'undone', removed: 1198, stayed: 1 });
    expect(worker.undone).toEqual(['job-1:2', 'job-1:1', 'job-1:0', 'job-0:1', 'job-0:0']);
    expect([...worker.titles]).toEqual(['Paper 7', 'Paper 1100']);
    expect(states).toContainEqual({ kind: 'undoing', done: 2, total: 5 });
  });

  it('are taken back when they were cancelled or failed, chunks of an earlier attempt too', async () => {
    const { session, until, worker } = setUp();
    worker.beforeChunk = (chunk) => {
      if (chunk === 2) throw new Error('the disk is full');
    };
    session.start([fileOf(papersOf(3000), 'a.jsonl')]);
    await until('failed');
    session.takeBack();
    expect(await until('undone')).toEqual({ kind: 'undone', removed: 1000, stayed: 0 });
    expect(worker.jobs.map(({ state }) => state)).toEqual(['cancelled']);
  });

  it('can be taken back again when that failed on the way', async () => {
    const { session, until, worker } = setUp();
    session.start([fileOf(papersOf(1200), 'a.jsonl')]);
    await until('ended');
    worker.beforeUndo = (operation) => {
      if (operation === 'job-0:1') throw new Error('the worker went away');
    };
    session.takeBack();
    expect(await until('ended')).toMatchObject({ undoFailure: 'the worker went away' });
    worker.beforeUndo = () => undefined;
    session.takeBack();
    expect(await until('undone')).toEqual({ kind: 'undone', removed: 1200, stayed: 0 });
  });

  it('begin a file that came while others were taken back', async () => {
    const { session, until, worker } = setUp();
    session.start([fileOf(papersOf(600), 'a.jsonl')]);
    await until('ended');
    session.takeBack();
    session.start([fileOf(papersOf(20), 'b.jsonl')]);
    expect(await until('ended')).toMatchObject({ totals: { added: 20 } });
    expect(worker.titles.size).toBe(20);
  });
});
