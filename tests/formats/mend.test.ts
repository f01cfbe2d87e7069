import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mendText } from '../../lib/formats/mend.ts';

describe('mendText', () => {
  const mended: [name: string, before: string, after: string][] = [
    ['a written-out dash', 'jailbreaksx2013a powerful', 'jailbreaks–a powerful'],
    ['a written-out apostrophe', 'donx2019t', 'don’t'],
    ['written-out quotes', 'so-called x201coraclex201d models', 'so-called “oracle” models'],
    ['an accent on a vowel', "Gerv\\'asio", 'Gervásio'],
    ['an accent after a capital', "L\\'evy and P\\'olya", 'Lévy and Pólya'],
    ['accents in braces', '{\\"o}, \\"{u}, {\\\'e}, \\v{s}, \\c{c}', 'ö, ü, é, š, ç'],
    ['letters in braces', '{\\o}, \\ss{}, {\\L}', 'ø, ß, Ł'],
    ['a dotless i', 'na\\"\\i ve Garc\\\'\\i a', 'naïve García'],
    ['a tie', 'LLaMA~2 in Figure~3 of Smith et al.~for', 'LLaMA 2 in Figure 3 of Smith et al. for'],
    ['an underscore', 'flan\\_nas', 'flan_nas'],
    ['an underscore in an address', 'https://a.org/~me/b\\_c', 'https://a.org/~me/b_c'],
  ];
  it.each(mended)('mends %s', (_, before, after) => {
    expect(mendText(before)).toBe(after);
  });

  const kept = [
    'x!in!{4,8}',
    'sim7\\% and 1-5\\%',
    'by ~33.5% (~16K entries)',
    'x~N(0,1)',
    "l\\'amour and it\\'s",
    'he said \\"Ice\\"',
    'succeed, exceed, 0x2013, vx20',
    '\\alpha_i and \\beta',
    'a_b',
  ];
  it.each(kept)('leaves %s', (text) => {
    expect(mendText(text)).toBe(text);
  });

  it('leaves text without signs of damage, and mends only once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        if (!/[\\~]|x20/.test(text)) expect(mendText(text)).toBe(text);
      }),
    );
    for (const [, , after] of mended) expect(mendText(after)).toBe(after);
  });
});
