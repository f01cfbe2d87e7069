/** The page of ugly mentions and traps, read crudely in Node; `tests/e2e` reads it in a browser. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { keysOfUrl } from '../../lib/paper/address-keys.ts';
import { attribute, attributeAround, readHtml } from './read-html.ts';
import { hitsInHtml, matcherOf, matcherOfTitles } from './recognise-in-html.ts';

const html = readFileSync(new URL('../fixtures/pages/mentions.html', import.meta.url), 'utf8');
const decode = (text: string) => text.replaceAll('&#x27;', "'").replaceAll('&amp;', '&');
const valuesOf = (name: string) =>
  [...html.matchAll(new RegExp(`\\s${name}="([^"]*)"`, 'g'))].map(([, value = '']) =>
    decode(value),
  );

const links = valuesOf('data-expect-link');
const titles = [...new Set(valuesOf('data-expect'))];
/** Names the traps count on. */
const others = [
  'Accelerating Diffusion LLMs via Adaptive Parallel Decoding',
  'Omnilingual ASR: Open-Source Multilingual Speech Recognition for 1600+ Languages',
  'Uni-Perceiver v2: A Generalist Model for Large-Scale Vision and Vision-Language Tasks',
  'Foundations of Top-k Decoding For Language Models',
  'CodeGen2: Lessons for Training LLMs on Programming and Natural Languages',
  'Scalable Neural Network Kernels',
];
const known = [...titles, ...others];

describe('the page of ugly mentions and traps', () => {
  it('has at least 20 of each', () => {
    expect(valuesOf('data-expect').length - links.length).toBeGreaterThanOrEqual(20);
    expect(valuesOf('data-trap').length).toBeGreaterThanOrEqual(20);
  });

  it('has every mention found where it is, and nothing else', () => {
    const found = hitsInHtml(matcherOfTitles(known), known, html).filter((hit) => hit.evidence);
    const places = found.map(({ title, block, start, end }) => ({
      title,
      expected: decode(attributeAround(block, start, end, 'data-expect') ?? '(none)'),
      trap: attributeAround(block, start, end, 'data-trap'),
    }));
    expect(
      places.filter(({ title, expected, trap }) => title !== expected || trap !== null),
    ).toEqual([]);
    const all = valuesOf('data-expect').sort();
    for (const title of links) all.splice(all.indexOf(title), 1);
    expect(found.map(({ title }) => title).sort()).toEqual(all);
  });

  it('has the links of known papers found, and no others', () => {
    const matcher = matcherOf([
      { row: 0, title: '', keys: keysOfUrl('https://github.com/hao-ai-lab/LookaheadDecoding') },
      { row: 1, title: '', keys: keysOfUrl('https://weihaox.github.io/UMBRAE') },
      {
        row: 2,
        title: '',
        keys: ['url:github.com/tensorflow/cleverhans/examples/adversarial_patch'],
      },
    ]);
    const found = readHtml(html).links.filter(({ href }) =>
      keysOfUrl(href).some((key) => matcher.findKey(key).rows.length === 1),
    );
    expect(found.map(({ attributes }) => attribute(attributes, 'data-expect-link'))).toEqual(links);
  });
});
