import { describe, expect, it } from 'vitest';
import type { CollectedPage } from '../../lib/page-reading/collect-page.ts';
import { listedPapers, ownPaper } from '../../lib/page-reading/read-collected.ts';

const page = (part: Partial<CollectedPage>): CollectedPage => ({
  address: 'https://example.org/',
  contentType: 'text/html',
  title: '',
  meta: [],
  links: [],
  ...part,
});

describe('ownPaper', () => {
  it('reads the citation meta data of an abstract page', () => {
    const draft = ownPaper(
      page({
        address: 'https://arxiv.org/abs/2302.07863v2',
        title: '[2302.07863] Speculative Decoding with Big Little Decoder',
        meta: [
          ['citation_title', 'Speculative Decoding  with Big Little Decoder'],
          ['citation_author', 'Kim, Sehoon'],
          ['citation_author', 'Mangalam, Karttikeya'],
          ['citation_date', '2023/02/15'],
          ['citation_arxiv_id', '2302.07863'],
          ['citation_abstract', 'The recent emergence …'],
        ],
      }),
    );
    expect(draft).toEqual({
      title: 'Speculative Decoding with Big Little Decoder',
      abstract: 'The recent emergence …',
      authors: ['Kim, Sehoon', 'Mangalam, Karttikeya'],
      year: 2023,
      venue: '',
      identifiers: [{ scheme: 'arxiv', value: '2302.07863' }],
      links: [],
    });
  });

  it('takes the title of the page where the address alone names a paper', () => {
    const draft = ownPaper(
      page({
        address: 'https://arxiv.org/abs/1807.03819',
        title: '[1807.03819] Universal Transformers',
      }),
    );
    expect(draft?.title).toBe('Universal Transformers');
  });

  it('finds no paper on an ordinary page', () => {
    expect(ownPaper(page({ title: 'Weather' }))).toBeNull();
  });
});

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
