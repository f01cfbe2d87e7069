/** The hover card, and what becomes of a tag that was set in it. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Card } from './card.ts';
import { ChromiumExtension, marksOf } from './extension.ts';
import { type FixtureServer, serveFixtures } from './fixture-server.ts';
import { BLOCKWISE, LOOKAHEAD, list, madePage, SUPERPOSED, WAIT_K } from './made-pages.ts';
import { Popup } from './popup.ts';

/** Remembers every key that reaches the page. */
const KEY_SPY = `<script>
  keysSeen = [];
  for (const kind of ['keydown', 'keypress', 'keyup', 'beforeinput', 'input'])
    addEventListener(kind, (event) => { keysSeen.push(kind + ' ' + (event.key ?? event.data)) }, true);
</script>`;

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

async function openMarked(name: string, ...titles: string[]) {
  const tab = await extension.openSite(server.make(name, madePage(list(...titles), KEY_SPY)));
  await expect.poll(async () => (await marksOf(tab.page)).length).toBe(titles.length);
  return tab;
}

describe('a tag set in the card', () => {
  it('is in the popup and on other open tabs at once, and survives worker and browser', async () => {
    const first = await openMarked('first', SUPERPOSED, LOOKAHEAD);
    const second = await openMarked('second', SUPERPOSED);
    const popup = new Popup(await extension.openPopup());
    await popup.search(SUPERPOSED);
    expect(await popup.placeOf(SUPERPOSED, 1)).toBe(1);

    await first.page.bringToFront();
    const card = await Card.hover(first.page, SUPERPOSED);
    await card.addTag('decoding');
    await popup.chip('decoding').waitFor();

    const tag = (await extension.ask('tags')).find(({ name }) => name === 'decoding');
    if (tag === undefined) throw new Error('the tag is not in the catalogue');
    await extension.ask('change', {
      id: crypto.randomUUID(),
      change: { kind: 'slot', tagId: tag.id, slot: 4 },
    });
    await second.page.bringToFront();
    await expect
      .poll(async () => (await marksOf(second.page)).map(({ highlight }) => highlight))
      .toEqual(['manicule-light-4-rest']);

    await extension.stopWorker();
    const other = await Card.hover(second.page, SUPERPOSED);
    await other.chip('decoding').waitFor();

    await extension.restart();
    const again = new Popup(await extension.openPopup());
    await again.search('superposed decoding');
    expect(await again.placeOf(SUPERPOSED, 1)).toBe(1);
    await again.chip('decoding').waitFor();
  });
});

describe('the card', () => {
  let page: Page;

  beforeEach(async () => {
    page = (await openMarked('carded', BLOCKWISE, WAIT_K)).page;
    return () => page.close();
  });

  it('shows title and reason, and takes no focus on hover', async () => {
    const card = await Card.hover(page, BLOCKWISE);
    expect(await card.text()).toContain(BLOCKWISE);
    expect(await card.text()).toContain('list item');
    expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
  });

  it('keeps its keys from the page, closes on Esc, and gives the focus back', async () => {
    await page.evaluate(() => {
      const field = document.createElement('input');
      field.id = 'mine';
      document.body.append(field);
      field.focus();
    });
    const card = await Card.hover(page, BLOCKWISE);
    await page.waitForTimeout(600);
    await card.tagField.click();
    await page.evaluate(() => Reflect.set(window, 'keysSeen', []));
    await page.keyboard.type('kept secret');
    await page.keyboard.press('Enter');
    await card.chip('kept secret').waitFor();
    await page.keyboard.press('Escape');
    await card.gone();
    expect(await page.evaluate(() => Reflect.get(window, 'keysSeen'))).toEqual([]);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('mine');
  });

  it('commits what was typed when a click outside closes it', async () => {
    const card = await Card.hover(page, WAIT_K);
    await page.waitForTimeout(600);
    await card.tagField.click();
    await page.keyboard.type('half typed');
    await page.mouse.click(5, 600);
    await expect
      .poll(async () => (await extension.ask('tags')).map(({ name }) => name))
      .toContain('half typed');
  });

  it('forgets the paper here by "Not this paper", and takes that back by Undo', async () => {
    const card = await Card.hover(page, BLOCKWISE);
    await page.waitForTimeout(600);
    await card.frame.getByRole('button', { name: 'Not this paper' }).click();
    await card.frame.getByRole('button', { name: /^Not on / }).click();
    await expect.poll(async () => (await marksOf(page)).map(({ text }) => text)).toEqual([WAIT_K]);
    const [entry] = await extension.ask('corrections');
    expect(entry?.title).toBe(BLOCKWISE);
    if (entry === undefined) return;
    await extension.ask('change', {
      id: crypto.randomUUID(),
      change: { kind: 'withdraw-correction', correction: entry.correction },
    });
    await expect
      .poll(async () => (await marksOf(page)).map(({ text }) => text))
      .toEqual([BLOCKWISE, WAIT_K]);
  });

  it('stays after "Not this paper", and its Undo brings the mark back', async () => {
    const card = await Card.hover(page, BLOCKWISE);
    await page.waitForTimeout(600);
    await card.frame.getByRole('button', { name: 'Not this paper' }).click();
    await card.frame.getByRole('button', { name: /^Not on / }).click();
    await expect.poll(async () => (await marksOf(page)).map(({ text }) => text)).toEqual([WAIT_K]);
    await page.waitForTimeout(1_000);
    await card.frame.getByRole('button', { name: 'Undo' }).click();
    await expect
      .poll(async () => (await marksOf(page)).map(({ text }) => text))
      .toEqual([BLOCKWISE, WAIT_K]);
    expect(await extension.ask('corrections')).toEqual([]);
  });

  it('never swallows the click of a marked link', async () => {
    const target = server.make('target', madePage('<h1>arrived</h1>'));
    await page.evaluate(
      ([title, href]) => {
        const link = document.createElement('a');
        link.href = href;
        link.textContent = title;
        document.body.append(link);
      },
      [SUPERPOSED, target] as const,
    );
    await expect
      .poll(async () => (await marksOf(page)).map(({ text }) => text))
      .toContain(SUPERPOSED);
    await page.getByRole('link').click();
    await page.waitForURL(target);
  });

  it('says so where a link and its text name two papers', async () => {
    const other = 'A Paper That Somebody Links by Mistake';
    await extension.ask('change', {
      id: crypto.randomUUID(),
      change: {
        kind: 'add-papers',
        source: { kind: 'paste', name: 'test' },
        papers: [
          {
            title: other,
            abstract: '',
            authors: [],
            year: null,
            venue: '',
            identifiers: [{ scheme: 'arxiv', value: '2401.00001' }],
            links: [{ kind: 'code', url: 'https://github.com/owner/by-mistake' }],
          },
        ],
      },
    });
    const inLinks = `<ul><li><a href="https://arxiv.org/abs/2401.00001">${LOOKAHEAD}</a></li>
      <li><a href="https://github.com/owner/by-mistake">${SUPERPOSED}</a></li></ul>`;
    const tab = await extension.openSite(server.make('conflict', madePage(inLinks)));
    await expect
      .poll(async () => (await marksOf(tab.page)).map(({ text }) => text))
      .toEqual([LOOKAHEAD, SUPERPOSED]);
    const byId = await Card.hover(tab.page, LOOKAHEAD, other);
    expect(await byId.text()).toContain(
      'arXiv id 2401.00001 in the link, though its text is the title of another paper you have',
    );
    await tab.page.keyboard.press('Escape');
    await byId.gone();
    const byTitle = await Card.hover(tab.page, SUPERPOSED);
    expect(await byTitle.text()).toContain(
      'as a link, though it leads to the code or page of another paper you have',
    );
    await tab.page.close();
  });
});
