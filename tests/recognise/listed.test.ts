import { describe, expect, it } from 'vitest';
import { judgeTitle } from '../../lib/recognise/judge.ts';
import { asListed } from '../../lib/recognise/listed.ts';

const ONE = 'Learning Transferable Visual Models From Natural Language Supervision';
const OTHER = 'High-Resolution Image Synthesis With Latent Diffusion Models';
const TITLES = new Set([ONE, OTHER]);

describe('two titles in one sentence', () => {
  const cases = [
    { name: 'joined by "and"', after: ` and ${OTHER} have it`, isMarked: true },
    { name: 'the other before', before: `As ${OTHER} and `, after: ' have it', isMarked: true },
    {
      name: 'the other before, unknown',
      before: 'Robust Synthesis and ',
      after: ' have it',
      isMarked: false,
    },
    { name: 'joined by "or", in quotation marks', after: ` or “${OTHER}” has it`, isMarked: true },
    { name: 'joined by "&", over a line', after: `\n& ${OTHER}`, isMarked: true },
    { name: 'joined by more than a word', after: ` and the ${OTHER}`, isMarked: true },
    { name: 'joined by "with"', after: ` with ${OTHER}.`, isMarked: true },
    { name: 'joined by "vs."', after: ` vs. ${OTHER}`, isMarked: true },
    { name: 'twice the same', after: ` and ${ONE} have it`, isMarked: true },
    {
      name: 'twice the same, the second',
      before: `As ${ONE} and `,
      after: ' have it',
      isMarked: true,
    },
    { name: 'joined by a noun', after: ` Networks ${OTHER}`, isMarked: false },
    { name: 'one of them unknown', after: ' and Robust Image Synthesis', isMarked: false },
    {
      name: 'the second only begun',
      after: ' and High-Resolution Image Captions',
      isMarked: false,
    },
    { name: 'the second cut by the end of the text', after: ' and High', isMarked: false },
  ];
  it.each(cases)('$name', ({ before = 'As ', after, isMarked }) => {
    const context = { surface: ONE, before, after, holders: [] };
    const evidence = judgeTitle({ title: ONE, authors: [] }, asListed(context, TITLES));
    expect(evidence !== null).toBe(isMarked);
  });

  it('is told by what stands behind, however much more of it follows', () => {
    const long = `${OTHER}: ${'and so on '.repeat(12)}`.trim();
    const context = { surface: ONE, before: '', after: ` and ${long}`.slice(0, 160), holders: [] };
    expect(asListed(context, new Set([long])).after.startsWith(`, ${OTHER}`)).toBe(true);
  });
});
