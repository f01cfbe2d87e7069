/** The keys of the manifest, sent as the browser sends them to the worker. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Card } from './card.ts';
import { ChromiumExtension, marksOf, type SiteTab } from './extension.ts';
import { type FixtureServer, serveFixtures } from './fixture-server.ts';
import { BLOCKWISE, LOOKAHEAD, list, madePage, SUPERPOSED } from './made-pages.ts';

let extension: ChromiumExtension;
let server: FixtureServer;
let tab: SiteTab;

beforeAll(async () => {
  server = await serveFixtures();
  extension = await ChromiumExtension.launch();
  await extension.ready();
});

afterAll(async () => {
  await extension.close();
  await server.close();
});

beforeEach(async () => {
  const filler = '<p style="height: 1500px">far apart</p>';
  const body = [SUPERPOSED, LOOKAHEAD, BLOCKWISE].map((title) => list(title)).join(filler);
  tab = await extension.openSite(server.make('walked', madePage(body)));
  await expect.poll(() => extension.badge(tab.tabId)).toBe('3');
  return () => tab.page.close();
});

describe('the commands', () => {
  it('walk from mark to mark and back, with the card', async () => {
    for (const [command, title] of [
      ['next-mark', SUPERPOSED],
      ['next-mark', LOOKAHEAD],
      ['next-mark', BLOCKWISE],
      ['previous-mark', LOOKAHEAD],
    ] as const) {
      await extension.sendCommand(command, tab);
      await Card.shown(tab.page, title);
    }
    const marks = await marksOf(tab.page);
    const walkedTo = marks.find(({ text }) => text === LOOKAHEAD);
    const top = await tab.page.evaluate(() => scrollY);
    expect(walkedTo?.box.top).toBeGreaterThan(top);
    expect(walkedTo?.box.top).toBeLessThan(top + 800);
  });

  it('put the focus into the card, and Esc gives it back', async () => {
    await tab.page.evaluate(() => {
      const field = document.createElement('input');
      field.id = 'mine';
      document.body.prepend(field);
      field.focus();
    });
    await extension.sendCommand('next-mark', tab);
    const card = await Card.shown(tab.page, SUPERPOSED);
    await expect.poll(() => card.frame.evaluate(() => document.hasFocus())).toBe(true);
    await tab.page.keyboard.press('Escape');
    await card.gone();
    expect(await tab.page.evaluate(() => document.activeElement?.id)).toBe('mine');
  });

  it('tag the walked-to mark without a pointer', async () => {
    await extension.sendCommand('next-mark', tab);
    await Card.shown(tab.page, SUPERPOSED);
    await extension.sendCommand('tag-mark', tab);
    const card = await Card.shown(tab.page, SUPERPOSED);
    await expect
      .poll(() => card.tagField.evaluate((field) => field === document.activeElement))
      .toBe(true);
    await tab.page.keyboard.type('by key');
    await tab.page.keyboard.press('Enter');
    await card.chip('by key').waitFor();
    await expect
      .poll(async () => (await extension.ask('tags')).map(({ name }) => name))
      .toContain('by key');
  });

  it('put what is typed after them into the tag field, whenever the pointer came to the mark', async () => {
    const { page } = tab;
    await page.evaluate(() => {
      const seen: string[] = [];
      Reflect.set(window, 'keysSeen', seen);
      addEventListener('keydown', ({ key }) => seen.push(key));
    });
    const [mark] = await marksOf(page);
    if (mark === undefined) throw new Error('no mark');
    for (const delay of [0, 150, 300, 340]) {
      await page.mouse.move(5, 600);
      await page.mouse.move(mark.box.left + 20, mark.box.top + mark.box.height / 2);
      await page.waitForTimeout(delay);
      await extension.sendCommand('tag-mark', tab);
      await expect
        .poll(() => page.evaluate(() => document.activeElement?.hasAttribute('popover')))
        .toBe(true);
      await page.waitForTimeout(150);
      await page.keyboard.type('early');
      const card = await Card.shown(page, SUPERPOSED);
      await page.waitForTimeout(700);
      expect(await card.tagField.inputValue(), `after ${delay} ms`).toBe('early');
      expect(await card.tagField.evaluate((field) => field === document.activeElement)).toBe(true);
      expect(await page.evaluate(() => Reflect.get(window, 'keysSeen'))).toEqual([]);
      for (const _ of 'early') await page.keyboard.press('Backspace');
      await page.keyboard.press('Escape');
      await card.gone();
    }
  });

  it('work when the worker sleeps', async () => {
    await extension.stopWorker();
    await extension.sendCommand('next-mark', tab);
    await Card.shown(tab.page, SUPERPOSED);
  });
});
