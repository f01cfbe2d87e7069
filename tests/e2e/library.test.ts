/** The library page: bringing papers in, and taking the starter papers out. */
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ChromiumExtension } from './extension.ts';
import { type FixtureServer, serveFixtures } from './fixture-server.ts';
import { list, madePage, SUPERPOSED, UNKNOWN } from './made-pages.ts';
import { Popup } from './popup.ts';

const MEDUSA = 'Medusa: Simple LLM Inference Acceleration Framework with Multiple Decoding Heads';
const EAGLE = 'EAGLE: Speculative Sampling Requires Rethinking Feature Uncertainty';

const LINES = [
  { title: UNKNOWN, authors: ['Yaniv Leviathan'], year: 2023, arxivId: '2211.17192' },
  { title: MEDUSA, abstract: 'Several heads predict several tokens.', arxivId: '2401.10774' },
  { title: SUPERPOSED, year: 2024, arxivId: '2405.18400' },
];

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

async function importFile(name: string, buffer: Buffer): Promise<string> {
  const page = await extension.openLibrary('#import');
  await page
    .getByLabel('Import files')
    .setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
  const status = page.getByRole('status').filter({ hasText: /\d+ added, \d+ merged, \d+ skipped/ });
  await status.first().waitFor({ timeout: 20_000 });
  const text = (await status.first().textContent()) ?? '';
  await page.close();
  return /[\d,]+ added, [\d,]+ merged, [\d,]+ skipped/.exec(text)?.[0] ?? text;
}

describe('the library', () => {
  it('has its file input wherever it is opened', async () => {
    const page = await extension.openLibrary();
    await page.getByLabel('Import files').waitFor({ state: 'attached', timeout: 5_000 });
    await page.close();
  });

  it('ends a damaged file in an error, and takes back what had come in from it', async () => {
    const lines = Array.from({ length: 6_000 }, (_, index) =>
      JSON.stringify({ title: `On the ${index} uses of ${Math.random()}`, year: 2020 }),
    );
    const zipped = gzipSync(lines.join('\n'));
    const page = await extension.openLibrary('#import');
    await page.getByLabel('Import files').setInputFiles({
      name: 'cut.jsonl.gz',
      mimeType: 'application/gzip',
      buffer: zipped.subarray(0, zipped.length / 2),
    });
    const status = page.getByRole('status');
    await status
      .filter({ hasText: 'cut.jsonl.gz could not be read to its end.' })
      .waitFor({ timeout: 20_000 });
    await page.getByRole('button', { name: 'Take back this import' }).click();
    const undone = status.filter({ hasText: /^Taken back\. [2-3],\d+ papers are out again\.$/ });
    await undone.waitFor({ timeout: 20_000 });
    await page.close();
  });

  it('imports JSON Lines, merges what is known, and skips what it cannot read', async () => {
    const text = `${LINES.map((line) => JSON.stringify(line)).join('\n')}\nnot json\n`;
    expect(await importFile('papers.jsonl', Buffer.from(text))).toBe(
      '2 added, 1 merged, 1 skipped',
    );
    const popup = new Popup(await extension.openPopup());
    await popup.search('several heads predict');
    expect(await popup.placeOf(MEDUSA, 1)).toBe(1);
  });

  it('imports the same again, gzipped, and adds nothing', async () => {
    const text = LINES.map((line) => JSON.stringify(line)).join('\n');
    expect(await importFile('papers.jsonl.gz', gzipSync(text))).toBe(
      '0 added, 3 merged, 0 skipped',
    );
    expect(await extension.ask('catalogueState')).toEqual({ kind: 'ready', papers: 121 });
  });

  it('has imported papers marked, by title and by the id in a link', async () => {
    const html = madePage(
      `${list(UNKNOWN)}<p><a href="https://arxiv.org/pdf/2405.18400v2">a link to it</a></p>`,
    );
    const { tabId } = await extension.openSite(server.make('imported', html));
    await expect.poll(() => extension.badge(tabId)).toBe('2');
  });

  it('adds a pasted listing after a look at it', async () => {
    const page = await extension.openLibrary('#import');
    const listing = [
      EAGLE,
      'Drafting at the level of features makes more guesses come true, since features follow each other more regularly than tokens do. We show this for models of several sizes.',
      SUPERPOSED,
      'Many applications offer the user several continuations of one text; we obtain them from the work of a single pass.',
    ];
    await page.getByRole('textbox', { name: /copied from a listing/ }).fill(listing.join('\n'));
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByText('1 new · 1 known · 0 unreadable').waitFor();
    await page.getByRole('button', { name: 'Add 1 paper' }).click();
    const popup = new Popup(await extension.openPopup());
    await popup.search('EAGLE');
    expect(await popup.placeOf(EAGLE, 1)).toBe(1);
    expect(await extension.ask('catalogueState')).toEqual({ kind: 'ready', papers: 122 });
    await page.close();
  });

  it('finds, and keeps its state in its address', async () => {
    const page = await extension.openLibrary();
    await page
      .getByRole('combobox', { name: 'Search papers' })
      .or(page.getByRole('searchbox'))
      .first()
      .fill('superposed decoding');
    const row = page.getByText(SUPERPOSED).first();
    await row.waitFor();
    await row.click();
    const address = page.url();
    await page.reload();
    expect(page.url()).toBe(address);
    await page.getByText(SUPERPOSED).first().waitFor();
    await page.close();
  });
});
