import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stemBeginning, stemOf } from '../../../lib/search/ranking/stem.ts';

describe('stemOf', () => {
  const families: string[][] = [
    ['decode', 'decodes', 'decoded', 'decoding', 'decoder', 'decoders'],
    ['model', 'models', 'modeled', 'modeling'],
    ['accelerate', 'accelerates', 'accelerating', 'acceleration', 'accelerator'],
    ['query', 'queries', 'querying'],
    ['hop', 'hops', 'hopped', 'hopping'],
    ['size', 'sizes', 'sized', 'sizing'],
    ['agree', 'agrees', 'agreed'],
    ['generalize', 'generalizing', 'generalization', 'generalizations'],
    ['probable', 'probability', 'probabilities'],
    ['hopeful', 'hopefulness'],
    ['class', 'classes'],
    ['controller', 'controllers', 'controlling'],
  ];
  it.each(families)('%s and its forms have one stem', (...words) => {
    expect(new Set(words.map(stemOf)).size).toBe(1);
  });

  const apart: [a: string, b: string][] = [
    ['uni', 'universe'],
    ['caring', 'cars'],
    ['bert', 'berry'],
    ['t5', 't5s'],
    ['feed', 'fee'],
  ];
  it.each(apart)('%s is not a form of %s', (a, b) => {
    expect(stemOf(a)).not.toBe(stemOf(b));
  });

  it('leaves short words, digits and other scripts alone', () => {
    for (const word of ['as', 'is', 'gpt2s', 'größen', '模型']) expect(stemOf(word)).toBe(word);
  });

  it.each(families)('%s and its forms begin with what their stem gives', (...words) => {
    for (const word of words) expect(word.startsWith(stemBeginning(stemOf(word)))).toBe(true);
  });

  it('never gives more letters than the word has, and the same for the same', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{0,20}$/), (word) => {
        const stem = stemOf(word);
        expect(stem.length).toBeLessThanOrEqual(word.length);
        expect(stemOf(word)).toBe(stem);
      }),
    );
  });
});
