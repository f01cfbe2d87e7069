/** The toolbar icon and badge of a tab (`assets/icons`): what the page is, how many known papers it mentions. */

import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import type { PageStatus } from '../messages/protocol.ts';
import { type Settings, siteLevel } from '../settings/settings.ts';
import { readTab, type TabPapers } from './tab-reports.ts';

/** outline: nothing; filled: this page is a paper you have; plus: a paper you could add; grey: off or not allowed. */
type IconState = 'outline' | 'filled' | 'plus' | 'grey';

const MOST_SHOWN = 99;
const BADGE_BACKGROUND = '#524f49';
const BADGE_TEXT = '#ffffff';

/** The badge's text: empty for none, "99+" past what the badge holds. */
function badgeText(papers: number): string {
  if (papers === 0) return '';
  return papers > MOST_SHOWN ? `${MOST_SHOWN}+` : String(papers);
}

function iconOf({ self }: TabPapers): IconState {
  if (self === null) return 'outline';
  return self.kind === 'known' ? 'filled' : 'plus';
}

/** How many papers a page mentions besides the one that it is. */
export const countOthers = (papers: TabPapers['papers'], own: string | null): number =>
  papers.filter(({ paperId }) => paperId !== own).length;

/** What the page is, and how many papers it mentions besides. */
function inWords(self: 'known' | 'new' | undefined, mentioned: number): string {
  const mentions = i18n.t('toolbar.mentions', mentioned);
  if (self === undefined) return mentions;
  const own = i18n.t(self === 'known' ? 'toolbar.isKnown' : 'toolbar.isNew');
  return mentioned === 0 ? own : `${own}\n${mentions}`;
}

/** A tab that was closed meanwhile has no toolbar; that is no error. `badge`: what goes on besides. */
async function show(
  tabId: number,
  state: IconState,
  title: string,
  ...badge: readonly Promise<void>[]
): Promise<void> {
  try {
    await Promise.all([
      ...badge,
      browser.action.setTitle({ tabId, title }),
      browser.action.setIcon({
        tabId,
        path: { 16: `/icons/${state}-16.png`, 32: `/icons/${state}-32.png` },
      }),
    ]);
  } catch (error) {
    if (!(error instanceof Error && /No tab with id|Invalid tab ID/i.test(error.message)))
      throw error;
  }
}

/** Shows what a tab's frames reported. */
export async function showOnToolbar(tabId: number, tab: TabPapers): Promise<void> {
  const others = countOthers(tab.papers, tab.self?.kind === 'known' ? tab.self.paperId : null);
  await show(
    tabId,
    iconOf(tab),
    inWords(tab.self?.kind, others),
    browser.action.setBadgeText({ tabId, text: badgeText(tab.papers.length) }),
    browser.action.setBadgeBackgroundColor({ tabId, color: BADGE_BACKGROUND }),
    browser.action.setBadgeTextColor({ tabId, color: BADGE_TEXT }),
  );
}

/** Shows that this tab is not looked at. */
async function greyOnToolbar(tabId: number): Promise<void> {
  const noBadge = browser.action.setBadgeText({ tabId, text: '' });
  await show(tabId, 'grey', i18n.t('toolbar.off'), noBadge);
}

/** What the popup found out about a tab goes for its icon too: a PDF, say, where no script of ours runs. */
export async function showStatusOnToolbar(tabId: number, status: PageStatus): Promise<void> {
  switch (status.kind) {
    case 'off':
    case 'not-allowed':
    case 'unreadable':
      return greyOnToolbar(tabId);
    case 'known-paper':
      return show(tabId, 'filled', inWords('known', status.known));
    case 'new-paper':
      return show(tabId, 'plus', inWords('new', status.known));
    case 'new-pdf':
      return show(tabId, 'plus', inWords('new', 0));
    case 'scanned':
    case 'not-asked':
    case 'reload-needed':
      return;
    default:
      return status satisfies never;
  }
}

/** After a change of the settings: the tabs of sites that were switched off turn grey, those switched on are shown again. */
export async function showSitesOnToolbar(before: Settings, after: Settings): Promise<void> {
  const tabs = await browser.tabs.query({ url: ['http://*/*', 'https://*/*'] });
  await Promise.all(
    tabs.map(async ({ id, url }) => {
      if (id === undefined || url === undefined) return;
      const { hostname } = new URL(url);
      const isOff = siteLevel(after, hostname) === 'off';
      if (isOff === (siteLevel(before, hostname) === 'off')) return;
      await (isOff ? greyOnToolbar(id) : showOnToolbar(id, await readTab(id)));
    }),
  );
}
