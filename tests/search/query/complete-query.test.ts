import { describe, expect, it } from 'vitest';
import { createSearch } from '../../../lib/search/search.ts';
import { type TestPaper, TestSource, tagOf } from '../source-of.ts';

const TAGS = { a: 'nlp', b: 'nlp/decoding', c: 'to cite', d: 'decoding speed' };
const PAPERS: TestPaper[] = [
  {
    title: 'Kim does not write this one',
    authors: 'Sehoon Kim, Ada Lovelace',
    venue: 'NeurIPS 2023',
    year: 2023,
    user: { tags: [tagOf('a'), tagOf('c')], status: 'to-read', note: 'x' },
  },
  {
    title: 'Another',
    authors: 'Jane Kimura',
    venue: 'Neural Letters',
    year: 2024,
    hasPdf: true,
    user: { tags: [tagOf('b'), tagOf('c')], status: 'read' },
  },
  { title: 'Third', authors: 'Minji Kim', venue: 'NeurIPS 2023', year: 2023 },
];

describe('completeQuery', () => {
  const search = createSearch(new TestSource(PAPERS, TAGS));
  /** `|` is the caret. */
  const complete = async (typed: string) => {
    const caret = typed.indexOf('|');
    const query = typed.replace('|', '');
    const { start, end, options } = await search.completeQuery(query, caret);
    return options.map(({ text, papers }) => {
      const whole = query.slice(0, start) + text + query.slice(end);
      return papers === null ? whole : `${whole} · ${papers}`;
    });
  };
  const cases: [typed: string, expected: string[]][] = [
    ['a|', ['author:']],
    ['fast v| x', ['fast venue: x']],
    ['-t|', ['-tag:']],
    ['(s|', ['(status:']],
    ['quite|', []],
    ['"ta|"', []],
    [
      'tag:|',
      ['tag:"to cite" · 2', 'tag:nlp · 1', 'tag:nlp/decoding · 1', 'tag:"decoding speed" · 0'],
    ],
    ['tag:n|', ['tag:nlp · 1', 'tag:nlp/decoding · 1']],
    ['tag:dec|', ['tag:"decoding speed" · 0', 'tag:nlp/decoding · 1']],
    ['tag:"to c|', ['tag:"to cite" · 2']],
    ['tag:nlp|', ['tag:nlp · 1', 'tag:nlp/decoding · 1']],
    ['author:ki|', ['author:Kim · 2', 'author:Kimura · 1']],
    ['author:"sehoon k|', ['author:"sehoon Kim" · 2', 'author:"sehoon Kimura" · 1']],
    ['venue:ne| x', ['venue:NeurIPS x · 2', 'venue:Neural x · 1']],
    ['year:|', ['year:2024 · 1', 'year:2023 · 2']],
    ['year:2023..|', ['year:2023..2024 · 3', 'year:2023..2023 · 2']],
    [
      'status:|',
      ['status:to-read · 1', 'status:reading · 0', 'status:read · 1', 'status:set-aside · 0'],
    ],
    ['status:t|', ['status:to-read · 1']],
    ['has:|', ['has:note · 1', 'has:code · 0', 'has:pdf · 1', 'has:tag · 2']],
    ['in:t|', ['in:title']],
  ];
  it.each(cases)('%s', async (typed, expected) => {
    expect(await complete(typed)).toEqual(expected);
  });

  it('offers all operators where nothing is typed', async () => {
    expect(await complete('fast |')).toHaveLength(7);
  });
});
