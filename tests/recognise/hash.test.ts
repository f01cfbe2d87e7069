import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashText, makeHashedText, makePowers } from '../../lib/recognise/hash.ts';
import { foldLetters } from '../../lib/text/fold.ts';

const hashed = makeHashedText(0);

const [, BASE = 0] = makePowers(1);

/** Letters and words of a text by the slow way: fold, then a polynomial of the letters. */
function naiveHash(text: string) {
  const { count, letters, tokenStarts } = foldLetters(text);
  const prefixes = [0];
  for (const letter of letters.subarray(0, count)) {
    prefixes.push((Math.imul(prefixes.at(-1) ?? 0, BASE) + letter) | 0);
  }
  const wordStarts = [...tokenStarts.subarray(0, count).keys()].filter((i) => tokenStarts[i] === 1);
  return { count, prefixes, wordStarts };
}

const hashOf = (text: string) => {
  hashText(text, hashed);
  const { count, prefixes, words, wordStarts } = hashed;
  return {
    count,
    prefixes: [...prefixes.subarray(0, count + 1)],
    wordStarts: [...wordStarts.subarray(0, words)],
  };
};

describe('hashText', () => {
  const piece = fc.constantFrom(
    ...['a', 'Z', '9', ' ', '-', '&', 'φ', 'ΩΩΩ', 'ﬁ', 'é', 'e\u0301', '学', '𝐀', '𠮷', '\ud800'],
    ...['カ\u3099', '\u00ad', '’', '한', 'ไทย', '²', '\u200b', 'ß', 'İ', '\ufdfa'],
  );

  it('has the letters and words that folding gives', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => {
        const text = pieces.join('');
        expect(hashOf(text)).toEqual(naiveHash(text));
      }),
      { numRuns: 1_000 },
    );
  });

  it('has room for characters of many letters', () => {
    const text = 'ω\ufdfa&'.repeat(500);
    expect(hashOf(text).count).toBe(foldLetters(text).count);
  });
});
