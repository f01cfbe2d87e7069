/** The packaged starter papers (`assets/starter`), read by the extension itself. */
import { browser } from 'wxt/browser';
import type { PaperDraft } from '../paper/paper.ts';

const STARTER_FILE = '/starter/papers.json';

export async function readStarter(): Promise<readonly PaperDraft[]> {
  const response = await fetch(browser.runtime.getURL(STARTER_FILE));
  if (!response.ok) throw new Error(`${STARTER_FILE} could not be read: ${response.status}`);
  return response.json();
}
