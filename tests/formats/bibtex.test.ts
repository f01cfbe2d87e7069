import { describe, expect, it } from 'vitest';
import { hasBibtex, readBibtex } from '../../lib/formats/bibtex.ts';
import type { PaperDraft } from '../../lib/paper/paper.ts';
import { cpuTime } from '../cpu-time.ts';

function draftsOf(text: string): PaperDraft[] {
  return readBibtex(text).readings.flatMap((reading) =>
    'draft' in reading ? [reading.draft] : [],
  );
}

const MEDUSA = `@string{icml = "International Conference on Machine Learning"}
% A comment
@inproceedings{cai2024medusa,
  title     = {{Medusa}: Simple {LLM} Inference
               Acceleration},
  author    = {Cai, Tianle and M{\\"u}ller, J{\\"o}rg and others},
  booktitle = icml # ", 2024",
  year      = 2024,
  eprint    = {2401.10774},
  archiveprefix = {arXiv},
  url       = "https://github.com/FasterDecoding/Medusa",
}`;

describe('an entry', () => {
  it('gives title, authors, venue, year, ids and links', () => {
    expect(draftsOf(MEDUSA)).toEqual([
      {
        title: 'Medusa: Simple LLM Inference Acceleration',
        abstract: '',
        authors: ['Tianle Cai', 'Jörg Müller', 'et al.'],
        year: 2024,
        venue: 'International Conference on Machine Learning, 2024',
        identifiers: [{ scheme: 'arxiv', value: '2401.10774' }],
        links: [{ kind: 'code', url: 'https://github.com/FasterDecoding/Medusa' }],
      },
    ]);
  });

  const named = [
    ['doi', 'doi={10.1038/S41586-020-2649-2}', 'doi:10.1038/s41586-020-2649-2'],
    ['doi with its address', 'doi={https://doi.org/10.1000/abc}', 'doi:10.1000/abc'],
    ['an escaped underscore', 'doi={10.1000/a\\_b}', 'doi:10.1000/a_b'],
    ['journal of arXiv', 'journal={arXiv preprint arXiv:2302.07863}', 'arxiv:2302.07863'],
    ['CoRR', 'journal={CoRR}, volume={abs/1706.03762}', 'arxiv:1706.03762'],
    ['an old eprint', 'eprint={math/0309136}', 'arxiv:math/0309136'],
    ['url', 'url={https://openreview.net/forum?id=abcdefghij}', 'openreview:abcdefghij'],
    ['pmid', 'pmid={12345678}', 'pmid:12345678'],
  ] as const;
  it.each(named)('is named by its %s', (_, field, id) => {
    const [draft] = draftsOf(`@article{x, title={A Title}, ${field}}`);
    expect(draft?.identifiers.map(({ scheme, value }) => `${scheme}:${value}`)).toEqual([id]);
    expect(draft?.venue).toBe('');
  });

  const texts = [
    ['quotes', '@misc{a, title="A {"}quoted{"} Title"}', ['A "quoted" Title']],
    ['parentheses', '@misc(a, title={A (Plain) Title})', ['A (Plain) Title']],
    ['no key', '@misc{title={A Title}}', ['A Title']],
    ['no comma at the end', '@misc{a,title={A Title},year=2020}', ['A Title']],
    ['a formula', '@misc{a, title={The $L_{2}$ Norm}}', ['The $L_{2}$ Norm']],
    ['two in one line', '@misc{a,title={One}} @misc{b,title={Two}}', ['One', 'Two']],
    ['large letters', '@MISC{a, TITLE={A Title}}', ['A Title']],
    ['a subtitle', '@book{a, title={A Title}, subtitle={And More}}', ['A Title: And More']],
    ['text from right to left', '@misc{a, title={שפה ‮ילד}}', ['שפה ‮ילד']],
  ] as const;
  it.each(texts)('is read with %s', (_, text, titles) => {
    expect(draftsOf(text).map(({ title }) => title)).toEqual(titles);
  });
});

describe('what is broken', () => {
  const broken = [
    [
      'an entry that never closes',
      '@misc{a,\n title={One}\n\n@misc{b,\n title={Two}}',
      ['One', 'Two'],
    ],
    [
      'a field that never closes',
      '@misc{a,\n title={One,\n year=2020\n}\n@misc{b, title={Two}}',
      ['One', 'Two'],
    ],
    ['a brace too many', '@misc{a, title={One}}}\n@misc{b, title={Two}}', ['One', 'Two']],
    ['no equals sign', '@misc{a, title {Zero}, title={One}}', ['One']],
    ['the end in the middle', '@misc{a, title={One}, auth', ['One']],
  ] as const;
  it.each(broken)('%s costs no other entry', (_, text, titles) => {
    expect(draftsOf(text).map(({ title }) => title)).toEqual(titles);
  });

  it('an entry without a title is told with its line', () => {
    const { readings } = readBibtex('\n\n@misc{a, year=2020}\n@misc{b, title={Two}}');
    expect(readings).toMatchObject([{ line: 3, problem: { reason: 'no-title' } }, { line: 4 }]);
  });

  it('what stands between entries is left, line by line', () => {
    const { rest } = readBibtex('one\n@misc{a,\n title={A}}\ntwo @misc{b, title={B}} three');
    expect(rest.split('\n').map((line) => line.trim())).toEqual(['one', '', '', 'two  three']);
  });

  it('comments, preambles and macros are no papers', () => {
    expect(draftsOf('@comment{title={No}}\n@preamble{"x"}\n@string{a="b"}')).toEqual([]);
  });

  it('a megabyte of open braces is read in time', () => {
    for (const text of ['@a{', 'a={,', '@misc{a, title="', '@x{{{{{\n', 'a', '@string{', ' ']) {
      const ms = cpuTime(() => {
        readBibtex(`@misc{z, ${text.repeat(Math.floor(1_000_000 / text.length))}`);
      });
      expect(ms).toBeLessThan(2_000);
    }
  }, 30_000);
});

it.each([
  ['a field name without an end', `@misc{z, title={T}, ${'a'.repeat(130_000)}}`],
  ['a macro without an end', `@string{${'a'.repeat(1_000_000)}}`],
  ['authors far apart', `@misc{z, title={T}, author={A${' '.repeat(130_000)}B}}`],
  ['an id behind much of nothing', `@misc{z, title={T}, note={${' '.repeat(130_000)}2302.07863}}`],
])(
  '%s takes no time',
  (_, text) => {
    expect(cpuTime(() => void readBibtex(text))).toBeLessThan(1_000);
  },
  60_000,
);

it('is told from other texts by a line that begins an entry', () => {
  expect(hasBibtex('see @misc in the manual')).toBe(false);
  expect(hasBibtex('  @misc{a,')).toBe(true);
  expect(hasBibtex('mail someone@example.org {now}')).toBe(false);
});
