import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extractLinks, joinLinks } from '../../lib/formats/extract-links.ts';

const found = (text: string) => extractLinks(text).map(({ kind, url }) => `${kind} ${url}`);

describe('extractLinks', () => {
  const cases: { name: string; text: string; expected: string[] }[] = [
    {
      name: 'the full stop of the sentence',
      text: 'See https://github.com/a/b. Or https://x.github.io/, too',
      expected: ['code https://github.com/a/b', 'project https://x.github.io/'],
    },
    {
      name: 'a hyphen at the end belongs to the address',
      text: 'at https://github.com/a/Lexical-Unit-Decoding-LUD-. Keywords',
      expected: ['code https://github.com/a/Lexical-Unit-Decoding-LUD-'],
    },
    {
      name: 'doubled in braces',
      text: 'https://github.com/a/flan_nas{https://github.com/a/flan\\_nas}.',
      expected: ['code https://github.com/a/flan_nas'],
    },
    {
      name: 'TeX around it',
      text: '\\url{https://github.com/a/b} \\href{https://x.org/c}{repository}',
      expected: ['code https://github.com/a/b', 'project https://x.org/c'],
    },
    {
      name: 'brackets around it, and in it',
      text: '(https://x.org/a) [https://x.org/b]. https://x.org/c_(d)',
      expected: [
        'project https://x.org/a',
        'project https://x.org/b',
        'project https://x.org/c_(d)',
      ],
    },
    {
      name: 'the same twice, but for protocol and slash',
      text: 'https://github.com/a/b http://github.com/a/b/',
      expected: ['code https://github.com/a/b'],
    },
    {
      name: 'places of code',
      text: 'https://gitlab.com/a/b https://bitbucket.org/a/b https://huggingface.co/a/b https://huggingface.co/collections/a/b https://gitlab.inria.fr/a/b',
      expected: [
        'code https://gitlab.com/a/b',
        'code https://bitbucket.org/a/b',
        'code https://huggingface.co/a/b',
        'code https://huggingface.co/collections/a/b',
        'code https://gitlab.inria.fr/a/b',
      ],
    },
    {
      name: 'addresses of papers, owners and front pages of hosts say nothing',
      text: 'https://arxiv.org/abs/1706.03762 https://doi.org/10.1/x https://huggingface.co/papers/1706.03762 https://github.com/a https://github.com/',
      expected: [],
    },
    {
      name: 'broken addresses',
      text: 'https: //github.com/a/b https://github. http:// https://localhost/x javascript://a.b/c',
      expected: [],
    },
  ];
  it.each(cases)('$name', ({ text, expected }) => {
    expect(found(text)).toEqual(expected);
  });

  it('gives only addresses that stand in the text', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.webUrl(), fc.string())), (parts) => {
        const text = parts.join(' ');
        for (const { url } of extractLinks(text)) {
          expect(text.replaceAll('\\_', '_')).toContain(url);
          expect(url).toMatch(/^https?:\/\//i);
        }
      }),
    );
  });
});

describe('joinLinks', () => {
  it('keeps the first of two equal ones', () => {
    const code = { kind: 'code', url: 'https://github.com/a/b' } as const;
    const page = { kind: 'project', url: 'https://www.x.org/' } as const;
    expect(joinLinks([code], [page, { ...code, url: 'https://github.com/a/b/' }])).toEqual([
      code,
      page,
    ]);
  });
});
