import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { titleKey } from '../../lib/text/fold.ts';
import { tokenise } from '../../lib/text/tokenise.ts';

describe('tokenise', () => {
  it.each([
    { name: 'words', input: 'Language Models, are', expected: 'language0 models1 are2' },
    {
      name: 'a hyphenated name',
      input: 'X-Adapter: Adding',
      expected: 'x0 adapter1 xadapter0+ adding2',
    },
    {
      name: 'a name with inner capitals',
      input: 'UniXcoder for',
      expected: 'uni0 xcoder1 unixcoder0+ for2',
    },
    {
      name: 'an abbreviation and its plural',
      input: 'LLMs and CodeT5',
      expected: 'llms0 and1 code2 t53 codet52+',
    },
    {
      name: 'a word broken at the line end',
      input: 'pre-\n   training',
      expected: 'pre0 training1 pretraining0+',
    },
    { name: 'a chain of words', input: 'end-to-end', expected: 'end0 to1 end2 endtoend0+' },
    { name: 'a chain too long to be a name', input: 'a-b-c-d-e-f', expected: 'a0 b1 c2 d3 e4 f5' },
    { name: 'a dash', input: 'one - two', expected: 'one0 two1' },
    { name: 'apostrophes', input: 'don’t', expected: 'dont0' },
    { name: 'Han', input: '深度学习', expected: '深0 度1 学2 习3' },
    { name: 'Greek', input: 'φ-Decoding', expected: 'phi0 decoding1 phidecoding0+' },
    { name: 'nothing', input: ' … ', expected: '' },
  ])('cuts $name', ({ input, expected }) => {
    const words = tokenise(input).map(
      (word) => `${word.text}${word.position}${word.joined ? '+' : ''}`,
    );
    expect(words.join(' ')).toBe(expected);
  });

  it('gives offsets whose text folds to the word', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        for (const word of tokenise(text)) {
          expect(titleKey(text.slice(word.start, word.end))).toBe(word.text);
        }
      }),
    );
  });

  it('loses no letter', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const parts = tokenise(text).filter(({ joined }) => !joined);
        expect(parts.map((word) => word.text).join('')).toBe(titleKey(text));
      }),
    );
  });
});
