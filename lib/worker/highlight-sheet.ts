/** Puts the rules of our highlights into a frame, as a sheet of the user: a page that replaces its own sheets keeps it. */
import { type Browser, browser } from 'wxt/browser';
import { highlightRules } from '../page/highlight-rules.ts';

export async function insertHighlightRules(sender: Browser.runtime.MessageSender): Promise<void> {
  const tabId = sender.tab?.id;
  if (tabId === undefined) return;
  await browser.scripting.insertCSS({
    target: { tabId, frameIds: [sender.frameId ?? 0] },
    origin: 'USER',
    css: highlightRules(),
  });
}
