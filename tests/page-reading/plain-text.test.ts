import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainText } from '../../lib/page-reading/plain-text.ts';

describe('plainText', () => {
  it.each([
    { input: 'Search &amp; Recall', expected: 'Search & Recall' },
    { input: 'Search &amp;amp; Recall', expected: 'Search & Recall' },
    { input: 'It&#8217;s &#x201c;All&#x201D; You Need', expected: 'It’s “All” You Need' },
    { input: 'M&uuml;ller, Pel&eacute; and &Scaron;&iacute;ma', expected: 'Müller, Pelé and Šíma' },
    { input: '&alpha;-Decay at &Omega; &plusmn; 2', expected: 'α-Decay at Ω ± 2' },
    { input: 'AT&T; R&D, a&b;', expected: 'AT&T; R&D, a&b;' },
    {
      input: '&constructor; &#0; &#xD800; &#9999999;',
      expected: '&constructor; &#0; &#xD800; &#9999999;',
    },
    { input: 'CO<sub>2</sub> in <em class="x">situ</em>', expected: 'CO2 in situ' },
    { input: 'CO&lt;sub&gt;2&lt;/sub&gt;', expected: 'CO2' },
    { input: 'CO&amp;lt;SUB&amp;gt;2&amp;lt;/SUB&amp;gt;', expected: 'CO2' },
    {
      input: 'The <mml:math><mml:mi>x</mml:mi><mml:mspace/></mml:math> axis',
      expected: 'The x axis',
    },
    { input: '<jats:p>One.</jats:p><jats:p>Two.</jats:p>', expected: 'One. Two.' },
    { input: 'One<br>Two<p>Three', expected: 'One Two Three' },
    { input: 'When p<q and r>s, or a < b', expected: 'When p<q and r>s, or a < b' },
    { input: 'UniCode$^2$ and 2^{<n}', expected: 'UniCode$^2$ and 2^{<n}' },
    { input: '<script>alert(1)</script>', expected: 'alert(1)' },
    { input: ' White\n\tspace &nbsp; ', expected: 'White space' },
  ])('reads $input', ({ input, expected }) => {
    expect(plainText(input)).toBe(expected);
  });

  it('leaves alone what has neither, but for its white space', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }).filter((text) => !/[<&]/.test(text)),
        (text) => {
          expect(plainText(text)).toBe(text.replace(/\s+/g, ' ').trim());
        },
      ),
    );
  });

  it('is quick with what looks like much markup', () => {
    const from = performance.now();
    for (const text of ['<a ', '<a', '&', '&#', '<p>', '</a>']) plainText(text.repeat(7_000));
    expect(performance.now() - from).toBeLessThan(500);
  });
});
