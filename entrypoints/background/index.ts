/** The background worker: makes the parts and connects them. Everything is registered synchronously, for a worker that was just woken. */
import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { openCatalogue } from '../../lib/catalogue/open-catalogue.ts';
import { serve } from '../../lib/messages/serve.ts';
import { readSettings } from '../../lib/settings/stored-settings.ts';
import { createAnnouncer } from '../../lib/worker/announce.ts';
import {
  createSelectionMenu,
  findPapersIn,
  serveAddressBar,
  serveSelectionMenu,
} from '../../lib/worker/browser-search.ts';
import { forgetCards } from '../../lib/worker/cards.ts';
import { runCommand } from '../../lib/worker/commands.ts';
import { injectIntoOpenTabs, registerContentScript } from '../../lib/worker/content-scripts.ts';
import { keepSearchScript, lazySearch } from '../../lib/worker/load-search.ts';
import { watchPdfTabs } from '../../lib/worker/pdf-tabs.ts';
import { sentinel } from '../../lib/worker/sentinel.ts';
import { readStarter } from '../../lib/worker/starter-papers.ts';
import { forgetTab } from '../../lib/worker/tab-reports.ts';
import { createHandlers, showPdf } from './handlers.ts';

export default defineBackground({
  main() {
    const catalogue = openCatalogue({ readStarter, sentinel });
    keepSearchScript();
    const search = lazySearch(catalogue, {
      stayAlive: () => void browser.runtime.getPlatformInfo(),
      report: reportError,
    });
    const announcer = createAnnouncer(catalogue, search);
    serve(createHandlers(catalogue, search, announcer));
    const find = findPapersIn(catalogue, search);
    serveAddressBar(find);
    serveSelectionMenu(find);

    browser.runtime.onInstalled.addListener(async ({ reason }) => {
      await createSelectionMenu();
      const settings = await readSettings();
      await registerContentScript(settings);
      await injectIntoOpenTabs(settings);
      if (reason === 'install')
        await browser.tabs.create({ url: browser.runtime.getURL('/library.html?welcome=1') });
    });
    browser.runtime.onStartup.addListener(async () => {
      await registerContentScript(await readSettings());
    });
    // Access granted later (the browser's own site menu, or "Allow" in the popup): pages that are open get their marks.
    browser.permissions.onAdded.addListener(async () => {
      await injectIntoOpenTabs(await readSettings());
    });
    browser.commands.onCommand.addListener(runCommand);
    if (import.meta.env.FIREFOX)
      watchPdfTabs((tabId, address) => void showPdf(catalogue, tabId, address));
    browser.tabs.onRemoved.addListener(async (tabId) => {
      await Promise.all([forgetTab(tabId), forgetCards(tabId)]);
    });

    // A table that the last worker did not get to store, or the first one.
    void catalogue.ready.then(() => announcer.settle());
  },
});
