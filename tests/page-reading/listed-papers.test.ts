import { describe, expect, it } from 'vitest';
import { listedPapers } from '../../lib/page-reading/listed-papers.ts';
import { collected as page } from './collected.ts';

describe('listedPapers', () => {
  const entry = (id: string, ...texts: string[]) => ({
    href: `https://arxiv.org/abs/${id}`,
    texts,
  });

  it('takes for each identifier the first text of its row that may be a title', () => {
    const drafts = listedPapers(
      page({
        links: [
          entry('2401.00001', 'arXiv:2401.00001', 'pdf', 'Title: A First Paper About Decoding'),
          entry('2401.00001', 'A Second Link to the First'),
          entry('2401.00002', 'Another Paper About Search'),
          entry('2401.00003', 'A Third Paper Here'),
          entry('2401.00004', 'A Fourth Paper Here'),
          entry('2401.00005v2', 'A Fifth Paper Here'),
        ],
      }),
    );
    expect(drafts?.map(({ title, identifiers }) => [identifiers[0]?.value, title])).toEqual([
      ['2401.00001', 'A First Paper About Decoding'],
      ['2401.00002', 'Another Paper About Search'],
      ['2401.00003', 'A Third Paper Here'],
      ['2401.00004', 'A Fourth Paper Here'],
      ['2401.00005', 'A Fifth Paper Here'],
    ]);
  });

  it('does not call four papers a listing', () => {
    const links = ['1', '2', '3', '4'].map((n) =>
      entry(`2401.0000${n}`, `Paper number ${n} of four`),
    );
    expect(listedPapers(page({ links }))).toBeNull();
  });
});
