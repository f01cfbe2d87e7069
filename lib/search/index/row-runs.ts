/** Sets of rows as runs of neighbours. */
import type { ByteReader, ByteWriter } from './bytes.ts';

/** From `from` up to `to`, exclusive. */
export interface RowRun {
  readonly from: number;
  readonly to: number;
}

/** Rows must rise. */
export function runsOf(rows: Iterable<number>): RowRun[] {
  const runs: { from: number; to: number }[] = [];
  for (const row of rows) {
    const last = runs.at(-1);
    if (last?.to === row) last.to = row + 1;
    else runs.push({ from: row, to: row + 1 });
  }
  return runs;
}

/** The rows of all sets, as runs in order that do not touch. */
export function uniteRuns(sets: readonly (readonly RowRun[])[]): RowRun[] {
  const all = sets.flat().sort((a, b) => a.from - b.from);
  const united: { from: number; to: number }[] = [];
  for (const { from, to } of all) {
    const last = united.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else united.push({ from, to });
  }
  return united;
}

export function countRows(runs: readonly RowRun[]): number {
  return runs.reduce((sum, { from, to }) => sum + to - from, 0);
}

export function* rowsOf(runs: readonly RowRun[]): Generator<number> {
  for (const { from, to } of runs) for (let row = from; row < to; row++) yield row;
}

export function writeRuns(runs: readonly RowRun[], out: ByteWriter): void {
  out.number(runs.length);
  let before = 0;
  for (const { from, to } of runs) {
    out.number(from - before);
    out.number(to - from);
    before = to;
  }
}

export function readRuns(reader: ByteReader): RowRun[] {
  const count = reader.number();
  const runs: RowRun[] = [];
  let before = 0;
  for (let i = 0; i < count; i++) {
    const from = before + reader.number();
    before = from + reader.number();
    runs.push({ from, to: before });
  }
  return runs;
}
