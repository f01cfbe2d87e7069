/** The keyboard commands of the manifest, sent to the frame that can answer. */
import { browser } from 'wxt/browser';
import { tellFrame } from '../messages/tell.ts';
import { framesWithPapers } from './tab-reports.ts';

async function activeTabId(): Promise<number | undefined> {
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  return tab?.id;
}

/** Opens the popup where the browser allows it; without a focused window it does not. */
export async function openPopup(): Promise<void> {
  try {
    await browser.action.openPopup();
  } catch (error) {
    if (!(error instanceof Error && /window|gesture|popup/i.test(error.message))) throw error;
  }
}

/** Runs a command of the manifest on the tab that was active when the keys were pressed. */
export async function runCommand(
  command: string,
  tab?: { readonly id?: number | undefined },
): Promise<void> {
  const tabId = tab?.id ?? (await activeTabId());
  if (tabId === undefined) return;
  const frames = await framesWithPapers(tabId);
  const isTag = command === 'tag-mark';
  const direction = command === 'previous-mark' ? 'previous' : 'next';
  for (const frameId of frames) {
    const done = isTag
      ? await tellFrame('tagMark', undefined, tabId, frameId)
      : await tellFrame('walk', { direction }, tabId, frameId);
    if (done === true) return;
  }
  if (isTag) await openPopup();
}
