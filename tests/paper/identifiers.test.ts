import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identifiersInUrl, parseArxivId, parseDoi } from '../../lib/paper/identifiers.ts';
import { findData } from '../recognise/shared-data.ts';

const idOf = (url: string) =>
  identifiersInUrl(url)
    .map(({ scheme, value }) => `${scheme}:${value}`)
    .join(' ');

describe('parseArxivId', () => {
  it.each([
    ['2302.07863', '2302.07863'],
    ['2302.07863v2', '2302.07863'],
    ['arXiv:2302.07863v12', '2302.07863'],
    ['arxiv: 0704.0001', '0704.0001'],
    ['2302.07863.pdf', '2302.07863'],
    ['math/0502036', 'math/0502036'],
    ['math.GT/0309136v1', 'math/0309136'],
    ['hep-th/9901001', 'hep-th/9901001'],
    ['cs.LG/0501001v3', 'cs/0501001'],
    ['2313.07863', null],
    ['2302.786', null],
    ['2302.078631', null],
    ['12302.07863', null],
    ['3.14159', null],
    ['math/05020361', null],
    ['', null],
  ])('%s: %s', (text, expected) => {
    expect(parseArxivId(text)).toBe(expected);
  });
});

describe('parseDoi', () => {
  it.each([
    ['10.1145/3292500.3330701', '10.1145/3292500.3330701'],
    ['doi:10.1109/CVPR.2016.90', '10.1109/cvpr.2016.90'],
    ['see https://doi.org/10.1038/nature14539.', '10.1038/nature14539'],
    ['(10.1000/abc)', '10.1000/abc'],
    ['(doi:10.1016/S0140-6736(20)30183-5);', '10.1016/s0140-6736(20)30183-5'],
    ['[10.1000/abc], and', '10.1000/abc'],
    ['10.1002/(SICI)1097-0258(19980815)17:15', '10.1002/(sici)1097-0258(19980815)17:15'],
    ['“10.1000/abc”', '10.1000/abc'],
    ['10.1000/', null],
    ['10.1000/...', null],
    ['10.12/abc', null],
    ['110.1000/abc', null],
    ['version 10.1000', null],
  ])('%s: %s', (text, expected) => {
    expect(parseDoi(text)).toBe(expected);
  });

  it.each([
    ['closing brackets', `10.1000/${')'.repeat(100_000)}`],
    ['numbers', '10.'.repeat(100_000)],
    ['one long suffix', `10.1000/${'a'.repeat(100_000)}`],
  ])('takes no time over %s', (_name, text) => {
    const start = performance.now();
    parseDoi(text);
    expect(performance.now() - start).toBeLessThan(200);
  });
});

describe('identifiersInUrl', () => {
  it.each([
    ['https://arxiv.org/abs/2302.07863', 'arxiv:2302.07863'],
    ['http://www.arxiv.org/abs/2302.07863v3/', 'arxiv:2302.07863'],
    ['https://arxiv.org/pdf/2302.07863v2.pdf', 'arxiv:2302.07863'],
    ['https://arxiv.org/pdf/2302.07863#page=3', 'arxiv:2302.07863'],
    ['https://arxiv.org/html/2302.07863v2/', 'arxiv:2302.07863'],
    ['https://arxiv.org/format/2302.07863', 'arxiv:2302.07863'],
    ['https://export.arxiv.org/abs/math/0502036', 'arxiv:math/0502036'],
    ['https://arxiv.org/pdf/math.GT/0309136v1.pdf', 'arxiv:math/0309136'],
    ['https://arxiv.org/abs/2302.07863?context=cs', 'arxiv:2302.07863'],
    ['https://ar5iv.org/abs/2302.07863', 'arxiv:2302.07863'],
    ['https://ar5iv.labs.arxiv.org/html/2302.07863', 'arxiv:2302.07863'],
    ['https://www.alphaxiv.org/abs/2302.07863v1', 'arxiv:2302.07863'],
    ['https://alphaxiv.org/overview/2302.07863', 'arxiv:2302.07863'],
    ['https://huggingface.co/papers/2302.07863', 'arxiv:2302.07863'],
    ['https://hf.co/papers/2302.07863', 'arxiv:2302.07863'],
    ['https://api.semanticscholar.org/arXiv:2302.07863', 'arxiv:2302.07863'],
    ['https://doi.org/10.48550/arXiv.2302.07863', 'arxiv:2302.07863'],
    ['https://doi.org/10.48550/arxiv.math/0502036', 'arxiv:math/0502036'],
    ['https://doi.org/10.1145/3292500.3330701', 'doi:10.1145/3292500.3330701'],
    [
      'http://dx.doi.org/10.1002/%28SICI%291097-0258%2819980815%2917%3A15',
      'doi:10.1002/(sici)1097-0258(19980815)17:15',
    ],
    [
      'https://dl.acm.org/doi/pdf/10.1145/3292500.3330701?download=true',
      'doi:10.1145/3292500.3330701',
    ],
    [
      'https://www.biorxiv.org/content/10.1101/2021.11.08.467690v2.full.pdf',
      'doi:10.1101/2021.11.08.467690',
    ],
    [
      'https://journals.plos.org/climate/article?id=10.1371/journal.pclm.0000068',
      'doi:10.1371/journal.pclm.0000068',
    ],
    [
      'https://link.springer.com/content/pdf/10.1007/s41095-022-0271-y.pdf',
      'doi:10.1007/s41095-022-0271-y',
    ],
    ['https://aclanthology.org/2020.acl-main.405.pdf', 'doi:10.18653/v1/2020.acl-main.405'],
    ['https://www.aclweb.org/anthology/P19-1234/', 'doi:10.18653/v1/p19-1234'],
    ['https://www.nature.com/articles/s41467-018-07210-0.pdf', 'doi:10.1038/s41467-018-07210-0'],
    ['https://arxiv.org/list/cs.CL/recent', ''],
    ['https://arxiv.org/abs/', ''],
    ['https://example.org/abs/2302.07863', ''],
    ['https://notarxiv.org/abs/2302.07863', ''],
    ['https://huggingface.co/papers', ''],
    ['https://doi.org/', ''],
    ['https://doi.org/%', ''],
    ['javascript:alert("10.1000/abc")', ''],
    ['arxiv.org/abs/2302.07863', ''],
    ['', ''],
  ])('%s: %s', (url, expected) => {
    expect(idOf(url)).toBe(expected);
  });

  it('gives something sane for any text', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true }), fc.string(), (url, tail) => {
        for (const { value } of identifiersInUrl(url + tail)) expect(value).not.toBe('');
      }),
    );
  });

  const data = findData();
  it.skipIf(data === null)(
    'gives one id for the pages of a work on real sites (shared data)',
    () => {
      const sites: Record<string, unknown[]> = JSON.parse(
        readFileSync(`${data}/ids/papermemory-urls.json`, 'utf8'),
      );
      const withIds = [];
      for (const [site, [page, pdf]] of Object.entries(sites)) {
        if (typeof page !== 'string' || typeof pdf !== 'string' || idOf(page) === '') continue;
        withIds.push(site);
        expect([site, idOf(pdf)]).toEqual([site, idOf(page)]);
      }
      expect(withIds.length).toBeGreaterThanOrEqual(14);
    },
  );
});
