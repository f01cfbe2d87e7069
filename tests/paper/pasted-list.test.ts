import { describe, expect, it } from 'vitest';
import { isListPasted } from '../../lib/paper/pasted-list.ts';

describe('a pasted text', () => {
  const lists = [
    'One Title\nAnother Title',
    '@article{a, title={A}}',
    'A Title https://arxiv.org/abs/2302.07863',
    'Kim, S. and Lee, J. Speculative decoding with big little decoder. In NeurIPS, 2023.',
    'Big Little Decoder. arXiv:2302.07863',
  ];
  it.each(lists)('is a list: %s', (text) => expect(isListPasted(text)).toBe(true));

  const queries = [
    '',
    '  One Title\n',
    'arXiv:2302.07863',
    'https://arxiv.org/abs/2302.07863',
    'https://github.com/owner/name',
    '10.1000/xyz',
    'universal transformers year:2020..2023',
    'A Survey of Large Language Models: What Has Been Learned of Them Since the Year 2023',
  ];
  it.each(queries)('is searched for: %s', (text) => expect(isListPasted(text)).toBe(false));
});
