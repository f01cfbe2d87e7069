import { describe, expect, it } from 'vitest';
import { keysOfUrl } from '../../lib/paper/address-keys.ts';
import { createTextReader } from '../../lib/paper/ids-in-text.ts';
import { SITES } from '../../lib/paper/sites.ts';

const keysInText = createTextReader(SITES, keysOfUrl);

/** Each name in the text with its first key: "key=text". */
const namesIn = (text: string) =>
  keysInText(text).map(({ keys, start, end }) => `${keys[0]}=${text.slice(start, end)}`);

describe('createTextReader', () => {
  it.each([
    ['see arXiv:2403.01234.', ['arxiv:2403.01234=arXiv:2403.01234']],
    ['arXiv: 2403.01234v2 [cs.CL]', ['arxiv:2403.01234=arXiv: 2403.01234v2']],
    ['arXiv preprint arXiv:2403.01234, 2024', ['arxiv:2403.01234=arXiv:2403.01234']],
    ['ARXIV 2403.01234', ['arxiv:2403.01234=ARXIV 2403.01234']],
    ['ArXiv, abs/1706.03762.', ['arxiv:1706.03762=abs/1706.03762']],
    ['ArXiv abs/1706.03762', ['arxiv:1706.03762=ArXiv abs/1706.03762']],
    ['CoRR abs/1706.03762', ['arxiv:1706.03762=abs/1706.03762']],
    ['arxiv.org/abs/2403.01234v1', ['arxiv:2403.01234=arxiv.org/abs/2403.01234v1']],
    ['(arXiv:hep-th/9901001)', ['arxiv:hep-th/9901001=arXiv:hep-th/9901001']],
    ['doi:10.1109/CVPR.2016.90.', ['doi:10.1109/cvpr.2016.90=10.1109/CVPR.2016.90']],
    [
      'DOI 10.1016/S0140-6736(20)30183-5).',
      ['doi:10.1016/s0140-6736(20)30183-5=10.1016/S0140-6736(20)30183-5'],
    ],
    ['10.18653/v1/P19-1234', ['acl:P19-1234=10.18653/v1/P19-1234']],
    ['10.48550/arXiv.2403.01234', ['arxiv:2403.01234=10.48550/arXiv.2403.01234']],
    [
      'at https://doi.org/10.1145/3292500.3330701, and',
      ['doi:10.1145/3292500.3330701=https://doi.org/10.1145/3292500.3330701'],
    ],
    [
      '(https://openreview.net/forum?id=xQUe1pOKPam).',
      ['openreview:xQUe1pOKPam=https://openreview.net/forum?id=xQUe1pOKPam'],
    ],
    ['code: https://github.com/a/b.', ['url:github.com/a/b=https://github.com/a/b']],
    ['code: github.com/a/b.', ['url:github.com/a/b=github.com/a/b']],
    ['(www.GitHub.com/A/b-c/tree/main)', ['url:github.com/a/b-c=www.GitHub.com/A/b-c/tree/main']],
    [
      'at gitlab.com/group/sub/repo, and',
      ['url:gitlab.com/group/sub/repo=gitlab.com/group/sub/repo'],
    ],
    ['https://github.com/a/b', ['url:github.com/a/b=https://github.com/a/b']],
    ['github.com/a and git@github.com:a/b', []],
    ['raw.github.com/a/b, not-github.com/a/b', []],
    ['github.com/a/b/issues/1', []],
    [
      'PMID: 32513161; PMCID: PMC7249434',
      ['pmid:32513161=PMID: 32513161', 'pmc:7249434=PMCID: PMC7249434'],
    ],
    [
      'arXiv:2403.01234 and arXiv:2403.01235',
      ['arxiv:2403.01234=arXiv:2403.01234', 'arxiv:2403.01235=arXiv:2403.01235'],
    ],
    ['pi is 3.14159 and 2403.01234 a number', []],
    ['version 2403.01234 of arXiv', []],
    ['arXiv:2413.01234', []],
    ['arXiv:2403.012345', []],
    ['doi:10.1016/j. neunet', []],
    ['10.5 / 3 and 110.1000/abc and 4.10.1000/abc', []],
    ['', []],
  ])('%s', (text, expected) => {
    expect(namesIn(text)).toEqual(expected);
  });

  it.each([
    ['prose', 'We propose a method, as in Fig. 3.2, that halves the cost of decoding by 10.5 %. '],
    ['the beginnings of names', 'arxiv: http https:// abs/ pm 10.1000 doi:10. '],
    ['one long word', 'a-'],
    ['slashes', 'abs/pdf/'],
  ])('is quick over %s', (_name, piece) => {
    const text = piece.repeat(Math.ceil(100_000 / piece.length));
    keysInText(text);
    const start = performance.now();
    for (let i = 0; i < 10; i++) keysInText(text);
    // 0.1 to 0.3 ms each where nothing else runs.
    expect(performance.now() - start).toBeLessThan(100);
  });
});
