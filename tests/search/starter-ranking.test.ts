import { describe, expect, it } from 'vitest';
import { createSearch } from '../../lib/search/search.ts';
import { starterPapers } from '../formats/starter-listing.ts';
import { requestOf } from './request-of.ts';
import { TestSource } from './source-of.ts';

const search = createSearch(
  new TestSource(starterPapers.map(({ title, abstract }) => ({ title, abstract }))),
);
const titlesFor = async (query: string) => {
  const { results } = await search.search(requestOf(query, { depth: 'quick' }));
  return results.map(({ paper }) => starterPapers[Number(paper.id.slice(1))]?.title ?? '');
};
const titles = starterPapers.map(({ title }) => title);

describe('the 119 starter papers', () => {
  it('are each first for their full title', async () => {
    const firsts = await Promise.all(titles.map(async (title) => (await titlesFor(title))[0]));
    expect(firsts).toEqual(titles);
  });

  it('are each among the first three for their distinctive name', async () => {
    const named = titles.filter((title) => title.includes(':'));
    expect(named.length).toBeGreaterThan(50);
    for (const title of named) {
      const name = title.slice(0, title.indexOf(':'));
      expect((await titlesFor(name)).slice(0, 3), name).toContain(title);
    }
  });

  const names: [query: string, title: string][] = [
    ['vall e', 'VALL-E 2:'],
    ['valle 2', 'VALL-E 2:'],
    ['codet5+', 'CodeT5+:'],
    ['codet5', 'CodeT5:'],
    ['unicode^2', 'UniCode^2:'],
    ['unicode', 'UniCode:'],
    ['phi decoding', 'φ-Decoding:'],
    ['doh', "D'OH:"],
    ['yoco', 'You Only Cache Once:'],
    ['gervasio', 'Advancing Generative AI for Portuguese'],
  ];
  it.each(names)('%s finds %s first', async (query, title) => {
    expect((await titlesFor(query))[0]).toMatch(
      new RegExp(`^${title.replace(/[+^]/g, String.raw`\$&`)}`),
    );
  });

  it('are found by a word that is not finished', async () => {
    const [first] = await titlesFor('speculative deco');
    expect(first).toContain('Speculative Decoding');
  });

  it('are found by what only their abstract says', async () => {
    expect((await titlesFor('mechanistic interpretability')).slice(0, 2).sort()).toEqual([
      'A Toy Model of Universality: Reverse Engineering How Networks Learn Group Operations',
      'Universal Neurons in GPT2 Language Models',
    ]);
  });
});
