/** The same answers from the index as from looking through all papers, in random histories. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STATUSES } from '../../../lib/paper/paper.ts';
import { createSearch } from '../../../lib/search/search.ts';
import { Killed } from '../index/memory-store.ts';
import { requestOf } from '../request-of.ts';
import { idOf, type TestPaper, TestSource, tagOf } from '../source-of.ts';
import { answersAll, type Node, writeAll } from './naive-query.ts';

/** `HISTORIES=10000` runs as many. */
const HISTORIES = Number(process.env.HISTORIES ?? 150);

/** No two are spelled almost alike but for the forms of a word, so that no spelling is corrected. */
const WORDS = [
  ...['quantum', 'quantums', 'parse', 'parsing', 'embedding', 'zebra', 'VALL-E', 'UniXcoder'],
  ...['of', 'the', 'Gödel', '变换', 'seq2seq', '7'],
];
const NAMES = ['Ada Lovelace', 'Kurt Gödel', 'G. Zebra'];
const VENUES = ['ACL', 'Quantum Letters', ''];
const TAGS: Readonly<Record<string, string>> = {
  a: 'nlp',
  b: 'nlp/parsing',
  c: 'NLP/parsing/zebra',
  d: 'nlproc',
  e: 'to cite',
};
const OTHER_NAMES: Readonly<Record<string, string>> = { ...TAGS, a: 'quantum', e: 'zebra' };

const text = (most: number) =>
  fc.array(fc.constantFrom(...WORDS), { maxLength: most }).map((words) => words.join(' '));

const user = fc.record({
  tags: fc.subarray(Object.keys(TAGS)).map((ids) => ids.map(tagOf)),
  status: fc.constantFrom(...STATUSES, null),
  note: text(3),
  usedAt: fc.nat(5),
});

const paper: fc.Arbitrary<TestPaper> = fc
  .record({
    title: text(6).map((title) => title || 'zebra'),
    abstract: text(8),
    authors: fc.subarray(NAMES).map((names) => names.join(', ')),
    venue: fc.constantFrom(...VENUES),
    years: fc.constantFrom([], [1999], [2023], [2024]),
    addedAt: fc.nat(3),
    links: fc.constantFrom([], [{ kind: 'code', url: 'https://github.com/a/b' } as const]),
    hasPdf: fc.boolean(),
    users: fc.array(user, { maxLength: 1 }),
  })
  .map(({ years: [year], users: [part], ...rest }) => ({
    ...rest,
    ...(year === undefined ? {} : { year }),
    ...(part === undefined ? {} : { user: part }),
  }));

const phrase = fc.oneof(
  text(3).filter((words) => words !== ''),
  fc.constantFrom('to cite', 'Quantum Letters', 'ada lovelace', '2023'),
);
const { atom } = fc.letrec<{ atom: Node; any: Node; not: Node; all: Node }>((tie) => ({
  atom: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(...WORDS, 'cite', 'nlp').map((word): Node => ({ kind: 'word', text: word })),
    phrase.map((words): Node => ({ kind: 'phrase', text: words })),
    fc.constantFrom('gödel', 'lovelace', 'kurt gödel', 'ada g').map((value): Node => {
      return { kind: 'author', value };
    }),
    fc.constantFrom('acl', 'quantum', 'quantum letters').map((value): Node => {
      return { kind: 'venue', value };
    }),
    fc
      .constantFrom('nlp', 'nlp/parsing', 'to cite', 'nl', 'zebra', 'quantum')
      .map((value): Node => {
        return { kind: 'tag', value };
      }),
    fc.constantFrom(...STATUSES).map((value): Node => ({ kind: 'status', value })),
    fc.constantFrom('note', 'code', 'pdf', 'tag').map((value): Node => ({ kind: 'has', value })),
    fc
      .constantFrom([2023, 2023], [1999, 2023], [null, 2023], [2000, null])
      .map(([from = null, to = null]): Node => ({ kind: 'year', from, to })),
    tie('not'),
    tie('any'),
    tie('all'),
  ),
  not: tie('atom').map((of): Node => (of.kind === 'not' ? of : { kind: 'not', of })),
  any: fc
    .array(tie('atom'), { minLength: 2, maxLength: 3 })
    .map((of): Node => ({ kind: 'any', of })),
  all: fc
    .record({
      of: fc.array(tie('atom'), { minLength: 2, maxLength: 3 }),
      inside: fc.constantFrom('title', 'abstract', 'note', null, null),
    })
    .map((group): Node => ({ kind: 'all', ...group })),
}));

const query = fc
  .record({
    of: fc.array(atom, { maxLength: 4 }),
    inside: fc.constantFrom('title', 'abstract', 'note', null, null, null),
  })
  .map((group) => ({ kind: 'all', ...group }) as const);

type Step =
  | { readonly kind: 'put'; readonly row: number; readonly paper: TestPaper }
  | { readonly kind: 'delete'; readonly row: number }
  | { readonly kind: 'rename'; readonly names: Readonly<Record<string, string>> }
  | {
      readonly kind: 'kill';
      readonly after: number;
      readonly row: number;
      readonly paper: TestPaper;
    }
  | { readonly kind: 'ask'; readonly query: Extract<Node, { kind: 'all' }> };

const row = fc.nat(9);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('put'), row, paper }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete'), row }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('rename'),
      names: fc.constantFrom(TAGS, OTHER_NAMES),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('kill'), after: fc.nat(6), row, paper }),
  },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('ask'), query }) },
);

async function check(source: TestSource, search: ReturnType<typeof createSearch>, asked: Step) {
  if (asked.kind !== 'ask') return;
  const typed = `${writeAll(asked.query)} `;
  const expected = source.papers.flatMap((one, at) =>
    one !== undefined && answersAll(asked.query, one, source.tagNames) ? [idOf(`p${at}`)] : [],
  );
  const answer = await search.search(requestOf(typed, { facets: true }));
  const found = answer.results.slice(0, answer.complete).map(({ paper }) => paper.id);
  expect([...found].sort(), typed).toEqual(expected.sort());
  const all = new Set(answer.results.map(({ paper }) => paper.id));
  expect(all.size).toBe(answer.total);
  const byTitle = await search.search(requestOf(typed, { sort: 'title' }));
  expect(new Set(byTitle.results.map(({ paper }) => paper.id)), typed).toEqual(all);
  checkFacets(
    source,
    [...all].map((id) => source.papers[Number(id.slice(1))]),
    answer.facets,
  );
}

function checkFacets(
  { tagNames }: TestSource,
  papers: readonly (TestPaper | undefined)[],
  facets: unknown,
): void {
  const count = (passes: (one: TestPaper) => boolean) =>
    papers.filter((one) => one !== undefined && passes(one)).length;
  const tags = Object.entries(tagNames).flatMap(([id, name]) => {
    const inside = (other: string) =>
      `${tagNames[other]}/`.toLowerCase().startsWith(`${name}/`.toLowerCase());
    const number = count(({ user: part }) => (part?.tags ?? []).some(inside));
    return number > 0 ? [{ id, papers: number }] : [];
  });
  const years = [2024, 2023, 1999].map((year) => ({
    year,
    papers: count((one) => one.year === year),
  }));
  const statuses = STATUSES.map((status) => ({
    status,
    papers: count(({ user: part }) => part?.status === status),
  }));
  const some = ({ papers: number }: { papers: number }) => number > 0;
  expect(facets).toEqual({
    tags: expect.arrayContaining(tags),
    years: years.filter(some),
    statuses: statuses.filter(some),
  });
  expect(facets).toHaveProperty('tags.length', tags.length);
}

describe('the index', () => {
  it('answers as looking through all papers does, whatever happens', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 24 }), async (steps) => {
        const source = new TestSource([], TAGS);
        const search = createSearch(source);
        for (const next of steps) {
          if (next.kind === 'put' || next.kind === 'kill') source.papers[next.row] = next.paper;
          if (next.kind === 'delete' && next.row < source.papers.length)
            source.papers[next.row] = undefined;
          if (next.kind === 'rename') source.tagNames = { ...next.names };
          if (next.kind === 'kill') {
            source.store.left = next.after;
            await search.search(requestOf('zebra')).catch((error: unknown) => {
              if (!(error instanceof Killed)) throw error;
            });
            source.store.left = Number.POSITIVE_INFINITY;
          }
          await check(source, search, next);
        }
      }),
      { numRuns: HISTORIES },
    );
  });
});
