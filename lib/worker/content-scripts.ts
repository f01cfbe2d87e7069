/** Where the known-papers content script runs: registered by the user's choice, and put into tabs that are open already. */
import { browser } from 'wxt/browser';
import { isMarkedByItself, type Settings } from '../settings/settings.ts';

const SCRIPT_ID = 'known-papers';
const SCRIPT_FILE = 'known-papers.js';
const EVERY_SITE = ['http://*/*', 'https://*/*'];

/** Match patterns of a host name and its subdomains. A host that is an address or has no dot has none. */
function patternsOf(host: string): string[] {
  const bare = host.replace(/:\d+$/, '');
  return /^[\d.]+$/.test(bare) || !bare.includes('.')
    ? [`*://${bare}/*`]
    : [`*://${bare}/*`, `*://*.${bare}/*`];
}

/** Brings the browser's registration in line with the settings. */
export async function registerContentScript(settings: Settings): Promise<void> {
  const matches =
    settings.mode === 'everywhere'
      ? EVERY_SITE
      : settings.mode === 'chosen'
        ? settings.chosenSites.flatMap(patternsOf)
        : [];
  const registered = await browser.scripting.getRegisteredContentScripts({ ids: [SCRIPT_ID] });
  if (matches.length === 0) {
    if (registered.length > 0)
      await browser.scripting.unregisterContentScripts({ ids: [SCRIPT_ID] });
    return;
  }
  const script = {
    id: SCRIPT_ID,
    js: [SCRIPT_FILE],
    matches,
    excludeMatches: Object.entries(settings.siteLevels).flatMap(([host, level]) =>
      level === 'off' ? patternsOf(host) : [],
    ),
    allFrames: true,
    // Frames without an address of their own: srcdoc, about:blank.
    matchOriginAsFallback: true,
    runAt: 'document_idle' as const,
  };
  if (registered.length > 0) await browser.scripting.updateContentScripts([script]);
  else await browser.scripting.registerContentScripts([script]);
}

/** Messages of pages that no extension may script: the browser's own, its store, or hosts that the user withheld. */
const NOT_SCRIPTABLE =
  /Cannot access|cannot be scripted|Missing host permission|No tab with id|error page|Frame with ID|The tab was closed|extensions gallery|must request permission|showing error/i;

/** Puts the content script into every frame of a tab. False: the browser does not let us. */
export async function injectIntoTab(tabId: number, asked: boolean): Promise<boolean> {
  const target = { tabId, allFrames: true };
  try {
    if (asked)
      await browser.scripting.executeScript({
        target,
        func: () => {
          (globalThis as { maniculeAsked?: boolean }).maniculeAsked = true;
        },
      });
    await browser.scripting.executeScript({ target, files: [`/${SCRIPT_FILE}`] });
    return true;
  } catch (error) {
    if (error instanceof Error && NOT_SCRIPTABLE.test(error.message)) return false;
    throw error;
  }
}

/** Puts the content script into the tabs that were open before it was registered. */
export async function injectIntoOpenTabs(settings: Settings): Promise<void> {
  if (settings.mode === 'on-demand') return;
  const tabs = await browser.tabs.query({ url: EVERY_SITE });
  await Promise.all(
    tabs.map(async ({ id, url, discarded }) => {
      if (id === undefined || discarded || url === undefined) return;
      if (isMarkedByItself(settings, new URL(url).hostname)) await injectIntoTab(id, false);
    }),
  );
}
