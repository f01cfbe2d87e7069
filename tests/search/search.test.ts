import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSearch } from '../../lib/search/search.ts';
import { requestOf } from './request-of.ts';
import { idOf, type TestPaper, TestSource, tagOf } from './source-of.ts';

const titlesFor = async (papers: readonly TestPaper[], query: string) => {
  const answer = await createSearch(new TestSource(papers)).search(requestOf(query));
  return answer.results.map(({ paper }) => papers[Number(paper.id.slice(1))]?.title);
};

describe('the order of what is found', () => {
  const cases: { name: string; query: string; papers: TestPaper[]; expected: string[] }[] = [
    {
      name: 'title above people above abstract',
      query: 'turing',
      papers: [
        { title: 'A', abstract: 'Turing machines.' },
        { title: 'B', authors: 'Alan Turing' },
        { title: 'Turing Machines' },
      ],
      expected: ['Turing Machines', 'B', 'A'],
    },
    {
      name: 'tags and notes like people',
      query: 'cats',
      papers: [
        { title: 'A', abstract: 'Cats.' },
        { title: 'B', user: { note: 'about cats' } },
        { title: 'Cats' },
      ],
      expected: ['Cats', 'B', 'A'],
    },
    {
      name: 'a whole word above the beginning of one',
      query: 'code',
      papers: [{ title: 'Codecs for All' }, { title: 'Learning Code Well' }, { title: 'Coder' }],
      expected: ['Learning Code Well', 'Coder', 'Codecs for All'],
    },
    {
      name: 'a plural is nearly the word',
      query: 'language model decoding',
      papers: [{ title: 'Decoding Language Modelling' }, { title: 'Decoding Language Models' }],
      expected: ['Decoding Language Models', 'Decoding Language Modelling'],
    },
    {
      name: 'all words above some; one may be missing in a longer query',
      query: 'fast parallel decoding',
      papers: [
        { title: 'Fast Decoding' },
        { title: 'Decoding' },
        { title: 'Fast and Parallel: On Decoding' },
      ],
      expected: ['Fast and Parallel: On Decoding', 'Fast Decoding'],
    },
    {
      name: 'two words must both be there when a paper has both',
      query: 'fast decoding',
      papers: [{ title: 'Decoding' }, { title: 'Fast Decoding' }],
      expected: ['Fast Decoding'],
    },
    {
      name: 'words side by side above words apart',
      query: 'parallel decoding',
      papers: [{ title: 'Decoding in Parallel Worlds' }, { title: 'Deep Parallel Decoding Now' }],
      expected: ['Deep Parallel Decoding Now', 'Decoding in Parallel Worlds'],
    },
    {
      name: 'a name above the same letters elsewhere',
      query: 'unicode',
      papers: [
        { title: 'UniCoder: Scaling Code' },
        { title: 'UniCode^2: Cascaded Codebooks' },
        { title: 'UniCode: A Unified Codebook' },
      ],
      expected: [
        'UniCode: A Unified Codebook',
        'UniCode^2: Cascaded Codebooks',
        'UniCoder: Scaling Code',
      ],
    },
    {
      name: 'signs as typed',
      query: 'codet5+',
      papers: [{ title: 'CodeT5: Models for Code' }, { title: 'CodeT5+: Models for Code' }],
      expected: ['CodeT5+: Models for Code', 'CodeT5: Models for Code'],
    },
    {
      name: 'separators do not count',
      query: 'umb rae',
      papers: [{ title: 'Rae and Others' }, { title: 'UMBRAE: Brain Decoding' }],
      expected: ['UMBRAE: Brain Decoding'],
    },
    {
      name: 'initials of a name',
      query: 'yoco',
      papers: [{ title: 'A', abstract: 'YOCO' }, { title: 'You Only Cache Once: Decoders' }],
      expected: ['You Only Cache Once: Decoders', 'A'],
    },
    {
      name: 'year and venue',
      query: 'attention 2017',
      papers: [
        { title: 'Attention', year: 2016 },
        { title: 'Attention!', year: 2017 },
      ],
      expected: ['Attention!'],
    },
    {
      name: 'a script without spaces',
      query: '变换器',
      papers: [{ title: '通用变换器' }, { title: '变化与换器' }, { title: '模型' }],
      expected: ['通用变换器', '变化与换器'],
    },
    {
      name: 'equal ones: used last, then added last, then in their order',
      query: 'twin',
      papers: [
        { title: 'Twin a' },
        { title: 'Twin b' },
        { title: 'Twin c', addedAt: 5 },
        { title: 'Twin d', user: { usedAt: 3 } },
      ],
      expected: ['Twin d', 'Twin c', 'Twin a', 'Twin b'],
    },
  ];
  it.each(cases)('$name', async ({ query, papers, expected }) => {
    expect(await titlesFor(papers, query)).toEqual(expected);
  });
});

describe('an answer', () => {
  const papers: TestPaper[] = [
    { title: 'VALL-E 2: Codecs', abstract: 'We present speech models.', authors: 'Sanyuan Chen' },
    { title: 'Gervásio: Portuguese', user: { tags: [tagOf('t')], note: 'read before Monday' } },
  ];
  const ask = (query: string) =>
    createSearch(new TestSource(papers, { t: 'nlp/decoding' })).search(requestOf(query));

  it('says where the words are in the title, of a beginning only the beginning', async () => {
    expect((await ask('vall cod')).results[0]?.titleMatches).toEqual([
      [0, 4],
      [10, 13],
    ]);
    expect((await ask('gerva')).results[0]?.titleMatches).toEqual([[0, 5]]);
    expect((await ask('valle')).results[0]?.titleMatches).toEqual([[0, 6]]);
    expect((await ask('va lle 2')).results[0]?.titleMatches).toEqual([
      [0, 6],
      [7, 8],
    ]);
    expect((await ask('val le2')).results[0]?.titleMatches).toEqual([[0, 8]]);
  });

  const snippets: [query: string, field: string, text: string][] = [
    ['vall speech', 'abstract', 'We present speech models.'],
    ['vall chen', 'authors', 'Sanyuan Chen'],
    ['portuguese decoding', 'tags', 'nlp/decoding'],
    ['portuguese monday', 'note', 'read before Monday'],
  ];
  it.each(snippets)('shows what the title lacks: %s', async (query, field, text) => {
    expect((await ask(query)).results[0]?.snippet).toMatchObject({ field, text });
  });

  it('does not take the inside of another word for the word', async () => {
    const source = new TestSource([{ title: 'Partial Order', abstract: 'Fine art.' }]);
    const { results } = await createSearch(source).search(requestOf('art'));
    expect(results).toMatchObject([{ titleMatches: [], snippet: { text: 'Fine art.' } }]);
  });

  it('has no snippet where the title has everything', async () => {
    expect((await ask('portuguese')).results[0]?.snippet).toBeNull();
  });

  it('names words that no paper has, as typed, and shows papers with most of the rest', async () => {
    expect(await ask('Portuguese Zzyzx')).toMatchObject({
      total: 1,
      complete: 0,
      missing: ['Zzyzx'],
      results: [{ paper: { id: 'p1' } }],
    });
    expect(await ask('Portuguese')).toMatchObject({ total: 1, complete: 1 });
    expect(await ask('zzyzx')).toMatchObject({ total: 0, complete: 0, missing: ['zzyzx'] });
  });

  it('gives everything for an empty query, used last first', async () => {
    const answer = await ask(' ');
    expect(answer).toMatchObject({ total: 2, complete: 2, partial: false, missing: [] });
    expect(answer.results[0]).toMatchObject({ titleMatches: [], snippet: null });
  });

  it('leaves out deleted papers', async () => {
    const source = new TestSource([undefined, { title: 'Twin' }, undefined]);
    const answer = await createSearch(source).search(requestOf('twin'));
    expect(answer).toMatchObject({ total: 1, results: [{ paper: { id: 'p1' } }] });
  });
});

describe('windows and orders', () => {
  const source = new TestSource([
    { title: 'Twin b 10', year: 2020, addedAt: 1 },
    { title: 'Twin b 9', year: 2021, addedAt: 3, user: { usedAt: 1 } },
    { title: 'Twin a', addedAt: 2, user: { usedAt: 2 } },
    { title: 'Other', year: 2024 },
  ]);
  const search = createSearch(source);
  const cases = [
    { sort: 'added', expected: ['p1', 'p2', 'p0'] },
    { sort: 'used', expected: ['p2', 'p1', 'p0'] },
    { sort: 'year', expected: ['p1', 'p0', 'p2'] },
    { sort: 'title', expected: ['p2', 'p1', 'p0'] },
  ] as const;
  it.each(cases)('$sort', async ({ sort, expected }) => {
    const { results } = await search.search(requestOf('twin', { sort }));
    expect(results.map(({ paper }) => paper.id)).toEqual(expected);
  });

  it('a window holds what it says', async () => {
    const whole = await search.search(requestOf('twin'));
    const part = await search.search(requestOf('twin', { offset: 1, limit: 1 }));
    expect(part).toEqual({ ...whole, results: whole.results.slice(1, 2) });
  });
});

describe('filters against a naive twin', () => {
  const NAMES: Record<string, string> = {
    a: 'nlp',
    b: 'NLP/decoding',
    c: 'nlp/decoding/fast',
    d: 'nlproc',
    e: 'to cite',
  };
  const tags = fc.subarray(Object.keys(NAMES));
  const status = fc.constantFrom('to-read', 'reading', 'read', 'set-aside', null);
  const paper = fc.record({
    title: fc.constantFrom('Twin', 'Other'),
    user: fc.option(
      fc.record({ tags: tags.map((ids) => ids.map(tagOf)), status, usedAt: fc.constant(0) }),
      { nil: undefined },
    ),
  });
  const filter = fc.record({
    tags: fc.subarray(Object.keys(NAMES), { maxLength: 2 }),
    statuses: fc.subarray(['to-read', 'reading', 'read', 'set-aside'] as const),
    untagged: fc.boolean(),
  });
  const nested = (id: string) =>
    Object.keys(NAMES).filter((other) => {
      const [outer = '', inner = ''] = [NAMES[id], NAMES[other]].map((name) => name?.toLowerCase());
      return inner === outer || inner.startsWith(`${outer}/`);
    });

  it('find the same papers, with and without words', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(paper, { maxLength: 12 }),
        filter,
        fc.constantFrom('', 'twin'),
        async (papers, { tags, statuses, untagged }, query) => {
          const source = new TestSource(
            papers.map(({ title, user }) => (user === undefined ? { title } : { title, user })),
            NAMES,
          );
          const request = requestOf(query, { tags: tags.map(tagOf), statuses, untagged });
          const { results } = await createSearch(source).search(request);
          const expected = papers.flatMap(({ title, user }, row) => {
            const own: readonly string[] = user?.tags ?? [];
            const passes =
              (query === '' || title === 'Twin') &&
              (!untagged || own.length === 0) &&
              (statuses.length === 0 || statuses.some((one) => one === user?.status)) &&
              tags.every((id) => nested(id).some((other) => own.includes(other)));
            return passes ? [idOf(`p${row}`)] : [];
          });
          expect(results.map(({ paper }) => paper.id).sort()).toEqual(expected.sort());
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('changes', () => {
  it('a tag is found at once', async () => {
    const source = new TestSource([{ title: 'Twin' }, { title: 'Other' }]);
    const search = createSearch(source);
    expect((await search.search(requestOf('cite'))).total).toBe(0);
    source.papers[1] = { title: 'Other', user: { tags: [tagOf('t')] } };
    source.tagNames = { t: 'to cite' };
    expect((await search.search(requestOf('cite'))).results).toMatchObject([
      { paper: { id: 'p1' } },
    ]);
  });

  it('a tag of another name is found by that name', async () => {
    const source = new TestSource([{ title: 'Twin', user: { tags: [tagOf('t')] } }], { t: 'one' });
    const search = createSearch(source);
    expect((await search.search(requestOf('one'))).total).toBe(1);
    source.tagNames = { t: 'two' };
    expect((await search.search(requestOf('two'))).total).toBe(1);
    expect((await search.search(requestOf('one'))).total).toBe(0);
  });

  it('a new paper is found at once', async () => {
    const source = new TestSource([{ title: 'Twin' }]);
    const search = createSearch(source);
    await search.search(requestOf('twin'));
    source.papers.push({ title: 'Twin again' });
    expect((await search.search(requestOf('twin'))).total).toBe(2);
  });

  it('a question during a change is not answered from before it', async () => {
    const source = new TestSource([{ title: 'Twin' }]);
    const search = createSearch(source);
    const before = search.search(requestOf('twin'));
    source.papers.push({ title: 'Twin again' });
    const after = search.search(requestOf('twin'));
    await before;
    expect((await after).total).toBe(2);
  });

  it('nothing is read of the index when nothing changed', async () => {
    const source = new TestSource([{ title: 'Twin', abstract: 'brothers' }]);
    const search = createSearch(source);
    for (const query of ['twin', 'brothers']) await search.search(requestOf(query));
    const { reads } = source.store;
    for (const query of ['twin', 'brothers']) await search.search(requestOf(query));
    expect(source.store.reads).toBe(reads);
  });

  it('an answer is partial while the index is being built', async () => {
    const source = new TestSource([{ title: 'Twin' }]);
    source.isComplete = false;
    expect(await createSearch(source).search(requestOf('twin'))).toMatchObject({
      total: 1,
      partial: true,
    });
  });
});

describe('long answers', () => {
  const many = Array.from({ length: 1_200 }, (_, row) => ({
    title: `Paper of hay ${row % 2 === 0 ? 'and straw' : ''}`,
    addedAt: row,
  }));

  it('can be looked through to the end, each paper once', async () => {
    const search = createSearch(new TestSource(many));
    const ids: string[] = [];
    for (let offset = 0; offset < 1_250; offset += 50) {
      const { total, results } = await search.search(requestOf('hay', { offset }));
      expect(total).toBe(1_200);
      ids.push(...results.map(({ paper }) => paper.id));
    }
    expect(new Set(ids).size).toBe(1_200);
    expect(ids).toHaveLength(1_200);
  });
});
