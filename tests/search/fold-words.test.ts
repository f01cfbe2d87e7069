import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldWords, placeWords } from '../../lib/search/fold-words.ts';

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
      { examples: [['\u3099'], ['\u3099か']], numRuns: 1_000 },
    );
  });
});
