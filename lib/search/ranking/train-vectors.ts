/**
 * Learns from the papers of a catalogue which words stand together (latent semantic analysis): a
 * direction in a space of `DIMENSIONS` for each of the more frequent words. Deerwester et al.,
 * "Indexing by latent semantic analysis", 1990; found by subspace iteration, which reads the papers
 * one by one and keeps two tables of numbers.
 */
import { DIMENSIONS } from './vectors.ts';

/** Papers that are learned from are spread evenly over all; more change nothing that was measured. */
export const TRAINING_PAPERS = 6000;
/** Words, by stem. Rarer ones say little about others: at 89,696 papers these have a df of 25 on. */
const MAX_VOCABULARY = 8000;
const MIN_FREQUENCY = 3;
const ROUNDS = 4;
/** Papers between two yields: about 2 ms. */
const PAPERS_A_STEP = 64;
/** And words, when the dimensions are made independent. */
const WORDS_A_STEP = 512;

/** The stems that have a vector, and how rare each is. */
export interface Vocabulary {
  readonly numbers: ReadonlyMap<string, number>;
  readonly rarities: Float32Array;
}

/** A paper as the vocabulary sees it; its weights have length 1 together. */
export interface WeighedWords {
  readonly numbers: Uint16Array;
  readonly weights: Float32Array;
}

/** `frequencies`: for each stem but stop words the papers that have it. */
export function chooseVocabulary(
  frequencies: Iterable<readonly [stem: string, papers: number]>,
  papers: number,
): Vocabulary {
  const chosen = [...frequencies]
    .filter(([, frequency]) => frequency >= MIN_FREQUENCY)
    .sort((a, b) => b[1] - a[1])
    .slice(0, MAX_VOCABULARY);
  return {
    numbers: new Map(chosen.map(([stem], number) => [stem, number])),
    rarities: Float32Array.from(chosen, ([, frequency]) =>
      Math.log(1 + Math.max(0, papers - frequency + 0.5) / (frequency + 0.5)),
    ),
  };
}

/** `counts`: how often each stem stands in the paper; a word of the title counts twice. */
export function weighWords(
  { numbers, rarities }: Vocabulary,
  counts: Iterable<readonly [stem: string, times: number]>,
): WeighedWords {
  const known: number[] = [];
  const weights: number[] = [];
  let squares = 0;
  for (const [stem, times] of counts) {
    const number = numbers.get(stem);
    if (number === undefined) continue;
    const weight = (1 + Math.log(times)) * (rarities[number] ?? 0);
    known.push(number);
    weights.push(weight);
    squares += weight * weight;
  }
  const length = Math.sqrt(squares) || 1;
  return {
    numbers: Uint16Array.from(known),
    weights: Float32Array.from(weights, (weight) => weight / length),
  };
}

/** What the words of a paper say together, of any length. */
export function placePaper(words: WeighedWords, directions: Float32Array): Float32Array {
  const place = new Float32Array(DIMENSIONS);
  addDirections(words, directions, place);
  return place;
}

function addDirections(
  { numbers, weights }: WeighedWords,
  directions: Float32Array,
  into: Float32Array,
): void {
  for (let i = 0; i < numbers.length; i++) {
    const weight = weights[i] ?? 0;
    const at = (numbers[i] ?? 0) * DIMENSIONS;
    for (let d = 0; d < DIMENSIONS; d++) {
      into[d] = (into[d] ?? 0) + weight * (directions[at + d] ?? 0);
    }
  }
}

/**
 * A direction for each word of the vocabulary, `DIMENSIONS` numbers a word. Yields between pieces of
 * about 2 ms. Cost: 1 to 2 s of CPU for 6,000 abstracts.
 */
export function* trainDirections(
  papers: readonly WeighedWords[],
  words: number,
): Generator<void, Float32Array> {
  let directions = makeNoise(words * DIMENSIONS);
  const place = new Float32Array(DIMENSIONS);
  for (let round = 0; round < ROUNDS; round++) {
    const next = new Float32Array(words * DIMENSIONS);
    for (const [index, paper] of papers.entries()) {
      place.fill(0);
      addDirections(paper, directions, place);
      addPlace(paper, place, next);
      if (index % PAPERS_A_STEP === PAPERS_A_STEP - 1) yield;
    }
    yield* makeUpright(next, words);
    directions = next;
  }
  return directions;
}

function addPlace({ numbers, weights }: WeighedWords, place: Float32Array, into: Float32Array) {
  for (let i = 0; i < numbers.length; i++) {
    const weight = weights[i] ?? 0;
    const at = (numbers[i] ?? 0) * DIMENSIONS;
    for (let d = 0; d < DIMENSIONS; d++) {
      into[at + d] = (into[at + d] ?? 0) + weight * (place[d] ?? 0);
    }
  }
}

/** The same numbers on every machine. */
function makeNoise(length: number): Float32Array {
  const noise = new Float32Array(length);
  let state = 1;
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    noise[i] = state / 2 ** 31 - 1;
  }
  return noise;
}

/** Below this share of its length a dimension says nothing that those before it do not. */
const NOTHING_NEW = 1e-9;

/**
 * Makes the dimensions independent of each other and of length 1, by the Cholesky factor of what they
 * have in common.
 */
function* makeUpright(table: Float32Array, words: number): Generator<void> {
  const factor = factorise(yield* multiplyBySelf(table, words));
  for (let word = 0; word < words; word++) {
    if (word % WORDS_A_STEP === WORDS_A_STEP - 1) yield;
    const at = word * DIMENSIONS;
    for (let d = 0; d < DIMENSIONS; d++) {
      let value = table[at + d] ?? 0;
      for (let before = 0; before < d; before++) {
        value -= (table[at + before] ?? 0) * (factor[d * DIMENSIONS + before] ?? 0);
      }
      const pivot = factor[d * DIMENSIONS + d] ?? 0;
      table[at + d] = pivot > 0 ? value / pivot : 0;
    }
  }
}

function* multiplyBySelf(table: Float32Array, words: number): Generator<void, Float64Array> {
  const product = new Float64Array(DIMENSIONS * DIMENSIONS);
  for (let word = 0; word < words; word++) {
    if (word % WORDS_A_STEP === WORDS_A_STEP - 1) yield;
    const at = word * DIMENSIONS;
    for (let a = 0; a < DIMENSIONS; a++) {
      const value = table[at + a] ?? 0;
      if (value === 0) continue;
      for (let b = 0; b <= a; b++) {
        const cell = a * DIMENSIONS + b;
        product[cell] = (product[cell] ?? 0) + value * (table[at + b] ?? 0);
      }
    }
  }
  return product;
}

/** The lower triangle whose product with itself is the symmetric `matrix`, made in its place. */
function factorise(matrix: Float64Array): Float64Array {
  for (let row = 0; row < DIMENSIONS; row++) {
    const whole = matrix[row * DIMENSIONS + row] ?? 0;
    for (let column = 0; column <= row; column++) {
      let sum = matrix[row * DIMENSIONS + column] ?? 0;
      for (let k = 0; k < column; k++) {
        sum -= (matrix[row * DIMENSIONS + k] ?? 0) * (matrix[column * DIMENSIONS + k] ?? 0);
      }
      const pivot = matrix[column * DIMENSIONS + column] ?? 0;
      const isDiagonal = column === row;
      const value = isDiagonal ? (sum > whole * NOTHING_NEW ? Math.sqrt(sum) : 0) : sum / pivot;
      matrix[row * DIMENSIONS + column] = isDiagonal || pivot > 0 ? value : 0;
    }
  }
  return matrix;
}
