/**
 * Tabs that are hidden, and pages that come back. In a browser of its own: Playwright makes every page
 * believe that it is in front, and forbids the browser to keep pages for going back.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM_ARGS, LOOPBACK_ONLY } from '../browsers/chromium-args.ts';
import { findChromium } from '../browsers/find.ts';
import { type FixtureServer, serveFixtures } from './fixture-server.ts';
import { BLOCKWISE, LOOKAHEAD, list, madePage, SUPERPOSED, WAIT_K } from './made-pages.ts';
import { type Mark, settledMarks } from './marks.ts';

const CHROMIUM_BUILD = new URL('../../.output/chrome-mv3', import.meta.url).pathname;
/** Longer than a shown page waits before it is read. */
const READ_MS = 1_500;

const START_MS = 20_000;
const POLL_MS = 100;

let browser: Browser;
let profile: string;
let desk: Page;
let server: FixtureServer;

beforeAll(async () => {
  server = await serveFixtures();
  profile = await mkdtemp(join(tmpdir(), 'manicule-chromium-'));
  browser = await puppeteer.launch({
    executablePath: findChromium(),
    headless: true,
    userDataDir: profile,
    ignoreDefaultArgs: ['--disable-extensions'],
    args: [
      ...CHROMIUM_ARGS,
      LOOPBACK_ONLY,
      `--disable-extensions-except=${CHROMIUM_BUILD}`,
      `--load-extension=${CHROMIUM_BUILD}`,
    ],
  });
  const worker = await browser.waitForTarget((target) => target.type() === 'service_worker');
  desk = await browser.newPage();
  await desk.goto(`chrome-extension://${new URL(worker.url()).host}/manifest.json`);
  for (let waited = 0; !(await isReady()); waited += POLL_MS) {
    if (waited > START_MS) throw new Error('the starter papers were not loaded');
    await pause(POLL_MS);
  }
});

afterAll(async () => {
  await browser.close();
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  await server.close();
});

const badgeOf = (url: string): Promise<string> =>
  desk.evaluate(async (address) => {
    const tabs = await chrome.tabs.query({});
    const id = tabs.findLast((tab) => tab.url === address)?.id;
    return id === undefined ? 'no such tab' : chrome.action.getBadgeText({ tabId: id });
  }, url);
const marksOf = (page: Page): Promise<Mark[]> => settledMarks((inPage) => page.evaluate(inPage));
const stateOf = (page: Page) => page.evaluate(() => document.visibilityState);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Whether the starter papers are in. */
function isReady(): Promise<boolean> {
  return desk.evaluate(async () => {
    const reply: unknown = await chrome.runtime
      .sendMessage({ message: 'catalogueState', data: null })
      .catch(() => null);
    return JSON.stringify(reply).includes('"ready"');
  });
}

describe('a tab', () => {
  it('that is hidden is read when it is shown, and not while it is hidden again', async () => {
    const front = await browser.newPage();
    await front.bringToFront();
    const url = server.make('hidden', madePage(list(SUPERPOSED)));
    // As a link that is opened in the background.
    await desk.evaluate(
      async (address) => void (await chrome.tabs.create({ url: address, active: false })),
      url,
    );
    const target = await browser.waitForTarget((each) => each.url() === url);
    const page = await target.page();
    if (page === null) throw new Error('no page');
    expect(await stateOf(page)).toBe('hidden');
    await pause(READ_MS);
    expect(await badgeOf(url)).toBe('');
    await page.bringToFront();
    await expect.poll(() => badgeOf(url)).toBe('1');
    await front.bringToFront();
    await expect.poll(() => stateOf(page)).toBe('hidden');
    await page.evaluate((title) => document.body.append(title), BLOCKWISE);
    await pause(READ_MS);
    expect(await badgeOf(url)).toBe('1');
    await page.bringToFront();
    await expect.poll(() => badgeOf(url)).toBe('2');
    await Promise.all([page.close(), front.close()]);
  });

  it('shows marks and badge of a page that it goes back to', async () => {
    const first = server.make('first', madePage(list(SUPERPOSED)));
    const second = server.make('second', madePage(list(LOOKAHEAD, BLOCKWISE, WAIT_K)));
    const page = await browser.newPage();
    await page.bringToFront();
    await page.goto(first);
    await expect.poll(() => badgeOf(first)).toBe('1');
    await page.evaluate(() => Reflect.set(window, 'kept', true));
    await page.goto(second);
    await expect.poll(() => badgeOf(second)).toBe('3');
    await page.evaluate(() => history.back());
    await expect.poll(() => badgeOf(first)).toBe('1');
    // The very page of before, not one that was loaded anew.
    expect(await page.evaluate(() => Reflect.get(window, 'kept'))).toBe(true);
    await expect
      .poll(async () => (await marksOf(page)).map(({ text }) => text))
      .toEqual([SUPERPOSED]);
    await page.close();
  });
});
