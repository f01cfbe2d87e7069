/** The page that is a paper itself: known, to be added, or a PDF of one; and the list of a page's papers. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ChromiumExtension } from './extension.ts';
import { type FixtureServer, serveFixtures } from './fixture-server.ts';
import { BLOCKWISE, LOOKAHEAD, list, madePage, SUPERPOSED } from './made-pages.ts';
import { Popup } from './popup.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PDF = { html: '%PDF-1.4\n%%EOF', headers: { 'content-type': 'application/pdf' } };
const DOI = '10.1038/nature14539';
const IS_KNOWN = 'Manicule: this page is a paper you have';
const IS_NEW = 'Manicule: this page is a paper you could add';

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

/** What the toolbar icon says in words. */
async function tooltip(tabId: number): Promise<string> {
  const desk = await extension.desk();
  return desk.evaluate((tab) => chrome.action.getTitle({ tabId: tab }), tabId);
}

async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const results = await page.evaluate<AxeResults>(
    `axe.run({ rules: { 'page-has-heading-one': { enabled: false } } })`,
  );
  return results.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

const article = (head: string) =>
  `<!doctype html><title>Deep learning | Nature</title>${head}<h1>Deep learning</h1><p>An article.</p>`;

describe('the list of a page', () => {
  it('has its papers in order, is walked by keys alone, and jumps', async () => {
    const gap = '<div style="height: 3000px"></div>';
    const { page, tabId } = await extension.openSite(
      server.make(
        'long',
        madePage(`${list(SUPERPOSED)}${gap}${list(BLOCKWISE, BLOCKWISE)}${gap}${list(LOOKAHEAD)}`),
      ),
    );
    await expect.poll(() => extension.badge(tabId)).toBe('3');
    const popupPage = await extension.openPopup(tabId);
    const popup = new Popup(popupPage);
    await popupPage.getByRole('button', { name: 'Show' }).click();
    await expect.poll(() => popup.titles()).toEqual([SUPERPOSED, BLOCKWISE, LOOKAHEAD]);
    expect(await popup.options.nth(1).textContent()).toContain('by title · ×2');
    expect(await faultsOf(popupPage)).toEqual([]);
    await popupPage.keyboard.press('ArrowDown');
    await popupPage.keyboard.press('Shift+Enter');
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(2_000);
    expect(popupPage.isClosed()).toBe(false);
    await popupPage.keyboard.press('ArrowDown');
    const closed = popupPage.waitForEvent('close');
    // Not `press`: the popup is gone before the key is up.
    await popupPage.keyboard.down('Enter');
    await closed;
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(5_000);
    await page.close();
  });
});

describe('a page that is a paper', () => {
  const meta = `<meta name="citation_title" content="Deep &lt;i&gt;learning&lt;/i&gt;">
    <meta name="citation_author" content="LeCun, Yann; B&amp;eacute;ngio, Y.">
    <meta name="citation_journal_title" content="Nature">
    <meta name="citation_publication_date" content="2015/05/28">
    <meta name="citation_doi" content="${DOI}">`;

  it('says that it could be added, is added with its data, and its tags come next', async () => {
    const { page, tabId } = await extension.openSite(server.make('article', article(meta)));
    await expect.poll(() => tooltip(tabId)).toBe(IS_NEW);
    expect(await extension.badge(tabId)).toBe('');
    const popupPage = await extension.openPopup(tabId);
    const popup = new Popup(popupPage);
    await popupPage.getByText('A paper you don’t have').waitFor();
    await popupPage.getByRole('button', { name: 'Add', exact: true }).click();
    await expect
      .poll(() => popup.tagField.evaluate((field) => field === document.activeElement))
      .toBe(true);
    await popupPage.keyboard.type('foundations');
    await popupPage.keyboard.press('Enter');
    await popup.chip('foundations').waitFor();
    expect(await popup.titles()).toEqual(['Deep learning']);
    await expect.poll(() => tooltip(tabId)).toBe(IS_KNOWN);
    expect(await faultsOf(popupPage)).toEqual([]);
    const id = await popup.options.first().getAttribute('data-paper-id');
    const view = await extension.ask('paper', { id: id as never });
    expect(view?.paper).toMatchObject({
      title: 'Deep learning',
      authors: ['LeCun, Yann', 'Béngio, Y.'],
      year: 2015,
      venue: 'Nature',
      identifiers: [{ scheme: 'doi', value: DOI }],
      sources: [{ kind: 'page' }],
    });
    await popupPage.close();
    await page.close();
  });

  it('is known again where only its meta data names it, or only its address', async () => {
    const byMeta = await extension.openSite(server.make('again', article(meta)));
    await expect.poll(() => tooltip(byMeta.tabId)).toBe(IS_KNOWN);
    const byAddress = await extension.openSite(`${server.make('plain', article(''))}?doi=${DOI}`);
    await expect.poll(() => tooltip(byAddress.tabId)).toBe(IS_KNOWN);
    const popupPage = await extension.openPopup(byAddress.tabId);
    await popupPage.getByText('This page is Deep learning').waitFor();
    for (const page of [popupPage, byMeta.page, byAddress.page]) await page.close();
  });

  it.each([
    { name: 'DOI', head: meta.replace(DOI, '10.1038/nature99999') },
    {
      name: 'authors',
      head: `<meta name="citation_title" content="Deep learning"><meta name="citation_author" content="Yann Other">`,
    },
  ])('is not the known one of its title where it has another $name', async ({ name, head }) => {
    const { page, tabId } = await extension.openSite(server.make(`other-${name}`, article(head)));
    const popupPage = await extension.openPopup(tabId);
    await popupPage.getByText('A paper you don’t have').waitFor();
    await popupPage.close();
    await page.close();
  });

  it('is none where it only searches for one', async () => {
    const { page, tabId } = await extension.openSite(
      `${server.make('search', madePage('<h1>Results</h1>'))}?q=${DOI}`,
    );
    const popupPage = await extension.openPopup(tabId);
    await popupPage.getByText('No papers of yours on this page').waitFor();
    expect(await tooltip(tabId)).toBe('Manicule');
    await popupPage.close();
    await page.close();
  });
});

describe('a PDF', () => {
  it('of a known paper is shown so on the toolbar, before the popup is opened', async () => {
    const { page, tabId } = await extension.openSite(`${server.make('known.pdf', PDF)}?doi=${DOI}`);
    await expect.poll(() => tooltip(tabId)).toBe(IS_KNOWN);
    expect(await extension.badge(tabId)).toBe('');
    const popupPage = await extension.openPopup(tabId);
    await popupPage.getByText('PDF of Deep learning').waitFor();
    await popupPage.close();
    await page.close();
  });

  it('of an unknown one says so, and leads to the page from which it can be added', async () => {
    const { page, tabId } = await extension.openSite(
      `${server.make('new.pdf', PDF)}?doi=10.1038/nature12345`,
    );
    await expect.poll(() => tooltip(tabId)).toBe(IS_NEW);
    const popupPage = await extension.openPopup(tabId);
    await popupPage.getByText('PDF of a paper you don’t have').waitFor();
    await popupPage.getByRole('button', { name: 'Open its page' }).waitFor();
    await popupPage.close();
    await page.close();
  });

  it('that names no paper is left alone', async () => {
    const { page, tabId } = await extension.openSite(server.make('menu.pdf', PDF));
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(await tooltip(tabId)).toBe('Manicule');
    await page.close();
  });
});
