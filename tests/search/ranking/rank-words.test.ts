import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PostingsReader } from '../../../lib/search/index/postings-reader.ts';
import { readQueryWords } from '../../../lib/search/ranking/query-words.ts';
import { type RankOptions, rankWords } from '../../../lib/search/ranking/rank-words.ts';
import { VECTOR_BYTES } from '../../../lib/search/ranking/vectors.ts';
import { starterPapers } from '../../formats/starter-listing.ts';
import { indexPapers, type TestPaper } from './index-papers.ts';

const rank = async (index: PostingsReader, typed: string, options?: RankOptions) =>
  rankWords(index, readQueryWords(typed), options);

async function titlesFor(
  papers: readonly Partial<TestPaper>[],
  typed: string,
  options?: RankOptions,
): Promise<string[]> {
  const whole = papers.map((paper) => ({ title: '', abstract: '', ...paper }));
  const { rows } = await rank(await indexPapers(whole), typed, options);
  return rows.map((row) => whole[row]?.title ?? '');
}

/** Makes words rare: in a collection of two papers a word that one has says nothing. */
const others = Array.from({ length: 40 }, (_, i) => ({
  title: `Notes on subject ${i}`,
  abstract: 'Something else entirely, at some length, about weather and gardens.',
}));

describe('rankWords puts first', () => {
  const cases: {
    name: string;
    papers: Partial<TestPaper>[];
    typed: string;
    first: string;
    second?: string;
  }[] = [
    {
      name: 'the title above the abstract',
      papers: [{ title: 'A', abstract: 'sparse attention' }, { title: 'Sparse attention' }],
      typed: 'sparse attention ',
      first: 'Sparse attention',
      second: 'A',
    },
    {
      name: 'the word itself above its other forms',
      papers: [{ title: 'Decoder studies' }, { title: 'Decoding studies' }],
      typed: 'decoding ',
      first: 'Decoding studies',
      second: 'Decoder studies',
    },
    {
      name: 'the whole word above those that begin with it',
      papers: [{ title: 'Universality here' }, { title: 'Univers here' }],
      typed: 'univers',
      first: 'Univers here',
      second: 'Universality here',
    },
    {
      name: 'all words above one rare word many times',
      papers: [
        { title: 'Quokka quokka quokka', abstract: 'quokka quokka' },
        { title: 'B', abstract: 'the weather of the quokka' },
      ],
      typed: 'quokka weather ',
      first: 'B',
      second: 'Quokka quokka quokka',
    },
    {
      name: 'a name with its sign, when the sign is typed',
      papers: [{ title: 'CodeT5: One' }, { title: 'CodeT5+: Two' }],
      typed: 'codet5+',
      first: 'CodeT5+: Two',
    },
    {
      name: 'a name without a sign, when none is typed',
      papers: [{ title: 'CodeT5+: Two' }, { title: 'CodeT5: One' }],
      typed: 'codet5',
      first: 'CodeT5: One',
      second: 'CodeT5+: Two',
    },
    {
      name: 'the name whose digit is typed',
      papers: [{ title: 'VALL-E: One' }, { title: 'VALL-E 2: Two' }],
      typed: 'vall e 2',
      first: 'VALL-E 2: Two',
    },
    {
      name: 'words in the order typed',
      papers: [{ title: 'Models of language' }, { title: 'Language models' }],
      typed: 'language models ',
      first: 'Language models',
      second: 'Models of language',
    },
    {
      name: 'the order of words that say nothing',
      papers: [
        { title: 'Metric decoding' },
        { title: 'To each metric its decoding, and more words' },
      ],
      typed: 'to each metric its decoding',
      first: 'To each metric its decoding, and more words',
      second: 'Metric decoding',
    },
    {
      name: 'what has the words written as one',
      papers: [{ title: 'Random hypernetworks' }],
      typed: 'hyper networks ',
      first: 'Random hypernetworks',
    },
    {
      name: 'what has the word with a hyphen',
      papers: [{ title: 'Random hyper-networks' }],
      typed: 'hypernetworks ',
      first: 'Random hyper-networks',
    },
    {
      name: 'what has the word written as two',
      papers: [
        { title: 'Networks that are hyper' },
        { title: 'A', abstract: 'Random hyper networks, and other networks' },
      ],
      typed: 'random hypernetworks ',
      first: 'A',
    },
    {
      name: 'a misspelled word, letters exchanged',
      papers: [{ title: 'Adversarial patch' }],
      typed: 'adversarial pacth ',
      first: 'Adversarial patch',
    },
    {
      name: 'a word whose first letter is wrong',
      papers: [{ title: 'Uniflow tokens' }],
      typed: 'xniflow ',
      first: 'Uniflow tokens',
    },
    {
      name: 'initials',
      papers: [{ title: 'You Only Cache Once: Decoders' }],
      typed: 'yoco',
      first: 'You Only Cache Once: Decoders',
    },
    {
      name: 'author and year',
      papers: [
        { title: 'First', authors: ['Tereza Klimošová'], year: 2016 },
        { title: 'Second', authors: ['Tereza Klimošová'], year: 2018 },
      ],
      typed: 'klimosova 2018',
      first: 'Second',
    },
    {
      name: 'what was used last, of equals',
      papers: [
        { title: 'Quokka', usedAt: 1_000_000 },
        { title: 'Quokka ', usedAt: 2_000_000 },
      ],
      typed: 'quokka',
      first: 'Quokka ',
      second: 'Quokka',
    },
  ];
  it.each(cases)('$name', async ({ papers, typed, first, second }) => {
    const titles = await titlesFor([...papers, ...others], typed);
    expect(titles[0]).toBe(first);
    if (second !== undefined) expect(titles[1]).toBe(second);
  });
});

describe('rankWords', () => {
  it('tells how many have all words, and which words nobody has', async () => {
    const index = await indexPapers([
      { title: 'Sparse attention', abstract: '' },
      { title: 'Sparse grids', abstract: '' },
      ...others,
    ]);
    const { rows, complete, missing } = await rank(index, 'sparse attention zzyzx ');
    expect(complete).toBe(0);
    expect(missing).toEqual(['zzyzx']);
    expect(rows).toEqual([0, 1]);
    expect((await rank(index, 'sparse attention ')).complete).toBe(1);
  });

  it('corrects no spelling where enough papers have what was typed', async () => {
    const bears = Array.from({ length: 5 }, (_, i) => ({ title: `Bears ${i}`, abstract: '' }));
    const titles = await titlesFor([...bears, { title: 'Beards' }], 'bears ');
    expect(titles).not.toContain('Beards');
  });

  it('gives only rows that are allowed, and no more than asked for', async () => {
    const index = await indexPapers(others);
    const { rows, allComplete } = await rank(index, 'notes ', {
      isAllowed: (row) => row % 2 === 1,
      most: 3,
    });
    expect(rows).toHaveLength(3);
    expect(allComplete).toHaveLength(20);
    expect(rows.every((row) => row % 2 === 1)).toBe(true);
  });

  it('answers nothing to nothing', async () => {
    const index = await indexPapers(others);
    expect((await rank(index, '')).rows).toEqual([]);
    expect((await rank(index, ' ?! ')).rows).toEqual([]);
  });

  it('raises what is about the same as the best', async () => {
    const words = 'alpha beta gamma delta';
    const papers = [
      ...Array.from({ length: 6 }, (_, i) => ({ title: `Best ${i}`, abstract: words })),
      { title: 'Other', abstract: 'alpha beta gamma' },
      { title: 'Alike', abstract: 'alpha beta gamma' },
      ...others,
    ];
    const readVectors = async (rows: Uint32Array) => {
      const bytes = new Uint8Array(rows.length * VECTOR_BYTES);
      rows.forEach((row, index) => {
        bytes[index * VECTOR_BYTES] = row === 6 ? 0x70 : 0x07;
      });
      return bytes;
    };
    const titles = await titlesFor(papers, `${words} `, { readVectors });
    expect(titles.indexOf('Alike')).toBeLessThan(titles.indexOf('Other'));
    expect((await titlesFor(papers, `${words} `)).indexOf('Alike')).toBe(7);
  });
});

describe('the starter papers', () => {
  let index: PostingsReader;
  beforeAll(async () => {
    index = await indexPapers(starterPapers.map(({ title, abstract }) => ({ title, abstract })));
  });
  const titles = starterPapers.map(({ title }) => title);
  const firstFor = async (typed: string) => titles[(await rank(index, typed)).rows[0] ?? -1];

  it('are each first for their whole title', async () => {
    const firsts = [];
    for (const title of titles) firsts.push(await firstFor(title));
    expect(firsts).toEqual(titles);
  });

  it('are first as people remember them, but for one paraphrase', async () => {
    const lines = readFileSync(
      new URL('../../fixtures/search/known-items.tsv', import.meta.url),
      'utf8',
    );
    const missed = [];
    for (const line of lines.trim().split('\n').slice(1)) {
      const [kind, query = '', beginning = ''] = line.split('\t');
      if (kind === 'author year') continue;
      if (!(await firstFor(query))?.startsWith(beginning)) missed.push(query);
    }
    expect(missed).toEqual(['fewer layers for easy words in translation']);
  });
});
