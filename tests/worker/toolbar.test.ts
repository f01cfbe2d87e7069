import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { PagePaper } from '../../lib/messages/protocol.ts';
import type { PaperId } from '../../lib/paper/paper.ts';
import { DEFAULT_SETTINGS } from '../../lib/settings/settings.ts';
import type { TabPapers } from '../../lib/worker/tab-reports.ts';
import {
  showOnToolbar,
  showSitesOnToolbar,
  showStatusOnToolbar,
} from '../../lib/worker/toolbar.ts';

vi.mock('#i18n', () => ({ i18n: { t: (key: string) => key } }));

const papers = (count: number): PagePaper[] =>
  Array.from({ length: count }, (_, n) => ({
    paperId: `paper ${n}` as PaperId,
    occurrences: 1,
    evidence: { certainty: 'title', reason: 'link' },
  }));

const page = (count: number, self: TabPapers['self'] = null): TabPapers => ({
  papers: papers(count),
  partly: false,
  self,
});

const said = { text: vi.fn(), title: vi.fn(), icon: vi.fn() };

beforeEach(() => {
  fakeBrowser.reset();
  for (const spy of Object.values(said)) spy.mockReset().mockResolvedValue(undefined);
  const nothing = vi.fn().mockResolvedValue(undefined);
  Object.assign(browser.action, {
    setBadgeText: said.text,
    setTitle: said.title,
    setIcon: said.icon,
    setBadgeBackgroundColor: nothing,
    setBadgeTextColor: nothing,
  });
});

const iconShown = () => /icons\/(\w+)-16/.exec(said.icon.mock.lastCall?.[0].path[16])?.[1];

describe('the toolbar', () => {
  const cases = [
    { name: 'nothing known', tab: page(0), badge: '', icon: 'outline', title: 'toolbar.mentions' },
    {
      name: 'papers mentioned',
      tab: page(14),
      badge: '14',
      icon: 'outline',
      title: 'toolbar.mentions',
    },
    {
      name: 'very many papers',
      tab: page(120),
      badge: '99+',
      icon: 'outline',
      title: 'toolbar.mentions',
    },
    {
      name: 'a known paper itself',
      tab: page(2, { kind: 'known', paperId: 'p' as PaperId }),
      badge: '2',
      icon: 'filled',
      title: 'toolbar.isKnown\ntoolbar.mentions',
    },
    {
      name: 'a paper that could be added',
      tab: page(0, { kind: 'new' }),
      badge: '',
      icon: 'plus',
      title: 'toolbar.isNew',
    },
  ];
  it.each(cases)('shows $name', async ({ tab, badge, icon, title }) => {
    await showOnToolbar(3, tab);
    expect(said.text).toHaveBeenCalledWith({ tabId: 3, text: badge });
    expect(said.title).toHaveBeenCalledWith({ tabId: 3, title });
    expect(iconShown()).toBe(icon);
  });

  it('takes no offence at a tab that was closed, and none but that', async () => {
    said.icon.mockRejectedValueOnce(new Error('No tab with id: 3.'));
    await expect(showOnToolbar(3, page(1))).resolves.toBeUndefined();
    said.icon.mockRejectedValueOnce(new Error('Icon invalid.'));
    await expect(showOnToolbar(3, page(1))).rejects.toThrow('Icon invalid.');
  });

  it('is grey where the browser or the user keeps us off', async () => {
    await showStatusOnToolbar(3, { kind: 'off' });
    expect(iconShown()).toBe('grey');
    expect(said.text).toHaveBeenLastCalledWith({ tabId: 3, text: '' });
  });

  it('turns grey for the tabs of a site that is switched off, and for no others', async () => {
    vi.spyOn(browser.tabs, 'query').mockResolvedValue([
      { id: 1, url: 'https://off.example/a' },
      { id: 2, url: 'https://other.example/' },
      { id: 3, url: 'https://sub.off.example/' },
    ] as never);
    await showSitesOnToolbar(DEFAULT_SETTINGS, {
      ...DEFAULT_SETTINGS,
      siteLevels: { 'off.example': 'off' },
    });
    expect(said.icon.mock.calls.map(([{ tabId }]) => tabId).sort()).toEqual([1, 3]);
    expect(iconShown()).toBe('grey');
  });
});
