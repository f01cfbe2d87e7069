import type { PaperId } from '../../lib/paper/paper.ts';

interface Listed {
  readonly paper: { readonly id: PaperId };
}

/**
 * The rows of `after` in the order of `before`; what left stays as it was, what is new goes to the
 * end. So a list does not move under the pointer when something in it changed.
 */
export function keepOrder<Row extends Listed>(
  before: readonly Row[],
  after: readonly Row[],
): readonly Row[] {
  const fresh = new Map(after.map((row) => [row.paper.id, row]));
  const kept = before.map((row) => {
    const newer = fresh.get(row.paper.id) ?? row;
    fresh.delete(row.paper.id);
    return newer;
  });
  return [...kept, ...fresh.values()];
}
