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
  if (command !== 'tag-mark') return walk(tabId, frames, command);
  for (const frameId of frames)
    if ((await tellFrame('tagMark', undefined, tabId, frameId)) === true) return;
  await openPopup();
}

/** On from the walked-to mark, in whichever frame it is, over to the next frame and round the page. */
async function walk(tabId: number, frames: readonly number[], command: string): Promise<void> {
  const direction = command === 'previous-mark' ? 'previous' : 'next';
  const ask = (frameId: number, from: 'walked' | 'near' | 'edge') =>
    tellFrame('walk', { direction, from }, tabId, frameId);
  for (const [index, frameId] of frames.entries()) {
    const walked = await ask(frameId, 'walked');
    if (walked === 'moved') return;
    if (walked !== 'end') continue;
    const others = [...frames.slice(index + 1), ...frames.slice(0, index)];
    if (direction === 'previous') others.reverse();
    for (const next of [...others, frameId]) if ((await ask(next, 'edge')) === 'moved') return;
    return;
  }
  for (const frameId of frames) if ((await ask(frameId, 'near')) === 'moved') return;
}
