import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type BrowserContext,
  type CDPSession,
  chromium,
  type Frame,
  type Page,
  type Worker,
} from 'playwright-core';
import type { ViewToBackground } from '../../lib/messages/protocol.ts';
import { CHROMIUM_ARGS, LOOPBACK_ONLY } from '../browsers/chromium-args.ts';
import { findChromium } from '../browsers/find.ts';
import { collectMarks, type Evaluate, type Mark, settledMarks } from './marks.ts';

const CHROMIUM_BUILD = new URL('../../.output/chrome-mv3', import.meta.url).pathname;

const WORKER_START_MS = 20_000;
const ASK_ATTEMPTS = 20;
const ASK_WAIT_MS = 50;

export interface LaunchOptions {
  /** Leave the extension out until `install` is called, as before a user installs it. */
  readonly uninstalled?: boolean;
  /** Default: headless. */
  readonly headed?: boolean;
  readonly colourScheme?: 'light' | 'dark';
  readonly deviceScaleFactor?: number;
}

/** A page of a site, with the number that the extension knows its tab by. */
export interface SiteTab {
  readonly page: Page;
  readonly tabId: number;
}

type Name = keyof ViewToBackground & string;
type Answer<N extends Name> = ReturnType<ViewToBackground[N]>;

/** A real Chromium with the built extension in a profile of its own. */
export class ChromiumExtension {
  readonly #options: LaunchOptions;
  readonly #profile: string;
  #context: BrowserContext;
  #id = '';
  /** A page of the extension that runs none of its code: asks and looks, and disturbs nothing. */
  #desk: Page | undefined;
  #serviceWorkers: CDPSession | undefined;

  private constructor(options: LaunchOptions, profile: string, context: BrowserContext) {
    this.#options = options;
    this.#profile = profile;
    this.#context = context;
  }

  static async launch(options: LaunchOptions = {}): Promise<ChromiumExtension> {
    const profile = await mkdtemp(join(tmpdir(), 'manicule-chromium-'));
    const extension = new ChromiumExtension(options, profile, await openContext(profile, options));
    if (options.uninstalled !== true) await extension.#findWorker();
    return extension;
  }

  get context(): BrowserContext {
    return this.#context;
  }

  get id(): string {
    return this.#id;
  }

  url(path: string): string {
    return `chrome-extension://${this.#id}/${path}`;
  }

  /** Installs the extension into the running browser, with whatever tabs are open. */
  async install(): Promise<void> {
    const browser = this.#context.browser();
    if (browser === null) throw new Error('the browser is gone');
    const session = await browser.newBrowserCDPSession();
    // Not in playwright-core's list of the protocol.
    const send = session.send.bind(session) as (method: string, params: object) => Promise<unknown>;
    await send('Extensions.loadUnpacked', { path: CHROMIUM_BUILD });
    await this.#findWorker();
  }

  /** The same profile in a new browser. */
  async restart(): Promise<void> {
    await this.#context.close();
    this.#desk = undefined;
    this.#serviceWorkers = undefined;
    this.#context = await openContext(this.#profile, this.#options);
    await this.#findWorker();
  }

  async close(): Promise<void> {
    await this.#context.close();
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }

  async #findWorker(): Promise<void> {
    const worker =
      this.#context.serviceWorkers()[0] ??
      (await this.#context.waitForEvent('serviceworker', { timeout: WORKER_START_MS }));
    this.#id = new URL(worker.url()).host;
  }

  /** Kills the worker as the browser does after 30 idle seconds. The next message starts it again. */
  async stopWorker(): Promise<void> {
    if (this.#serviceWorkers === undefined) {
      const page = this.#context.pages()[0] ?? (await this.#context.newPage());
      this.#serviceWorkers = await this.#context.newCDPSession(page);
      await this.#serviceWorkers.send('ServiceWorker.enable');
    }
    await this.#serviceWorkers.send('ServiceWorker.stopAllWorkers');
  }

  /** The living worker; started where it sleeps. */
  async worker(): Promise<Worker> {
    await this.ask('catalogueState');
    const worker = this.#context.serviceWorkers().at(-1);
    if (worker === undefined) throw new Error('no worker');
    return worker;
  }

  async desk(): Promise<Page> {
    if (this.#desk === undefined || this.#desk.isClosed()) {
      this.#desk = await this.#context.newPage();
      await this.#desk.goto(this.url('manifest.json'));
    }
    return this.#desk;
  }

  /** Asks the worker as a page of the extension does. */
  async ask<N extends Name>(name: N, ...data: Parameters<ViewToBackground[N]>): Promise<Answer<N>> {
    const desk = await this.desk();
    for (let attempt = 1; ; attempt++) {
      const reply = await desk.evaluate(
        ([message, payload]) =>
          chrome.runtime
            .sendMessage({ message, data: payload })
            .catch((error: unknown) => ({ undelivered: String(error) })),
        [name, data[0] ?? null] as const,
      );
      if (reply?.undelivered !== undefined && attempt < ASK_ATTEMPTS) {
        await new Promise((resolve) => setTimeout(resolve, ASK_WAIT_MS));
        continue;
      }
      if (typeof reply !== 'object' || reply === null || !('answer' in reply))
        throw new Error(`${name} was answered with ${JSON.stringify(reply)}`);
      return reply.answer;
    }
  }

  /** Until the starter papers are in. */
  async ready(): Promise<void> {
    for (let waited = 0; waited < WORKER_START_MS; waited += ASK_WAIT_MS) {
      const state = await this.ask('catalogueState');
      if (state.kind !== 'loading') return;
      await new Promise((resolve) => setTimeout(resolve, ASK_WAIT_MS));
    }
    throw new Error('the starter papers were not loaded');
  }

  async tabIdOf(page: Page): Promise<number> {
    const desk = await this.desk();
    const tabId = await desk.evaluate(async (url) => {
      const tabs = await chrome.tabs.query({});
      return tabs.findLast((tab) => tab.url === url)?.id ?? null;
    }, page.url());
    if (tabId === null) throw new Error(`no tab shows ${page.url()}`);
    return tabId;
  }

  async openSite(url: string): Promise<SiteTab> {
    const page = await this.#context.newPage();
    await page.goto(url, { waitUntil: 'load' });
    return { page, tabId: await this.tabIdOf(page) };
  }

  /** The popup in a tab, speaking of another tab where one is named. */
  async openPopup(tabId?: number): Promise<Page> {
    const page = await this.#context.newPage();
    await page.setViewportSize({ width: 400, height: 560 });
    await page.goto(this.url(tabId === undefined ? 'popup.html' : `popup.html?tab=${tabId}`));
    return page;
  }

  /** `address`: the rest of it, such as `?q=decoding` or `#tags`. */
  async openLibrary(address = ''): Promise<Page> {
    const page = await this.#context.newPage();
    await page.goto(this.url(`library.html${address}`));
    return page;
  }

  async badge(tabId: number): Promise<string> {
    const desk = await this.desk();
    return desk.evaluate((tab) => chrome.action.getBadgeText({ tabId: tab }), tabId);
  }

  /** As if the user pressed the key of that command: keys sent to a page never reach commands. */
  async sendCommand(command: string, { page, tabId }: SiteTab): Promise<void> {
    await page.bringToFront();
    const worker = await this.worker();
    await worker.evaluate(
      async ([name, id]) => {
        const tab = await chrome.tabs.get(id);
        const { onCommand } = chrome.commands;
        if (!('dispatch' in onCommand) || typeof onCommand.dispatch !== 'function')
          throw new Error('commands cannot be dispatched in this browser');
        onCommand.dispatch(name, tab);
      },
      [command, tabId] as const,
    );
  }
}

function evaluateIn(page: Page | Frame): Evaluate {
  return (inPage) => page.evaluate(inPage);
}

/** What is painted now, once it stands still. */
export function marksOf(page: Page | Frame): Promise<Mark[]> {
  return settledMarks(evaluateIn(page));
}

/** Everything marked on a page, near the viewport or not. */
export function allMarksOf(page: Page | Frame): Promise<Mark[]> {
  return collectMarks(evaluateIn(page));
}

function openContext(profile: string, options: LaunchOptions): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, {
    executablePath: findChromium(),
    headless: options.headed !== true,
    ...(options.headed === true ? { viewport: null } : { viewport: { width: 1280, height: 800 } }),
    ...(options.colourScheme === undefined ? {} : { colorScheme: options.colourScheme }),
    ...(options.deviceScaleFactor === undefined
      ? {}
      : { deviceScaleFactor: options.deviceScaleFactor }),
    ignoreDefaultArgs: ['--disable-extensions'],
    args: [
      ...CHROMIUM_ARGS,
      LOOPBACK_ONLY,
      ...(options.uninstalled === true
        ? ['--enable-unsafe-extension-debugging']
        : [`--disable-extensions-except=${CHROMIUM_BUILD}`, `--load-extension=${CHROMIUM_BUILD}`]),
    ],
  });
}
