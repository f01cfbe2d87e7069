import { describe, expect, it } from 'vitest';
import type { SearchPage, SearchRequest } from '../../lib/messages/protocol.ts';
import {
  createResultWindows,
  type Question,
  type Results,
  WINDOW_RESULTS,
} from '../../lib/paging/result-windows.ts';
import { summaryOf } from '../paper/summary-of.ts';

const QUESTION: Question = {
  query: '',
  tags: [],
  statuses: [],
  untagged: false,
  sort: 'added',
};

function pageOf(request: SearchRequest, total: number, mark = ''): SearchPage {
  const count = Math.max(0, Math.min(request.limit, total - request.offset));
  return {
    total,
    complete: total,
    partial: false,
    missing: [],
    results: Array.from({ length: count }, (_, index) => ({
      paper: summaryOf(
        `paper-${request.offset + index}`,
        `${request.query}${mark}${request.offset + index}`,
      ),
      titleMatches: [],
      snippet: null,
    })),
  };
}

/** A search whose answers wait until they are let go, in any order. */
function createSearch() {
  const waiting: {
    request: SearchRequest;
    answer: (page: SearchPage) => void;
    fail: () => void;
  }[] = [];
  const search = (request: SearchRequest) =>
    new Promise<SearchPage>((answer, reject) => {
      waiting.push({ request, answer, fail: () => reject(new Error('no answer')) });
    });
  const take = (index = 0) => {
    const [entry] = waiting.splice(index, 1);
    if (entry === undefined) throw new Error('nothing was asked');
    return entry;
  };
  const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
  return { search, waiting, take, settle };
}

function setUp() {
  const fake = createSearch();
  const states: Results[] = [];
  const windows = createResultWindows(fake.search, (results) => states.push(results));
  const title = (index: number) => windows.results.at(index)?.paper.title;
  return { ...fake, windows, states, title };
}

describe('the windows of a list', () => {
  it('asks for what is seen and for nothing else', async () => {
    const { windows, take, settle, waiting, title } = setUp();
    windows.ask(QUESTION);
    const first = take();
    expect(first.request).toMatchObject({ offset: 0, limit: WINDOW_RESULTS, depth: 'quick' });
    first.answer(pageOf(first.request, 89_696));
    await settle();
    expect(waiting).toEqual([]);

    windows.show(70_000, 70_015);
    const far = take();
    expect(far.request.offset).toBeLessThanOrEqual(70_000);
    expect(title(70_000)).toBeUndefined();
    far.answer(pageOf(far.request, 89_696));
    await settle();
    expect(title(70_000)).toBe('70000');
    expect(waiting).toEqual([]);
  });

  it('asks for both windows where the view lies over a border, once', async () => {
    const { windows, take, settle, waiting } = setUp();
    windows.ask(QUESTION);
    const first = take();
    first.answer(pageOf(first.request, 500));
    await settle();
    windows.show(WINDOW_RESULTS * 2 - 3, WINDOW_RESULTS * 2 + 5);
    windows.show(WINDOW_RESULTS * 2 - 2, WINDOW_RESULTS * 2 + 6);
    expect(waiting.map(({ request }) => request.offset)).toEqual([
      WINDOW_RESULTS,
      WINDOW_RESULTS * 2,
    ]);
  });

  it('keeps the old results until the new ones are there', async () => {
    const { windows, take, settle, title } = setUp();
    windows.ask({ ...QUESTION, query: 'a' });
    const first = take();
    first.answer(pageOf(first.request, 10));
    await settle();
    windows.ask({ ...QUESTION, query: 'b' });
    expect(title(0)).toBe('a0');
    const second = take();
    second.answer(pageOf(second.request, 3));
    await settle();
    expect(title(0)).toBe('b0');
    expect(windows.results.total).toBe(3);
    expect(title(5)).toBeUndefined();
  });

  it('drops an answer that comes after a later question', async () => {
    const { windows, take, settle, title } = setUp();
    windows.ask({ ...QUESTION, query: 'a' });
    windows.ask({ ...QUESTION, query: 'b' });
    const early = take(0);
    const late = take(0);
    late.answer(pageOf(late.request, 1));
    await settle();
    early.answer(pageOf(early.request, 1));
    await settle();
    expect(title(0)).toBe('b0');
  });

  it('asks again in full until no paper is left out', async () => {
    const { windows, take, settle, waiting } = setUp();
    windows.ask({ ...QUESTION, query: 'a' });
    const quick = take();
    quick.answer({ ...pageOf(quick.request, 2), partial: true });
    await settle();
    expect(windows.results.partial).toBe(true);
    const more = take();
    expect(more.request.depth).toBe('full');
    more.answer({ ...pageOf(more.request, 3), partial: true });
    await settle();
    expect(windows.results).toMatchObject({ partial: true, total: 3 });
    const full = take();
    full.answer(pageOf(full.request, 4));
    await settle();
    expect(windows.results).toMatchObject({ partial: false, total: 4 });
    expect(waiting).toEqual([]);
  });

  it('shows what it has while it is refreshed', async () => {
    const { windows, take, settle, title, waiting } = setUp();
    windows.ask(QUESTION);
    const first = take();
    first.answer(pageOf(first.request, 200));
    await settle();
    windows.show(WINDOW_RESULTS - 5, WINDOW_RESULTS + 5);
    const second = take();
    second.answer(pageOf(second.request, 200));
    await settle();

    windows.refresh();
    expect(title(WINDOW_RESULTS)).toBe(`${WINDOW_RESULTS}`);
    const again = take();
    again.answer(pageOf(again.request, 199, 'new '));
    await settle();
    expect(title(0)).toBe('new 0');
    expect(title(WINDOW_RESULTS)).toBe(`${WINDOW_RESULTS}`);
    const rest = take();
    rest.answer(pageOf(rest.request, 199, 'new '));
    await settle();
    expect(title(WINDOW_RESULTS)).toBe(`new ${WINDOW_RESULTS}`);
    expect(waiting).toEqual([]);
  });

  it('tells of a failure, keeps what it has and asks again when told to', async () => {
    const { windows, take, settle, title } = setUp();
    windows.ask(QUESTION);
    const first = take();
    first.answer(pageOf(first.request, 5));
    await settle();
    windows.refresh();
    take().fail();
    await settle();
    expect(windows.results.error).toBeInstanceOf(Error);
    expect(title(0)).toBe('0');
    windows.refresh();
    const again = take();
    again.answer(pageOf(again.request, 5));
    await settle();
    expect(windows.results.error).toBe(null);
  });

  it('waits with a refresh for the answer that is on its way', async () => {
    const { windows, take, settle, title, waiting } = setUp();
    windows.ask(QUESTION);
    windows.refresh();
    windows.refresh();
    expect(waiting.length).toBe(1);
    const first = take();
    first.answer(pageOf(first.request, 5));
    await settle();
    expect(title(0)).toBe('0');
    const again = take();
    again.answer(pageOf(again.request, 5, 'new '));
    await settle();
    expect(title(0)).toBe('new 0');
    expect(waiting).toEqual([]);
  });

  it('holds a bounded number of windows, the ones around what is seen', async () => {
    const { windows, take, settle, title } = setUp();
    windows.ask(QUESTION);
    const first = take();
    first.answer(pageOf(first.request, 89_696));
    await settle();
    for (let index = 1; index <= 60; index++) {
      windows.show(index * WINDOW_RESULTS, index * WINDOW_RESULTS + 10);
      const next = take();
      next.answer(pageOf(next.request, 89_696));
      await settle();
    }
    expect(title(0)).toBeUndefined();
    expect(title(60 * WINDOW_RESULTS)).toBe(`${60 * WINDOW_RESULTS}`);
  });

  it('says nothing more when it is closed', async () => {
    const { windows, take, settle, states } = setUp();
    windows.ask(QUESTION);
    windows.close();
    const late = take();
    late.answer(pageOf(late.request, 5));
    await settle();
    expect(states).toEqual([]);
  });
});
