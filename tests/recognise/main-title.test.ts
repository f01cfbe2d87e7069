import { describe, expect, it } from 'vitest';
import { mainTitleOf } from '../../lib/recognise/main-title.ts';

describe('mainTitleOf', () => {
  it.each([
    { name: 'three words', title: 'Break the Chain: Decoding', expected: 'Break the Chain' },
    { name: 'a coined name', title: 'CodeT5+: Open Code Models', expected: 'CodeT5+' },
    { name: 'a name with TeX', title: 'UniCode$^2$: Codebooks', expected: 'UniCode2' },
    { name: 'the first of two colons', title: 'FastDraft: A: B', expected: 'FastDraft' },
    { name: 'a full-width colon', title: 'FastDraft：并行解码', expected: 'FastDraft' },
    { name: 'no colon', title: 'Universal Transformers', expected: null },
    { name: 'a colon inside a ratio', title: 'FastDraft with 2:4 Sparsity', expected: null },
    { name: 'one word', title: 'Medusa: Simple Decoding', expected: null },
    { name: 'two words', title: 'Speculative Decoding: A Survey', expected: null },
    { name: 'a short name', title: 'GiT: Towards Generalist Vision', expected: null },
    { name: 'three short words', title: 'As It Is: A Study', expected: null },
  ])('$name', ({ title, expected }) => {
    expect(mainTitleOf(title)).toBe(expected);
  });
});
