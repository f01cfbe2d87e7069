/** The small parts of a paper: ids, identity, best link, byline. */
import { describe, expect, it } from 'vitest';
import { bestLink } from '../../lib/paper/best-link.ts';
import { byline, familyName } from '../../lib/paper/byline.ts';
import { identityKeys, linkKeys, mergeKeys, pageKeys } from '../../lib/paper/identity.ts';
import {
  ID_PATTERN,
  isPaperId,
  isTagId,
  newPaperId,
  newTagId,
  starterPaperId,
} from '../../lib/paper/new-id.ts';

const draft = {
  title: 'φ-Decoding: Adaptive Foresight',
  identifiers: [
    { scheme: 'doi', value: '10.1000/ABC' },
    { scheme: 'doi', value: '10.48550/arXiv.2503.13288' },
    { scheme: 'arxiv', value: '2503.13288' },
  ],
  links: [
    { kind: 'code', url: 'https://github.com/xufangzhi/phi-Decoding' },
    { kind: 'project', url: 'http://www.github.com/xufangzhi/phi-decoding/' },
    { kind: 'project', url: 'https://github.com/a/b/issues' },
  ],
} as const;

describe('identityKeys', () => {
  it('names a paper by arXiv, DOI, links and folded title, each once', () => {
    expect(identityKeys(draft)).toEqual([
      'arxiv:2503.13288',
      'doi:10.1000/abc',
      'url:github.com/xufangzhi/phi-decoding',
      'title:phidecodingadaptiveforesight',
    ]);
    expect(pageKeys(draft)).toEqual(identityKeys(draft).slice(0, 3));
    expect(linkKeys(draft)).toEqual(identityKeys(draft).slice(2, 3));
  });

  it('leaves links out of what makes two drafts one work', () => {
    expect(mergeKeys(draft)).toEqual([
      'arxiv:2503.13288',
      'doi:10.1000/abc',
      'title:phidecodingadaptiveforesight',
    ]);
  });

  it.each([
    ['深度学习', ['title:深度学习']],
    ['Λόγος', ['title:lambdaomicrongammaomicronsigma']],
    ['???', []],
    ['', []],
  ])('keeps titles of every script: %s', (title, expected) => {
    expect(mergeKeys({ title, identifiers: [], links: [] })).toEqual(expected);
  });
});

describe('ids', () => {
  it('are 16 letters of Crockford base 32, all different', () => {
    const ids = Array.from({ length: 2000 }, () => newPaperId());
    expect(new Set(ids).size).toBe(2000);
    for (const id of ids) expect(id).toMatch(ID_PATTERN);
    expect(new Set(ids.flatMap((id) => [...id])).size).toBe(32);
    expect(isTagId(newTagId())).toBe(true);
  });

  it('of starter papers are the same on every device, whatever the spelling', async () => {
    const id = await starterPaperId('Advancing Generative AI with Gervásio PT*');
    expect(id).toMatch(ID_PATTERN);
    expect(await starterPaperId('advancing generative AI with Gerva\u0301sio PT')).toBe(id);
    expect(await starterPaperId('Advancing Generative AI with Gervásio BR*')).not.toBe(id);
    expect(await starterPaperId('Universal Transformers')).toMatchInlineSnapshot(
      `"53RVPJFC53XKNE26"`,
    );
  });

  it.each(['', '0123456789ABCDE', '0123456789ABCDEFG', '0123456789abcdef', 'IIIIIIIIIIIIIIII'])(
    'are not: %s',
    (text) => {
      expect(isPaperId(text)).toBe(false);
    },
  );
});

describe('bestLink', () => {
  const code = { kind: 'code', url: 'https://github.com/a/b' } as const;
  const project = { kind: 'project', url: 'https://a.github.io' } as const;
  const doi = { scheme: 'doi', value: '10.1002/(sici)1097<1::aid>3.0.co;2-2' } as const;
  const arxiv = { scheme: 'arxiv', value: 'math/0502036' } as const;
  it.each([
    {
      name: 'arXiv first',
      identifiers: [doi, arxiv],
      links: [code],
      expected: 'https://arxiv.org/abs/math/0502036',
    },
    {
      name: 'then the DOI',
      identifiers: [doi],
      links: [project],
      expected: 'https://doi.org/10.1002/(sici)1097%3C1%3A%3Aaid%3E3.0.co%3B2-2',
    },
    { name: 'then the project', identifiers: [], links: [code, project], expected: project.url },
    { name: 'then the code', identifiers: [], links: [code], expected: code.url },
    { name: 'nothing', identifiers: [], links: [], expected: null },
    {
      name: 'no script',
      identifiers: [],
      links: [{ kind: 'code', url: 'javascript:alert(1)' } as const],
      expected: null,
    },
  ])('is $name', ({ identifiers, links, expected }) => {
    expect(bestLink({ identifiers, links })).toBe(expected);
  });
});

describe('byline', () => {
  it.each([
    { authors: [], expected: '' },
    { authors: ['Sehoon Kim'], expected: 'Kim' },
    { authors: ['Kim, Sehoon'], expected: 'Kim' },
    { authors: ['Sehoon Kim', 'Amir Gholami'], expected: 'Kim and Gholami' },
    { authors: ['Sehoon Kim', 'Karttikeya Mangalam', 'Amir Gholami'], expected: 'Kim et al.' },
    { authors: ['Sehoon Kim', 'et al.'], expected: 'Kim et al.' },
    { authors: ['Sehoon Kim', 'others'], expected: 'Kim et al.' },
    { authors: ['  ', 'Sehoon Kim'], expected: 'Kim' },
    { authors: ['Aäron van den Oord', 'Łukasz Kaiser'], expected: 'van den Oord and Kaiser' },
    { authors: ['van den Oord, Aäron'], expected: 'van den Oord' },
    { authors: ['OpenAI'], expected: 'OpenAI' },
  ])('$authors: $expected', ({ authors, expected }) => {
    expect(byline(authors)).toBe(expected);
  });

  it.each([
    ['Tom B. Brown', 'Brown'],
    ['A. Author Jr.', 'Author'],
    ['A. Author, Jr.', 'Author'],
    ['A. Author III', 'Author'],
    ['Van Author', 'Author'],
  ])('takes the family name of %s: %s', (author, expected) => {
    expect(familyName(author)).toBe(expected);
  });
});
