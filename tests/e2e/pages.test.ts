/** Marks and badge on pages of every temper. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allMarksOf, ChromiumExtension, marksOf } from './extension.ts';
import { type FixtureServer, serveFixtures } from './fixture-server.ts';
import {
  BLOCKWISE,
  LOOKAHEAD,
  list,
  madePage,
  PATCH,
  SUPERPOSED,
  UNKNOWN,
  WAIT_K,
} from './made-pages.ts';

let extension: ChromiumExtension;
let server: FixtureServer;

const textsOn = async (page: Parameters<typeof marksOf>[0]) =>
  (await marksOf(page)).map(({ text }) => text);

beforeAll(async () => {
  server = await serveFixtures();
  extension = await ChromiumExtension.launch();
  await extension.ready();
});

afterAll(async () => {
  await extension.close();
  await server.close();
});

/** What the popup reads in a page that is neither a paper nor a listing. */
const NOTHING_READ = { pdf: false, readable: true, identifiers: [], own: null, listed: null };

describe('the page of ugly mentions and traps', () => {
  it('has every mention marked and no trap', async () => {
    const { page, tabId } = await extension.openSite(server.fixture('mentions.html'));
    await expect.poll(() => extension.badge(tabId)).not.toBe('');
    const marks = await allMarksOf(page);
    const expected = await page.evaluate(() => ({
      mentions: [...document.querySelectorAll('[data-expect]')].map(
        (element) => element.getAttribute('data-expect') ?? '',
      ),
      traps: document.querySelectorAll('[data-trap]').length,
    }));
    expect(expected.mentions.length).toBeGreaterThanOrEqual(20);
    expect(expected.traps).toBeGreaterThanOrEqual(20);
    expect(
      marks.filter(({ trap }) => trap !== null).map(({ text, trap }) => `${trap}: ${text}`),
    ).toEqual([]);
    expect(marks.map(({ expect: title }) => title).sort()).toEqual([...expected.mentions].sort());
    await page.close();
  });
});

describe('a page', () => {
  it('counts each known paper once, in badge and list', async () => {
    const url = server.make(
      'counted',
      madePage(list(SUPERPOSED, UNKNOWN, LOOKAHEAD) + list(SUPERPOSED)),
    );
    const { page, tabId } = await extension.openSite(url);
    await expect.poll(() => extension.badge(tabId)).toBe('2');
    expect(await textsOn(page)).toEqual([SUPERPOSED, LOOKAHEAD, SUPERPOSED]);
    const { papers, status } = await extension.ask('page', { tabId, reading: NOTHING_READ });
    expect(papers.map(({ paper, occurrences }) => [paper.title, occurrences])).toEqual([
      [SUPERPOSED, 2],
      [LOOKAHEAD, 1],
    ]);
    expect(status).toMatchObject({ kind: 'scanned', known: 2 });
    await page.close();
  });

  it('of plain text is marked like any other', async () => {
    const html = `Decoders\n\n- ${SUPERPOSED}\n- ${UNKNOWN}\n`;
    const headers = { 'content-type': 'text/plain; charset=utf-8' };
    const { page, tabId } = await extension.openSite(server.make('plain', { html, headers }));
    await expect.poll(() => extension.badge(tabId)).toBe('1');
    expect(await textsOn(page)).toEqual([SUPERPOSED]);
    await page.close();
  });

  it('of another kind is said not to be read', async () => {
    const html = `<?xml version="1.0"?><feed><title>${SUPERPOSED}</title></feed>`;
    const headers = { 'content-type': 'application/xml' };
    const { page, tabId } = await extension.openSite(server.make('feed', { html, headers }));
    const popup = await extension.openPopup(tabId);
    await popup.getByText('Manicule reads no files of this kind').waitFor();
    expect(await extension.badge(tabId)).toBe('');
    await popup.close();
    await page.close();
  });

  it('without known papers shows no badge and no highlight', async () => {
    const { page, tabId } = await extension.openSite(server.make('none', madePage(list(UNKNOWN))));
    await page.waitForTimeout(1_000);
    expect(await extension.badge(tabId)).toBe('');
    expect(await page.evaluate(() => [...CSS.highlights.keys()].length)).toBe(0);
    await page.close();
  });

  it('is underlined, in its own world, under a strict policy of its own', async () => {
    const policies = {
      'content-security-policy': "default-src 'none'",
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-opener-policy': 'same-origin',
    };
    const url = server.make('strict', { html: madePage(list(BLOCKWISE)), headers: policies });
    const { page } = await extension.openSite(url);
    await expect.poll(() => textsOn(page)).toEqual([BLOCKWISE]);
    const [mark] = await marksOf(page);
    const style = await page.evaluate((name) => {
      const item = document.querySelector('li');
      if (item === null) throw new Error('no item');
      const { textDecorationLine, textDecorationStyle } = getComputedStyle(
        item,
        `::highlight(${name})`,
      );
      return { textDecorationLine, textDecorationStyle };
    }, mark?.highlight ?? '');
    expect(style).toEqual({ textDecorationLine: 'underline', textDecorationStyle: 'solid' });
    await page.close();
  });

  it('stays byte for byte what it was', async () => {
    const remember =
      '<script>addEventListener("DOMContentLoaded", () => { atFirst = document.documentElement.outerHTML })</script>';
    const url = server.make(
      'untouched',
      madePage(`<p>${LOOKAHEAD}.</p>${list(SUPERPOSED, WAIT_K)}${remember}`),
    );
    const { page } = await extension.openSite(url);
    await expect.poll(async () => (await marksOf(page)).length).toBe(3);
    const now = await page.evaluate(() => ({
      atFirst: String(Reflect.get(window, 'atFirst')),
      html: document.documentElement.outerHTML,
      sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
      globals: Object.keys(window).filter((name) => /manicule|wxt/i.test(name)),
    }));
    expect(now.html).toBe(now.atFirst);
    expect(now.sheets).toBe(0);
    expect(now.globals).toEqual([]);
    await page.close();
  });

  it('has content that arrives later marked too', async () => {
    const { page, tabId } = await extension.openSite(
      server.make('late', madePage(list(SUPERPOSED))),
    );
    await expect.poll(() => extension.badge(tabId)).toBe('1');
    await page.evaluate((title) => {
      const paragraph = document.createElement('p');
      paragraph.textContent = `See also ${title}.`;
      document.body.append(paragraph);
    }, LOOKAHEAD);
    await expect.poll(() => textsOn(page)).toEqual([SUPERPOSED, LOOKAHEAD]);
    await expect.poll(() => extension.badge(tabId)).toBe('2');
    await page.close();
  });

  it('that goes elsewhere within itself forgets what is gone', async () => {
    const url = server.make('within', madePage(`<main>${list(SUPERPOSED, LOOKAHEAD)}</main>`));
    const { page, tabId } = await extension.openSite(url);
    await expect.poll(() => extension.badge(tabId)).toBe('2');
    await page.evaluate((title) => {
      history.pushState({}, '', '?second');
      const item = document.createElement('h2');
      item.textContent = title;
      document.querySelector('main')?.replaceChildren(item);
    }, BLOCKWISE);
    await expect.poll(() => textsOn(page)).toEqual([BLOCKWISE]);
    await expect.poll(() => extension.badge(tabId)).toBe('1');
    const { papers } = await extension.ask('page', { tabId, reading: NOTHING_READ });
    expect(papers.map(({ paper }) => paper.title)).toEqual([BLOCKWISE]);
    await page.close();
  });

  it('counts distinct papers over its frames', async () => {
    const inner = server.make('inner', madePage(list(SUPERPOSED, WAIT_K)), 'inner.example');
    const outer = madePage(
      `${list(SUPERPOSED, LOOKAHEAD)}<iframe src="${inner}" width="900" height="300"></iframe>`,
    );
    const { page, tabId } = await extension.openSite(server.make('outer', outer, 'outer.example'));
    await expect.poll(() => extension.badge(tabId)).toBe('3');
    const frame = page.frames().find((each) => each.url() === inner);
    if (frame === undefined) throw new Error('the inner frame is missing');
    await expect.poll(() => textsOn(frame)).toEqual([SUPERPOSED, WAIT_K]);
    await page.close();
  });

  it('has frames without an address marked like itself', async () => {
    const inner = list(WAIT_K).replaceAll('"', '&quot;');
    const outer = madePage(
      `${list(SUPERPOSED)}<iframe srcdoc="${inner}" width="900" height="300"></iframe>`,
    );
    const { page, tabId } = await extension.openSite(server.make('srcdoc', outer, 'outer.example'));
    await expect.poll(() => extension.badge(tabId)).toBe('2');
    const frame = page.frames().find((each) => each.url() === 'about:srcdoc');
    if (frame === undefined) throw new Error('the inner frame is missing');
    await expect.poll(() => textsOn(frame)).toEqual([WAIT_K]);
    await page.close();
  });

  it('has a frame without an address marked where nothing else is', async () => {
    const inner = `<!doctype html><ul><li>${SUPERPOSED}</li></ul>`;
    const outer = `<!doctype html><title>Page</title><iframe width=600 srcdoc="${inner}"></iframe>`;
    const url = server.make('srcdoc-only', outer, 'outer.example');
    const { page, tabId } = await extension.openSite(url);
    await expect.poll(() => extension.badge(tabId)).toBe('1');
    const frame = page.frames().find((each) => each.url() === 'about:srcdoc');
    if (frame === undefined) throw new Error('the inner frame is missing');
    await expect.poll(() => textsOn(frame)).toEqual([SUPERPOSED]);
    await page.close();
  });

  it('served without encryption is marked like any other', async () => {
    const url = server.make('plain', madePage(list(PATCH)), 'plain.example');
    const { page, tabId } = await extension.openSite(url);
    expect(await page.evaluate(() => isSecureContext)).toBe(false);
    await expect.poll(() => extension.badge(tabId)).toBe('1');
    expect(await textsOn(page)).toEqual([PATCH]);
    await page.close();
  });

  it('loaded while the worker sleeps wakes it and is marked', async () => {
    await extension.stopWorker();
    const { page, tabId } = await extension.openSite(server.make('asleep', madePage(list(WAIT_K))));
    await expect.poll(() => textsOn(page)).toEqual([WAIT_K]);
    await expect.poll(() => extension.badge(tabId)).toBe('1');
    await page.close();
  });

  it('says in its badge nothing of the page before it', async () => {
    const { page, tabId } = await extension.openSite(server.make('before', madePage(list(WAIT_K))));
    await expect.poll(() => extension.badge(tabId)).toBe('1');
    await page.goto(server.make('after', madePage(list(UNKNOWN))));
    await expect.poll(() => extension.badge(tabId)).toBe('');
    await page.close();
  });
});

describe('a tab that was open before the install', () => {
  it('is marked without a reload', async () => {
    const fresh = await ChromiumExtension.launch({ uninstalled: true });
    const page = await fresh.context.newPage();
    await page.goto(server.make('earlier', madePage(list(SUPERPOSED, UNKNOWN))));
    await fresh.install();
    await fresh.ready();
    await page.bringToFront();
    await expect.poll(() => textsOn(page), { timeout: 10_000 }).toEqual([SUPERPOSED]);
    await expect.poll(async () => fresh.badge(await fresh.tabIdOf(page))).toBe('1');
    await fresh.close();
  });
});
