/** Tabs that are made before they are shown, frames that go, pages of other kinds. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Card } from './card.ts';
import { ChromiumExtension, marksOf } from './extension.ts';
import { type FixtureServer, serveFixtures } from './fixture-server.ts';
import { BLOCKWISE, LOOKAHEAD, list, madePage, SUPERPOSED, UNKNOWN, WAIT_K } from './made-pages.ts';

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

const textsOn = async (page: Parameters<typeof marksOf>[0]) =>
  (await marksOf(page)).map(({ text }) => text);

describe('a tab', () => {
  it('is not read before it is shown, where the browser makes it beforehand', async () => {
    const next = server.make('prerendered', madePage(list(SUPERPOSED, LOOKAHEAD)));
    const rules = JSON.stringify({ prerender: [{ urls: [next], eagerness: 'immediate' }] });
    const url = server.make(
      'with-rules',
      madePage(`${list(BLOCKWISE)}<script type="speculationrules">${rules}</script>`),
    );
    const { page, tabId } = await extension.openSite(url);
    await expect.poll(() => extension.badge(tabId)).toBe('1');
    await page.waitForTimeout(1_500);
    expect(await extension.badge(tabId)).toBe('1');
    expect((await extension.ask('page', { tabId, reading: null })).papers).toHaveLength(1);
    await page.evaluate((address) => location.assign(address), next);
    await expect.poll(() => extension.badge(tabId)).toBe('2');
    await expect.poll(() => textsOn(page)).toEqual([SUPERPOSED, LOOKAHEAD]);
    await page.close();
  });
});

describe('a frame', () => {
  it('that is taken away leaves badge and list', async () => {
    const inner = server.make('inner-gone', madePage(list(WAIT_K)), 'inner.example');
    const outer = `${list(SUPERPOSED)}<iframe src="${inner}" width="600" height="300"></iframe>`;
    const { page, tabId } = await extension.openSite(server.make('outer-gone', madePage(outer)));
    await expect.poll(() => extension.badge(tabId)).toBe('2');
    await page.evaluate(() => document.querySelector('iframe')?.remove());
    await expect.poll(() => extension.badge(tabId)).toBe('1');
    const { papers } = await extension.ask('page', { tabId, reading: null });
    expect(papers.map(({ paper }) => paper.title)).toEqual([SUPERPOSED]);
    await page.close();
  });

  it('that goes to a page without papers leaves badge and list', async () => {
    const inner = server.make('inner-goes', madePage(list(WAIT_K)), 'inner.example');
    const elsewhere = server.make('inner-went', madePage(list(UNKNOWN)), 'inner.example');
    const outer = `${list(SUPERPOSED)}<iframe src="${inner}" width="600" height="300"></iframe>`;
    const { page, tabId } = await extension.openSite(server.make('outer-goes', madePage(outer)));
    await expect.poll(() => extension.badge(tabId)).toBe('2');
    await page.evaluate(
      (url) => document.querySelector('iframe')?.setAttribute('src', url),
      elsewhere,
    );
    await expect.poll(() => extension.badge(tabId)).toBe('1');
    await page.close();
  });

  it('out of sight has no marks until it is scrolled to', async () => {
    const inner = server.make('inner-below', madePage(list(WAIT_K)), 'inner.example');
    const frame = `<iframe src="${inner}" width="600" height="300"></iframe>`;
    const outer = `${list(SUPERPOSED)}<div style="height:5000px"></div>${frame}`;
    const { page, tabId } = await extension.openSite(server.make('outer-below', madePage(outer)));
    await expect.poll(() => extension.badge(tabId)).toBe('2');
    const below = page.frames().find((each) => each.url() === inner);
    if (below === undefined) throw new Error('the inner frame is missing');
    expect(await textsOn(below)).toEqual([]);
    await page.evaluate(() => scrollTo({ top: document.body.scrollHeight, behavior: 'instant' }));
    await expect.poll(() => textsOn(below)).toEqual([WAIT_K]);
    await page.close();
  });

  it('is walked through after the page around it, and round again', async () => {
    const inner = server.make('inner-walked', madePage(list(WAIT_K, BLOCKWISE)), 'inner.example');
    const outer = `${list(SUPERPOSED, LOOKAHEAD)}<iframe src="${inner}" width="900" height="600"></iframe>`;
    const tab = await extension.openSite(server.make('outer-walked', madePage(outer)));
    await expect.poll(() => extension.badge(tab.tabId)).toBe('4');
    const frame = tab.page.frames().find((each) => each.url() === inner);
    if (frame === undefined) throw new Error('the inner frame is missing');
    const walkedIn = async (where: Parameters<typeof marksOf>[0]) =>
      (await marksOf(where))
        .filter(({ highlight }) => highlight.endsWith('walked'))
        .map(({ text }) => text);
    const walked = async () => [...(await walkedIn(tab.page)), ...(await walkedIn(frame))];
    for (const [command, title] of [
      ['next-mark', SUPERPOSED],
      ['next-mark', LOOKAHEAD],
      ['next-mark', WAIT_K],
      ['next-mark', BLOCKWISE],
      ['next-mark', SUPERPOSED],
      ['previous-mark', BLOCKWISE],
      ['previous-mark', WAIT_K],
      ['previous-mark', LOOKAHEAD],
    ] as const) {
      await extension.sendCommand(command, tab);
      await expect.poll(walked).toEqual([title]);
    }
    await Card.shown(tab.page, LOOKAHEAD);
    await tab.page.close();
  });
});

describe('a page of another kind', () => {
  it('is marked as XHTML', async () => {
    const html = `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><p>${SUPERPOSED}</p><h2>${LOOKAHEAD}<br/></h2></body></html>`;
    const headers = { 'content-type': 'application/xhtml+xml; charset=utf-8' };
    const { page, tabId } = await extension.openSite(server.make('xhtml', { html, headers }));
    expect(await page.evaluate(() => document.contentType)).toBe('application/xhtml+xml');
    await expect.poll(() => extension.badge(tabId)).toBe('2');
    expect(await textsOn(page)).toEqual([SUPERPOSED, LOOKAHEAD]);
    await page.close();
  });

  it('is marked where it reads from right to left', async () => {
    const html = madePage(list(SUPERPOSED)).replace('lang="en"', 'lang="ar" dir="rtl"');
    const { page, tabId } = await extension.openSite(server.make('rtl', html));
    await expect.poll(() => extension.badge(tabId)).toBe('1');
    expect(await textsOn(page)).toEqual([SUPERPOSED]);
    await page.close();
  });

  it('whose own address names an unknown paper gets no rules of ours', async () => {
    const name = '10.1145/3292500.3330701';
    const { page } = await extension.openSite(server.make(name, madePage(list(UNKNOWN))));
    await page.waitForTimeout(1_500);
    const style = await page.evaluate(
      () =>
        getComputedStyle(document.body, '::highlight(manicule-light-neutral-rest)')
          .textDecorationLine,
    );
    expect(style).toBe('none');
    await page.close();
  });
});

describe('a page of a million nodes', () => {
  it('is scanned in part, which is said, and goes on answering meanwhile', async () => {
    const url = server.make('million', madePage(list(SUPERPOSED)));
    const page = await extension.context.newPage();
    // Before any script of ours: 5,000 paragraphs of a hundred elements with a text each.
    await page.addInitScript(() => {
      addEventListener('DOMContentLoaded', () => {
        const paragraph = document.createElement('p');
        paragraph.style.contentVisibility = 'auto';
        for (let at = 0; at < 100; at++) {
          const element = document.createElement('b');
          element.append(`word ${at} `);
          paragraph.append(element);
        }
        for (let at = 0; at < 5_000; at++) document.body.append(paragraph.cloneNode(true));
      });
    });
    await page.goto(url);
    await page.bringToFront();
    const tabId = await extension.tabIdOf(page);
    let slowest = 0;
    await expect
      .poll(
        async () => {
          const from = performance.now();
          await page.evaluate(() => document.title);
          slowest = Math.max(slowest, performance.now() - from);
          return extension.badge(tabId);
        },
        { timeout: 30_000, interval: 20 },
      )
      .toBe('1');
    const reading = { pdf: false, readable: true, identifiers: [], own: null, listed: null };
    await expect
      .poll(async () => (await extension.ask('page', { tabId, reading })).status, {
        timeout: 30_000,
      })
      .toMatchObject({ kind: 'scanned', partly: true });
    expect(await textsOn(page)).toEqual([SUPERPOSED]);
    expect(slowest).toBeLessThan(1_000);
    await page.close();
  }, 60_000);
});
