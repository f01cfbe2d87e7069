import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keysOfUrl } from '../../lib/paper/address-keys.ts';
import { linkKey } from '../../lib/paper/paper-link.ts';
import { cpuTime } from '../cpu-time.ts';

describe('linkKey', () => {
  it.each([
    ['https://github.com/hao-ai-lab/LookaheadDecoding', 'github.com/hao-ai-lab/lookaheaddecoding'],
    [
      'http://www.github.com/hao-ai-lab/LookaheadDecoding.git/',
      'github.com/hao-ai-lab/lookaheaddecoding',
    ],
    [
      'https://github.com/hao-ai-lab/LookaheadDecoding#readme',
      'github.com/hao-ai-lab/lookaheaddecoding',
    ],
    ['https://github.com/a/b?tab=readme-ov-file', 'github.com/a/b'],
    ['https://github.com/a/b.', 'github.com/a/b'],
    ['https://github.com/a/b-', 'github.com/a/b-'],
    ['https://github.com/a/b/tree/main', 'github.com/a/b'],
    ['https://github.com/a/b/blob/main/README.md', 'github.com/a/b'],
    ['https://github.com/a/b/tree/main/examples/patch/', 'github.com/a/b/examples/patch'],
    ['https://github.com/a/b/raw/dev/run.py', 'github.com/a/b/run.py'],
    ['https://github.com/a/b/issues', null],
    ['https://github.com/a/b/issues/3', null],
    ['https://github.com/a/b/pulls', null],
    ['https://github.com/a/b/actions', null],
    ['https://github.com/a/b/stargazers', null],
    ['https://github.com/a', null],
    ['https://github.com/', null],
    ['https://github.com/topics/llm', null],
    ['https://gitlab.com/group/sub/repo', 'gitlab.com/group/sub/repo'],
    ['https://gitlab.com/group/sub/repo/-/tree/main/code', 'gitlab.com/group/sub/repo/code'],
    ['https://gitlab.com/group/repo/-/issues', null],
    ['https://huggingface.co/kyutai/ARC', 'huggingface.co/kyutai/arc'],
    ['https://hf.co/kyutai/ARC/tree/main', 'huggingface.co/kyutai/arc'],
    [
      'https://huggingface.co/collections/kyutai/arc-encoders-68ee',
      'huggingface.co/collections/kyutai/arc-encoders-68ee',
    ],
    ['https://huggingface.co/datasets/a/b/tree/main', 'huggingface.co/datasets/a/b'],
    ['https://huggingface.co/spaces/a/b', 'huggingface.co/spaces/a/b'],
    ['https://huggingface.co/papers/2302.07863', null],
    ['https://huggingface.co/docs/transformers', null],
    ['https://huggingface.co', null],
    ['https://x-decoder-vl.github.io', 'x-decoder-vl.github.io'],
    ['http://X-Decoder-VL.github.io./#demo', 'x-decoder-vl.github.io'],
    ['https://weihaox.github.io/UMBRAE/', 'weihaox.github.io/UMBRAE'],
    ['https://weihaox.github.io/UMBRAE/index.html', 'weihaox.github.io/UMBRAE'],
    ['https://aka.ms/YOCO', 'aka.ms/YOCO'],
    [
      'http://www.svcl.ucsd.edu/projects/universal-detection/',
      'svcl.ucsd.edu/projects/universal-detection',
    ],
    ['https://sites.google.com/view/x?utm_source=y&ref=z', 'sites.google.com/view/x'],
    ['https://openreview.net/forum?id=HyzdRiR9Y7', 'openreview.net/forum?id=HyzdRiR9Y7'],
    ['https://example.org:8080/a', 'example.org:8080/a'],
    ['https://www.youtube.com/', null],
    ['ftp://example.org/a', null],
    ['javascript:alert(1)', null],
    ['not an address', null],
  ])('%s: %s', (url, expected) => {
    expect(linkKey(url)).toBe(expected);
  });

  it('is the same for its own key', () => {
    fc.assert(
      fc.property(fc.webUrl(), (url) => {
        const key = linkKey(url);
        if (key !== null && !/^www\./.test(key)) expect(linkKey(`https://${key}`)).toBe(key);
      }),
    );
  });

  it('takes no time over a long address', () => {
    const start = performance.now();
    linkKey(`https://example.org/${')'.repeat(500_000)}a`);
    linkKey(`https://example.org/${')'.repeat(1_900)}a`);
    expect(performance.now() - start).toBeLessThan(100);
  });
});

describe('keysOfUrl', () => {
  it.each([
    ['https://arxiv.org/pdf/2302.07863v2', ['arxiv:2302.07863']],
    ['https://doi.org/10.1000/ABC', ['doi:10.1000/abc']],
    ['https://github.com/a/b', ['url:github.com/a/b']],
    [
      'https://github.com/a/b/blob/main/src/x.py',
      ['url:github.com/a/b/src/x.py', 'url:github.com/a/b'],
    ],
    ['https://huggingface.co/datasets/a/b', ['url:huggingface.co/datasets/a/b']],
    ['https://github.com/a/b/issues', []],
    ['mailto:author@example.org', []],
  ])('%s: %j', (url, expected) => {
    expect(keysOfUrl(url)).toEqual(expected);
  });
});

describe('keysOfUrl sees through sites that only lead on, and through archives', () => {
  const PAPER = 'https://arxiv.org/abs/2302.07863v2';
  const KEY = 'arxiv:2302.07863';
  const DOI = 'doi:10.1038/nature14539';
  it.each([
    [`https://www.google.com/url?q=${PAPER}&sa=D&source=docs`, [KEY]],
    [`https://www.google.co.uk/url?sa=t&url=${encodeURIComponent(PAPER)}&usg=x`, [KEY]],
    [`https://scholar.google.com/scholar_url?url=${PAPER}&hl=en&sa=X`, [KEY]],
    [`https://l.facebook.com/l.php?u=${encodeURIComponent(PAPER)}&h=x`, [KEY]],
    [
      `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(PAPER)}&data=05%7C02`,
      [KEY],
    ],
    [
      `https://www.google.com/url?q=${encodeURIComponent('https://github.com/Owner/Repo/tree/main')}`,
      ['url:github.com/owner/repo'],
    ],
    [
      'https://www.google.com/url?q=https%3A%2F%2Fopenreview.net%2Fforum%3Fid%3DxQUe1pOKPam&sa=D',
      ['openreview:xQUe1pOKPam', 'url:openreview.net/forum?id=xQUe1pOKPam'],
    ],
    [`https://web.archive.org/web/20230301120000/${PAPER}`, [KEY]],
    [`http://web.archive.org/web/2023id_/http://arxiv.org/pdf/2302.07863.pdf`, [KEY]],
    [`https://web.archive.org/web/${PAPER}`, [KEY]],
    [`https://web.archive.org/web/2023*/${PAPER}`, [KEY]],
    ['https://archive.ph/2023.03.01-120000/https://doi.org/10.1038/nature14539', [DOI]],
    ['https://archive.is/newest/https://www.nature.com/articles/nature14539', [DOI]],
    [
      'https://web.archive.org/web/2023/https://github.com/Owner/Repo',
      ['url:github.com/owner/repo'],
    ],
    ['https://archive.org/details/arxiv-2302.07863', ['url:archive.org/details/arxiv-2302.07863']],
    [
      `https://www.google.com/search?q=${PAPER}`,
      [`url:google.com/search?q=https%3A%2F%2Farxiv.org%2Fabs%2F2302.07863v2`],
    ],
    [
      `https://twitter.com/intent/tweet?url=${PAPER}`,
      ['url:twitter.com/intent/tweet?url=https%3A%2F%2Farxiv.org%2Fabs%2F2302.07863v2'],
    ],
    [
      'https://www.google.com/url?q=javascript:alert(1)',
      ['url:google.com/url?q=javascript%3Aalert%281%29'],
    ],
    ['https://www.google.com/url?q=https%3A%2F%2F%E0%A4%A', []],
  ])('%s', (url, expected) => {
    expect(keysOfUrl(url)).toEqual(expected);
  });

  it('takes no time over a long one', () => {
    const ms = cpuTime(() => {
      keysOfUrl(`https://www.google.com/url?${'&q='.repeat(300_000)}`);
      keysOfUrl(`https://www.google.com/url?q=https:${'a'.repeat(1_000_000)}`);
      keysOfUrl(`https://web.archive.org/${'a/'.repeat(500_000)}`);
    });
    expect(ms).toBeLessThan(200);
  });
});
