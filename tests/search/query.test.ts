import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldWords, placeWords } from '../../lib/search/fold-words.ts';
import { matchWord, parseQuery } from '../../lib/search/query.ts';

describe('parseQuery', () => {
  const cases: [typed: string, words: string[]][] = [
    ['Universal  Transformers', ['universal', 'transformers']],
    ['VALL-E 2', ['vall', 'e', '2']],
    ["D'OH", ['doh']],
    ['φ-Decoding', ['phi', 'decoding']],
    ['Gervásio Ｐ', ['gervasio', 'p']],
    ['decoder decoder', ['decoder']],
    ['机器', ['机', '器']],
    [' ?! ', []],
    ['', []],
  ];
  it.each(cases)('%j', (typed, words) => {
    expect(parseQuery(typed).words.map(({ text }) => text)).toEqual(words);
  });

  it('takes only the last word for a beginning', () => {
    expect(parseQuery('large lang').words.map(({ prefix }) => prefix)).toEqual([false, true]);
  });

  it('keeps the words as they were typed', () => {
    expect(parseQuery('Gervásio PT*').words.map(({ typed }) => typed)).toEqual(['Gervásio', 'PT']);
  });

  it('stops at thirty words', () => {
    const typed = Array.from({ length: 100 }, (_, index) => `w${index}`).join(' ');
    expect(parseQuery(typed).words).toHaveLength(30);
  });
});

describe('matchWord', () => {
  const cases: [word: string, query: string, kind: string | null][] = [
    ['model', 'model', 'exact'],
    ['models', 'model x', 'near'],
    ['model', 'models x', 'near'],
    ['models', 'models x', 'exact'],
    ['modelling', 'model x', null],
    ['modelling', 'model', 'prefix'],
    ['bias', 'bia x', 'near'],
    ['bus', 'bus x', 'exact'],
    ['as', 'a x', null],
    ['remodel', 'model', null],
  ];
  it.each(cases)('%s for %j', (word, query, kind) => {
    const [sought] = parseQuery(query).words;
    expect(sought && matchWord(word, sought)).toBe(kind);
  });
});

describe('foldWords and placeWords', () => {
  it('give the same words, and placeWords where they stand', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const placed = placeWords(text);
        expect(placed.map((word) => ` ${word.text}`).join('')).toBe(foldWords(text));
        let end = 0;
        for (const word of placed) {
          expect(word.start).toBeGreaterThanOrEqual(end);
          expect(word.end).toBeGreaterThan(word.start);
          end = word.end;
          expect(foldWords(text.slice(word.start, word.end)).replaceAll(' ', '')).toContain(
            word.text,
          );
        }
      }),
    );
  });
});
