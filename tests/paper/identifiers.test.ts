import { describe, expect, it } from 'vitest';
import { identifierKey, parseArxivId, parseDoi } from '../../lib/paper/identifiers.ts';

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
    ['10.1016/j', null],
    ['doi:10.1016/j.', null],
    ['10.1016/j.neunet.2020.01.001', '10.1016/j.neunet.2020.01.001'],
    ['10.1109/CVPR.', null],
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

describe('identifierKey', () => {
  it.each([
    ['doi', '10.48550/arXiv.2302.07863', 'arxiv:2302.07863'],
    ['doi', '10.48550/arXiv.math/0502036', 'arxiv:math/0502036'],
    ['doi', '10.18653/v1/2020.acl-main.405', 'acl:2020.acl-main.405'],
    ['doi', '10.18653/v1/p19-1234', 'acl:P19-1234'],
    ['doi', '10.3115/v1/P14-1001', 'acl:P14-1001'],
    ['doi', '10.3115/1075527.1075530', 'doi:10.3115/1075527.1075530'],
    ['doi', '10.1000/ABC', 'doi:10.1000/abc'],
    ['arxiv', '2302.07863v2', 'arxiv:2302.07863'],
    ['openreview', 'xQUe1pOKPam', 'openreview:xQUe1pOKPam'],
    [
      'cvf',
      'content/CVPR2021/Ding_RepVGG_Making_VGG-Style_ConvNets_Great_Again_CVPR_2021',
      'cvf:ding_repvgg_making_vgg-style_convnets_great_again_cvpr_2021',
    ],
  ] as const)('%s %s: %s', (scheme, value, key) => {
    expect(identifierKey({ scheme, value })).toBe(key);
  });
});
