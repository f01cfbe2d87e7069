/**
 * Brings a frame the second half of the content script, and the rules of our highlights before the
 * first one. With origin AUTHOR: Chromium paints no background of a highlight that a
 * sheet of the user gives, and a page that replaces its own sheets keeps an inserted one.
 */
import { type Browser, browser } from 'wxt/browser';
import { MARKS_STYLES } from '../page/marks-styles.ts';

const MARKS_SCRIPT = '/marks.js';
/** The first Firefox that paints underlines in a highlight (mdn/browser-compat-data#28782). */
const FIREFOX_WITH_UNDERLINES = 146;

function stylesPath(): string {
  const version = import.meta.env.FIREFOX && /Firefox\/(\d+)/.exec(navigator.userAgent)?.[1];
  const underlines = !version || Number(version) >= FIREFOX_WITH_UNDERLINES;
  return `/${underlines ? MARKS_STYLES.underlined : MARKS_STYLES.filled}`;
}

export async function prepareMarks(
  sender: Browser.runtime.MessageSender,
  bring: 'script' | 'rules',
): Promise<void> {
  const tabId = sender.tab?.id;
  if (tabId === undefined) return;
  const target = { tabId, frameIds: [sender.frameId ?? 0] };
  if (bring === 'script') await browser.scripting.executeScript({ target, files: [MARKS_SCRIPT] });
  else await browser.scripting.insertCSS({ target, origin: 'AUTHOR', files: [stylesPath()] });
}
