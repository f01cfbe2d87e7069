/** Messages from the worker outwards: to the content scripts of a tab and to open pages of the extension. */
import { browser } from 'wxt/browser';
import type { BackgroundToPage, BackgroundToViews } from './protocol.ts';
import { pack, unpack } from './wire.ts';

type Data<Method> = Method extends (data: infer D) => unknown ? D : undefined;
type Answer<Method> = Method extends (...args: never[]) => infer R ? R : never;

/** No one listens there: a tab without our script, or no open page. Ordinary, and not an error. */
function isNobodyThere(error: unknown): boolean {
  return (
    error instanceof Error &&
    /Receiving end does not exist|message (channel|port) closed|No tab with id|Invalid tab ID/.test(
      error.message,
    )
  );
}

async function sendOrNobody<Reply>(send: () => Promise<Reply>): Promise<Reply | undefined> {
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
  const reply = await sendOrNobody(() =>
    browser.tabs.sendMessage(tabId, pack(name, data), frameId === undefined ? {} : { frameId }),
  );
  return reply === undefined ? undefined : (unpack(name, reply) as Answer<BackgroundToPage[Name]>);
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
  await sendOrNobody(() => browser.runtime.sendMessage(pack(name, data)));
}
