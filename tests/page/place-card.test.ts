import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOnTheWay, placeCard } from '../../lib/page/place-card.ts';

const viewport = { width: 1_000, height: 800 };
const box = (left: number, top: number, width = 200, height = 20) => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
});

describe('the card', () => {
  const cases = [
    { name: 'goes below', mark: box(100, 100), expected: { left: 100, top: 128, height: 200 } },
    {
      name: 'goes above at the foot',
      mark: box(100, 700),
      expected: { left: 100, top: 492, height: 200 },
    },
    {
      name: 'stays in at the right',
      mark: box(900, 100),
      expected: { left: 632, top: 128, height: 200 },
    },
    {
      name: 'stays in at the left',
      mark: box(-50, 100),
      expected: { left: 8, top: 128, height: 200 },
    },
  ];
  for (const { name, mark, expected } of cases) {
    it(name, () =>
      expect(placeCard(mark, mark.left, 200, viewport)).toEqual({ width: 360, ...expected }),
    );
  }

  it('has no place where neither side has room', () => {
    expect(placeCard(box(0, 60), 0, 200, { width: 400, height: 140 })).toBeNull();
  });

  it('never covers its mark and never leaves the viewport', () => {
    const place = fc.record({
      left: fc.integer({ min: -300, max: 1_200 }),
      top: fc.integer({ min: -100, max: 900 }),
      height: fc.integer({ min: 10, max: 120 }),
      wanted: fc.integer({ min: 40, max: 500 }),
      width: fc.integer({ min: 300, max: 1_400 }),
      screen: fc.integer({ min: 200, max: 1_000 }),
    });
    fc.assert(
      fc.property(place, ({ left, top, height, wanted, width, screen }) => {
        const mark = box(left, top, 200, height);
        const card = placeCard(mark, left, wanted, { width, height: screen });
        if (card === null) return;
        expect(card.top >= mark.bottom + 8 || card.top + card.height <= mark.top - 8).toBe(true);
        expect(card.left).toBeGreaterThanOrEqual(8);
        expect(card.left + card.width).toBeLessThanOrEqual(width - 8);
        if (mark.top >= 0 && mark.bottom <= screen) {
          expect(card.top).toBeGreaterThanOrEqual(8);
          expect(card.top + card.height).toBeLessThanOrEqual(screen - 8);
        }
      }),
    );
  });
});

describe('on the way from mark to card', () => {
  const card = box(100, 128, 360, 200);
  const from = { x: 150, y: 110 };
  it('is inside the triangle', () => expect(isOnTheWay({ x: 160, y: 120 }, from, card)).toBe(true));
  it('is not beside it', () => expect(isOnTheWay({ x: 400, y: 112 }, from, card)).toBe(false));
  it('is not away from it', () => expect(isOnTheWay({ x: 150, y: 90 }, from, card)).toBe(false));
  it('works upwards', () => {
    const above = box(100, 10, 360, 80);
    expect(isOnTheWay({ x: 160, y: 100 }, from, above)).toBe(true);
    expect(isOnTheWay({ x: 160, y: 120 }, from, above)).toBe(false);
  });
});
