import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keepOrder } from '../../../components/popup/keep-order.ts';
import type { PaperId } from '../../../lib/paper/paper.ts';

const row = (id: number, text = '') => ({ paper: { id: String(id) as PaperId }, text });
const idsOf = (rows: readonly { readonly paper: { readonly id: string } }[]) =>
  rows.map(({ paper }) => paper.id);

describe('keepOrder', () => {
  it('takes the new content in the old order, and new rows at the end', () => {
    const before = [row(1, 'old'), row(2, 'old')];
    const after = [row(3, 'new'), row(2, 'new'), row(1, 'new')];
    expect(keepOrder(before, after)).toEqual([row(1, 'new'), row(2, 'new'), row(3, 'new')]);
  });

  it('keeps a row that is no longer among the answers as it was', () => {
    expect(keepOrder([row(1, 'old')], [])).toEqual([row(1, 'old')]);
  });

  it('moves no row that was there and loses none', () => {
    const ids = fc.uniqueArray(fc.nat(30));
    fc.assert(
      fc.property(ids, ids, (before, after) => {
        const kept = idsOf(
          keepOrder(
            before.map((id) => row(id)),
            after.map((id) => row(id)),
          ),
        );
        expect(kept.slice(0, before.length)).toEqual(before.map(String));
        expect(new Set(kept)).toEqual(new Set([...before, ...after].map(String)));
        expect(new Set(kept).size).toBe(kept.length);
      }),
    );
  });
});
