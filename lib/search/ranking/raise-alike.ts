/** The second look: papers that are about the same as the best ones come earlier. */
import { DIMENSIONS, similarity, unpackVector, VECTOR_BYTES } from './vectors.ts';

/** Vectors of papers, `VECTOR_BYTES` each; null where there are none yet. */
export type ReadVectors = (rows: Uint32Array) => Promise<Uint8Array | null>;

/** Of so many papers at the top the vectors are compared. */
export const ALIKE_CANDIDATES = 300;
/** Whose middle is what the query is about. */
const BEST = 5;
/** How much likeness counts beside the words. Measured: 0.2 to 0.4 are alike on the judged collections. */
const SHARE = 0.25;

/**
 * Mixes likeness into scores. `rows` have the highest scores, best first; `scores` are theirs. Gives
 * new scores in the same order and scale.
 */
export async function raiseAlike(
  rows: readonly number[],
  scores: readonly number[],
  readVectors: ReadVectors,
): Promise<readonly number[]> {
  const highest = scores[0] ?? 0;
  const bytes = highest > 0 ? await readVectors(Uint32Array.from(rows)) : null;
  if (bytes === null) return scores;
  const vectors = rows.map((_, index) => unpackVector(bytes, index * VECTOR_BYTES));
  const middle = new Float32Array(DIMENSIONS);
  for (const [index, vector] of vectors.slice(0, BEST).entries()) {
    const weight = scores[index] ?? 0;
    for (let i = 0; i < DIMENSIONS; i++) middle[i] = (middle[i] ?? 0) + weight * (vector[i] ?? 0);
  }
  const length = Math.sqrt(similarity(middle, middle));
  if (length === 0) return scores;
  return scores.map((score, index) => {
    const vector = vectors[index];
    const alike = vector === undefined ? 0 : similarity(middle, vector) / length;
    return (1 - SHARE) * score + SHARE * highest * Math.max(0, alike);
  });
}
