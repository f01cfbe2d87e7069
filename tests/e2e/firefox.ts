import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import type { ViewToBackground } from '../../lib/messages/protocol.ts';
import { type Mark, settledMarks } from './marks.ts';

const FIREFOX_BUILD = new URL('../../.output/firefox-mv3', import.meta.url).pathname;
const ADDON_ID = 'manicule@manicule.example';
/** Fixed, so that the pages of the extension have an address that is known beforehand. */
const ORIGIN_ID = '6d616e69-6375-4c65-8000-000000000001';
/** A page of the extension never reports its load (it moves to another process), so nothing waits for that. */
const NAVIGATION_MS = 1_000;
const WAIT_MS = 15_000;
const POLL_MS = 100;
/** Instead of the browser's 30 s. */
export const BACKGROUND_SLEEPS_AFTER_MS = 2_000;

type Name = keyof ViewToBackground & string;

/** A real Firefox with the built extension. */
export class FirefoxExtension {
  readonly browser: Browser;
  readonly #profile: string;
  readonly #desk: Page;

  private constructor(browser: Browser, profile: string, desk: Page) {
    this.browser = browser;
    this.#profile = profile;
    this.#desk = desk;
  }

  static async launch(
    executablePath: string,
    viewport = { width: 800, height: 600 },
  ): Promise<FirefoxExtension> {
    const profile = await mkdtemp(join(tmpdir(), 'manicule-firefox-'));
    const browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath,
      headless: true,
      userDataDir: profile,
      timeout: 60_000,
      // Without it, addresses of extensions are refused.
      args: ['--remote-allow-system-access'],
      defaultViewport: viewport,
      extraPrefsFirefox: {
        'extensions.webextensions.uuids': JSON.stringify({ [ADDON_ID]: ORIGIN_ID }),
        'extensions.background.idle.timeout': BACKGROUND_SLEEPS_AFTER_MS,
        'network.dns.localDomains': 'site.example',
      },
    });
    await browser.installExtension(FIREFOX_BUILD);
    const desk = await openPath(browser, 'manifest.json');
    return new FirefoxExtension(browser, profile, desk);
  }

  /** A page of the extension, once its address and its interface are there. */
  open(path: string): Promise<Page> {
    return openPath(this.browser, path);
  }

  async openSite(url: string): Promise<Page> {
    const page = await this.browser.newPage();
    await page.goto(url);
    return page;
  }

  /** Asks the background as a page of the extension does. */
  async ask<N extends Name>(
    name: N,
    ...data: Parameters<ViewToBackground[N]>
  ): Promise<ReturnType<ViewToBackground[N]>> {
    const reply = await this.#desk.evaluate(
      ([message, payload]) => chrome.runtime.sendMessage({ message, data: payload }),
      [name, data[0] ?? null] as const,
    );
    if (typeof reply !== 'object' || reply === null || !('answer' in reply))
      throw new Error(`${name} was answered with ${JSON.stringify(reply)}`);
    return reply.answer;
  }

  async ready(): Promise<void> {
    for (let waited = 0; waited < WAIT_MS; waited += 100) {
      const state = await this.ask('catalogueState').catch(() => undefined);
      if (state !== undefined && state.kind !== 'loading') return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('the starter papers were not loaded');
  }

  async badgeOf(url: string): Promise<string> {
    return this.#desk.evaluate(async (address) => {
      const tabs = await chrome.tabs.query({});
      const id = tabs.findLast((tab) => tab.url === address)?.id;
      return id === undefined ? 'no such tab' : chrome.action.getBadgeText({ tabId: id });
    }, url);
  }

  /** What the toolbar icon of that tab says in words. */
  async tooltipOf(url: string): Promise<string> {
    const tabId = await this.tabIdOf(url);
    return this.#desk.evaluate((id) => chrome.action.getTitle({ tabId: id }), tabId);
  }

  async tabIdOf(url: string): Promise<number> {
    const id = await this.#desk.evaluate(async (address) => {
      const tabs = await chrome.tabs.query({});
      return tabs.findLast((tab) => tab.url === address)?.id ?? null;
    }, url);
    if (id === null) throw new Error(`no tab shows ${url}`);
    return id;
  }

  /** Opens an address in a tab behind the one that is shown. */
  async openHidden(url: string): Promise<void> {
    await this.#desk.evaluate(
      async (address) => void (await chrome.tabs.create({ url: address, active: false })),
      url,
    );
  }

  /** Brings the tab of that address to the front. */
  async show(url: string): Promise<void> {
    await this.#desk.evaluate(
      async (id) => void (await chrome.tabs.update(id, { active: true })),
      await this.tabIdOf(url),
    );
  }

  async close(): Promise<void> {
    await this.browser.close();
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** What is painted now on a page in Firefox, once it stands still. */
export function firefoxMarksOf(page: Page): Promise<Mark[]> {
  return settledMarks((inPage) => page.evaluate(inPage));
}

async function openPath(browser: Browser, path: string): Promise<Page> {
  const page = await browser.newPage();
  await page
    .goto(`moz-extension://${ORIGIN_ID}/${path}`, { timeout: NAVIGATION_MS })
    .catch((error: unknown) => {
      if (!(error instanceof Error && error.name === 'TimeoutError')) throw error;
    });
  // Not `waitForFunction`, which the page's policy forbids.
  for (let waited = 0; waited < WAIT_MS; waited += POLL_MS) {
    const arrived = await page
      .evaluate(() => location.protocol === 'moz-extension:' && document.body !== null)
      .catch(() => false);
    if (arrived) return page;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error(`${path} did not open`);
}
