import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Browser, browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { PagePaper } from '../../lib/messages/protocol.ts';
import type { PaperId } from '../../lib/paper/paper.ts';
import {
  framesWithPapers,
  keepReport,
  mergePapers,
  readTab,
} from '../../lib/worker/tab-reports.ts';

const paper = (
  id: string,
  occurrences = 1,
  certainty: 'title' | 'identifier' = 'title',
): PagePaper => ({
  paperId: id as PaperId,
  occurrences,
  evidence:
    certainty === 'title'
      ? { certainty, reason: 'link' }
      : { certainty, reason: 'code', detail: 'github.com/x/y' },
});

const frame = (frameId: number, documentId: string, url = 'https://example.org/') =>
  ({ tab: { id: 7 }, frameId, documentId, url }) as Browser.runtime.MessageSender;

const report = (...papers: PagePaper[]) => ({ papers, partly: false, self: null });

/** The documents that the tab's frames hold now. */
function showFrames(frames: { frameId: number; documentId: string; result: string }[]) {
  vi.spyOn(browser.scripting, 'executeScript').mockResolvedValue(frames as never);
}

beforeEach(() => {
  fakeBrowser.reset();
  vi.restoreAllMocks();
});

describe('mergePapers', () => {
  it('counts a paper once, sums its occurrences and keeps the identifier', () => {
    expect(mergePapers([paper('a', 2), paper('b'), paper('a', 1, 'identifier')])).toEqual([
      { ...paper('a', 3, 'identifier') },
      paper('b'),
    ]);
  });
});

describe('a tab', () => {
  it('adds the papers of its frames, the main frame first', async () => {
    await keepReport(frame(3, 'sub'), report(paper('b'), paper('c')));
    await keepReport(frame(0, 'main'), report(paper('a'), paper('b')));
    await keepReport(frame(3, 'sub'), report(paper('b'), paper('c')));
    showFrames([
      { frameId: 0, documentId: 'main', result: 'https://example.org/' },
      { frameId: 3, documentId: 'sub', result: 'https://example.org/' },
    ]);
    expect((await readTab(7)).papers.map(({ paperId }) => paperId)).toEqual(['a', 'b', 'c']);
    expect(await framesWithPapers(7)).toEqual([0, 3]);
  });

  it('forgets the frames of the page before when the main frame has a new document', async () => {
    await keepReport(frame(0, 'old'), report(paper('a')));
    await keepReport(frame(3, 'sub'), report(paper('b')));
    await keepReport(frame(0, 'new'), report(paper('c')));
    showFrames([{ frameId: 0, documentId: 'new', result: 'https://example.org/' }]);
    expect((await readTab(7)).papers.map(({ paperId }) => paperId)).toEqual(['c']);
  });

  it('leaves out a frame whose document is gone', async () => {
    await keepReport(frame(0, 'main'), report(paper('a')));
    await keepReport(frame(3, 'sub'), report(paper('b')));
    showFrames([{ frameId: 0, documentId: 'main', result: 'https://example.org/' }]);
    expect((await readTab(7)).papers.map(({ paperId }) => paperId)).toEqual(['a']);
  });

  it('loses no report of frames that speak at once', async () => {
    await keepReport(frame(0, 'main'), report());
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        keepReport(frame(n + 1, `f${n}`), report(paper(`p${n}`))),
      ),
    );
    expect(await framesWithPapers(7)).toHaveLength(20);
  });
});
