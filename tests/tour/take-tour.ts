import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { Card } from '../e2e/card.ts';
import { allMarksOf, ChromiumExtension, type SiteTab } from '../e2e/extension.ts';
import { type FixtureServer, serveFixtures } from '../e2e/fixture-server.ts';
import { Popup } from '../e2e/popup.ts';

/** A paper that the demo page mentions and the starter listing has. */
const POINTED_AT =
  'Superposed Decoding: Multiple Generations from a Single Autoregressive Inference Pass';
const TAG = 'decoding';
const SLOT = 2;
const QUERY = 'parallel decoding';
const DEVICE_SCALE = 2;
const BADGE_WAIT_MS = 15_000;
const PAGE_SIZE = { width: 1000, height: 720 };
const LIBRARY_SIZE = { width: 1280, height: 800 };

export interface TourOptions {
  /** Where the pictures go. */
  readonly folder: string;
  readonly colourScheme: 'light' | 'dark';
}

interface Stop extends TourOptions {
  readonly extension: ChromiumExtension;
  readonly server: FixtureServer;
}

function photograph(page: Page, { folder, colourScheme }: TourOptions, name: string) {
  return page.screenshot({
    path: join(folder, `${name}-${colourScheme}.png`),
    animations: 'disabled',
    caret: 'initial',
  });
}

/** Walks through the extension as a newcomer would, with a picture at every stop; gives what it saw, a line a stop. */
export async function takeTour(options: TourOptions): Promise<string[]> {
  const server = await serveFixtures();
  const extension = await ChromiumExtension.launch({
    colourScheme: options.colourScheme,
    deviceScaleFactor: DEVICE_SCALE,
  });
  const stop = { ...options, extension, server };
  try {
    await extension.ready();
    const state = await extension.ask('catalogueState');
    const papers = state.kind === 'ready' ? state.papers : 0;
    const demo = await extension.openSite(server.fixture('demo.html'));
    return [
      `In ${options.colourScheme}:`,
      `  first start: ${papers} papers in the catalogue`,
      `  demo page: ${await visitDemo(stop, demo)}`,
      `  popup: ${await visitPopup(stop, demo)}`,
      `  library: ${await visitLibrary(stop)}`,
    ];
  } finally {
    await extension.close();
    await server.close();
  }
}

async function visitDemo(stop: Stop, { page, tabId }: SiteTab): Promise<string> {
  const { extension } = stop;
  await page.setViewportSize(PAGE_SIZE);
  const until = Date.now() + BADGE_WAIT_MS;
  while ((await extension.badge(tabId)) === '') {
    if (Date.now() > until) throw new Error('no paper was marked on the demo page');
    await page.waitForTimeout(100);
  }
  const marks = await allMarksOf(page);
  const badge = await extension.badge(tabId);
  await photograph(page, stop, 'page');
  const card = await Card.hover(page, POINTED_AT);
  await card.addTag(TAG);
  const tag = (await extension.ask('tags')).find(({ name }) => name === TAG);
  if (tag === undefined) throw new Error('the tag set in the card is not in the catalogue');
  await extension.ask('change', {
    id: crypto.randomUUID(),
    change: { kind: 'slot', tagId: tag.id, slot: SLOT },
  });
  await page.waitForTimeout(400);
  await photograph(page, stop, 'card');
  await page.keyboard.press('Escape');
  await card.gone();
  return `${badge} known papers, ${marks.length} mentions marked; "${TAG}" set in the hover card`;
}

async function visitPopup(stop: Stop, { tabId }: SiteTab): Promise<string> {
  const popup = new Popup(await stop.extension.openPopup(tabId));
  await popup.options.first().waitFor();
  await photograph(popup.page, stop, 'popup-page');
  await popup.field.pressSequentially(QUERY);
  await popup.page.waitForTimeout(500);
  const [first] = await popup.titles();
  await photograph(popup.page, stop, 'popup');
  await popup.page.close();
  return `"${QUERY}" finds "${first ?? 'nothing'}" first`;
}

async function visitLibrary(stop: Stop): Promise<string> {
  const page = await stop.extension.openLibrary(`?q=${encodeURIComponent(QUERY)}`);
  await page.setViewportSize(LIBRARY_SIZE);
  const papers = page.locator('[data-paper-id]');
  await papers.first().click();
  await page.waitForTimeout(500);
  await photograph(page, stop, 'library');
  const tags = await stop.extension.ask('tags');
  const tagged = tags.map(({ name, papers: count }) => `"${name}" on ${count} paper`).join(', ');
  return `${await papers.count()} papers in sight for "${QUERY}"; tagged ${tagged}`;
}
