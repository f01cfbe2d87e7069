import { beforeEach, describe, expect, it } from 'vitest';
import { readPasted } from '../../lib/imports/read-pasted.ts';
import type { PaperId } from '../../lib/paper/paper.ts';
import { titleOnly } from '../../lib/paper/title-only.ts';
import { findReferences } from '../../lib/worker/find-references.ts';
import { arxiv, type Bench, draft, openBench } from '../catalogue/open-in-test.ts';

const LOOKAHEAD = 'Break the Sequential Dependency of LLM Inference Using Lookahead Decoding';
const BIG_LITTLE = 'Speculative Decoding with Big Little Decoder';
const MEDUSA = 'Medusa: Simple LLM Inference Acceleration Framework with Multiple Decoding Heads';

let bench: Bench;
let titles: Map<PaperId, string>;

beforeEach(async () => {
  bench = openBench();
  const known = [
    draft(LOOKAHEAD, arxiv('2402.02057')),
    draft(BIG_LITTLE, {
      identifiers: [{ scheme: 'arxiv', value: '2302.07863' }],
      links: [{ kind: 'code', url: 'https://github.com/owner/big-little' }],
    }),
    draft(MEDUSA, {}),
    draft('Adversarial Patch', {}),
    draft('Universal Transformers', {
      links: [{ kind: 'code', url: 'https://github.com/owner/many' }],
    }),
    draft('Sparse Universal Transformers', {
      links: [{ kind: 'code', url: 'https://github.com/owner/many' }],
    }),
  ];
  const ids = await bench.add(...known);
  titles = new Map(ids.map((id, index) => [id, known[index]?.title ?? '']));
});

async function find(text: string): Promise<(string | null)[]> {
  const { papers } = await readPasted(text);
  const found = await findReferences(bench.catalogue, papers);
  return found.map((summary) => (summary === null ? null : (titles.get(summary.id) ?? '?')));
}

describe('a reference is known', () => {
  const cases = [
    ['by an arXiv id alone', 'arXiv:2302.07863v2', BIG_LITTLE],
    ['by the bare number', '2302.07863', BIG_LITTLE],
    ['by the DOI that arXiv gives', 'https://doi.org/10.48550/arXiv.2302.07863', BIG_LITTLE],
    ['by an address', 'https://arxiv.org/pdf/2302.07863.pdf', BIG_LITTLE],
    ['by the address of its code', 'https://github.com/owner/big-little', BIG_LITTLE],
    ['by its title', 'Speculative decoding with big little decoder', BIG_LITTLE],
    ['by an id, whatever the title', 'Big Little Decoder. arXiv:2302.07863, 2023.', BIG_LITTLE],
    [
      'among authors, venue and year',
      'S. Kim, K. Mangalam, et al. Medusa: Simple LLM inference acceleration framework with multiple decoding heads. ICML, 2024.',
      MEDUSA,
    ],
    [
      'where the guess at its title went wrong',
      'cai t and others — Medusa: Simple LLM Inference Acceleration Framework with Multiple Decoding Heads, 2024, preprint',
      MEDUSA,
    ],
    [
      'in quotes',
      'T. Brown, “Adversarial Patch,” in Proc. NIPS Workshop, 2017.',
      'Adversarial Patch',
    ],
    [
      'in BibTeX',
      '@misc{x, title = {{Speculative} Decoding with\n  Big Little Decoder}}',
      BIG_LITTLE,
    ],
  ] as const;
  it.each(cases)('%s', async (_, text, title) => {
    expect(await find(text)).toEqual([title]);
  });
});

describe('a reference is not known', () => {
  const cases = [
    ['by a longer title', 'J. Doe. Adversarial Patch Attacks on Everything. CVPR, 2019.'],
    [
      'by a title that begins alike',
      'J. Doe. Universal Transformers for Speech Recognition. 2020.',
    ],
    ['by a title with a wrong letter', 'Speculative Decoding with Big Litle Decoder'],
    ['by its title, where another id is given', `${BIG_LITTLE}. arXiv:2405.00001, 2024.`],
    ['by a link that two papers share', 'https://github.com/owner/many'],
    [
      'by a shared link beside another title',
      'A Third Paper of Theirs https://github.com/owner/many',
    ],
    ['by everyday words in another title', 'J. Doe. Who makes an adversarial patch? 2019.'],
  ] as const;
  it.each(cases)('%s', async (_, text) => {
    expect(await find(text)).toEqual([null]);
  });
});

it('finds a title in an entry of which nothing else could be read', async () => {
  const draft = { ...titleOnly(''), authors: [] };
  const texts = [
    `Kim, S., Moon, S., and Keutzer, K. ${BIG_LITTLE}. In ICML, pp. 1–9. PMLR, 2023.`,
    `S. Kim and K. Keutzer. ${BIG_LITTLE}. 2023.`,
    `S. Kim and K. Keutzer. Against ${BIG_LITTLE}. 2023.`,
  ];
  const references = texts.map((text) => ({ draft, text }));
  const found = await findReferences(bench.catalogue, references);
  expect(found.map((one) => one?.title ?? null)).toEqual([BIG_LITTLE, BIG_LITTLE, null]);
});

it('answers a list in its order, each entry for itself', async () => {
  const list = [
    `[1] ${MEDUSA}. 2024.`,
    '[2] A New Paper About Old Things. 2025.',
    '[3] 2302.07863',
  ];
  expect(await find(list.join('\n'))).toEqual([MEDUSA, null, BIG_LITTLE]);
});
