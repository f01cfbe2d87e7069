import { describe, expect, it } from 'vitest';
import { linkKeys } from '../../lib/paper/identity.ts';
import type { PaperDraft, PaperId } from '../../lib/paper/paper.ts';
import { arxiv, type Bench, draft, openBench } from './open-in-test.ts';

const ATTENTION = 'Attention Is All You Need';

async function paste(bench: Bench, ...papers: readonly PaperDraft[]) {
  return bench.apply({ kind: 'add-papers', papers, source: { kind: 'paste', name: 'pasted' } });
}

async function collect<Item>(pages: AsyncIterable<readonly (Item | undefined)[]>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of pages) items.push(...page.filter((item) => item !== undefined));
  return items;
}

interface Case {
  readonly name: string;
  readonly known: readonly PaperDraft[];
  readonly incoming: PaperDraft;
  readonly expected: 'added' | 'merged' | 'refused';
}

const doi = (value: string) => ({ scheme: 'doi', value }) as const;
const arxivId = (value: string) => ({ scheme: 'arxiv', value }) as const;

const IDENTITY: readonly Case[] = [
  {
    name: 'the same folded title is the same work',
    known: [draft(ATTENTION)],
    incoming: draft('Attention is all you need.'),
    expected: 'merged',
  },
  {
    name: 'the same identifier is the same work under a changed title',
    known: [draft('A Draft Title', arxiv('1706.03762'))],
    incoming: draft('The Title in Print', arxiv('1706.03762')),
    expected: 'merged',
  },
  {
    name: 'one title with other identifiers of the same scheme is another work',
    known: [draft('Introduction', arxiv('1001.0001'))],
    incoming: draft('Introduction', arxiv('1001.0002')),
    expected: 'added',
  },
  {
    name: 'one title with identifiers of different schemes is one work',
    known: [draft(ATTENTION, arxiv('1706.03762'))],
    incoming: draft(ATTENTION, { identifiers: [doi('10.5555/3295222')] }),
    expected: 'merged',
  },
  {
    name: 'one title by wholly other authors is another work',
    known: [draft('Introduction', { authors: ['A. Author'] })],
    incoming: draft('Introduction', { authors: ['B. Writer'] }),
    expected: 'added',
  },
  {
    name: 'a given name in common makes no author',
    known: [draft('Introduction', { authors: ['Ann Smith'] })],
    incoming: draft('Introduction', { authors: ['Ann Jones'] }),
    expected: 'added',
  },
  {
    name: '"et al." and "van" are no authors in common',
    known: [draft('Introduction', { authors: ['Kim van Dam', 'et al.'] })],
    incoming: draft('Introduction', { authors: ['Lee van Es', 'et al.'] }),
    expected: 'added',
  },
  {
    name: 'the family name may come first',
    known: [draft(ATTENTION, { authors: ['Wang Wei'] })],
    incoming: draft(ATTENTION, { authors: ['Wei Wang'] }),
    expected: 'merged',
  },
  {
    name: 'an author written otherwise is the same author',
    known: [draft(ATTENTION, { authors: ['Ashish Vaswani', 'Noam Shazeer'] })],
    incoming: draft(ATTENTION, { authors: ['Vaswani, A.'] }),
    expected: 'merged',
  },
  {
    name: 'identifiers of two papers in one are a clash',
    known: [
      draft('The First', arxiv('1001.0001')),
      draft('The Second', { identifiers: [doi('10.1000/2')] }),
    ],
    incoming: draft('The First', { identifiers: [arxivId('1001.0001'), doi('10.1000/2')] }),
    expected: 'refused',
  },
  {
    name: 'the identifier of one paper under the title of another is a clash',
    known: [draft('The First', arxiv('1001.0001')), draft('The Second')],
    incoming: draft('The Second', arxiv('1001.0001')),
    expected: 'refused',
  },
  {
    name: 'one identifier in common and one in conflict under another title is a clash',
    known: [draft('The First', { identifiers: [arxivId('1001.0001'), doi('10.1000/1')] })],
    incoming: draft('The Third', { identifiers: [arxivId('1001.0003'), doi('10.1000/1')] }),
    expected: 'refused',
  },
  {
    name: 'a second DOI under the same title and arXiv id belongs to the work',
    known: [draft('The First', { identifiers: [arxivId('1001.0001'), doi('10.1000/1')] })],
    incoming: draft('The First', { identifiers: [arxivId('1001.0001'), doi('10.1000/2')] }),
    expected: 'merged',
  },
  {
    name: 'no title is no paper',
    known: [],
    incoming: draft('  ', arxiv('1001.0001')),
    expected: 'refused',
  },
  {
    name: 'a title in Chinese is a title',
    known: [draft('注意力就是你所需要的一切')],
    incoming: draft('卷积神经网络'),
    expected: 'added',
  },
];

describe('adding papers', () => {
  it.each(IDENTITY)('$name', async ({ known, incoming, expected }) => {
    const bench = openBench();
    await bench.add(...known);
    const outcome = await paste(bench, incoming);
    const { added, merged } = outcome;
    expect({ added, merged, refused: outcome.refused.length }).toEqual({
      added: expected === 'added' ? 1 : 0,
      merged: expected === 'merged' ? 1 : 0,
      refused: expected === 'refused' ? 1 : 0,
    });
    await bench.check();
  });

  it('names both papers of a clash', async () => {
    const bench = openBench();
    await bench.add(draft('The First', arxiv('1001.0001')), draft('The Second'));
    const { refused } = await paste(bench, draft('Fine'), draft('The Second', arxiv('1001.0001')));
    expect(refused).toEqual([
      {
        index: 1,
        reason: 'identifier-clash',
        detail: '“The First” (arxiv:1001.0001) ≠ “The Second”',
      },
    ]);
  });

  it('fills what is missing, overwrites nothing and adds the source', async () => {
    const bench = openBench();
    const [id] = await bench.add(draft(ATTENTION, { abstract: 'Ours.', year: 2017 }));
    const other = draft(ATTENTION, {
      abstract: 'Theirs.',
      year: 2018,
      authors: ['Ashish Vaswani'],
      venue: 'NeurIPS',
      links: [{ kind: 'code', url: 'https://github.com/tensorflow/tensor2tensor' }],
      ...arxiv('1706.03762'),
    });
    const before = await bench.catalogue.revisions();
    expect(await paste(bench, other)).toMatchObject({ added: 0, merged: 1, paperIds: [id] });
    expect(await bench.catalogue.findPaper(id)).toMatchObject({
      title: ATTENTION,
      abstract: 'Ours.',
      year: 2017,
      authors: ['Ashish Vaswani'],
      venue: 'NeurIPS',
      identifiers: [{ scheme: 'arxiv', value: '1706.03762' }],
      sources: [{ name: 'test' }, { name: 'pasted' }],
    });
    expect((await bench.catalogue.revisions()).papers).toBe(before.papers + 1);
    expect(await bench.catalogue.findByKeys(['arxiv:1706.03762', 'arxiv:1706.99999'])).toEqual([
      id,
      null,
    ]);
    const again = await paste(bench, other);
    expect(again).toMatchObject({ merged: 1, changed: false });
    await bench.check();
  });

  it('finds copies within one change', async () => {
    const bench = openBench();
    const outcome = await paste(bench, draft(ATTENTION), draft(ATTENTION, arxiv('1706.03762')));
    expect(outcome).toMatchObject({ added: 1, merged: 1 });
    await bench.check();
  });

  it('says beforehand into which paper a draft would go', async () => {
    const bench = openBench();
    const [one, two] = await bench.add(
      draft('Introduction', arxiv('1001.0001')),
      draft('Introduction', arxiv('1001.0002')),
    );
    const drafts = [
      draft('Introduction', arxiv('1001.0002')),
      draft('Introduction', arxiv('1001.0003')),
      draft('Introduction'),
    ];
    expect(await bench.catalogue.findDrafts(drafts)).toEqual([two, null, one]);
  });

  it('takes a link that several papers share for none of them', async () => {
    const bench = openBench();
    const links = [{ kind: 'code', url: 'https://github.com/example/shared' }] as const;
    const own = [{ kind: 'project', url: 'https://project.example/own' }] as const;
    const [, , third] = await bench.add(
      draft('The First', { links }),
      draft('The Second', { links }),
      draft('The Third', { links: own }),
    );
    const keys = [...linkKeys({ links }), ...linkKeys({ links: own })];
    expect(await bench.catalogue.findByKeys(keys)).toEqual([null, third]);
  });
});

describe('reading papers', () => {
  it('gives pages in row order, with a gap where a paper was deleted', async () => {
    const bench = openBench();
    const drafts = Array.from({ length: 70 }, (_, i) => draft(`A study of the number ${i}`));
    const ids = await bench.add(...drafts);
    const gone = ids[33];
    if (gone === undefined) throw new Error('too few papers');
    await bench.apply({ kind: 'delete-papers', paperIds: [gone] });
    const pages: (string | undefined)[][] = [];
    for await (const page of bench.catalogue.displayPages())
      pages.push(page.map((record) => record?.title));
    expect(pages.map((page) => page.length)).toEqual([32, 32, 6]);
    expect(pages.flat()).toEqual(drafts.map(({ title }, i) => (i === 33 ? undefined : title)));
    expect(await collect(bench.catalogue.paperPages())).toHaveLength(69);
    const rows = await bench.catalogue.summariseRows([69, 33, 0, 70, 5000, -1, 0.5, Number.NaN]);
    expect(rows.map((one) => one?.title)).toEqual([
      'A study of the number 69',
      undefined,
      'A study of the number 0',
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect((await bench.catalogue.papersAtRows([1, 33])).map((one) => one?.id)).toEqual([
      ids[1],
      undefined,
    ]);
    await bench.check();
  });

  it('never gives a row to another paper', async () => {
    const bench = openBench();
    const [id] = await bench.add(draft('The First'));
    await bench.apply({ kind: 'delete-papers', paperIds: [id] });
    const [again] = await bench.add(draft('The First'));
    expect(again).not.toBe(id);
    expect((await bench.catalogue.papersAtRows([0, 1])).map((one) => one?.id)).toEqual([
      undefined,
      again,
    ]);
  });

  it('answers in the order asked and leaves out what is unknown', async () => {
    const bench = openBench();
    const [a, b] = await bench.add(draft('The First'), draft('The Second'));
    await bench.apply({ kind: 'delete-papers', paperIds: [a] });
    const [c] = await bench.add(draft('The Third'));
    const titles = (await bench.catalogue.summarise([c, a, b])).map(({ title }) => title);
    expect(titles).toEqual(['The Third', 'The Second']);
    expect(await bench.catalogue.findPaper(a)).toBeUndefined();
  });

  it('reads from disk what another worker wrote', async () => {
    const bench = openBench();
    const [a] = await bench.add(draft('The First'));
    const other = bench.reopen();
    expect(await other.catalogue.findByKeys(['title:nothing'])).toEqual([null]);
    const [b] = await bench.add(draft('The Second', arxiv('1001.0001')));
    expect(await other.catalogue.findByKeys(['arxiv:1001.0001'])).toEqual([b]);
    await other.apply({ kind: 'delete-papers', paperIds: [a] });
    expect(await bench.catalogue.findPaper(a)).toBeUndefined();
    await bench.check();
  });
});

describe('the log of changed rows', () => {
  it('names each row once, and none for changes of the user’s part', async () => {
    const bench = openBench();
    const [first] = await bench.add(draft('One Paper'), draft('Another Paper'));
    const { papers: since } = await bench.catalogue.revisions();
    expect(await bench.catalogue.changedRows(since, 10)).toEqual([]);
    expect(await bench.catalogue.changedRows(0, 10)).toEqual([0, 1]);
    await bench.tag('mine', first);
    expect(await bench.catalogue.changedRows(since, 10)).toEqual([]);
    await bench.apply({ kind: 'delete-papers', paperIds: [first] });
    await bench.add(draft('A Third Paper'));
    expect(await bench.catalogue.changedRows(since, 10)).toEqual([0, 2]);
    expect(await bench.catalogue.changedRows(since, 1)).toBe(null);
  });

  it('does not reach back behind what was forgotten', async () => {
    const bench = openBench();
    await bench.add(draft('One Paper'));
    const { papers } = await bench.catalogue.revisions();
    await bench.add(draft('Another Paper'));
    await bench.catalogue.forgetChanges('table', papers);
    // The index has not come so far.
    expect(await bench.catalogue.changedRows(0, 10)).toEqual([0, 1]);
    await bench.catalogue.forgetChanges('index', papers);
    expect(await bench.catalogue.changedRows(0, 10)).toBe(null);
    expect(await bench.catalogue.changedRows(papers, 10)).toEqual([1]);
  });
});

describe('the log as the index follows it', () => {
  const START = { revision: 0, at: 0 };

  it('gives rows and papers piece by piece, in the middle of a revision too', async () => {
    const bench = openBench();
    const ids = await bench.add(draft('One Paper'), draft('Another Paper'), draft('A Third Paper'));
    await bench.tag('mine', ids[2], ids[0]);
    const first = await bench.catalogue.changedAfter(START, START, 2);
    expect(first?.rows).toEqual({ items: [0, 1], to: { revision: 0, at: 2 } });
    expect(first?.ids).toEqual({ items: [ids[2], ids[0]], to: { revision: 2, at: 0 } });
    if (first === null) throw new Error('the log does not reach back');
    const second = await bench.catalogue.changedAfter(first.rows.to, first.ids.to, 2);
    expect(second?.rows).toEqual({ items: [2], to: { revision: 1, at: 0 } });
    expect(second?.ids).toEqual({ items: [], to: { revision: 2, at: 0 } });
  });

  it('does not reach back behind what was forgotten, nor to another catalogue', async () => {
    const bench = openBench();
    const [id] = await bench.add(draft('One Paper'));
    await bench.tag('mine', id);
    await bench.catalogue.forgetUserChanges(1);
    expect(await bench.catalogue.changedAfter(START, START, 9)).toBe(null);
    expect(await bench.catalogue.changedAfter({ revision: 9, at: 0 }, START, 9)).toBe(null);
  });

  it('leads from a paper to the row of its user part, and to none where that is empty again', async () => {
    const bench = openBench();
    const [first, second] = await bench.add(draft('One Paper'), draft('Another Paper'));
    const tagId = await bench.tag('mine', second, first);
    await bench.apply({ kind: 'untag', paperIds: [first], tagId });
    const parts = await bench.catalogue.partsOfPapers([second, first, 'none' as PaperId]);
    expect(parts.map(({ row, part }) => [row, part?.tags ?? null])).toEqual([
      [0, null],
      [1, [tagId]],
    ]);
  });
});
