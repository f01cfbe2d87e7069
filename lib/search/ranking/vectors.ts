/**
 * A small vector for each paper, made from the catalogue itself (latent semantic analysis: the words
 * that stand together decide). Papers about the same lie close together whatever words they use.
 */

export const DIMENSIONS = 64;
/** Two numbers from -7 to 7 a byte. */
export const VECTOR_BYTES = DIMENSIONS / 2;
const LARGEST = 7;

/** Writes a vector of any length into `VECTOR_BYTES` bytes; only its direction is kept. */
export function packVector(vector: Float32Array, into: Uint8Array, at: number): void {
  let largest = 0;
  for (let i = 0; i < DIMENSIONS; i++) largest = Math.max(largest, Math.abs(vector[i] ?? 0));
  const scale = largest > 0 ? LARGEST / largest : 0;
  for (let i = 0; i < VECTOR_BYTES; i++) {
    const low = Math.round((vector[2 * i] ?? 0) * scale);
    const high = Math.round((vector[2 * i + 1] ?? 0) * scale);
    into[at + i] = (low & 15) | ((high & 15) << 4);
  }
}

/** The vector written at a place, of length 1; of length 0 where there is none. */
export function unpackVector(bytes: Uint8Array, at: number): Float32Array {
  const vector = new Float32Array(DIMENSIONS);
  let squares = 0;
  for (let i = 0; i < VECTOR_BYTES; i++) {
    const byte = bytes[at + i] ?? 0;
    const low = (byte << 28) >> 28;
    const high = (byte << 24) >> 28;
    vector[2 * i] = low;
    vector[2 * i + 1] = high;
    squares += low * low + high * high;
  }
  const length = Math.sqrt(squares);
  if (length > 0) for (let i = 0; i < DIMENSIONS; i++) vector[i] = (vector[i] ?? 0) / length;
  return vector;
}

/** From -1 to 1 for vectors of length 1. */
export function similarity(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < DIMENSIONS; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

/**
 * The rows whose vectors are closest to that of `row`, closest first; `all` has one vector a row.
 * Cost: about 5 ms for 90,000 papers.
 */
export function findAlike(all: Uint8Array, row: number, most: number): AlikeRow[] {
  const own = unpackVector(all, row * VECTOR_BYTES);
  const rows = Math.floor(all.length / VECTOR_BYTES);
  const found: AlikeRow[] = [];
  for (let other = 0; other < rows; other++) {
    if (other === row) continue;
    const likeness = compareWith(own, all, other * VECTOR_BYTES);
    if (likeness <= 0) continue;
    if (found.length === most && likeness <= (found.at(-1)?.likeness ?? 0)) continue;
    let at = found.length;
    while (at > 0 && likeness > (found[at - 1]?.likeness ?? 0)) at--;
    found.splice(at, 0, { row: other, likeness });
    if (found.length > most) found.pop();
  }
  return found;
}

export interface AlikeRow {
  readonly row: number;
  /** From 0 to 1. */
  readonly likeness: number;
}

/** The likeness of a vector of length 1 and a packed one. */
function compareWith(own: Float32Array, bytes: Uint8Array, at: number): number {
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < VECTOR_BYTES; i++) {
    const byte = bytes[at + i] ?? 0;
    const low = (byte << 28) >> 28;
    const high = (byte << 24) >> 28;
    sum += low * (own[2 * i] ?? 0) + high * (own[2 * i + 1] ?? 0);
    squares += low * low + high * high;
  }
  return squares > 0 ? sum / Math.sqrt(squares) : 0;
}
