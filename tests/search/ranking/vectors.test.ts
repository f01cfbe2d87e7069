import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { selectBest } from '../../../lib/search/ranking/select-best.ts';
import {
  chooseVocabulary,
  placePaper,
  trainDirections,
  weighWords,
} from '../../../lib/search/ranking/train-vectors.ts';
import {
  DIMENSIONS,
  findAlike,
  packVector,
  similarity,
  unpackVector,
  VECTOR_BYTES,
} from '../../../lib/search/ranking/vectors.ts';

/** Papers of two subjects; no two papers of one share all their words. */
function makePapers(): Map<string, number>[] {
  const subjects = [
    ['wing', 'flow', 'drag', 'lift', 'mach', 'nose'],
    ['verb', 'noun', 'text', 'word', 'token', 'parse'],
  ];
  return Array.from({ length: 120 }, (_, i) => {
    const words = subjects[i % 2] ?? [];
    return new Map([0, 1, 2].map((step) => [words[(i + step * 2 + (i >> 3)) % 6] ?? '', 1]));
  });
}

function learn(papers: readonly Map<string, number>[]): Uint8Array {
  const frequencies = new Map<string, number>();
  for (const word of papers.flatMap((paper) => [...paper.keys()])) {
    frequencies.set(word, (frequencies.get(word) ?? 0) + 1);
  }
  const vocabulary = chooseVocabulary(frequencies, papers.length);
  const words = papers.map((paper) => weighWords(vocabulary, paper));
  const training = trainDirections(words, vocabulary.rarities.length);
  let step = training.next();
  while (!step.done) step = training.next();
  const bytes = new Uint8Array(papers.length * VECTOR_BYTES);
  for (const [row, each] of words.entries()) {
    packVector(placePaper(each, step.value), bytes, row * VECTOR_BYTES);
  }
  return bytes;
}

describe('vectors', () => {
  it('keep their direction when packed', () => {
    const numbers = fc.float32Array({
      minLength: DIMENSIONS,
      maxLength: DIMENSIONS,
      noNaN: true,
      min: -1,
      max: 1,
    });
    fc.assert(
      fc.property(numbers, (vector) => {
        const length = Math.sqrt(similarity(vector, vector));
        fc.pre(length > 0.01);
        const bytes = new Uint8Array(VECTOR_BYTES);
        packVector(vector, bytes, 0);
        expect(similarity(unpackVector(bytes, 0), vector) / length).toBeGreaterThan(0.9);
      }),
    );
  });

  it('are nothing where nothing is known', () => {
    const nothing = unpackVector(new Uint8Array(VECTOR_BYTES), 0);
    expect(similarity(nothing, nothing)).toBe(0);
  });

  it('lie close together for papers of one subject', () => {
    const papers = makePapers();
    const bytes = learn(papers);
    for (const row of [0, 1, 17, 64]) {
      const alike = findAlike(bytes, row, 20);
      expect(alike).toHaveLength(20);
      expect(alike.every((found) => found.row % 2 === row % 2)).toBe(true);
      expect(alike.map(({ likeness }) => likeness)).toEqual(
        alike.map(({ likeness }) => likeness).sort((a, b) => b - a),
      );
    }
  });

  it('are the same whenever they are learned', () => {
    expect(learn(makePapers())).toEqual(learn(makePapers()));
  });

  it('can be learned from hardly any papers', () => {
    for (const count of [0, 1, 3]) {
      const bytes = learn(makePapers().slice(0, count));
      expect(bytes).toHaveLength(count * VECTOR_BYTES);
    }
  });
});

describe('selectBest', () => {
  it('has the best of the rows, whatever the scores', () => {
    const scores = fc.float32Array({ minLength: 1, maxLength: 300, noNaN: true, min: 0, max: 1e6 });
    fc.assert(
      fc.property(scores, fc.integer({ min: 1, max: 50 }), (values, most) => {
        const rows = [...values.keys()];
        const sort = (list: readonly number[]) =>
          [...list].sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0) || a - b).slice(0, most);
        expect(sort(selectBest(rows, values, most))).toEqual(sort(rows));
      }),
    );
  });
});
