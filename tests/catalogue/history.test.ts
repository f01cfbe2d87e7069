import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Change, Correction } from '../../lib/catalogue/catalogue.ts';
import { type PaperId, STATUSES, type TagId } from '../../lib/paper/paper.ts';
import { NaiveCatalogue, type NaiveChange, SLOTS } from './naive-catalogue.ts';
import { type Bench, draft, openBench } from './open-in-test.ts';

const TITLES = ['The First of Four', 'The Second of Four', 'The Third of Four', 'The Fourth'];
const NAMES = ['a', 'A', 'b', 'a/b'];
const NOBODY = 'AAAAAAAAAAAAAAAA';

/** Undo goes so many steps back. */
type Step = { readonly kind: 'undo'; readonly back: number } | NaiveChange;

const paper = fc.nat(4);
const papers = fc.array(paper, { minLength: 1, maxLength: 3 });
const tag = fc.nat(3);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('undo' as const),
      back: fc.integer({ min: 1, max: 12 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('tag' as const),
      papers,
      name: fc.constantFrom(...NAMES),
    }),
  },
  fc.record({ kind: fc.constant('untag' as const), papers, tag }),
  fc.record({
    kind: fc.constant('status' as const),
    papers,
    status: fc.constantFrom(null, ...STATUSES.slice(0, 2)),
  }),
  fc.record({ kind: fc.constant('note' as const), paper, note: fc.constantFrom('', 'x', 'y') }),
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('rename-tag' as const),
      tag,
      name: fc.constantFrom(...NAMES),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('slot' as const),
      tag,
      slot: fc.constantFrom(...SLOTS),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('delete-tag' as const), tag }) },
  fc.record({ kind: fc.constantFrom('correct' as const, 'withdraw-correction' as const), paper }),
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('add-papers' as const),
      titles: fc.subarray(TITLES, { minLength: 1 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('delete-papers' as const), papers }) },
);

/** The real catalogue beside its naive twin, with the names that each has for papers and tags. */
class Pair {
  readonly naive = new NaiveCatalogue();
  readonly #bench: Bench;
  readonly #papers: PaperId[] = [];
  readonly #tags: TagId[] = [];
  #time = 0;
  #operation = 0;

  constructor() {
    this.#bench = openBench({ now: () => this.#time });
  }

  #paper(id: number): PaperId {
    return this.#papers[id] ?? (NOBODY as PaperId);
  }

  #correction(id: number): Correction {
    return { kind: 'never-by-title', paperId: this.#paper(id) };
  }

  #real(change: NaiveChange): Change {
    switch (change.kind) {
      case 'tag':
        return { ...change, paperIds: change.papers.map((id) => this.#paper(id)) };
      case 'untag':
      case 'status':
      case 'delete-papers': {
        const paperIds = change.papers.map((id) => this.#paper(id));
        if (change.kind !== 'untag') return { ...change, paperIds };
        return { ...change, paperIds, tagId: this.#tag(change.tag) };
      }
      case 'note':
        return { ...change, paperId: this.#paper(change.paper) };
      case 'rename-tag':
      case 'slot':
      case 'delete-tag':
        return { ...change, tagId: this.#tag(change.tag) };
      case 'correct':
      case 'withdraw-correction':
        return { kind: change.kind, correction: this.#correction(change.paper) };
      case 'add-papers':
        return {
          kind: change.kind,
          papers: change.titles.map((title) => draft(title)),
          source: { kind: 'paste', name: 'test' },
        };
    }
  }

  #tag(id: number): TagId {
    return this.#tags[id] ?? (NOBODY as TagId);
  }

  async run(step: Step): Promise<void> {
    const operation = this.#operation++;
    this.#time += 1000;
    if (step.kind === 'undo') {
      this.naive.undo(operation - step.back);
      await this.#bench.catalogue.undo(`step-${operation - step.back}`);
      return;
    }
    const change = this.#real(step);
    const outcome = await this.#bench.apply(change, `step-${operation}`);
    this.naive.apply(operation, this.#time, step);
    const { tagId } = outcome;
    if (step.kind === 'tag' && tagId !== null && !this.#tags.includes(tagId))
      this.#tags.push(tagId);
    if (step.kind === 'add-papers')
      for (const id of outcome.paperIds) if (!this.#papers.includes(id)) this.#papers.push(id);
  }

  async expectEqual(): Promise<void> {
    const { catalogue } = this.#bench;
    const alive = this.naive.papers.flatMap((paper, i) =>
      paper.alive ? [{ id: this.#paper(i), paper }] : [],
    );
    expect(await catalogue.state()).toMatchObject({ papers: alive.length });
    const seen = await catalogue.summarise(this.#papers);
    const view = seen.map(({ id, title, tags, status, note, handled }) => {
      return { id, title, tags: tags.toSorted(), status, note, handled };
    });
    expect(view).toEqual(
      alive.map(({ id, paper }) => ({
        id,
        title: paper.title,
        tags: this.naive
          .tagsOf(paper)
          .map((tag) => this.#tag(tag))
          .sort(),
        status: paper.status.value,
        note: paper.note.value,
        handled: this.naive.isHandled(paper),
      })),
    );
    const used = new Map(
      (await catalogue.listUserParts()).map(({ paperId, usedAt }) => [paperId, usedAt]),
    );
    const handled = alive.filter(({ paper }) => this.naive.isHandled(paper));
    expect(used).toEqual(new Map(handled.map(({ id, paper }) => [id, paper.used.value])));
    await this.#expectEqualTags();
    const corrected = alive.filter(({ paper }) => paper.correction.value).map(({ id }) => id);
    const corrections = (await catalogue.listCorrections()).map(({ paperId }) => paperId);
    expect(corrections.sort()).toEqual(corrected.sort());
  }

  async #expectEqualTags(): Promise<void> {
    const real = await this.#bench.catalogue.listTags();
    const view = real.map(({ id, name, slot, papers, usedAt }) => ({
      id,
      name,
      slot,
      papers,
      usedAt,
    }));
    const naive = this.naive.tags.flatMap(({ alive, name, slot, used }, i) =>
      alive
        ? [
            {
              id: this.#tag(i),
              name: name.value,
              slot: slot.value,
              papers: this.naive.countOf(i),
              usedAt: used.value,
            },
          ]
        : [],
    );
    const byId = (a: { id: TagId }, b: { id: TagId }) => (a.id < b.id ? -1 : 1);
    expect(view.sort(byId)).toEqual(naive.sort(byId));
  }

  async check(): Promise<void> {
    await this.#bench.check();
  }
}

it('keeps any history of changes and undoing as a catalogue without a database would', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 40, size: 'max' }),
      async (steps) => {
        const pair = new Pair();
        await pair.run({ kind: 'add-papers', titles: TITLES.slice(0, 3) });
        for (const one of steps) {
          await pair.run(one);
          await pair.expectEqual();
        }
        await pair.check();
      },
    ),
    { numRuns: Number(process.env.HISTORY_RUNS ?? 40) },
  );
}, 120_000);
