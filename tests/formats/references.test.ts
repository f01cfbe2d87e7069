import { describe, expect, it } from 'vitest';
import { readReference } from '../../lib/formats/reference-entry.ts';
import { readReferences } from '../../lib/formats/references.ts';
import { cpuTime } from '../cpu-time.ts';

const TITLE = 'Speculative Decoding with Big Little Decoder';
const MEDUSA = 'Medusa: Simple LLM Inference Acceleration Framework';

describe('the title of a reference', () => {
  const entries = [
    ['plain', `Sehoon Kim, Suhong Moon, and Kurt Keutzer. ${TITLE}. NeurIPS, 36, 2023.`],
    ['family names first', `Kim, S., Moon, S., and Keutzer, K. ${TITLE}. In ICML, pp. 1–9, 2023.`],
    ['APA', `Kim, S., van den Oord, A., & Keutzer, K. (2023). ${TITLE}. Nature, 12(3), 4–9.`],
    ['IEEE', `[1] S. Kim and J. Lee, “${TITLE},” in Proc. CVPR, 2023, pp. 1–9.`],
    ['straight quotes', `Kim, Sehoon, and Suhong Moon. "${TITLE}." Advances in NIPS 30 (2017).`],
    [
      'ACL',
      `Sehoon Kim and Kurt Keutzer. 2023. ${TITLE}. In Proceedings of the 41st Meeting, pages 1–9.`,
    ],
    ['Vancouver', `1. Kim S, Moon S, Keutzer K. ${TITLE}. Nature. 2023;12(3):4-9.`],
    ['one author, Vancouver', `Kim S. ${TITLE}. Nature. 2023;12(3):4-9.`],
    ['LNCS', `Kim, S., Moon, S.: ${TITLE}. In: Doe, J. (ed.) ECCV 2023, pp. 1–9. Springer (2023)`],
    ['Elsevier', `[3] S. Kim, K. Keutzer, ${TITLE}, in: Advances in Physics, 2023, pp. 1–9.`],
    ['et al.', `T. Brown et al. ${TITLE}. arXiv preprint arXiv:2302.07863, 2023.`],
    ['one name', `[3] OpenAI. ${TITLE}, 2023.`],
    ['title first', `${TITLE}. Jane Doe and John Smith. ICML 2021.`],
    ['title and authors with commas', `- ${TITLE}, Sehoon Kim, Suhong Moon, 2023`],
    ['cited behind', `${TITLE} (Kim et al., 2023)`],
    ['dashes', `${TITLE} – Kim et al. – 2023`],
    ['Markdown', `- [${TITLE}](https://arxiv.org/abs/2302.07863) Kim et al., 2023`],
    [
      'bold',
      `* **${TITLE}** *Sehoon Kim* [[paper](https://arxiv.org/abs/1)] [[code](https://a.b/c)]`,
    ],
    ['with its address', `${TITLE} https://arxiv.org/abs/2302.07863`],
    ['buttons', `${TITLE}, NeurIPS 2023. [paper] [code]`],
    ['alone', TITLE],
    [
      'zero-width letters',
      `S. Kim and J. Lee. Specu\u200blative Deco\u00adding with Big Little Decoder. 2023.`,
    ],
  ] as const;
  it.each(entries)('%s', (_, entry) => {
    const { title } = readReference(entry);
    expect(title.replace(/[\u200b\u00ad]/g, '')).toBe(TITLE);
  });

  it('may ask, and go on', () => {
    const title = 'Is Attention All You Need? A Study of Something';
    expect(readReference(`J. Doe and M. Roe. ${title}. In ICML, 2021.`).title).toBe(title);
    expect(readReference('J. Doe and M. Roe. Is It All? ICML, 2021.').title).toBe('Is It All?');
  });

  it('may be Chinese', () => {
    expect(readReference('大语言模型综述. 计算机学报, 2023.').title).toBe('大语言模型综述');
  });
});

it('a reference gives its authors, year, venue and ids', () => {
  expect(
    readReference(
      '[7] S. Kim, A. van den Oord, et al. Some Title of a Paper. In Advances in Things, pages 3–9, 2023. doi:10.1000/XYZ.',
    ),
  ).toMatchObject({
    authors: ['S. Kim', 'A. van den Oord', 'et al.'],
    year: 2023,
    venue: 'Advances in Things',
    identifiers: [{ scheme: 'doi', value: '10.1000/xyz' }],
  });
  expect(readReference('A Title of Words arXiv:2302.07863').year).toBe(2023);
});

describe('a list', () => {
  const lists = [
    [
      'numbered and wrapped',
      `References\n[1] S. Kim. Specu-\nlative Decoding with Big Little\nDecoder. ICML, 2023.\n[2] T. Cai. ${MEDUSA}. 2024.`,
    ],
    [
      'parted by blank lines',
      `S. Kim. Speculative Decoding\nwith Big Little Decoder. ICML, 2023.\n\nT. Cai. ${MEDUSA}. 2024.`,
    ],
    [
      'wrapped and nothing else',
      `Sehoon Kim, Suhong Moon, Karttikeya Mangalam,\nand Kurt Keutzer. 2023.\nSpeculative Decoding with Big\nLittle Decoder. In NeurIPS.\nTianle Cai, Yuhong Li,\nand Tri Dao. 2024. ${MEDUSA}.\nIn ICML.`,
    ],
    ['of titles', `${TITLE}\r\n${MEDUSA}`],
    [
      'of titles with their addresses below',
      `${TITLE}\nhttps://arxiv.org/abs/2302.07863\n${MEDUSA}\n2401.10774`,
    ],
    ['with bullets', `• ${TITLE}, 2023\n• ${MEDUSA}, 2024`],
  ] as const;
  it.each(lists)('%s', (_, text) => {
    const titles = readReferences(text).flatMap((one) => ('draft' in one ? [one.draft.title] : []));
    expect(titles).toEqual([TITLE, MEDUSA]);
  });

  it('of ids has one paper for each, in a line or in several', () => {
    const ids = readReferences('2302.07863, 2401.10774\narXiv:math/0309136\n10.1000/xyz').map(
      (one) =>
        'draft' in one
          ? one.draft.identifiers.map(({ value }) => value).join()
          : one.problem.reason,
    );
    expect(ids).toEqual(['2302.07863', '2401.10774', 'math/0309136', '10.1000/xyz']);
  });

  it('tells what is no reference by its line, and loses nothing else', () => {
    const long = 'word '.repeat(900);
    const readings = readReferences(`Bibliography\n\n${TITLE}\n\n!?\n\n${long}\n\n${MEDUSA}`);
    expect(
      readings.map((one) => [one.line, 'draft' in one ? one.draft.title : one.problem.reason]),
    ).toEqual([
      [1, 'page-chrome'],
      [3, TITLE],
      [5, 'unclear'],
      [7, 'too-long'],
      [9, MEDUSA],
    ]);
  });

  it('of a megabyte is read in time, whatever it is made of', () => {
    const parts = [
      'A, ',
      'Kim S, ',
      '"a ',
      '(2020 ',
      '[a](',
      'A. ',
      ' – x',
      '**a',
      'http://a.b/c ',
      '\u200ba',
      '\u202eאב ',
      ', 2020',
      'Kim, S.,\n',
      'x\n',
      '2302.07863\n',
      'and 2020\n',
      '[1]\n',
      'A Title of Words\n',
    ];
    for (const part of parts) {
      const line = part.endsWith('\n') ? part : `${part.repeat(Math.floor(1_990 / part.length))}\n`;
      const ms = cpuTime(() => {
        readReferences(line.repeat(Math.floor(1_000_000 / line.length)));
      });
      expect(ms, part).toBeLessThan(3_000);
    }
  }, 120_000);
});
