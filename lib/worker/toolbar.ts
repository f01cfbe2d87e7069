/** The toolbar icon and badge of a tab (`assets/icons`): what the page is, how many known papers it mentions. */

import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import type { TabPapers } from './tab-reports.ts';

/** outline: nothing; filled: this page is a paper you have; plus: a paper you could add; grey: off or not allowed. */
type IconState = 'outline' | 'filled' | 'plus' | 'grey';

const MOST_SHOWN = 99;
const BADGE_BACKGROUND = '#524f49';
const BADGE_TEXT = '#ffffff';

/** The badge's text: empty for none, "99+" past what the badge holds. */
export function badgeText(papers: number): string {
  if (papers === 0) return '';
  return papers > MOST_SHOWN ? `${MOST_SHOWN}+` : String(papers);
}

function iconOf({ self }: TabPapers): IconState {
  if (self === null) return 'outline';
  return self.kind === 'known' ? 'filled' : 'plus';
}

async function setIcon(tabId: number, state: IconState): Promise<void> {
  await browser.action.setIcon({
    tabId,
    path: { 16: `/icons/${state}-16.png`, 32: `/icons/${state}-32.png` },
  });
}

/** A tab that was closed meanwhile has no toolbar; that is no error. */
async function unlessClosed(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof Error && /No tab with id|Invalid tab ID/i.test(error.message)))
      throw error;
  }
}

/** Shows what a tab's frames reported. */
export async function showOnToolbar(tabId: number, tab: TabPapers): Promise<void> {
  const known = tab.papers.length;
  const words =
    tab.self?.kind === 'known' ? i18n.t('toolbar.isKnown') : i18n.t('toolbar.mentions', known);
  await unlessClosed(
    Promise.all([
      browser.action.setBadgeText({ tabId, text: badgeText(known) }),
      browser.action.setBadgeBackgroundColor({ tabId, color: BADGE_BACKGROUND }),
      browser.action.setBadgeTextColor({ tabId, color: BADGE_TEXT }),
      browser.action.setTitle({ tabId, title: words }),
      setIcon(tabId, iconOf(tab)),
    ]),
  );
}

/** Shows that this tab is not looked at. */
export async function greyOnToolbar(tabId: number): Promise<void> {
  await unlessClosed(
    Promise.all([
      browser.action.setBadgeText({ tabId, text: '' }),
      browser.action.setTitle({ tabId, title: i18n.t('toolbar.off') }),
      setIcon(tabId, 'grey'),
    ]),
  );
}
