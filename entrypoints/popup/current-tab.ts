/** The tab that the popup is about. */
import { type Browser, browser } from 'wxt/browser';

/** `popup.html?tab=12` is about that tab, wherever it is shown; otherwise the one the toolbar belongs to. */
export async function findTab(): Promise<Browser.tabs.Tab> {
  const named = Number(new URLSearchParams(location.search).get('tab'));
  if (Number.isInteger(named) && named > 0) return browser.tabs.get(named);
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  if (tab === undefined) throw new Error('This window has no active tab');
  return tab;
}

/** The id of a tab; the browser leaves it out only for windows that are no tabs. */
export function idOf(tab: Browser.tabs.Tab): number {
  if (tab.id === undefined) throw new Error('The active tab has no id');
  return tab.id;
}

/** The match pattern of a tab's site, as permissions name it; null where the browser does not tell the address. */
export function originOf(tab: Browser.tabs.Tab | null): string | null {
  if (tab?.url === undefined || !URL.canParse(tab.url)) return null;
  const { protocol, hostname } = new URL(tab.url);
  return /^https?:$/.test(protocol) ? `${protocol}//${hostname}/*` : null;
}
