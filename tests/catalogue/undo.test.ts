import { describe, expect, it } from 'vitest';
import type { PaperDraft, PaperId } from '../../lib/paper/paper.ts';
import { arxiv, draft, openBench } from './open-in-test.ts';

async function onePaper() {
  const bench = openBench();
  await bench.catalogue.ready;
  const [a, b] = await bench.add(draft('The First', arxiv('1001.0001')), draft('The Second'));
  const { catalogue } = bench;
  const summary = async (id: PaperId) => (await catalogue.summarise([id]))[0];
  const undo = (operation: string) => catalogue.undo(operation);
  const paste = (id: string, name: string, ...papers: readonly PaperDraft[]) =>
    bench.apply({ kind: 'add-papers', papers, source: { kind: 'paste', name } }, id);
  const slots = async () =>
    Object.fromEntries((await catalogue.listTags()).map(({ name, slot }) => [name, slot]));
  return { bench, catalogue, a, b, summary, undo, paste, slots };
}

describe('undo', () => {
  it('answers false for what is unknown, undone already, or changed nothing', async () => {
    const { bench, a, undo } = await onePaper();
    expect(await undo('unheard of')).toBe(false);
    await bench.apply({ kind: 'status', paperIds: [a], status: null }, 'nothing');
    expect(await undo('nothing')).toBe(false);
    await bench.apply({ kind: 'status', paperIds: [a], status: 'read' }, 'read');
    expect(await undo('read')).toBe(true);
    expect(await undo('read')).toBe(false);
  });

  it('leaves the answer to a repeat of the operation as it was', async () => {
    const { bench, a, undo, summary } = await onePaper();
    const change = { kind: 'status', paperIds: [a], status: 'read' } as const;
    const first = await bench.apply(change, 'read');
    await undo('read');
    expect(await bench.apply(change, 'read')).toEqual(first);
    expect(await summary(a)).toMatchObject({ status: null });
  });

  it('of a tag takes it only from the papers that newly got it', async () => {
    const { bench, catalogue, a, b, undo, summary } = await onePaper();
    const tagId = await bench.tag('x', a);
    await bench.apply({ kind: 'tag', paperIds: [a, b], name: 'x' }, 'both');
    expect(await undo('both')).toBe(true);
    expect(await summary(a)).toMatchObject({ tags: [tagId] });
    expect(await summary(b)).toMatchObject({ tags: [] });
    expect(await catalogue.listTags()).toMatchObject([{ papers: 1 }]);
  });

  it('of a tag takes a new tag out again, unless something was done with it since', async () => {
    const { bench, catalogue, a, undo } = await onePaper();
    await bench.apply({ kind: 'tag', paperIds: [a], name: 'x' }, 'x');
    await undo('x');
    expect(await catalogue.listTags()).toEqual([]);
    const outcome = await bench.apply({ kind: 'tag', paperIds: [a], name: 'y' }, 'y');
    if (outcome.tagId === null) throw new Error('no tag');
    await bench.apply({ kind: 'slot', tagId: outcome.tagId, slot: 2 });
    await undo('y');
    expect(await catalogue.listTags()).toMatchObject([{ name: 'y', slot: 2, papers: 0 }]);
  });

  it('leaves a note that was written over since, even with the same words', async () => {
    const { bench, a, undo, summary } = await onePaper();
    await bench.apply({ kind: 'note', paperId: a, note: 'one' }, 'one');
    await bench.apply({ kind: 'note', paperId: a, note: 'two' }, 'two');
    await bench.apply({ kind: 'note', paperId: a, note: 'one' }, 'one again');
    expect(await undo('one')).toBe(false);
    expect(await summary(a)).toMatchObject({ note: 'one' });
    await undo('one again');
    expect(await summary(a)).toMatchObject({ note: 'two' });
  });

  it('of two tags made one splits them again', async () => {
    const { bench, catalogue, a, b, undo, summary, slots } = await onePaper();
    const from = await bench.tag('ml', a, b);
    const into = await bench.tag('machine learning', b);
    await bench.apply({ kind: 'slot', tagId: from, slot: 3 });
    await bench.apply({ kind: 'rename-tag', tagId: from, name: 'machine learning' }, 'merge');
    expect(await slots()).toEqual({ 'machine learning': 3 });
    expect(await undo('merge')).toBe(true);
    expect(await summary(a)).toMatchObject({ tags: [from] });
    expect((await summary(b))?.tags.toSorted()).toEqual([from, into].sort());
    expect(await slots()).toEqual({ ml: 3, 'machine learning': null });
    expect(await catalogue.listTags()).toHaveLength(2);
    await bench.check();
  });

  it('of a deleted tag gives the papers the tag that has its name by now', async () => {
    const { bench, a, b, undo, summary } = await onePaper();
    const tagId = await bench.tag('x', a);
    await bench.apply({ kind: 'delete-tag', tagId }, 'delete');
    const again = await bench.tag('X', b);
    expect(await undo('delete')).toBe(true);
    expect(await summary(a)).toMatchObject({ tags: [again] });
    await bench.check();
  });

  it('of a slot gives it back to the tag it was taken from', async () => {
    const { bench, a, undo, slots } = await onePaper();
    const one = await bench.tag('one', a);
    const two = await bench.tag('two', a);
    await bench.apply({ kind: 'slot', tagId: one, slot: 1 });
    await bench.apply({ kind: 'slot', tagId: two, slot: 1 }, 'take');
    await undo('take');
    expect(await slots()).toEqual({ one: 1, two: null });
  });

  it('of a slot does not take it from a tag that got it since', async () => {
    const { bench, a, undo, slots } = await onePaper();
    const one = await bench.tag('one', a);
    const two = await bench.tag('two', a);
    await bench.apply({ kind: 'slot', tagId: one, slot: 1 });
    await bench.apply({ kind: 'slot', tagId: one, slot: 2 }, 'move');
    await bench.apply({ kind: 'slot', tagId: two, slot: 1 });
    await undo('move');
    expect(await slots()).toEqual({ one: null, two: 1 });
    await bench.check();
  });

  it('of a renaming leaves the new name where another tag has the old one', async () => {
    const { bench, catalogue, a, undo } = await onePaper();
    const tagId = await bench.tag('old', a);
    await bench.apply({ kind: 'rename-tag', tagId, name: 'new' }, 'rename');
    await bench.tag('old', a);
    expect(await undo('rename')).toBe(false);
    expect((await catalogue.listTags()).map(({ name }) => name).sort()).toEqual(['new', 'old']);
  });

  it('of corrections goes both ways', async () => {
    const { bench, catalogue, a, undo } = await onePaper();
    const correction = { kind: 'never-by-title', paperId: a } as const;
    await bench.apply({ kind: 'correct', correction }, 'correct');
    await bench.apply({ kind: 'withdraw-correction', correction }, 'withdraw');
    await undo('withdraw');
    expect(await catalogue.listCorrections()).toEqual([correction]);
    await undo('correct');
    expect(await catalogue.listCorrections()).toEqual([]);
  });

  it('of deleted papers brings them back with all that was theirs, into their rows', async () => {
    const { bench, catalogue, a, b, undo, summary } = await onePaper();
    const tagId = await bench.tag('x', a);
    await bench.apply({ kind: 'note', paperId: a, note: 'mine' });
    const correction = { kind: 'not-here', paperId: a, site: 'a.example' } as const;
    await bench.apply({ kind: 'correct', correction });
    const paper = await catalogue.findPaper(a);
    await bench.apply({ kind: 'delete-papers', paperIds: [a, b] }, 'delete');
    expect(await catalogue.state()).toMatchObject({ papers: 0 });
    expect(await catalogue.listTags()).toMatchObject([{ papers: 0 }]);
    await undo('delete');
    expect(await catalogue.findPaper(a)).toEqual(paper);
    expect(await summary(a)).toMatchObject({ tags: [tagId], note: 'mine' });
    expect(await catalogue.listCorrections()).toEqual([correction]);
    expect((await catalogue.summariseRows([0, 1])).map((one) => one?.id)).toEqual([a, b]);
    expect(await catalogue.findByKeys(['arxiv:1001.0001'])).toEqual([a]);
    await bench.check();
  });

  it("of a deleted paper that was added again gives the new one the user's part", async () => {
    const { bench, catalogue, a, undo, summary } = await onePaper();
    await bench.apply({ kind: 'note', paperId: a, note: 'mine' });
    await bench.apply({ kind: 'delete-papers', paperIds: [a] }, 'delete');
    const [again] = await bench.add(draft('The First'));
    await undo('delete');
    expect(await catalogue.state()).toMatchObject({ papers: 2 });
    expect(await summary(again)).toMatchObject({ note: 'mine' });
    await bench.check();
  });

  it('of a deleted paper that was added again and annotated leaves the new note', async () => {
    const { bench, a, undo, summary } = await onePaper();
    await bench.apply({ kind: 'note', paperId: a, note: 'mine' });
    await bench.apply({ kind: 'delete-papers', paperIds: [a] }, 'delete');
    const [again] = await bench.add(draft('The First'));
    await bench.apply({ kind: 'note', paperId: again, note: 'newer' });
    await undo('delete');
    expect(await summary(again)).toMatchObject({ note: 'newer' });
  });

  it('of added papers takes them out, but not those handled or given by another source since', async () => {
    const { bench, catalogue, undo, paste } = await onePaper();
    const added = await paste('add', 'here', draft('Plain'), draft('Tagged'), draft('Twice'));
    const [plain, tagged, twice] = added.paperIds;
    if (plain === undefined || tagged === undefined) throw new Error('not added');
    await bench.tag('x', tagged);
    await paste('more', 'elsewhere', draft('Twice'));
    expect(await undo('add')).toBe(true);
    const left = (await catalogue.summarise(added.paperIds)).map(({ id }) => id);
    expect(left).toEqual([tagged, twice]);
    await bench.check();
  });

  it('of added papers takes back what they gave to known ones', async () => {
    const { bench, catalogue, b, undo, paste } = await onePaper();
    const before = await catalogue.findPaper(b);
    const fuller = draft('The Second', {
      abstract: 'About it.',
      authors: ['A. Author'],
      year: 2020,
      venue: 'A Venue',
      links: [{ kind: 'code', url: 'https://github.com/example/second' }],
      ...arxiv('1001.0002'),
    });
    await paste('fill', 'elsewhere', fuller);
    expect(await catalogue.findByKeys(['arxiv:1001.0002'])).toEqual([b]);
    await bench.check();
    expect(await undo('fill')).toBe(true);
    expect(await catalogue.findPaper(b)).toEqual(before);
    expect(await catalogue.findByKeys(['arxiv:1001.0002'])).toEqual([null]);
    await bench.check();
  });

  it('works in a worker that knows nothing of the change', async () => {
    const { bench, a, summary } = await onePaper();
    await bench.apply({ kind: 'note', paperId: a, note: 'mine' }, 'note');
    expect(await bench.reopen().catalogue.undo('note')).toBe(true);
    expect(await summary(a)).toMatchObject({ note: '' });
  });
});
