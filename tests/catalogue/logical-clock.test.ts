import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLOCK_START, stampOf, tick } from '../../lib/catalogue/logical-clock.ts';

const time = fc.integer({ min: 0, max: 4_000_000_000_000 });

describe('the logical clock', () => {
  it('gives stamps that sort in the order of the changes, whatever the wall clock does', () => {
    fc.assert(
      fc.property(fc.array(time, { minLength: 2, maxLength: 50 }), (times) => {
        let clock = CLOCK_START;
        const stamps = times.map((now) => {
          clock = tick(clock, now);
          return stampOf(clock, 'device');
        });
        expect(stamps.toSorted()).toEqual(stamps);
        expect(new Set(stamps).size).toBe(stamps.length);
      }),
    );
  });

  it('follows the wall clock forward', () => {
    expect(tick({ ms: 5, count: 3 }, 9)).toEqual({ ms: 9, count: 0 });
  });

  it('counts on when the wall clock is set back', () => {
    expect(tick({ ms: 5000, count: 3 }, 20)).toEqual({ ms: 5000, count: 4 });
  });

  it('borrows a millisecond when the count is used up', () => {
    const full = { ms: 5000, count: 36 ** 4 - 1 };
    const next = tick(full, 20);
    expect(next).toEqual({ ms: 5001, count: 0 });
    expect(stampOf(next, 'a') > stampOf(full, 'a')).toBe(true);
  });

  it('keeps two devices apart', () => {
    const clock = tick(CLOCK_START, 1000);
    expect(stampOf(clock, 'a')).not.toBe(stampOf(clock, 'b'));
  });
});
