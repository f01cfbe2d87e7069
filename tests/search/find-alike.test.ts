import { describe, expect, it } from 'vitest';
import { packVector, VECTOR_BYTES } from '../../lib/search/ranking/vectors.ts';
import { createSearch } from '../../lib/search/search.ts';
import { idOf, TestSource } from './source-of.ts';

/** Papers as directions in a plane. */
const ANGLES = [0, 0.2, 1.5, 0.5];

function vectors(): Uint8Array {
  const bytes = new Uint8Array(ANGLES.length * VECTOR_BYTES);
  for (const [row, angle] of ANGLES.entries()) {
    const vector = new Float32Array(2 * VECTOR_BYTES);
    vector.set([Math.cos(angle), Math.sin(angle)]);
    packVector(vector, bytes, row * VECTOR_BYTES);
  }
  return bytes;
}

function sourceOf(): TestSource {
  const source = new TestSource([
    { title: 'Speculative Decoding', abstract: 'We draft tokens with a small model.' },
    { title: 'Drafting for Decoding', abstract: 'Tokens of a model.' },
    { title: 'Zebras', abstract: 'Animals of the plain.' },
    { title: 'Tokenisation', abstract: 'A model of tokens.' },
  ]);
  const all = vectors();
  source.vectors = async (rows) => {
    const asked = new Uint8Array(rows.length * VECTOR_BYTES);
    for (const [index, row] of rows.entries())
      asked.set(all.subarray(row * VECTOR_BYTES, (row + 1) * VECTOR_BYTES), index * VECTOR_BYTES);
    return asked;
  };
  return source;
}

describe('findAlike', () => {
  it('gives the nearest first, with the words that both have as they are written', async () => {
    const alike = await createSearch(sourceOf()).findAlike(idOf('p0'), 2);
    expect(alike.map(({ paper }) => paper.id)).toEqual(['p1', 'p3']);
    expect(alike[0]?.shared).toContain('Decoding');
    expect(alike[0]?.shared).toContain('draft');
    expect(alike[0]?.shared[0]).toBe('Decoding');
  });

  it('gives nothing for a paper that went, and nothing before there are vectors', async () => {
    const source = sourceOf();
    const search = createSearch(source);
    expect(await search.findAlike(idOf('p9'), 2)).toEqual([]);
    source.papers[3] = undefined;
    const alike = await search.findAlike(idOf('p0'), 3);
    expect(alike.map(({ paper }) => paper.id)).not.toContain('p3');
    source.vectors = async () => null;
    source.papers[2] = { title: 'Zebras again' };
    expect(await search.findAlike(idOf('p0'), 2)).toEqual([]);
  });
});
