/** axe over what a user sees of the built extension, light and dark. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Card } from './card.ts';
import { ChromiumExtension, marksOf } from './extension.ts';
import { type FixtureServer, serveFixtures } from './fixture-server.ts';
import { BLOCKWISE, list, madePage, SUPERPOSED } from './made-pages.ts';
import { Popup } from './popup.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

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

/** One line for each rule that is broken, with the element. Popup and card are no documents: they need no first heading. */
async function faultsOf(page: Page | Frame, isDocument = false): Promise<string[]> {
  await page.evaluate(AXE);
  const rules = { 'page-has-heading-one': { enabled: isDocument } };
  const results = await page.evaluate<AxeResults>(`axe.run(${JSON.stringify({ rules })})`);
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary ?? ''}`),
  );
}

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  it('the popup', async () => {
    const popup = new Popup(await extension.openPopup());
    await popup.page.emulateMedia({ colorScheme });
    await expect.poll(() => popup.options.count()).toBeGreaterThan(0);
    expect(await faultsOf(popup.page)).toEqual([]);
    await popup.search('decoding');
    await expect.poll(() => popup.options.count()).toBeGreaterThan(3);
    expect(await faultsOf(popup.page)).toEqual([]);
    await popup.search('zyzzyva');
    await expect.poll(() => popup.options.count()).toBe(0);
    expect(await faultsOf(popup.page)).toEqual([]);
    // What was searched comes back for ten minutes.
    await popup.search('');
    await expect.poll(() => popup.options.count()).toBeGreaterThan(0);
    await popup.page.close();
  });

  it('the card', async () => {
    const { page } = await extension.openSite(
      server.make(`axe-${colorScheme}`, madePage(list(BLOCKWISE, SUPERPOSED))),
    );
    await page.emulateMedia({ colorScheme });
    await expect.poll(async () => (await marksOf(page)).length).toBe(2);
    const card = await Card.hover(page, BLOCKWISE);
    await card.addTag(`axe ${colorScheme}`);
    expect(await faultsOf(card.frame)).toEqual([]);
    await page.close();
  });

  it.each(['', '#tags', '#import', '#settings'])('the library %s', async (hash) => {
    const page = await extension.openLibrary(hash);
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.waitForTimeout(500);
    expect(await faultsOf(page, true)).toEqual([]);
    await page.close();
  });
});
