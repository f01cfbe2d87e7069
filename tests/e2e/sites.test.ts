/** The switch of a site, in the popup. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ChromiumExtension, marksOf } from './extension.ts';
import { type FixtureServer, serveFixtures } from './fixture-server.ts';
import { LOOKAHEAD, list, madePage, SUPERPOSED } from './made-pages.ts';

let extension: ChromiumExtension;
let server: FixtureServer;

beforeAll(async () => {
  server = await serveFixtures();
  extension = await ChromiumExtension.launch();
  await extension.ready();
});

afterAll(async () => {
  await extension.close();
  await server.close();
});

const textsOn = async (page: Page) => (await marksOf(page)).map(({ text }) => text);

describe('a site', () => {
  it('is switched off and on in the popup, at once, and others are left as they are', async () => {
    const html = madePage(list(SUPERPOSED, LOOKAHEAD));
    const here = await extension.openSite(server.make('here', html, 'here.example'));
    const there = await extension.openSite(server.make('there', html, 'there.example'));
    await expect.poll(() => extension.badge(here.tabId)).toBe('2');
    await expect.poll(() => extension.badge(there.tabId)).toBe('2');

    const popup = await extension.openPopup(here.tabId);
    await popup.getByText('This page has 2 papers of yours').waitFor();
    await popup.getByRole('combobox', { name: 'Marks on here.example' }).selectOption('off');
    await popup.getByText('Manicule is off on this site').waitFor();
    await here.page.bringToFront();
    await expect.poll(() => textsOn(here.page)).toEqual([]);
    await expect.poll(() => extension.badge(here.tabId)).toBe('');

    await here.page.reload();
    await here.page.waitForTimeout(800);
    expect(await textsOn(here.page)).toEqual([]);
    expect(await extension.badge(here.tabId)).toBe('');
    await there.page.bringToFront();
    expect(await textsOn(there.page)).toEqual([SUPERPOSED, LOOKAHEAD]);
    expect(await extension.badge(there.tabId)).toBe('2');

    await popup.bringToFront();
    await popup.getByRole('button', { name: 'Turn on' }).click();
    await here.page.bringToFront();
    await expect.poll(() => textsOn(here.page)).toEqual([SUPERPOSED, LOOKAHEAD]);
    await expect.poll(() => extension.badge(here.tabId)).toBe('2');
  });

  it('with links only has its titles left alone', async () => {
    const code = 'github.com/hao-ai-lab/LookaheadDecoding';
    const html = madePage(
      `<p>${SUPERPOSED}</p><p><a href="https://${code}">the code</a></p>
       <p><a href="https://www.google.com/url?q=${encodeURIComponent(`https://${code}`)}&sa=D">by way of</a></p>
       <p>At ${code}.</p>`,
    );
    const { page, tabId } = await extension.openSite(server.make('links', html, 'links.example'));
    await expect.poll(() => extension.badge(tabId)).toBe('2');
    const popup = await extension.openPopup(tabId);
    await popup
      .getByRole('combobox', { name: 'Marks on links.example' })
      .selectOption('links-only');
    await page.bringToFront();
    await expect.poll(() => textsOn(page)).toEqual(['the code', 'by way of', code]);
    await expect.poll(() => extension.badge(tabId)).toBe('1');
  });

  it('is marked only when asked in the mode "on demand"', async () => {
    const settings = {
      mode: 'on-demand',
      chosenSites: [],
      siteLevels: {},
      marked: 'everything',
      markedTags: [],
    } as const;
    await extension.ask('changeSettings', settings);
    const html = madePage(list(SUPERPOSED));
    const { page, tabId } = await extension.openSite(server.make('asked', html, 'asked.example'));
    await page.waitForTimeout(800);
    expect(await textsOn(page)).toEqual([]);
    const popup = await extension.openPopup(tabId);
    await popup.getByRole('button', { name: 'Mark this page' }).click();
    await page.bringToFront();
    await expect.poll(() => textsOn(page)).toEqual([SUPERPOSED]);
    await extension.ask('changeSettings', { ...settings, mode: 'everywhere' });
  });

  it('that was marked when the mode became "on demand" is marked again when asked', async () => {
    const html = madePage(list(SUPERPOSED));
    const { page, tabId } = await extension.openSite(server.make('kept', html, 'kept.example'));
    await expect.poll(() => textsOn(page)).toEqual([SUPERPOSED]);
    await extension.ask('changeSettings', {
      mode: 'on-demand',
      chosenSites: [],
      siteLevels: {},
      marked: 'everything',
      markedTags: [],
    });
    await expect.poll(() => textsOn(page)).toEqual([]);
    const popup = await extension.openPopup(tabId);
    await popup.getByRole('button', { name: 'Mark this page' }).click();
    await page.bringToFront();
    await expect.poll(() => textsOn(page)).toEqual([SUPERPOSED]);
  });
});
