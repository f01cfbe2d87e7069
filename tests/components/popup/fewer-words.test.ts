import { describe, expect, it } from 'vitest';
import { shortenQuery } from '../../../components/popup/fewer-words.ts';

describe('shortenQuery', () => {
  it.each([
    {
      name: 'leaves out the words that no paper has',
      query: 'universal frobnicate embedders',
      missing: ['frobnicate'],
      expected: { query: 'universal embedders', without: ['frobnicate'] },
    },
    {
      name: 'compares without case',
      query: 'Universal FROBnicate',
      missing: ['frobnicate'],
      expected: { query: 'Universal', without: ['FROBnicate'] },
    },
    {
      name: 'leaves out the last word where each alone is known',
      query: ' universal  decoding codebooks ',
      missing: [],
      expected: { query: 'universal decoding', without: ['codebooks'] },
    },
    { name: 'gives up where nothing would be left', query: 'zebra', missing: [], expected: null },
    {
      name: 'gives up where every word is unknown',
      query: 'zebra yak',
      missing: ['zebra', 'yak'],
      expected: null,
    },
  ])('$name', ({ query, missing, expected }) => {
    expect(shortenQuery(query, missing)).toEqual(expected);
  });
});
