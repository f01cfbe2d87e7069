import { describe, expect, it } from 'vitest';
import type { PaperId, TagId } from '../../lib/paper/paper.ts';
import { draft, openBench } from './open-in-test.ts';

const NOBODY = 'AAAAAAAAAAAAAAAA' as PaperId;

async function twoPapers() {
  const bench = openBench();
  await bench.catalogue.ready;
  const [a, b] = await bench.add(draft('Attention Is All You Need'), draft('Adversarial Patch'));
  const summary = async (id: PaperId) => (await bench.catalogue.summarise([id]))[0];
  return { bench, catalogue: bench.catalogue, a, b, summary };
}

describe('tag', () => {
  it('makes the tag of a name once, whatever its case and spacing', async () => {
    const { bench, catalogue, a, b } = await twoPapers();
    const first = await bench.tag(' To  cite ', a);
    const second = await bench.tag('to cite', b);
    expect(second).toBe(first);
    expect(await catalogue.listTags()).toMatchObject([{ name: 'To cite', papers: 2, slot: null }]);
    await bench.check();
  });

  it('changes nothing on a paper that has it, and nothing on one that is unknown', async () => {
    const { bench, a } = await twoPapers();
    await bench.tag('x', a);
    const again = await bench.apply({ kind: 'tag', paperIds: [a, NOBODY], name: 'x' });
    expect(again).toMatchObject({ changed: false, paperIds: [] });
    const unknown = await bench.apply({ kind: 'tag', paperIds: [NOBODY], name: 'y' });
    expect(unknown).toMatchObject({ changed: false, tagId: null });
    expect(await bench.catalogue.listTags()).toHaveLength(1);
    await bench.check();
  });

  it('makes a tag without papers when none are named', async () => {
    const { bench } = await twoPapers();
    await bench.tag('for later');
    expect(await bench.catalogue.listTags()).toMatchObject([{ name: 'for later', papers: 0 }]);
  });

  it.each(['', '   ', 'a//b', 'x'.repeat(100)])('refuses %j as a name', async (name) => {
    const { bench, a } = await twoPapers();
    await expect(bench.apply({ kind: 'tag', paperIds: [a], name })).rejects.toThrow(RangeError);
    expect(await bench.catalogue.listTags()).toEqual([]);
  });
});

describe("the user's part", () => {
  it('makes a paper handled, and untag makes it not handled again', async () => {
    const { bench, a, summary } = await twoPapers();
    expect(await summary(a)).toMatchObject({ handled: false, tags: [] });
    const tagId = await bench.tag('x', a);
    expect(await summary(a)).toMatchObject({ handled: true, tags: [tagId] });
    const untagged = await bench.apply({ kind: 'untag', paperIds: [a], tagId });
    expect(untagged).toMatchObject({ changed: true, paperIds: [a] });
    expect(await summary(a)).toMatchObject({ handled: false, tags: [] });
    expect(await bench.catalogue.listTags()).toMatchObject([{ papers: 0 }]);
    expect(await bench.catalogue.listUserParts()).toEqual([]);
    await bench.check();
  });

  it('takes a status and a note, and says when it was used', async () => {
    const { bench, a, b, summary } = await twoPapers();
    await bench.apply({ kind: 'status', paperIds: [a, b], status: 'to-read' });
    await bench.apply({ kind: 'note', paperId: a, note: 'See §3.\nAnd <b>this</b>' });
    expect(await summary(a)).toMatchObject({ status: 'to-read', note: 'See §3.\nAnd <b>this</b>' });
    expect(await summary(b)).toMatchObject({ status: 'to-read', note: '', handled: true });
    const parts = await bench.catalogue.listUserParts();
    const used = new Map(parts.map((part) => [part.paperId, part.usedAt]));
    expect(used.get(a)).toBeGreaterThan(used.get(b) ?? Infinity);
    expect(Object.keys(parts[0] ?? {}).sort()).toEqual([
      'note',
      'paperId',
      'status',
      'tags',
      'usedAt',
    ]);
    await bench.check();
  });

  it('is not moved by what is there already', async () => {
    const { bench, catalogue, a } = await twoPapers();
    await bench.apply({ kind: 'status', paperIds: [a], status: 'read' });
    const before = await catalogue.revisions();
    const outcome = await bench.apply({ kind: 'status', paperIds: [a], status: 'read' });
    expect(outcome.changed).toBe(false);
    expect(await catalogue.revisions()).toEqual(before);
  });
});

describe('tags as such', () => {
  it('are renamed by one write, and papers keep them', async () => {
    const { bench, catalogue, a, summary } = await twoPapers();
    const tagId = await bench.tag('ml', a);
    await bench.apply({ kind: 'rename-tag', tagId, name: 'machine learning' });
    expect(await catalogue.listTags()).toMatchObject([{ id: tagId, name: 'machine learning' }]);
    expect(await summary(a)).toMatchObject({ tags: [tagId] });
  });

  it('may change their case only', async () => {
    const { bench, catalogue, a } = await twoPapers();
    const tagId = await bench.tag('ml', a);
    await bench.apply({ kind: 'rename-tag', tagId, name: 'ML' });
    expect(await catalogue.listTags()).toMatchObject([{ id: tagId, name: 'ML', papers: 1 }]);
  });

  it('become one when renamed onto another, and the slot goes over to a tag without one', async () => {
    const { bench, catalogue, a, b, summary } = await twoPapers();
    const from = await bench.tag('ml', a, b);
    const into = await bench.tag('machine learning', b);
    await bench.apply({ kind: 'slot', tagId: from, slot: 3 });
    const used = (await catalogue.listUserParts()).map(({ usedAt }) => usedAt);
    const outcome = await bench.apply({
      kind: 'rename-tag',
      tagId: from,
      name: 'Machine Learning',
    });
    expect(outcome.tagId).toBe(into);
    expect(await catalogue.listTags()).toMatchObject([{ id: into, papers: 2, slot: 3 }]);
    expect(await summary(a)).toMatchObject({ tags: [into] });
    expect(await summary(b)).toMatchObject({ tags: [into] });
    expect((await catalogue.listUserParts()).map(({ usedAt }) => usedAt)).toEqual(used);
    await bench.check();
  });

  it('take a slot from the tag that has it', async () => {
    const { bench, catalogue, a } = await twoPapers();
    const first = await bench.tag('first', a);
    const second = await bench.tag('second', a);
    await bench.apply({ kind: 'slot', tagId: first, slot: 1 });
    await bench.apply({ kind: 'slot', tagId: second, slot: 1 });
    const slots = new Map((await catalogue.listTags()).map(({ id, slot }) => [id, slot]));
    expect(slots).toEqual(
      new Map<TagId, number | null>([
        [second, 1],
        [first, null],
      ]),
    );
    await bench.check();
  });

  it('leave their papers when they are deleted', async () => {
    const { bench, catalogue, a, summary } = await twoPapers();
    const tagId = await bench.tag('x', a);
    await bench.apply({ kind: 'delete-tag', tagId });
    expect(await catalogue.listTags()).toEqual([]);
    expect(await summary(a)).toMatchObject({ tags: [], handled: false });
    await bench.check();
  });
});

describe('corrections', () => {
  it('hold until they are withdrawn, and leave the recognition table as it is', async () => {
    const { bench, catalogue, a } = await twoPapers();
    const here = { kind: 'not-here', paperId: a, site: 'news.example' } as const;
    const never = { kind: 'never-by-title', paperId: a } as const;
    const before = await catalogue.revisions();
    await bench.apply({ kind: 'correct', correction: here });
    await bench.apply({ kind: 'correct', correction: never });
    expect(await catalogue.listCorrections()).toEqual(expect.arrayContaining([here, never]));
    expect(await catalogue.revisions()).toEqual({ ...before, all: before.all + 2 });
    await bench.apply({ kind: 'withdraw-correction', correction: here });
    expect(await catalogue.listCorrections()).toEqual([never]);
    const again = await bench.apply({ kind: 'correct', correction: never });
    expect(again.changed).toBe(false);
    await bench.check();
  });

  it('go with their paper', async () => {
    const { bench, catalogue, a } = await twoPapers();
    await bench.apply({ kind: 'correct', correction: { kind: 'never-by-title', paperId: a } });
    await bench.apply({ kind: 'delete-papers', paperIds: [a] });
    expect(await catalogue.listCorrections()).toEqual([]);
    await bench.check();
  });
});

describe('an operation', () => {
  it('that is repeated is answered like the first time and changes nothing', async () => {
    const { bench, catalogue, a } = await twoPapers();
    const first = await bench.apply({ kind: 'tag', paperIds: [a], name: 'x' }, 'once');
    if (first.tagId === null) throw new Error('no tag');
    await bench.apply({ kind: 'untag', paperIds: [a], tagId: first.tagId });
    const revisions = await catalogue.revisions();
    const again = await bench.apply({ kind: 'tag', paperIds: [a], name: 'x' }, 'once');
    expect(again).toEqual(first);
    expect(await catalogue.revisions()).toEqual(revisions);
    expect(await catalogue.listTags()).toMatchObject([{ papers: 0 }]);
  });

  it('that is repeated in another worker is answered too, and at the same moment', async () => {
    const { bench, a } = await twoPapers();
    const other = bench.reopen();
    const change = { kind: 'tag', paperIds: [a], name: 'x' } as const;
    const [one, two] = await Promise.all([
      bench.apply(change, 'both'),
      other.apply(change, 'both'),
    ]);
    expect(two).toEqual(one);
    expect(await bench.database.journal.where('id').equals('both').count()).toBe(1);
    await bench.check();
  });

  it('moves only the revision it should', async () => {
    const { bench, catalogue, a } = await twoPapers();
    const before = await catalogue.revisions();
    await bench.tag('x', a);
    expect(await catalogue.revisions()).toEqual({ ...before, all: before.all + 1 });
  });

  it('is remembered with its papers', async () => {
    const { bench, catalogue, a, b } = await twoPapers();
    await bench.apply({ kind: 'status', paperIds: [a, b], status: 'read' }, 'reading');
    expect(await catalogue.papersOfOperation('reading')).toEqual([a, b]);
    expect(await catalogue.papersOfOperation('unheard of')).toEqual([]);
  });

  it('stays in the journal while it is among the newest 5,000', async () => {
    const { bench, a } = await twoPapers();
    const head = await bench.database.findHead();
    if (head === undefined) throw new Error('no head');
    // As after thousands of changes, without making them.
    await bench.database.meta.put({ ...head, sequence: 5098 });
    await bench.apply({ kind: 'note', paperId: a, note: 'one' }, 'number 5099');
    await bench.apply({ kind: 'note', paperId: a, note: 'two' }, 'number 5100');
    const kept = (await bench.database.journal.toArray()).map(({ sequence }) => sequence);
    expect(kept.sort()).toEqual([5099, 5100]);
  });
});

describe('two workers at once', () => {
  it('lose none of 200 tags given to one paper', async () => {
    const { bench, a, summary } = await twoPapers();
    const other = bench.reopen();
    await Promise.all(
      Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? bench : other).tag(`tag ${i}`, a)),
    );
    expect((await summary(a))?.tags).toHaveLength(200);
    await bench.check();
  });

  it('add each of the same papers once', async () => {
    const bench = openBench();
    const other = bench.reopen();
    await Promise.all([bench.catalogue.ready, other.catalogue.ready]);
    const papers = Array.from({ length: 100 }, (_, i) => draft(`A study of the number ${i}`));
    const source = { kind: 'paste', name: '' } as const;
    const outcomes = await Promise.all([
      bench.apply({ kind: 'add-papers', papers, source }),
      other.apply({ kind: 'add-papers', papers: papers.toReversed(), source }),
      bench.apply({ kind: 'add-papers', papers, source }),
    ]);
    expect(outcomes.reduce((sum, { added }) => sum + added, 0)).toBe(100);
    expect(await other.catalogue.state()).toEqual({ kind: 'ready', papers: 100 });
    await bench.check();
  });
});
