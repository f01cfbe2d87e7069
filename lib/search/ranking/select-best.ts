/** The best of many, without putting all of them in order. */

/** Steps from the lowest to the highest score. */
const STEPS = 1024;

/**
 * Those of the rows that have the highest scores: at least `most`, if there are so many, and only a few
 * more; in no order. Equal scores stay together.
 */
export function selectBest(
  rows: readonly number[],
  scores: Float32Array,
  most: number,
): readonly number[] {
  if (rows.length <= most) return rows;
  let highest = 0;
  for (const row of rows) highest = Math.max(highest, scores[row] ?? 0);
  const counts = new Uint32Array(STEPS + 1);
  const stepOf = (row: number) => Math.floor((STEPS * (scores[row] ?? 0)) / highest);
  for (const row of rows) {
    const step = stepOf(row);
    counts[step] = (counts[step] ?? 0) + 1;
  }
  let step = STEPS;
  for (let above = counts[step] ?? 0; above < most && step > 0; above += counts[step] ?? 0) step--;
  return rows.filter((row) => stepOf(row) >= step);
}
