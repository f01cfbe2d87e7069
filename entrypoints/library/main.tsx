import { render } from 'preact';
import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import '../../assets/base.css';
import { reviewItem } from '../../lib/address/review.ts';
import { askFromView } from '../../lib/messages/ask.ts';
import { onAnnouncement } from '../../lib/messages/listen.ts';
import { askWithSearch } from '../../lib/search-here/ask-with-search.ts';
import { loadSearch } from '../../lib/search-here/load-search.ts';
import { readSettings } from '../../lib/settings/stored-settings.ts';
import { LibraryApp } from './LibraryApp.tsx';
import type { LibraryPorts } from './ports.ts';

const WEB = { origins: ['http://*/*', 'https://*/*'] };

const ports: LibraryPorts = {
  ask: askWithSearch(askFromView, loadSearch),
  onViewsChanged: (heard) => onAnnouncement('viewsChanged', heard),
  readSettings,
  readReview: () => reviewItem.getValue(),
  leaveReview: (review) => reviewItem.setValue(review),
  openLink(url, background) {
    void browser.tabs.create({ url, active: !background });
  },
  hasAccess: () => browser.permissions.contains(WEB),
  requestAccess: () => browser.permissions.request(WEB),
  version: browser.runtime.getManifest().version,
  // Neither address can be linked: a browser opens its own pages only for the user.
  shortcutAddress: import.meta.env.FIREFOX ? 'about:addons' : 'chrome://extensions/shortcuts',
};

document.title = i18n.t('library.title');
const root = document.getElementById('app');
if (root === null) throw new Error('The page has no place for the library');
render(<LibraryApp ports={ports} />, root);
