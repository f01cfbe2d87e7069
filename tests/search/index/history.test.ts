import fc from 'fast-check';
import { expect, it } from 'vitest';
import { STATUSES, type TagId } from '../../../lib/paper/paper.ts';
import { RunBuilder } from '../../../lib/search/index/build-run.ts';
import { BrokenRecordError } from '../../../lib/search/index/bytes.ts';
import { IndexWriter } from '../../../lib/search/index/index-writer.ts';
import type { IndexedPaper, IndexedUserPart } from '../../../lib/search/index/indexed-paper.ts';
import { type OpenedIndex, openIndex } from '../../../lib/search/index/open-index.ts';
import type { NumberColumn } from '../../../lib/search/index/postings-reader.ts';
import { isSpelled, MAX_SPELLED } from '../../../lib/search/index/spelling.ts';
import { MANIFEST_KEY } from '../../../lib/search/index/store.ts';
import { Killed, MemoryStore } from './memory-store.ts';
import { NaiveIndex, naiveDistance } from './naive-index.ts';

/** So small that a handful of papers fills many records and merges take several steps. */
const SMALL = { chunkBytes: 60, inlineBytes: 400, stepBytes: 150, largeSegment: 25 };
const COLUMNS: readonly NumberColumn[] = [
  'titleLength',
  'abstractLength',
  'year',
  'flags',
  'addedAt',
  'noteLength',
  'status',
  'usedAt',
];

const WORDS = [
  'neural',
  'nueral',
  'decoding',
  'phi',
  'φ',
  'VALL-E',
  'CodeT5+',
  'the',
  'to',
  'X-Adapter',
  'hyper',
  'networks',
  'hypernetworks',
  'Kähler',
  '自然言語',
  'a',
  'é',
  'beta',
  'β',
];
const text = fc.array(fc.constantFrom(...WORDS), { maxLength: 12 }).map((words) => words.join(' '));
const paper: fc.Arbitrary<IndexedPaper> = fc.record({
  title: fc.tuple(text, fc.constantFrom('', ': '), text).map((parts) => parts.join('')),
  abstract: text,
  authors: fc.array(fc.constantFrom('Ada Lovelace', 'G. Hopper', 'Lee'), { maxLength: 3 }),
  year: fc.constantFrom(null, 1998, 2024),
  venue: fc.constantFrom('', 'ACL', 'Neural Networks'),
  links: fc.constantFrom([], [{ kind: 'code' as const, url: 'https://github.com/a/b' }]),
  hasPdf: fc.boolean(),
  addedAt: fc.constantFrom(0, 1_000, 9_000_000),
});
const part: fc.Arbitrary<IndexedUserPart> = fc.record({
  tags: fc.subarray(['T1', 'T2', 'T3']) as fc.Arbitrary<TagId[]>,
  status: fc.constantFrom(null, ...STATUSES),
  note: text,
  usedAt: fc.nat(2_000_000_000).map((seconds) => seconds * 1000),
});
const ROWS = 24;
const rows = fc
  .uniqueArray(fc.nat(ROWS - 1), { minLength: 1, maxLength: 8 })
  .map((all) => all.sort((a, b) => a - b));
const orGone = <Item>(item: fc.Arbitrary<Item>) => fc.option(item, { freq: 4, nil: null });

/** `left`: records written before the worker is killed. */
const left = fc.option(fc.nat(40), { freq: 2, nil: Number.POSITIVE_INFINITY });
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('papers' as const),
      rows,
      items: fc.array(orGone(paper), { minLength: 8, maxLength: 8 }),
      left,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('user' as const),
      rows,
      items: fc.array(orGone(part), { minLength: 8, maxLength: 8 }),
      left,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('merge' as const),
      steps: fc.integer({ min: 1, max: 12 }),
      left,
    }),
  },
  fc.record({ kind: fc.constant('break' as const), record: fc.nat(), bit: fc.nat(), left }),
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

/** The index beside its naive twin, and the worker that keeps it. */
class Pair {
  readonly store = new MemoryStore();
  readonly naive = new NaiveIndex();
  #done = 0;
  #writer: IndexWriter | null = null;

  async #open(): Promise<IndexWriter> {
    this.#writer ??= await IndexWriter.open(this.store, SMALL);
    return this.#writer;
  }

  /** Does something with the writer, which may be killed over it; then another worker begins. */
  async #attempt(left: number, work: (writer: IndexWriter) => Promise<unknown>): Promise<boolean> {
    this.store.left = left;
    try {
      await work(await this.#open());
      return true;
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      this.#writer = null;
      return false;
    } finally {
      this.store.left = Number.POSITIVE_INFINITY;
    }
  }

  async run(step: Step): Promise<void> {
    if (step.kind === 'merge') {
      await this.#attempt(step.left, (writer) => this.#merge(writer, step.steps));
    } else if (step.kind === 'break') await this.#break(step.record, step.bit, step.left);
    else {
      const done = this.#done + 1;
      const run = () => {
        const builder = new RunBuilder(step.kind);
        step.rows.forEach((row, i) => {
          if (step.kind === 'papers') builder.addPaper(row, step.items[i] ?? null);
          else builder.addUserPart(row, step.items[i] ?? null);
        });
        return builder;
      };
      const survived = await this.#attempt(step.left, (writer) => writer.append(run(), { done }));
      if (!survived) {
        const writer = await this.#open();
        // What the manifest does not say has not happened, and the index is as it was.
        if (writer.progress.done !== done) {
          await this.expectAnswers(4);
          await writer.append(run(), { done });
        }
      }
      this.#done = done;
      this.#change(step);
    }
  }

  #change(step: Extract<Step, { rows: unknown }>): void {
    step.rows.forEach((row, i) => {
      if (step.kind === 'papers') set(this.naive.papers, row, step.items[i] ?? null);
      else set(this.naive.parts, row, step.items[i] ?? null);
    });
  }

  async #merge(writer: IndexWriter, steps: number): Promise<void> {
    for (let i = 0; i < steps; i++) if (!(await writer.mergeStep())) return;
  }

  /** One bit of a record turns over; what is still answered is right, and the index is built anew. */
  async #break(record: number, bit: number, left: number): Promise<void> {
    const keys = [...this.store.records.keys()];
    const key = keys[record % Math.max(1, keys.length)];
    const bytes = key === undefined ? undefined : this.store.records.get(key)?.slice();
    if (key === undefined || bytes === undefined) return;
    bytes[(bit >> 3) % bytes.length] = (bytes[(bit >> 3) % bytes.length] ?? 0) ^ (1 << (bit & 7));
    this.store.records.set(key, bytes);
    this.#writer = null;
    await this.#expectPartialAnswers(key === MANIFEST_KEY);
    await this.#attempt(left, async (writer) => {
      try {
        for (let i = 0; i < 5; i++) await writer.mergeStep();
      } catch (error) {
        if (!(error instanceof BrokenRecordError)) throw error;
      }
    });
    while (!(await this.#attempt(left, (writer) => this.#rebuild(writer)))) left += 20;
  }

  async #rebuild(writer: IndexWriter): Promise<void> {
    const { progress } = writer;
    if (!writer.isRebuilding) await writer.rebuild({ ...progress, rebuilt: 0 });
    let rebuilt = Number(writer.progress.rebuilt ?? 0);
    while (rebuilt < ROWS) {
      const papers = new RunBuilder('papers');
      const parts = new RunBuilder('user');
      for (let row = rebuilt; row < rebuilt + 7; row++) {
        papers.addPaper(row, this.naive.papers.get(row) ?? null);
        parts.addUserPart(row, this.naive.parts.get(row) ?? null);
      }
      await writer.append(parts, writer.progress);
      rebuilt += 7;
      await writer.append(papers, { ...writer.progress, rebuilt });
      await writer.mergeStep();
    }
    await writer.endRebuilding();
    await writer.append(new RunBuilder('papers'), { ...writer.progress, done: this.#done });
  }

  async #expectPartialAnswers(isLost: boolean): Promise<void> {
    const index = await openIndex(this.store);
    if (index === null) {
      expect(isLost).toBe(true);
      return;
    }
    const naive = this.naive.postings();
    for (const [word, postings] of naive) {
      const [term] = await index.findTerms([word]);
      if (term === null || term === undefined) continue;
      const [found] = await index.postings([term]);
      const expected = new Map(postings.map(({ row, times }) => [row, times]));
      // A row whose newest version is broken may still answer by an older one, so only rows are held.
      expect([...(found?.rows ?? [])].every((row) => row < ROWS)).toBe(true);
      if (!index.isDamaged) expect([...(found?.rows ?? [])]).toEqual([...expected.keys()]);
    }
  }

  async opened(): Promise<OpenedIndex | null> {
    return openIndex(this.store);
  }

  /** Asks for some of the words, or for all. */
  async expectAnswers(most = Number.POSITIVE_INFINITY): Promise<void> {
    const index = await openIndex(this.store);
    if (index === null) {
      expect(this.naive.rows()).toEqual([]);
      return;
    }
    expect(index.isDamaged).toBe(false);
    expect([...index.liveRows()]).toEqual(this.naive.rows());
    expect(index.papers).toBe(this.naive.papers.size);
    const naive = this.naive.postings();
    const all = [...naive.keys()];
    const words = all.filter((_, i) => i % Math.max(1, Math.floor(all.length / most)) === 0);
    const terms = await index.findTerms([...words, 'unknown', '']);
    expect(terms.map((term) => term?.text ?? null)).toEqual([...words, null, null]);
    const known = terms.filter((term) => term !== null);
    const [postings, best] = [await index.postings(known), await index.bestPostings(known)];
    for (const [i, term] of known.entries()) {
      const expected = naive.get(term.text) ?? [];
      const times = expected.map((posting) => posting.times);
      const rows = Uint32Array.from(expected, ({ row }) => row);
      expect(postings[i]).toEqual({ rows, times: Uint32Array.from(times) });
      expect(best[i]).toEqual(postings[i]);
      expect(term.frequency).toBeGreaterThanOrEqual(expected.length);
      const places = await index.places(term, rows);
      expect(expected.map((_, row) => [...places.at(row)])).toEqual(
        expected.map((posting) => posting.places),
      );
    }
    for (const word of words.slice(0, 3)) await this.#expectNearWords(index, word, all);
  }

  async #expectNearWords(index: OpenedIndex, word: string, all: readonly string[]): Promise<void> {
    const live = (terms: readonly { readonly text: string }[]) =>
      terms
        .map((term) => term.text)
        .filter((one) => all.includes(one))
        .sort();
    for (const length of [1, 2, 3]) {
      const prefix = word.slice(0, length);
      const starting = all.filter((one) => one.startsWith(prefix));
      expect(live(await index.termsStarting(prefix, 1000))).toEqual(starting);
    }
    for (const [sought, distance] of [
      [`${word.slice(1)}`, 1],
      [`z${word}`, 2],
    ] as const) {
      const like = await index.termsLike(sought, distance, 1000);
      const expected = all.filter(
        (one) =>
          sought.length >= 3 &&
          sought.length <= MAX_SPELLED &&
          isSpelled(one) &&
          naiveDistance(one, sought) <= distance,
      );
      expect(live(like)).toEqual(expected);
      for (const one of like) expect(one.distance).toBe(naiveDistance(one.text, sought));
    }
  }

  async expectColumns(): Promise<void> {
    const index = await openIndex(this.store);
    if (index === null) return;
    for (const name of COLUMNS) {
      const column = await index.column(name);
      const expected = Array.from(
        { length: index.rowCount },
        (_, row) => this.naive.numbers(row)[name] ?? 0,
      );
      expect([...column], name).toEqual(expected);
    }
    const all = Uint32Array.from({ length: index.rowCount }, (_, row) => row);
    const tags = await index.tagsOfRows(all);
    expect(tags).toEqual([...all].map((row) => this.naive.parts.get(row)?.tags ?? []));
  }
}

function set<Item>(items: Map<number, Item>, row: number, item: Item | null): void {
  if (item === null) items.delete(row);
  else items.set(row, item);
}

it('answers after any history of changes, merges, kills and damage as a reading of all papers would', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 14, size: 'max' }),
      async (steps) => {
        const pair = new Pair();
        for (const one of steps) {
          await pair.run(one);
          await pair.expectAnswers(4);
        }
        await pair.expectAnswers();
        await pair.expectColumns();
      },
    ),
    { numRuns: Number(process.env.HISTORY_RUNS ?? 60) },
  );
}, 3_600_000);
