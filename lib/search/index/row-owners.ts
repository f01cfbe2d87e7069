/** Which of several segments of a kind answers for a row: the newest that covers it. */
import type { RowRun } from './row-runs.ts';

export class RowOwners {
  readonly rowCount: number;
  /** For each row the index of its segment plus one, 0 for none. */
  readonly #owners: Uint16Array;

  /** `covered` of each segment, the oldest first. */
  constructor(covered: readonly (readonly RowRun[])[]) {
    this.rowCount = covered.reduce((most, runs) => Math.max(most, runs.at(-1)?.to ?? 0), 0);
    this.#owners = new Uint16Array(this.rowCount);
    covered.forEach((runs, index) => {
      for (const { from, to } of runs) this.#owners.fill(index + 1, from, to);
    });
  }

  /** The index of the segment, -1 for none. */
  ownerOf(row: number): number {
    return (this.#owners[row] ?? 0) - 1;
  }
}
