import { describe, expect, it } from 'vitest';
import { starterJson } from '../../assets/starter/build-starter.ts';
import { parseListing } from '../../lib/formats/listing.ts';
import { starterPairs, starterPapers, starterText } from './starter-listing.ts';

const ABSTRACT =
  'Large models have shown remarkable results on many tasks. However, they are slow, because words are generated one by one. In this paper, we propose a method that halves the cost without loss of quality. Experiments on six benchmarks show that it works.';

const titlesOf = (text: string) => parseListing(text).papers.map(({ title }) => title);
const reasonsOf = (text: string) =>
  parseListing(text).problems.map(({ line, reason }) => `${line} ${reason}`);

describe('the starter listing', () => {
  it('gives 119 papers, and both lines of chrome as notes', () => {
    expect(starterPapers).toHaveLength(119);
    expect(reasonsOf(starterText)).toEqual(['1 page-chrome', '2 page-chrome']);
  });

  it('is packaged as these papers', () => {
    expect(JSON.parse(starterJson(starterText))).toEqual(starterPapers);
  });

  it('keeps every title byte for byte, but for the glued "Subscribe"', () => {
    const [first, ...rest] = starterPapers.map(({ title }) => title);
    expect(first).toBe(
      'Universal Image Restoration Pre-training via Masked Degradation Classification',
    );
    expect(rest).toEqual(starterPairs.slice(1).map(({ title }) => title));
  });

  it('keeps every abstract byte for byte, but for certain damage', () => {
    const changed = starterPapers.flatMap(({ abstract }, index) => {
      const before = starterPairs[index]?.abstract ?? '';
      return abstract === before ? [] : [index];
    });
    expect(changed.map((index) => starterPapers[index]?.title.slice(0, 30))).toEqual([
      'Advancing Generative AI for Po',
      'Encodings for Prediction-based',
      'Universal Jailbreak Suffixes A',
    ]);
    const all = starterPapers.map(({ abstract }) => abstract).join('\n');
    for (const mended of [
      'which we named Gervásio PT*, a strong LLaMA 2 7B',
      'suffix-based jailbreaks–a powerful',
      'flan_nas{https://github.com/abdelfattah-lab/flan_nas}',
    ])
      expect(all).toContain(mended);
    for (const kept of [
      'x!in!{4,8}',
      '1-5\\%',
      'sim7\\%',
      '~33.5%',
      '(~16K',
      'https: //github.com/',
    ])
      expect(all).toContain(kept);
  });

  it('gives 38 distinct links', () => {
    const links = starterPapers.flatMap((paper) => paper.links);
    expect(new Set(links.map(({ url }) => url)).size).toBe(38);
    expect(links).toHaveLength(38);
    expect(links).toContainEqual({
      kind: 'code',
      url: 'https://github.com/tjunlp-lab/Lexical-Unit-Decoding-LUD-',
    });
    expect(links).toContainEqual({
      kind: 'code',
      url: 'https://github.com/abdelfattah-lab/flan_nas',
    });
    expect(links).toContainEqual({ kind: 'project', url: 'https://x-decoder-vl.github.io' });
  });
});

describe('titles are told from what stands around them', () => {
  const cases: { name: string; lines: string[]; expected: string[] }[] = [
    {
      name: 'navigation before and after',
      lines: [
        ...['Hugging Face', 'Models', 'Datasets', 'Log In', 'Sign Up', 'Daily Papers'],
        ...['byAK and the research community', 'Language Models for Everyone', ABSTRACT],
        ...[
          'Sparse Networks: A Survey',
          ABSTRACT,
          'Previous',
          '1',
          '2',
          '…',
          'Next',
          'System theme',
        ],
      ],
      expected: ['Language Models for Everyone', 'Sparse Networks: A Survey'],
    },
    {
      name: 'counts, dates and names between title and abstract',
      lines: [
        ...['Attention for All', '12', ABSTRACT, 'Upvote', '33', 'Sparse Networks for Vision'],
        ...[
          'Published on Oct 3, 2025',
          ABSTRACT,
          'Tiny Models',
          'Submitted by',
          'akhaliq',
          ABSTRACT,
        ],
      ],
      expected: ['Attention for All', 'Sparse Networks for Vision', 'Tiny Models'],
    },
    {
      name: 'a missing abstract does not shift what follows',
      lines: ['Attention for All', 'Sparse Networks for Vision', ABSTRACT, 'Tiny Models', ABSTRACT],
      expected: ['Attention for All', 'Sparse Networks for Vision', 'Tiny Models'],
    },
    {
      name: 'a missing abstract under a title with words of navigation',
      lines: [
        ...['First Paper: On Fish', ABSTRACT, 'Second Paper With No Abstract'],
        ...['Third Paper: On Whales And Their Songs', ABSTRACT, 'Sign in', 'Published on Oct 3'],
      ],
      expected: [
        'First Paper: On Fish',
        'Second Paper With No Abstract',
        'Third Paper: On Whales And Their Songs',
      ],
    },
    {
      name: 'titles alone',
      lines: ['Attention for All', 'Sparse Networks for Vision', 'Deep Nets: A Study'],
      expected: ['Attention for All', 'Sparse Networks for Vision', 'Deep Nets: A Study'],
    },
    {
      name: 'a very short abstract',
      lines: ['Attention for All', 'We prove that P equals NP.', 'Sparse Networks', ABSTRACT],
      expected: ['Attention for All', 'Sparse Networks'],
    },
    {
      name: 'a long title with colons and question marks',
      lines: [
        'What Can We Learn from Decoding? A Long Study of Many Things: With More Colons Than Anyone Would Expect in a Single Title of a Paper: Revisited?',
        ABSTRACT,
        'Is Attention All You Need?',
        ABSTRACT,
      ],
      expected: [
        'What Can We Learn from Decoding? A Long Study of Many Things: With More Colons Than Anyone Would Expect in a Single Title of a Paper: Revisited?',
        'Is Attention All You Need?',
      ],
    },
    {
      name: 'labels',
      lines: ['Title: Attention for All', `Abstract: ${ABSTRACT}`, 'Title: Tiny Models', ABSTRACT],
      expected: ['Attention for All', 'Tiny Models'],
    },
    {
      name: 'a script without capitals and spaces',
      lines: [
        '大型语言模型的高效解码',
        '大型语言模型在各种任务中表现出色。然而，由于标记是一个接一个生成的，推理成本仍然很高。在本文中，我们提出了一种新方法，可以将成本降低一半而不损失质量。在六个基准上的实验证明了我们方法的有效性。',
        '通用变换器',
        '我们提出了通用变换器，一种并行的时间自注意力循环序列模型，可以看作是变换器模型的推广，并解决了这些问题。它结合了前馈模型的并行性和全局感受野。',
      ],
      expected: ['大型语言模型的高效解码', '通用变换器'],
    },
    { name: 'a letter', lines: ['Dear all,', 'please find the minutes.', 'Best,'], expected: [] },
    { name: 'mark-up', lines: ['<html><body><p>hello</p></body></html>'], expected: [] },
    { name: 'nothing', lines: ['', '\u00a0', '\ufeff'], expected: [] },
  ];
  it.each(cases)('$name', ({ lines, expected }) => {
    expect(titlesOf(lines.join('\n'))).toEqual(expected);
  });
});

describe('a button glued to a title', () => {
  const cases = [
    { glued: 'SubscribeLanguage Models', title: 'Language Models' },
    { glued: 'Sign Up75 Languages, 1 Model', title: '75 Languages, 1 Model' },
    { glued: 'Log InSign UpTiny Models Are Enough', title: 'Tiny Models Are Enough' },
    { glued: 'SearchLanguage Models are Good', title: 'Language Models are Good' },
    { glued: 'SearchBench: A Benchmark', title: 'SearchBench: A Benchmark' },
    { glued: 'ShareGPT is All You Need', title: 'ShareGPT is All You Need' },
    { glued: 'Subscribers and their Habits', title: 'Subscribers and their Habits' },
  ];
  it.each(cases)('$glued', ({ glued, title }) => {
    expect(titlesOf(`Papers\n${glued}\n${ABSTRACT}`)).toEqual([title]);
  });

  it('is left on a word that the abstract uses', () => {
    const abstract = `${ABSTRACT} SubscribeNet is free.`;
    expect(titlesOf(`SubscribeNet for All\n${abstract}`)).toEqual(['SubscribeNet for All']);
  });
});

describe('the parts of a paper', () => {
  it('names on a line of their own are its authors', () => {
    const listing = `Attention for All\nA. Author, Ashish Vaswani and Niki Parmar\n${ABSTRACT}`;
    const { papers, lines } = parseListing(listing);
    expect(papers[0]?.authors).toEqual(['A. Author', 'Ashish Vaswani', 'Niki Parmar']);
    expect(lines).toEqual([[1, 2, 3]]);
  });

  it('an abstract broken over lines is joined, also at a hyphen', () => {
    const listing = `Attention for All\r\n${ABSTRACT.replace('they are', 'state-of-the-\r\nart models are').replace('because words', 'because\r\nwords')}\r\n`;
    expect(parseListing(listing).papers).toMatchObject([
      { title: 'Attention for All', abstract: ABSTRACT.replace('they', 'state-of-the-art models') },
    ]);
  });

  it('a byte order mark and no-break spaces are not part of a title', () => {
    expect(titlesOf(`\ufeffAttention\u00a0for All\u00a0\n${ABSTRACT}`)).toEqual([
      'Attention for All',
    ]);
  });
});

describe('what is reported', () => {
  it('a duplicate; the first copy is kept and gets the abstract it lacks', () => {
    const listing = `Attention for All\nTiny Models\n${ABSTRACT}\nATTENTION for all\n${ABSTRACT}`;
    expect(parseListing(listing).papers).toMatchObject([
      { title: 'Attention for All', abstract: ABSTRACT },
      { title: 'Tiny Models', abstract: ABSTRACT },
    ]);
    expect(reasonsOf(listing)).toEqual(['4 duplicate', '5 duplicate']);
  });

  it('a title without an abstract, which is kept', () => {
    expect(reasonsOf(`Attention for All\n\nTiny Models\n${ABSTRACT}`)).toEqual(['1 no-abstract']);
  });

  it('an abstract without a title', () => {
    expect(reasonsOf(`${ABSTRACT}\nTiny Models\n${ABSTRACT}`)).toEqual(['1 no-title']);
  });

  it.each([
    'https://arxiv.org/abs/2101.00001',
    '2101.00001',
    'arXiv:2101.00001v2',
    '10.1000/xyz',
    'https://doi.org/10.1000/xyz, 10.1000/abc',
  ])('an id alone, which is never a title: %s', (id) => {
    expect(titlesOf(id)).toEqual([]);
    expect(reasonsOf(id)).toEqual(['1 id-alone']);
    expect(titlesOf(`${id}\nTiny Models\n${ABSTRACT}`)).toEqual(['Tiny Models']);
  });

  it('an id between a title and its abstract, which is no paper of its own', () => {
    expect(reasonsOf(`Tiny Models\narXiv:2101.00001\n${ABSTRACT}`)).toEqual(['2 page-chrome']);
  });

  it('a line too long for an abstract', () => {
    expect(reasonsOf(`Tiny Models\n${ABSTRACT}\n${'a'.repeat(70_000)}`)).toEqual(['3 too-long']);
  });
});
