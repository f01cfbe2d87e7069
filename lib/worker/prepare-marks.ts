/**
 * Brings a frame what it needs for its first mark: the second half of the content script and the
 * rules of our highlights. With origin AUTHOR: Chromium paints no background of a highlight that a
 * sheet of the user gives, and a page that replaces its own sheets keeps an inserted one.
 */
import { type Browser, browser } from 'wxt/browser';
import { type HighlightAbility, highlightRules } from '../page/highlight-rules.ts';

const MARKS_SCRIPT = '/marks.js';
/** The first Firefox that paints underlines in a highlight (mdn/browser-compat-data#28782). */
const FIREFOX_WITH_UNDERLINES = 146;

function ability(): HighlightAbility {
  const firefox = /Firefox\/(\d+)/.exec(navigator.userAgent)?.[1];
  return { underlines: firefox === undefined || Number(firefox) >= FIREFOX_WITH_UNDERLINES };
}

export async function prepareMarks(sender: Browser.runtime.MessageSender): Promise<void> {
  const tabId = sender.tab?.id;
  if (tabId === undefined) return;
  const target = { tabId, frameIds: [sender.frameId ?? 0] };
  const css = highlightRules(ability());
  await Promise.all([
    browser.scripting.executeScript({ target, files: [MARKS_SCRIPT] }),
    browser.scripting.insertCSS({ target, origin: 'AUTHOR', css }),
  ]);
}
