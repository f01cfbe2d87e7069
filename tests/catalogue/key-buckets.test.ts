import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bucketOf,
  changeEntries,
  hashKey,
  type KeyEntry,
  rowsOf,
} from '../../lib/catalogue/key-buckets.ts';

const entry = fc.record({
  // Few hashes of one bucket, so that they meet; the largest ones among them.
  hash: fc.oneof(fc.nat(8), fc.integer({ min: 2 ** 32 - 3, max: 2 ** 32 - 1 })),
  row: fc.nat(20),
});
const entries = fc.uniqueArray(entry, { selector: ({ hash, row }) => `${hash}:${row}` });

function flat(list: readonly KeyEntry[]): number[] {
  return list
    .toSorted((a, b) => a.hash - b.hash || a.row - b.row)
    .flatMap(({ hash, row }) => [hash, row]);
}

const isSame = (a: KeyEntry) => (b: KeyEntry) => a.hash === b.hash && a.row === b.row;

describe('a key bucket', () => {
  it('is after a change what sorting everything anew would give', () => {
    fc.assert(
      fc.property(entries, entries, entries, (held, more, gone) => {
        const base = new Uint32Array(flat(held));
        const added = more.filter((one) => !held.some(isSame(one)));
        const expected = [...held.filter((one) => !gone.some(isSame(one))), ...added];
        expect([...changeEntries(base, added, gone)]).toEqual(flat(expected));
        expect([...base]).toEqual(flat(held));
      }),
    );
  });

  it('finds exactly the rows of a hash', () => {
    fc.assert(
      fc.property(entries, entry, (held, { hash }) => {
        const expected = held.filter((one) => one.hash === hash).map(({ row }) => row);
        expect(rowsOf(new Uint32Array(flat(held)), hash)).toEqual(expected.sort((a, b) => a - b));
      }),
    );
  });

  it('stores no more bytes than it has pairs: a view would drag its whole buffer to the disk', () => {
    const base = new Uint32Array([1, 1, 2, 2, 3, 3]);
    const changed = changeEntries(base, [], [{ hash: 2, row: 2 }]);
    expect(changed.buffer.byteLength).toBe(16);
  });
});

describe('hashKey', () => {
  it('spreads keys evenly over the buckets, and 100,000 of them collide nowhere', () => {
    const counts = new Array<number>(256).fill(0);
    const seen = new Set<number>();
    for (let i = 0; i < 100_000; i++) {
      const hash = hashKey(`arxiv:${2000 + (i % 24)}.${String(i).padStart(5, '0')}`);
      seen.add(hash);
      const bucket = bucketOf(hash);
      counts[bucket] = (counts[bucket] ?? 0) + 1;
    }
    expect(seen.size).toBeGreaterThan(99_998);
    expect(Math.min(...counts)).toBeGreaterThan(300);
    expect(Math.max(...counts)).toBeLessThan(500);
  });

  it.each(['', 'title:', 'title:注意力就是你所需要的', 'doi:10.1000/x'])(
    'is a whole number below 2^40: %j',
    (key) => {
      expect(Number.isSafeInteger(hashKey(key))).toBe(true);
      expect(hashKey(key)).toBeLessThan(2 ** 40);
      expect(hashKey(key)).toBeGreaterThanOrEqual(0);
    },
  );
});
