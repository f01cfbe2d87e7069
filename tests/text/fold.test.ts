import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endsToken, type Folded, foldLetters, makeFolded, titleKey } from '../../lib/text/fold.ts';

const lettersOf = ({ letters, count }: Folded) =>
  String.fromCharCode(...letters.subarray(0, count));

/** The words as the token flags cut them. */
function wordsOf(text: string): string[] {
  const folded = foldLetters(text);
  const words: string[] = [];
  for (let i = 0; i < folded.count; i++) {
    if (folded.tokenStarts[i] === 1) words.push('');
    words.push(`${words.pop() ?? ''}${String.fromCharCode(folded.letters[i] ?? 0)}`);
  }
  return words;
}

describe('titleKey', () => {
  it.each([
    { name: 'case', input: 'UniXcoder', expected: 'unixcoder' },
    {
      name: 'separators',
      input: 'Pre-training  of\n\tLLMs: a “survey”',
      expected: 'pretrainingofllmsasurvey',
    },
    { name: 'composed diacritics', input: 'Gervásio PT*', expected: 'gervasiopt' },
    { name: 'decomposed diacritics', input: 'Gerva\u0301sio', expected: 'gervasio' },
    { name: 'ligatures', input: 'eﬃcient ﬁne Æon œuvre', expected: 'efficientfineaeonoeuvre' },
    { name: 'sharp s', input: 'Straße STRAẞE', expected: 'strassestrasse' },
    {
      name: 'letters that do not decompose',
      input: 'Łukasz Øystein Đorđe ığdır',
      expected: 'lukaszoysteindordeigdir',
    },
    { name: 'the Turkish capital I', input: 'İstanbul', expected: 'istanbul' },
    { name: 'width', input: 'ＧＰＴ－４', expected: 'gpt4' },
    { name: 'apostrophes', input: "D’OH D'OH DʼOH", expected: 'dohdohdoh' },
    {
      name: 'soft hyphens and zero width',
      input: 'de\u00adcod\u200bing \ufeffLLMs',
      expected: 'decodingllms',
    },
    { name: 'direction marks', input: '\u202atitle\u202c', expected: 'title' },
    {
      name: 'Greek letters by name',
      input: 'φ-Decoding ϕ Φ ά',
      expected: 'phidecodingphiphialpha',
    },
    { name: 'the last sigma', input: 'ς Σ', expected: 'sigmasigma' },
    { name: 'the micro sign', input: 'µZero', expected: 'muzero' },
    { name: 'raised and lowered digits', input: 'UniCode² H₂O', expected: 'unicode2h2o' },
    { name: 'mathematical letters', input: '𝐀𝓁𝕡𝗵𝚊', expected: 'alpha' },
    { name: 'Han', input: '基于深度学习', expected: '基于深度学习' },
    { name: 'Han beyond the basic plane', input: '𠮷野', expected: '𠮷野' },
    { name: 'kana of all forms', input: 'ガｶﾞガ', expected: 'カ\u3099カ\u3099カ\u3099' },
    { name: 'Hangul of both forms', input: '한', expected: '한'.normalize('NFD') },
    { name: 'vowel signs', input: 'हिन्दी', expected: 'हिन्दी' },
    { name: 'Arabic with and without marks', input: 'مُحَمَّد', expected: 'محمد' },
    { name: 'Hebrew with points', input: 'שָׁלוֹם', expected: 'שלום' },
    { name: 'a trade mark', input: 'Title™', expected: 'title' },
    { name: 'emoji', input: '🔥 Hot 👩‍🔬', expected: 'hot' },
    { name: 'half a character', input: 'a\ud800b\udc00c', expected: 'abc' },
    { name: 'nothing', input: ' … ', expected: '' },
  ])('folds $name', ({ input, expected }) => {
    expect(titleKey(input)).toBe(expected);
  });

  it('is the same for a title folded twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(titleKey(titleKey(text))).toBe(titleKey(text));
      }),
    );
  });

  it('does not depend on the form of composition', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(titleKey(text.normalize('NFD'))).toBe(titleKey(text.normalize('NFC')));
      }),
    );
  });

  it('takes a megabyte', () => {
    expect(titleKey('ab '.repeat(350_000))).toHaveLength(700_000);
  });
});

describe('foldLetters', () => {
  it.each([
    { name: 'spaces and hyphens', input: 'Pre-training of', expected: ['pre', 'training', 'of'] },
    { name: 'no apostrophe', input: 'D’OH it’s', expected: ['doh', 'its'] },
    { name: 'no soft hyphen', input: 'de\u00adcoding', expected: ['decoding'] },
    { name: 'a lone half of a character', input: 'a\ud800b', expected: ['a', 'b'] },
    {
      name: 'each Han letter, and Latin beside it',
      input: 'GPT模型2',
      expected: ['gpt', '模', '型', '2'],
    },
    { name: 'kana with their voicing', input: 'ガス', expected: ['カ\u3099', 'ス'] },
    {
      name: 'Hangul at spaces only',
      input: '한국 어',
      expected: ['한국'.normalize('NFD'), '어'.normalize('NFD')],
    },
    { name: 'a Greek letter as one', input: 'φ-x αβ', expected: ['phi', 'x', 'alphabeta'] },
  ])('begins words at $name', ({ input, expected }) => {
    expect(wordsOf(input)).toEqual(expected);
  });

  it('gives every letter the place of its character, combining marks included', () => {
    const { starts, ends, count } = foldLetters('ﬁe\u0301\u0323 𝐀');
    expect([...starts.subarray(0, count)]).toEqual([0, 0, 1, 5]);
    expect([...ends.subarray(0, count)]).toEqual([1, 1, 4, 7]);
  });

  it('lets a word end before each beginning, and at the end', () => {
    const folded = foldLetters('ab cd');
    expect([0, 1, 2, 3].map((index) => endsToken(folded, index))).toEqual([
      false,
      true,
      false,
      true,
    ]);
  });

  it('fills one record again and again', () => {
    const folded = makeFolded();
    foldLetters('a long text comes first', folded);
    expect(lettersOf(foldLetters('short', folded))).toBe('short');
    expect(lettersOf(foldLetters('ﷺ'.repeat(50), folded))).toBe(titleKey('ﷺ').repeat(50));
  });

  it('has offsets that never fall, lie in the text and lead back to the same letters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), (one, two) => {
        const text = one + two;
        const folded = foldLetters(text);
        const { starts, ends, count } = folded;
        const all = lettersOf(folded);
        let before = 0;
        for (let i = 0; i < count; i++) {
          const start = starts[i] ?? -1;
          const end = ends[i] ?? -1;
          expect(start).toBeGreaterThanOrEqual(before);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          before = start;
          // All letters of this character, folded on its own.
          const first = starts.subarray(0, count).indexOf(start);
          const last = starts.subarray(0, count).lastIndexOf(start);
          expect(titleKey(text.slice(start, end))).toBe(all.slice(first, last + 1));
        }
      }),
    );
  });

  it('gives the same letters for the slice between two words', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), (parts) => {
        const text = parts.join(' ');
        const folded = foldLetters(text);
        const { starts, ends, tokenStarts, count } = folded;
        const all = lettersOf(folded);
        for (let from = 0; from < count; from++) {
          if (tokenStarts[from] !== 1) continue;
          for (let to = from; to < count; to++) {
            if (!endsToken(folded, to)) continue;
            expect(titleKey(text.slice(starts[from], ends[to]))).toBe(all.slice(from, to + 1));
          }
        }
      }),
      { numRuns: 50 },
    );
  });
});
