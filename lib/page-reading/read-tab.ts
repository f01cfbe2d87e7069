/** Reads the page of a tab for the popup. */
import { browser } from 'wxt/browser';
import type { PageReading } from '../messages/protocol.ts';
import { type CollectedPage, collectPage } from './collect-page.ts';
import { listedPapers } from './listed-papers.ts';
import { readPageIdentity } from './page-identity.ts';
import { isReadableType } from './readable-type.ts';

async function collect(tabId: number): Promise<CollectedPage | undefined> {
  try {
    const [injected] = await browser.scripting.executeScript({
      target: { tabId },
      func: collectPage,
    });
    return injected?.result;
  } catch {
    // The browser's wording differs by page and version; all of it means the same: no access.
    return undefined;
  }
}

/** Null where the browser keeps us out: its own pages, its store, a PDF viewer, withheld access. */
export async function readTabPage(tabId: number): Promise<PageReading | null> {
  const page = await collect(tabId);
  if (page === undefined) return null;
  const { identifiers, draft } = readPageIdentity(page);
  return {
    pdf: page.contentType === 'application/pdf',
    readable: isReadableType(page.contentType),
    identifiers,
    own: draft,
    listed: listedPapers(page),
  };
}
