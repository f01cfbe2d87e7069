/** Messages from the worker outwards: to the content scripts of a tab and to open pages of the extension. */
import { browser } from 'wxt/browser';
import type { BackgroundToPage, BackgroundToViews } from './protocol.ts';

type Data<Method> = Method extends (data: infer D) => unknown ? D : undefined;
type Answer<Method> = Method extends (...args: never[]) => infer R ? R : never;

/** The wire form of @webext-core/messaging, whose listeners answer. Its own sender leaves `lastError` unread where nobody listens. */
function wire(type: string, data: unknown): object {
  return { id: Math.floor(Math.random() * 1e9), type, data, timestamp: Date.now() };
}

/** No one listens there: a tab without our script, or no open page. Ordinary, and not an error. */
function isNobodyThere(error: unknown): boolean {
  return (
    error instanceof Error &&
    /Receiving end does not exist|message (channel|port) closed|No tab with id|Invalid tab ID/.test(
      error.message,
    )
  );
}

async function sendOrNobody(send: () => Promise<unknown>): Promise<unknown> {
  try {
    return await send();
  } catch (error) {
    if (isNobodyThere(error)) return undefined;
    throw error;
  }
}

/**
 * Tells one frame of a tab, or all of them when `frameId` is left out (the first answer counts).
 * Undefined: no content script of ours is there. Rejects with what the handler there threw.
 */
export async function tellFrame<Name extends keyof BackgroundToPage & string>(
  name: Name,
  data: Data<BackgroundToPage[Name]>,
  tabId: number,
  frameId?: number,
): Promise<Answer<BackgroundToPage[Name]> | undefined> {
  const reply = (await sendOrNobody(() =>
    browser.tabs.sendMessage(tabId, wire(name, data), frameId === undefined ? {} : { frameId }),
  )) as { res?: Answer<BackgroundToPage[Name]>; err?: { message?: string } } | undefined;
  if (reply?.err != null) throw new Error(`${name}: ${reply.err.message ?? 'failed in the page'}`);
  return reply?.res;
}

/** Tells every tab; tabs without our script are passed over. */
export async function tellAllTabs<Name extends keyof BackgroundToPage & string>(
  name: Name,
  data: Data<BackgroundToPage[Name]>,
): Promise<void> {
  const tabs = await browser.tabs.query({});
  const ids = tabs.flatMap(({ id, discarded }) => (id === undefined || discarded ? [] : [id]));
  await Promise.all(ids.map((id) => tellFrame(name, data, id)));
}

/** Tells every open popup, library, panel and card. */
export async function tellViews<Name extends keyof BackgroundToViews & string>(
  name: Name,
  data: Data<BackgroundToViews[Name]>,
): Promise<void> {
  await sendOrNobody(() => browser.runtime.sendMessage(wire(name, data)));
}
