import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leadIn } from '../../components/snippet.ts';

describe('leadIn', () => {
  it('leaves a text whose match is near its beginning', () => {
    expect(leadIn('we find decoders', [[8, 16]])).toEqual({
      text: 'we find decoders',
      ranges: [[8, 16]],
    });
  });

  it('cuts at a word before a match that is far in', () => {
    const text = 'In a long sentence about other things we find that decoders embed';
    const at = text.indexOf('decoders');
    const cut = leadIn(text, [[at, at + 8]]);
    expect(cut.text).toBe('…things we find that decoders embed');
    const [[start, end] = [0, 0]] = cut.ranges;
    expect(cut.text.slice(start, end)).toBe('decoders');
  });

  it('marks the same letters after the cut as before', () => {
    const ranged = fc
      .string({ minLength: 1, maxLength: 200 })
      .chain((text) =>
        fc.tuple(fc.constant(text), fc.nat(text.length - 1), fc.nat(text.length - 1)),
      );
    fc.assert(
      fc.property(ranged, ([text, one, other]) => {
        const range = [Math.min(one, other), Math.max(one, other) + 1] as const;
        const cut = leadIn(text, [range]);
        const [[start, end] = [0, 0]] = cut.ranges;
        expect(cut.text.slice(start, end)).toBe(text.slice(...range));
      }),
    );
  });

  it('leaves a text without matches', () => {
    expect(leadIn('nothing', [])).toEqual({ text: 'nothing', ranges: [] });
  });
});
