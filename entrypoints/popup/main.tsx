/** The toolbar popup: makes the parts and connects them to the worker and the browser. */
import { render } from 'preact';
import { browser } from 'wxt/browser';
import { Popup } from '../../components/popup/Popup.tsx';
import type { LibraryPlace, PopupPorts } from '../../components/popup/ports.ts';
import { formatAddress, HOME_ADDRESS } from '../../lib/address/library-address.ts';
import { reviewItem } from '../../lib/address/review.ts';
import { askFromView } from '../../lib/messages/ask.ts';
import { onAnnouncement } from '../../lib/messages/listen.ts';
import { newOperation } from '../../lib/messages/new-operation.ts';
import { readTabPage } from '../../lib/page-reading/read-tab.ts';
import { askWithSearch } from '../../lib/search-here/ask-with-search.ts';
import { loadSearch } from '../../lib/search-here/load-search.ts';
import { withSiteLevel } from '../../lib/settings/site-levels.ts';
import { readSettings } from '../../lib/settings/stored-settings.ts';
import { findTab, idOf, originOf } from './current-tab.ts';
import { recallPopup, rememberPopup } from './popup-memory.ts';
import '../../assets/base.css';
import './popup-page.css';

const ask = askWithSearch(askFromView, loadSearch);
const tab = findTab();
const tabId = async () => idOf(await tab);
let origin: string | null = null;
tab.then(
  (found) => {
    origin = originOf(found);
  },
  (error: unknown) => console.error(error),
);

async function openPlace(place: LibraryPlace): Promise<void> {
  if (place.kind === 'review') await reviewItem.setValue(place.review);
  const address = formatAddress({
    ...HOME_ADDRESS,
    page: place.kind === 'import' || place.kind === 'review' ? 'import' : 'papers',
    review: place.kind === 'review',
    paper: place.kind === 'paper' ? place.paperId : null,
  });
  await browser.tabs.create({ url: browser.runtime.getURL(`/library.html${address}`) });
  window.close();
}

/** An act of the browser whose failure has no place of its own in the popup. */
function run(act: Promise<unknown>): void {
  act.catch((error: unknown) => console.error(error));
}

const findPaper: PopupPorts['findPaper'] = async (id) =>
  (await ask('paper', { id }))?.summary ?? null;

const ports: PopupPorts = {
  readState: () => ask('catalogueState'),
  search: (request) => ask('search', request),
  complete: (query, caret) => ask('completeQuery', { query, caret }),
  findPaper,
  async readList(text) {
    // Most who open the popup paste nothing: the readers come when they are needed.
    const { readList } = await import('../../lib/imports/read-list.ts');
    return readList((references) => ask('findReferences', { references }), text);
  },
  listTags: () => ask('tags'),
  async readPage() {
    const id = await tabId();
    return ask('page', { tabId: id, reading: await readTabPage(id) });
  },
  change: (change) => ask('change', newOperation(change)),
  undo: (operation) => ask('undo', { operation }),
  startAfresh: (withStarter) => ask('startAfresh', { withStarter }),
  openLink: (url, background) => run(browser.tabs.create({ url, active: !background })),
  openLibrary: (place) => run(openPlace(place)),
  showOnPage: (paperId, stay) =>
    run(
      tabId()
        .then((id) => ask('jumpTo', { tabId: id, paperId }))
        .then(() => stay || window.close()),
    ),
  markPage: async () => ask('scanTab', { tabId: await tabId() }),
  async allowSite() {
    // The browser shows its question only when it is asked within the user's act: no await before it.
    const allowed = origin !== null && (await browser.permissions.request({ origins: [origin] }));
    if (allowed) await ask('scanTab', { tabId: await tabId() });
  },
  reloadTab: () => run(tabId().then((id) => browser.tabs.reload(id))),
  async setSiteLevel(site, level) {
    await ask('changeSettings', withSiteLevel(await readSettings(), site, level));
  },
  copyText: (text) => navigator.clipboard.writeText(text),
  recall: recallPopup,
  remember: rememberPopup,
  onViewsChanged: (listener) => onAnnouncement('viewsChanged', listener),
  close: () => window.close(),
};

const root = document.getElementById('app');
if (root === null) throw new Error('popup.html has no #app');
render(<Popup ports={ports} />, root);
