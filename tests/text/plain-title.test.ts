import { describe, expect, it } from 'vitest';
import { titleKey } from '../../lib/text/fold.ts';
import { plainTitle } from '../../lib/text/plain-title.ts';

describe('plainTitle', () => {
  it.each([
    { name: 'a raised digit', input: 'UniCode$^2$: Codebooks', expected: 'UniCode2: Codebooks' },
    {
      name: 'a raised group',
      input: 'Clock Transition in Pr$^{9+}$',
      expected: 'Clock Transition in Pr9+',
    },
    { name: 'a lowered group', input: 'Bounds for $L_{p}$ Norms', expected: 'Bounds for Lp Norms' },
    { name: 'an accent', input: "Chen-Chv\\'atal", expected: 'Chen-Chvatal' },
    { name: 'an accent in braces', input: 'Schr\\"{o}dinger', expected: 'Schrodinger' },
    { name: 'an accented dotless i', input: 'groupo\\"{\\i}des', expected: 'groupoides' },
    { name: 'an accent by a letter', input: 'Kova\\v{c}evi\\c{c}', expected: 'Kovacevic' },
    { name: 'braces around an accent', input: 'K{\\"a}hler', expected: 'Kahler' },
    { name: 'other letters', input: '\\O{}stergaard, \\L{}ukasz', expected: 'Østergaard, Łukasz' },
    { name: 'italics', input: 'On \\textit{ab initio} Methods', expected: 'On ab initio Methods' },
    {
      name: 'italics, old style',
      input: '{\\it Ab initio} Methods',
      expected: 'Ab initio Methods',
    },
    {
      name: 'calligraphy',
      input: 'Sorting in $\\mathcal{O}(n)$ Time',
      expected: 'Sorting in O(n) Time',
    },
    { name: 'a function', input: 'An $O(\\log n)$ Bound', expected: 'An O(logn) Bound' },
    { name: 'a Greek letter', input: '$\\alpha$-Divergence', expected: 'alpha-Divergence' },
    { name: 'a Greek variant', input: '$\\varepsilon$-Greedy', expected: 'epsilon-Greedy' },
    { name: 'a sign', input: '$L^\\infty$ Estimates', expected: 'L Estimates' },
    { name: 'a fraction', input: 'Spin $\\frac{1}{2}$ Chains', expected: 'Spin 1/2 Chains' },
    { name: 'an escaped sign', input: 'Draft \\& Verify', expected: 'Draft & Verify' },
    { name: 'a price', input: 'Training for $5 a Day', expected: 'Training for 5 a Day' },
    { name: 'elements', input: 'H<sub>2</sub>O and <i>E. coli</i>', expected: 'H2O and E. coli' },
  ])('$name', ({ input, expected }) => {
    expect(plainTitle(input)).toBe(expected);
  });

  it('gives letters that fold like what a page shows', () => {
    expect(titleKey(plainTitle('$\\beta$-VAE for K\\"ahler $\\ell_1$ $\\hbar$'))).toBe(
      titleKey('β-VAE for Kähler ℓ₁ ℏ'),
    );
  });

  it('gives back a title without markup as it is', () => {
    const title = 'VALL-E 2: UniCode^2 and C# at 50%';
    expect(plainTitle(title)).toBe(title);
  });
});
