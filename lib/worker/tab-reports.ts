/** What the frames of a tab say they show, put together for the badge and the popup. */
import { type Browser, browser } from 'wxt/browser';
import type { PagePaper, PageSelf } from '../messages/protocol.ts';
import { changeRecord, readRecord, removeRecord } from './session-record.ts';

interface FrameReport {
  /** Absent in browsers that do not tell. */
  readonly documentId: string | null;
  readonly url: string;
  readonly papers: readonly PagePaper[];
  readonly partly: boolean;
  readonly self: PageSelf;
}

/** By frame id; 0 is the main frame. */
type TabReport = Readonly<Record<string, FrameReport>>;

/** A tab's papers, frame by frame in frame order, each paper once. */
export interface TabPapers {
  readonly papers: readonly PagePaper[];
  readonly partly: boolean;
  readonly self: PageSelf;
}

const keyOf = (tabId: number) => `tab:${tabId}`;
const withoutFragment = (url: string) => url.replace(/#.*$/s, '');

/** Keeps a frame's report; a main frame with a new document forgets the frames of the old one. */
export async function keepReport(
  sender: Browser.runtime.MessageSender,
  report: Pick<FrameReport, 'papers' | 'partly' | 'self'>,
): Promise<void> {
  const tabId = sender.tab?.id;
  if (tabId === undefined) return;
  const frameId = sender.frameId ?? 0;
  const frame: FrameReport = {
    ...report,
    documentId: sender.documentId ?? null,
    url: sender.url ?? '',
  };
  await changeRecord<TabReport>(keyOf(tabId), (before = {}) => {
    // Frames may report before the main one does; what is left of an older page is known by its documents.
    const main = before[0];
    const isNewPage = frameId === 0 && main !== undefined && main.documentId !== frame.documentId;
    return { ...(isNewPage ? {} : before), [frameId]: frame };
  });
}

/** Ids and addresses of the documents that are in the tab's frames now; null where the browser does not let us look. */
async function liveFrames(
  tabId: number,
): Promise<Map<number, { id: string | null; url: string }> | null> {
  try {
    const results = await browser.scripting.executeScript({
      target: { tabId, allFrames: true },
      func: () => location.href,
    });
    return new Map(
      results.map(({ frameId, documentId, result }) => [
        frameId,
        { id: documentId ?? null, url: String(result ?? '') },
      ]),
    );
  } catch {
    // The tab is gone, or access was withheld: there is nothing to compare with.
    return null;
  }
}

/** The tab's papers; reports of documents that are no longer shown are left out. */
export async function readTab(tabId: number): Promise<TabPapers> {
  const report = await readRecord<TabReport>(keyOf(tabId));
  if (report === undefined) return { papers: [], partly: false, self: null };
  const live = await liveFrames(tabId);
  const frames = Object.entries(report)
    .map(([id, frame]) => [Number(id), frame] as const)
    .filter(([id, frame]) => {
      if (live === null) return true;
      const now = live.get(id);
      if (now === undefined) return false;
      return frame.documentId !== null && now.id !== null
        ? frame.documentId === now.id
        : withoutFragment(frame.url) === withoutFragment(now.url);
    })
    .sort(([a], [b]) => a - b)
    .map(([, frame]) => frame);
  return {
    papers: mergePapers(frames.flatMap(({ papers }) => papers)),
    partly: frames.some(({ partly }) => partly),
    self: frames.find(({ self }) => self !== null)?.self ?? null,
  };
}

/** One entry a paper, in the order met; occurrences summed, the stronger evidence kept. */
export function mergePapers(papers: readonly PagePaper[]): PagePaper[] {
  const merged = new Map<string, PagePaper>();
  for (const paper of papers) {
    const before = merged.get(paper.paperId);
    merged.set(
      paper.paperId,
      before === undefined
        ? paper
        : {
            ...before,
            occurrences: before.occurrences + paper.occurrences,
            evidence: before.evidence.certainty === 'identifier' ? before.evidence : paper.evidence,
          },
    );
  }
  return [...merged.values()];
}

/** Ids of the frames that reported papers, the main frame first. */
export async function framesWithPapers(tabId: number): Promise<number[]> {
  const report = (await readRecord<TabReport>(keyOf(tabId))) ?? {};
  return Object.entries(report)
    .filter(([, frame]) => frame.papers.length > 0)
    .map(([id]) => Number(id))
    .sort((a, b) => a - b);
}

export async function forgetTab(tabId: number): Promise<void> {
  await removeRecord(keyOf(tabId));
}
