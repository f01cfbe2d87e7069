/** The same extension in Firefox, in short: start, search, marks, a tag, and the sleep of the event page. */

import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newOperation } from '../../lib/messages/new-operation.ts';
import { findFirefox } from '../browsers/find.ts';
import { requestOf } from '../search/request-of.ts';
import { BACKGROUND_SLEEPS_AFTER_MS, FirefoxExtension, firefoxMarksOf } from './firefox.ts';
import { type FixtureServer, serveFixtures } from './fixture-server.ts';
import { LOOKAHEAD, list, madePage, SUPERPOSED, UNKNOWN } from './made-pages.ts';

const executable = findFirefox();

describe.skipIf(executable === undefined)('in Firefox', () => {
  let extension: FirefoxExtension;
  let server: FixtureServer;
  let popup: Page;

  beforeAll(async () => {
    server = await serveFixtures();
    extension = await FirefoxExtension.launch(executable ?? '');
    await extension.ready();
  });

  afterAll(async () => {
    await extension?.close();
    await server?.close();
  });

  const firstOption = () =>
    popup.evaluate(
      () => document.querySelector('[role=option]')?.textContent?.trim() ?? 'no option',
    );

  it('the first start brings 119 papers', async () => {
    expect(await extension.ask('catalogueState')).toEqual({ kind: 'ready', papers: 119 });
  });

  it('the popup finds a paper first, from the keyboard', async () => {
    popup = await extension.open('popup.html');
    await expect
      .poll(() => popup.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? ''))
      .toBe('Search papers');
    await popup.keyboard.type('superposed decoding');
    await expect.poll(firstOption).toContain(SUPERPOSED);
  });

  it('a page has its known papers marked and counted', async () => {
    const url = server.make('firefox', madePage(list(SUPERPOSED, UNKNOWN, LOOKAHEAD)));
    const page = await extension.openSite(url);
    await expect
      .poll(async () => (await firefoxMarksOf(page)).map(({ text }) => text))
      .toEqual([SUPERPOSED, LOOKAHEAD]);
    await expect.poll(() => extension.badgeOf(url)).toBe('2');
  });

  it('a page that it goes back to has its marks and its count', async () => {
    const first = server.make('firefox-first', madePage(list(SUPERPOSED)));
    const second = server.make('firefox-second', madePage(list(SUPERPOSED, LOOKAHEAD)));
    const page = await extension.openSite(first);
    await expect.poll(() => extension.badgeOf(first)).toBe('1');
    await page.evaluate(() => Reflect.set(window, 'kept', true));
    await page.goto(second);
    await expect.poll(() => extension.badgeOf(second)).toBe('2');
    // Not `goBack`, which waits for a load that a page kept as it was does not have.
    await page.evaluate(() => history.back());
    await expect.poll(() => extension.badgeOf(first)).toBe('1');
    // The very page of before, not one that was loaded anew.
    expect(await page.evaluate(() => Reflect.get(window, 'kept'))).toBe(true);
    await expect
      .poll(async () => (await firefoxMarksOf(page)).map(({ text }) => text))
      .toEqual([SUPERPOSED]);
    await page.close();
  });

  it('a page that is hidden is read when it is shown', async () => {
    const front = await extension.openSite(server.make('firefox-front', madePage('')));
    const url = server.make('firefox-hidden', madePage(list(SUPERPOSED)));
    await extension.openHidden(url);
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(await extension.badgeOf(url)).toBe('');
    await extension.show(url);
    await expect.poll(() => extension.badgeOf(url)).toBe('1');
    await front.close();
  });

  it('the hover card opens beside a mark, once its page has answered', async () => {
    const page = await extension.openSite(server.make('firefox-card', madePage(list(LOOKAHEAD))));
    await expect.poll(async () => (await firefoxMarksOf(page)).length).toBe(1);
    const [mark] = await firefoxMarksOf(page);
    if (mark === undefined) throw new Error('no mark');
    const { left, top, height } = mark.box;
    await page.mouse.move(left + 10, top + 200);
    await page.mouse.move(left + 39, top + height / 2);
    await page.mouse.move(left + 40, top + height / 2);
    // The frame itself is closed to the protocol; its host is seen when the card has something to show.
    const cardBox = () =>
      page.evaluate(() => {
        const host = document.querySelector('html > [popover]');
        if (host === null || getComputedStyle(host).visibility !== 'visible') return null;
        const box = host.getBoundingClientRect();
        return { top: box.top, isTall: box.height > 150 };
      });
    await expect.poll(cardBox).toEqual({ top: expect.any(Number), isTall: true });
    expect((await cardBox())?.top).toBeGreaterThanOrEqual(top + height);
    await page.close();
  });

  it('a page of ugly mentions has the first screen of them marked, and no trap', async () => {
    const page = await extension.openSite(server.fixture('mentions.html'));
    await expect.poll(async () => (await firefoxMarksOf(page)).length).toBeGreaterThan(5);
    const marks = await firefoxMarksOf(page);
    expect(marks.filter(({ trap }) => trap !== null)).toEqual([]);
    expect(marks.filter(({ expect: title }) => title === null)).toEqual([]);
  });

  it('a tag set in the popup outlives the sleep of the event page', async () => {
    await popup.bringToFront();
    await popup.keyboard.press('Tab');
    await popup.keyboard.press('t');
    await popup.keyboard.type('from firefox');
    await popup.keyboard.press('Enter');
    const papersOfTag = async () =>
      (await extension.ask('tags')).find(({ name }) => name === 'from firefox')?.papers;
    await expect.poll(papersOfTag).toBe(1);
    await popup.close();
    await new Promise((resolve) => setTimeout(resolve, 3 * BACKGROUND_SLEEPS_AFTER_MS));
    expect(await papersOfTag()).toBe(1);
    expect(await extension.ask('catalogueState')).toEqual({ kind: 'ready', papers: 119 });
  });

  it('an event page that slept searches again, and has what was changed before', async () => {
    await new Promise((resolve) => setTimeout(resolve, 3 * BACKGROUND_SLEEPS_AFTER_MS));
    popup = await extension.open('popup.html');
    await popup.keyboard.type('tag:"from firefox" ');
    await expect.poll(firstOption).toContain(SUPERPOSED);
    const [best] = (await extension.ask('search', requestOf('superpozed decoding', { limit: 5 })))
      .results;
    expect(best?.paper.title).toBe(SUPERPOSED);
    const id = best?.paper.id;
    if (id === undefined) throw new Error('no paper');
    await expect.poll(() => extension.ask('findAlike', { id, limit: 3 })).toHaveLength(3);
    await popup.close();
  });

  it('a pasted list is told in known and new', async () => {
    popup = await extension.open('popup.html');
    const withControl = async (key: 'c' | 'v') => {
      await popup.keyboard.down('Control');
      await popup.keyboard.press(key);
      await popup.keyboard.up('Control');
    };
    const list = [
      `[1] A. Author and B. Author. ${SUPERPOSED}. NeurIPS, 2024.`,
      '[2] J. Doe and M. Mustermann. A Wholly New Paper on Old Things. ICML, 2024.',
    ].join('\n');
    await popup.evaluate((text) => {
      const source = document.createElement('textarea');
      source.id = 'source';
      source.value = text;
      document.body.prepend(source);
      source.select();
    }, list);
    await withControl('c');
    await popup.evaluate(() => {
      document.getElementById('source')?.remove();
      document.querySelector<HTMLElement>('[role=combobox]')?.focus();
    });
    await withControl('v');
    const told = () =>
      popup.evaluate(() => document.querySelector('.pasted [role=status]')?.textContent ?? '');
    await expect.poll(told).toBe('1 of 2 known, 1 new');
    await expect.poll(firstOption).toContain(SUPERPOSED);
    await popup.close();
  });

  it('a PDF of a known paper is shown so on the toolbar, though nothing of ours runs in it', async () => {
    const doi = '10.1038/nature14539';
    const draft = {
      title: 'Deep learning',
      abstract: '',
      authors: [],
      year: 2015,
      venue: 'Nature',
      identifiers: [{ scheme: 'doi', value: doi }],
      links: [],
    } as const;
    await extension.ask('change', {
      ...newOperation({
        kind: 'add-papers',
        papers: [draft],
        source: { kind: 'page', name: 'test' },
      }),
    });
    await new Promise((resolve) => setTimeout(resolve, 3 * BACKGROUND_SLEEPS_AFTER_MS));
    const pdf = { html: '%PDF-1.4\n%%EOF', headers: { 'content-type': 'application/pdf' } };
    const known = `${server.make('known.pdf', pdf)}?doi=${doi}`;
    await extension.openSite(known).catch(() => undefined);
    await expect
      .poll(() => extension.tooltipOf(known))
      .toBe('Manicule: this page is a paper you have');
    const other = server.make('menu.pdf', pdf);
    await extension.openSite(other).catch(() => undefined);
    expect(await extension.tooltipOf(other)).toBe('Manicule');
  });
});
