import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CollectedPage } from '../../lib/page-reading/collect-page.ts';
import { readPageIdentity } from '../../lib/page-reading/page-identity.ts';
import { identifierKey } from '../../lib/paper/identifiers.ts';
import { collected } from './collected.ts';

const identityOf = (part: Partial<CollectedPage>) => readPageIdentity(collected(part));
const keysOf = (part: Partial<CollectedPage>) => identityOf(part).identifiers.map(identifierKey);
const titleOf = (part: Partial<CollectedPage>) => identityOf(part).draft?.title ?? null;

const ARTICLE = {
  '@context': 'https://schema.org',
  '@type': 'ScholarlyArticle',
  headline: 'Deep learning',
  author: [
    { '@type': 'Person', name: 'Yann LeCun' },
    { givenName: 'Yoshua', familyName: 'Bengio' },
    'Geoffrey Hinton',
  ],
  datePublished: '2015-05-27T00:00:00Z',
  description: 'Deep learning allows <b>computational models</b> …',
  isPartOf: {
    '@type': 'PublicationIssue',
    url: 'https://example.org/issue',
    isPartOf: { '@type': 'PublicationVolume', isPartOf: { '@type': 'Periodical', name: 'Nature' } },
  },
  identifier: {
    '@type': 'PropertyValue',
    name: 'DOI',
    propertyID: 'doi',
    value: '10.1038/nature14539',
  },
};
const ld = (value: unknown) => ({ jsonLd: [JSON.stringify(value)] });

describe('the page of a paper', () => {
  it('is described by its citation meta elements', () => {
    expect(
      identityOf({
        address: 'https://arxiv.org/abs/2302.07863v2',
        title: '[2302.07863] Speculative Decoding with Big Little Decoder',
        meta: [
          ['citation_title', 'Speculative Decoding  with Big Little Decoder'],
          ['citation_author', 'Kim, Sehoon'],
          ['citation_author', 'Mangalam, Karttikeya'],
          ['citation_date', '2023/02/15'],
          ['citation_arxiv_id', '2302.07863'],
          ['citation_pdf_url', 'https://arxiv.org/pdf/2302.07863'],
          ['citation_abstract', 'The recent emergence …'],
        ],
      }),
    ).toEqual({
      identifiers: [{ scheme: 'arxiv', value: '2302.07863' }],
      draft: {
        title: 'Speculative Decoding with Big Little Decoder',
        abstract: 'The recent emergence …',
        authors: ['Kim, Sehoon', 'Mangalam, Karttikeya'],
        year: 2023,
        venue: '',
        identifiers: [{ scheme: 'arxiv', value: '2302.07863' }],
        links: [],
      },
    });
  });

  it('is described by its JSON-LD', () => {
    expect(identityOf(ld(ARTICLE)).draft).toEqual({
      title: 'Deep learning',
      abstract: 'Deep learning allows computational models …',
      authors: ['Yann LeCun', 'Yoshua Bengio', 'Geoffrey Hinton'],
      year: 2015,
      venue: 'Nature',
      identifiers: [{ scheme: 'doi', value: '10.1038/nature14539' }],
      links: [],
    });
  });

  it.each([
    ['in a list', [{ '@type': 'BreadcrumbList' }, ARTICLE]],
    ['in a graph', { '@graph': [{ '@type': 'Organization', name: 'x' }, ARTICLE] }],
    ['as what a page is about', { '@type': 'WebPage', mainEntity: ARTICLE }],
    ['of several types', { ...ARTICLE, '@type': ['Thing', 'http://schema.org/ScholarlyArticle'] }],
    ['twice', [ARTICLE, ARTICLE]],
  ])('is found %s', (_name, value) => {
    expect(titleOf(ld(value))).toBe('Deep learning');
  });

  it('is described by Dublin Core and PRISM', () => {
    expect(
      identityOf({
        meta: [
          ['dc.title', 'Deep learning'],
          ['dc.creator', 'Yann LeCun'],
          ['dc.identifier', 'doi:10.1038/nature14539'],
          ['prism.publicationname', 'Nature'],
          ['prism.publicationdate', '2015-05-27'],
        ],
      }).draft,
    ).toMatchObject({
      title: 'Deep learning',
      authors: ['Yann LeCun'],
      year: 2015,
      venue: 'Nature',
      identifiers: [{ scheme: 'doi', value: '10.1038/nature14539' }],
    });
  });

  it.each(['', 'bepress_'])('is described by %scitation_* elements', (prefix) => {
    const described = [
      ['citation_title', 'A Thesis'],
      ['citation_author', 'Doe, Jane'],
      ['citation_date', '2019'],
      ['citation_doi', '10.31390/gradschool.123'],
    ].map(([name, content = '']) => [`${prefix}${name}`, content] as const);
    expect(identityOf({ meta: described }).draft).toMatchObject({
      title: 'A Thesis',
      authors: ['Doe, Jane'],
      year: 2019,
      identifiers: [{ scheme: 'doi', value: '10.31390/gradschool.123' }],
    });
  });

  it('is described once where both kinds of citation elements stand', () => {
    const meta = [
      ['citation_title', 'A Thesis'],
      ['citation_author', 'Doe, Jane'],
      ['bepress_citation_title', 'A Thesis'],
      ['bepress_citation_author', 'Doe, Jane'],
    ] as const;
    expect(identityOf({ meta }).draft?.authors).toEqual(['Doe, Jane']);
  });

  it('is described by the elements of EPrints', () => {
    expect(
      identityOf({
        address: 'https://eprints.example.edu/1234/',
        meta: [
          ['eprints.creators_name', 'LeCun, Yann'],
          ['eprints.creators_name', 'Bengio, Yoshua'],
          ['eprints.title', 'Deep learning'],
          ['eprints.date', '2015-05-27'],
          ['eprints.publication', 'Nature'],
          ['eprints.id_number', '10.1038/nature14539'],
          ['eprints.official_url', 'https://doi.org/10.1038/nature14539'],
          ['dc.title', 'Deep learning'],
          ['dc.identifier', 'https://eprints.example.edu/1234/1/paper.pdf'],
        ],
      }).draft,
    ).toMatchObject({
      title: 'Deep learning',
      authors: ['LeCun, Yann', 'Bengio, Yoshua'],
      year: 2015,
      venue: 'Nature',
      identifiers: [{ scheme: 'doi', value: '10.1038/nature14539' }],
      links: [],
    });
  });

  it.each([
    { name: 'with markup', written: 'Uptake of CO<sub>2</sub> by <i>E. coli</i>' },
    { name: 'with escaped markup', written: 'Uptake of CO&lt;sub&gt;2&lt;/sub&gt; by E. coli' },
  ])('has a plain title, written $name', ({ written }) => {
    const citation = {
      meta: [
        ['citation_title', written],
        ['citation_author', 'x'],
      ],
    } as const;
    const expected = 'Uptake of CO2 by E. coli';
    expect(titleOf(citation)).toBe(expected);
    expect(titleOf(ld({ ...ARTICLE, headline: written }))).toBe(expected);
    expect(titleOf(ld({ ...ARTICLE, headline: undefined, name: written }))).toBe(expected);
  });

  it.each<[string, Partial<CollectedPage>]>([
    ['in one element', { meta: [['citation_author', 'Müller, A.; Pel&eacute;, B.']] }],
    ['in the element of all', { meta: [['citation_authors', 'Müller, A.;Pelé, B.;']] }],
    ['in JSON-LD', ld({ ...ARTICLE, headline: 'T', author: 'Müller, A.; Pelé, B.' })],
    [
      'in JSON-LD by name',
      ld({ ...ARTICLE, headline: 'T', author: { name: 'Müller, A.; Pelé, B.' } }),
    ],
  ])('has several authors, named %s', (_name, page) => {
    const meta = [['citation_title', 'T'], ...(page.meta ?? [])] as const;
    const described = page.meta === undefined ? page : { meta };
    expect(identityOf(described).draft?.authors).toEqual(['Müller, A.', 'Pelé, B.']);
  });

  it('has the title of the page where its address alone names it', () => {
    expect(
      titleOf({
        address: 'https://arxiv.org/abs/1807.03819',
        title: '[1807.03819] Universal Transformers',
      }),
    ).toBe('Universal Transformers');
    expect(
      titleOf({
        address: 'https://huggingface.co/papers/1807.03819',
        title: 'Paper page - Universal Transformers',
      }),
    ).toBe('Universal Transformers');
    expect(
      titleOf({
        address: 'https://openreview.net/forum?id=HyzdRiR9Y7',
        title: 'Universal Transformers | OpenReview',
      }),
    ).toBe('Universal Transformers');
  });

  it('has its own address for a link where it has no id', () => {
    const meta = [
      ['citation_title', 'A Thesis'],
      ['citation_author', 'Somebody'],
    ] as const;
    expect(
      identityOf({ address: 'https://example.org/thesis?x=1#ch2', meta }).draft?.links,
    ).toEqual([{ kind: 'project', url: 'https://example.org/thesis?x=1' }]);
    const canonical = 'https://example.org/thesis';
    expect(identityOf({ meta, canonical }).draft?.links).toEqual([
      { kind: 'project', url: canonical },
    ]);
  });

  it('is known by its canonical link behind a proxy', () => {
    const proxied = {
      address: 'https://www-nature-com.proxy.example.edu/articles/nature14539',
      canonical: 'https://www.nature.com/articles/nature14539',
      title: 'Deep learning | Nature',
    };
    expect(keysOf(proxied)).toEqual(['doi:10.1038/nature14539']);
    expect(titleOf(proxied)).toBe('Deep learning');
  });

  it('has all its names, that of the address first', () => {
    expect(
      keysOf({
        address: 'https://pmc.ncbi.nlm.nih.gov/articles/PMC7249434/',
        meta: [
          ['citation_title', 'A Title'],
          ['citation_doi', '10.1186/s12961-020-00544-6'],
          ['citation_pmid', '32513161'],
        ],
      }),
    ).toEqual(['pmc:7249434', 'doi:10.1186/s12961-020-00544-6', 'pmid:32513161']);
  });

  it('is a PDF by its address alone', () => {
    expect(
      identityOf({
        address: 'https://arxiv.org/pdf/1807.03819',
        contentType: 'application/pdf',
        title: '1807.03819',
        canonical: 'https://doi.org/10.1000/other',
      }),
    ).toEqual({ identifiers: [{ scheme: 'arxiv', value: '1807.03819' }], draft: null });
  });
});

describe('where sources disagree', () => {
  const stale = [
    ['citation_title', 'The Paper Before'],
    ['citation_author', 'Somebody'],
    ['citation_pdf_url', 'https://openreview.net/pdf?id=HyzdRiR9Y7'],
  ] as const;

  it('the address wins, and what describes another paper is passed over whole', () => {
    const page = {
      address: 'https://openreview.net/forum?id=xQUe1pOKPam',
      title: 'The Paper Now | OpenReview',
      canonical: 'https://openreview.net/forum?id=HyzdRiR9Y7',
      meta: stale,
    };
    expect(keysOf(page)).toEqual(['openreview:xQUe1pOKPam']);
    expect(identityOf(page).draft).toMatchObject({ title: 'The Paper Now', authors: [] });
  });

  it('citation meta elements win over Dublin Core, and that over JSON-LD, field by field', () => {
    const meta = [
      ['citation_title', 'By citation'],
      ['citation_doi', '10.1038/nature14539'],
      ['dc.title', 'By Dublin Core'],
      ['dc.creator', 'By Dublin Core'],
      ['dc.identifier', '10.1038/nature14539'],
    ] as const;
    expect(identityOf({ meta, ...ld(ARTICLE) }).draft).toMatchObject({
      title: 'By citation',
      authors: ['By Dublin Core'],
      venue: 'Nature',
    });
    expect(titleOf({ meta: meta.slice(2), ...ld(ARTICLE) })).toBe('By Dublin Core');
  });

  it('a version of the same name is no disagreement', () => {
    expect(
      titleOf({
        address: 'https://elifesciences.org/articles/57443',
        meta: [
          ['citation_title', 'By citation'],
          ['citation_doi', '10.7554/eLife.57443.3'],
        ],
      }),
    ).toBe('By citation');
  });
});

describe('no paper', () => {
  it.each<[string, Partial<CollectedPage>]>([
    ['an ordinary page', { title: 'Weather' }],
    ['the news', ld({ '@type': 'NewsArticle', headline: 'Deep learning', author: 'x' })],
    [
      'a blog with og:url and JSON-LD',
      {
        title: 'A post',
        canonical: 'https://example.org/a-post',
        ...ld({ '@type': 'BlogPosting', headline: 'A post' }),
      },
    ],
    [
      'a search',
      {
        address: 'https://scholar.google.com/scholar?q=10.1038/nature14539',
        title: '10.1038/nature14539 - Google Scholar',
      },
    ],
    [
      'a listing',
      { address: 'https://arxiv.org/list/cs.CL/recent', title: 'Computation and Language' },
    ],
    [
      'an issue: several titles',
      {
        meta: [
          ['citation_title', 'One paper'],
          ['citation_author', 'a'],
          ['citation_title', 'Another paper'],
          ['citation_author', 'b'],
        ],
      },
    ],
    ['an issue: several articles', ld([ARTICLE, { ...ARTICLE, headline: 'Another paper' }])],
    ['a journal', { meta: [['citation_journal_title', 'Nature']] }],
    ['what a page only cites', ld({ '@type': 'WebPage', citation: [ARTICLE] })],
    [
      'a page of a library with Dublin Core',
      {
        meta: [
          ['dc.title', 'Opening hours'],
          ['dc.creator', 'The library'],
        ],
      },
    ],
    [
      'broken JSON',
      { jsonLd: [`${JSON.stringify(ARTICLE).slice(0, -4)}`, '', 'null', '[[[[', '7'] },
    ],
    [
      'JSON of a megabyte',
      { jsonLd: [JSON.stringify({ ...ARTICLE, text: 'x'.repeat(1_000_000) })] },
    ],
    ['a title and nothing else', { meta: [['citation_title', 'Home']] }],
    ['a title of EPrints and nothing else', { meta: [['eprints.title', 'Home']] }],
  ])('is %s', (_name, part) => {
    expect(identityOf(part)).toEqual({ identifiers: [], draft: null });
  });

  it('comes of whatever a page says of itself, without an error and within bounds', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 6 }),
        fc.string({ maxLength: 30_000 }),
        (value, text) => {
          const { draft } = identityOf({
            address: 'https://arxiv.org/abs/1807.03819',
            meta: [
              ['citation_title', text],
              ['citation_author', text],
              ['citation_date', text],
            ],
            ...ld({ ...ARTICLE, identifier: value, isPartOf: value, author: value, name: value }),
          });
          expect(draft?.title.length ?? 0).toBeLessThanOrEqual(1_000);
          for (const author of draft?.authors ?? []) expect(author.length).toBeLessThanOrEqual(200);
        },
      ),
      { numRuns: 50 },
    );
  });
});
