import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Condition, parseQuery } from '../../../lib/search/query/parse-query.ts';
import { readTokens } from '../../../lib/search/query/tokens.ts';

/** A condition in one line: its kind around its parts, scope:text with quotes where it is exact and … where it may go on. */
function show(condition: Condition): string {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return `${condition.kind}(${condition.of.map(show).join(' ')})`;
    case 'not':
      return `not(${show(condition.of)})`;
    case 'text': {
      const { scope, text, isExact, isOpen } = condition;
      const said = (isExact ? `"${text}"` : text) + (isOpen ? '…' : '');
      return scope === null ? said : `${scope}:${said}`;
    }
    case 'tag':
      return `tag:${condition.name}${condition.isOpen ? '…' : ''}`;
    case 'year':
      return `year:${condition.from}..${condition.to}`;
    case 'status':
      return `status:${condition.status}`;
    case 'has':
      return `has:${condition.what}`;
  }
}

describe('parseQuery', () => {
  const cases: { typed: string; words: string; conditions?: string[]; scope?: string }[] = [
    { typed: '', words: '' },
    { typed: 'fast Decoding ', words: 'fast Decoding ' },
    { typed: 'CodeT5+: models', words: 'CodeT5+: models' },
    // Phrases.
    { typed: '"seq vs seq"', words: 'seq vs seq ', conditions: ['"seq vs seq"'] },
    { typed: '"seq vs s', words: 'seq vs s', conditions: ['"seq vs s"…'] },
    { typed: '“seq vs seq” x ', words: 'seq vs seq x ', conditions: ['"seq vs seq"'] },
    { typed: 'a "b" c', words: 'a b c', conditions: ['"b"'] },
    { typed: 'the 5" disk', words: 'the 5" disk' },
    { typed: '""', words: ' ', conditions: ['""'] },
    // Without.
    { typed: 'speech -codec', words: 'speech ', conditions: ['not(codec…)'] },
    { typed: '-"to cite" -tag:nlp x', words: 'x', conditions: ['not("to cite")', 'not(tag:nlp)'] },
    { typed: 'non-autoregressive models', words: 'non-autoregressive models' },
    { typed: 'a - b', words: 'a - b' },
    { typed: 'a -', words: 'a -' },
    { typed: 'a --b', words: 'a --b' },
    { typed: '-(a b) c', words: 'c', conditions: ['not(all(a b))'] },
    // Or: binds its neighbours.
    {
      typed: 'speech or text models',
      words: 'speech text models',
      conditions: ['any(speech text)'],
    },
    { typed: 'a OR b or c ', words: 'a b c ', conditions: ['any(a b c)'] },
    { typed: '(a b) or c ', words: 'a b c ', conditions: ['any(all(a b) c)'] },
    { typed: 'tag:x or year:2020 ', words: ' ', conditions: ['any(tag:x year:2020..2020)'] },
    { typed: 'to be or', words: 'to be or' },
    { typed: 'or else', words: 'or else' },
    { typed: '(or)', words: 'or ' },
    // Parentheses: forgiven, and without meaning around words alone.
    { typed: 'f(x)', words: 'f x ' },
    { typed: '((a', words: 'a' },
    { typed: 'a)) b', words: 'a b' },
    { typed: '()', words: ' ' },
    { typed: '(a or b) -c ', words: 'a b ', conditions: ['any(a b)', 'not(c)'] },
    // Operators.
    { typed: 'tag:nlp/decoding x', words: 'x', conditions: ['tag:nlp/decoding'] },
    { typed: 'Tag:"to cite" ', words: ' ', conditions: ['tag:to cite'] },
    { typed: 'tag:nl', words: ' ', conditions: ['tag:nl…'] },
    { typed: 'author:kim ', words: ' ', conditions: ['authors:"kim"'] },
    { typed: 'author:"Sehoon K', words: ' ', conditions: ['authors:"Sehoon K"…'] },
    { typed: 'venue:acl x', words: 'x', conditions: ['venue:"acl"'] },
    { typed: 'year:2023 x', words: 'x', conditions: ['year:2023..2023'] },
    { typed: 'year:2023..2025', words: ' ', conditions: ['year:2023..2025'] },
    { typed: 'year:2025..2023', words: ' ', conditions: ['year:2023..2025'] },
    { typed: 'year:2023-2025', words: ' ', conditions: ['year:2023..2025'] },
    { typed: 'year:..2020 x', words: 'x', conditions: ['year:1..2020'] },
    { typed: 'year:2020.. x', words: 'x', conditions: ['year:2020..9999'] },
    { typed: 'status:to-read x', words: 'x', conditions: ['status:to-read'] },
    { typed: 'status:SetAside x', words: 'x', conditions: ['status:set-aside'] },
    { typed: 'has:notes has:pdf x', words: 'x', conditions: ['has:note', 'has:pdf'] },
    { typed: 'fast in:title', words: 'fast ', scope: 'title' },
    { typed: 'in:note "b c" d', words: 'b c d', conditions: ['note:"b c"'], scope: 'note' },
    { typed: 'a (b in:title) c', words: 'a b c', conditions: ['title:b'] },
    { typed: 'in:title author:kim x', words: 'x', conditions: ['authors:"kim"'], scope: 'title' },
    // On their way.
    { typed: 'fast tag:', words: 'fast ' },
    { typed: 'fast year:20', words: 'fast ' },
    { typed: 'fast year:2023..20', words: 'fast ' },
    { typed: 'fast status:to', words: 'fast ' },
    { typed: 'fast in:ti', words: 'fast ' },
    // Mistyped ones are words.
    { typed: 'tgs:nlp', words: 'tgs:nlp' },
    { typed: 'tag: nlp', words: 'tag: nlp' },
    { typed: 'In: out', words: 'In: out' },
    { typed: 'year:soon x', words: 'year:soon x' },
    { typed: 'year:20 x', words: 'year:20 x' },
    { typed: 'status:done x', words: 'status:done x' },
    { typed: 'has:legs x', words: 'has:legs x' },
    { typed: 'metatag:x', words: 'metatag:x' },
  ];
  it.each(cases)('$typed', ({ typed, words, conditions = [], scope = null }) => {
    const query = parseQuery(typed);
    expect(query.words.trim()).toBe(words.trim());
    expect(query.words.endsWith(' ')).toBe(words.endsWith(' '));
    expect(query.conditions.map(show)).toEqual(conditions);
    expect(query.scope).toBe(scope);
  });

  it('needs not all words of conditions', () => {
    expect(parseQuery('a or b "c d" e').optional).toEqual(['a', 'b', 'c d']);
  });
});

const PIECES = [
  ...['"', '“', '”', '(', ')', '-', 'or', 'OR', ':', '..', 'tag:', 'author:', 'year:', 'venue:'],
  ...[
    'status:',
    'has:',
    'in:',
    'in:title',
    '2023',
    'nlp',
    'x',
    'CodeT5+',
    ' ',
    '  ',
    '\n',
    '变',
    'é',
  ],
  ...['\ud83d', '😀'],
];
const anything = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

describe('whatever is typed', () => {
  it('is a query', () => {
    fc.assert(
      fc.property(anything, (typed) => {
        const { words, conditions } = parseQuery(typed);
        expect(typeof words).toBe('string');
        conditions.map(show);
      }),
      { numRuns: 2_000 },
    );
    for (const sign of ['(', ')', '-', '"', '-(', 'a or (', 'tag:('])
      parseQuery(sign.repeat(9_999));
  });

  it('is cut into tokens in order, of which nothing but space and loose quotes is left out', () => {
    fc.assert(
      fc.property(anything, (typed) => {
        let end = 0;
        for (const token of readTokens(typed)) {
          expect(typed.slice(end, token.start)).toMatch(/^[\s"“”„«»]*$/u);
          expect(token.end).toBeGreaterThan(token.start);
          end = token.end;
        }
        expect(typed.slice(end)).toMatch(/^[\s"“”„«»]*$/u);
      }),
      { numRuns: 2_000 },
    );
  });

  it('has the tokens that were put in, where they were put', () => {
    const token = fc.oneof(
      fc.constantFrom('fast', 'CodeT5+', 'state-of-the-art', '变').map((text) => ['word', text]),
      fc.constantFrom('"to each"', '“x y”').map((text) => ['phrase', text]),
      fc
        .constantFrom('tag:nlp/a', 'tag:"to cite"', 'YEAR:2023..2025', 'author:o’neil', 'has:pdf')
        .map((text) => ['operator', text]),
      fc.constantFrom('or', 'OR').map((text) => ['or', text]),
      fc.constant(['open', '(']),
      fc.constant(['close', ')']),
    );
    fc.assert(
      fc.property(fc.array(token, { maxLength: 12 }), (parts) => {
        const typed = parts.map(([, text]) => text).join(' ');
        const read = readTokens(typed).map(({ kind, start, end }) => [
          kind,
          typed.slice(start, end),
        ]);
        expect(read).toEqual(parts);
      }),
    );
  });
});
