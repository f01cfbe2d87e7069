/** Marks on pages shaped like real sites: every mention, and nothing else. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { titleOnly } from '../../lib/paper/title-only.ts';
import { findFirefox } from '../browsers/find.ts';
import { ChromiumExtension } from './extension.ts';
import { FirefoxExtension } from './firefox.ts';
import { type FixtureServer, serveFixtures } from './fixture-server.ts';
import { madePage } from './made-pages.ts';
import { settledMarks } from './marks.ts';
import {
  judgePage,
  type OpenPage,
  readSitePages,
  readSitePapers,
  type SitePage,
  titleFinder,
  type Verdict,
} from './site-pages.ts';

const MIN_PAGES = 12;
const MIN_MENTIONS = 150;
const MIN_TRAPS = 150;
const MIN_RECALL = 0.98;
const VIEWPORT = { width: 1280, height: 1600 };
const PAGE_MS = 90_000;
const IMPORT_MS = 30_000;
const POLL_MS = 100;
/** What the popup reads in a page that is neither a paper nor a listing. */
const NOTHING_READ = { pdf: false, readable: true, own: null, identifiers: [], listed: null };
/**
 * Of the import, and in none of the pages. Once its title is marked, and its main title too, which is known only when
 * all text of the catalogue was read, pages have everything.
 */
const CANARY = titleOnly(
  'CanaryLens: Recent Canaries in the Mines of Recognition, a Title that No Other Page Has',
);

const pages = readSitePages();
const titleOf = titleFinder();

interface Browser {
  readonly ask: ChromiumExtension['ask'];
  /** Opens a page, lets it be looked at, and closes it. */
  visit<T>(url: string, look: (page: OpenPage) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

async function startChromium(): Promise<Browser> {
  const extension = await ChromiumExtension.launch();
  await extension.ready();
  return {
    ask: (name, ...data) => extension.ask(name, ...data),
    async visit(url, look) {
      const page = await extension.context.newPage();
      await page.setViewportSize(VIEWPORT);
      await page.goto(url);
      const tabId = await extension.tabIdOf(page);
      const result = await look({
        documents: () => page.frames().map((frame) => (inPage) => frame.evaluate(inPage)),
        listed: async () => titlesOf(await extension.ask('page', { tabId, reading: NOTHING_READ })),
      });
      await page.close();
      return result;
    },
    close: () => extension.close(),
  };
}

async function startFirefox(executable: string): Promise<Browser> {
  const extension = await FirefoxExtension.launch(executable, VIEWPORT);
  await extension.ready();
  return {
    ask: (name, ...data) => extension.ask(name, ...data),
    async visit(url, look) {
      const page = await extension.browser.newPage();
      await page.goto(url);
      const tabId = await extension.tabIdOf(url);
      const result = await look({
        documents: () => page.frames().map((frame) => (inPage) => frame.evaluate(inPage)),
        listed: async () => titlesOf(await extension.ask('page', { tabId, reading: NOTHING_READ })),
      });
      await page.close();
      return result;
    },
    close: () => extension.close(),
  };
}

function titlesOf({ papers }: { papers: readonly { paper: { title: string } }[] }): string[] {
  return papers.map(({ paper }) => paper.title);
}

/** Brings the papers of the pages into the catalogue, and waits until pages know them. */
async function importPapers(browser: Browser, server: FixtureServer): Promise<void> {
  const papers = [...readSitePapers(), CANARY];
  const { id } = await browser.ask('beginImport', { fingerprint: 'sites', name: 'papers.jsonl' });
  await browser.ask('importChunk', { jobId: id, chunk: 0, papers, skipped: 0 });
  await browser.ask('endImport', { jobId: id, state: 'done' });
  const canary = madePage(`<h1>${CANARY.title}</h1><h2>CanaryLens</h2>`);
  await browser.visit(server.make('canary', canary), async (page) => {
    const [main] = page.documents();
    if (main === undefined) throw new Error('a page without a document');
    for (let waited = 0; (await settledMarks(main)).length < 2; waited += POLL_MS) {
      if (waited > IMPORT_MS) throw new Error('the imported papers are not known to pages');
      // Firefox sleeps early in tests, and would put off what it does in quiet times.
      await browser.ask('catalogueState');
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  });
}

const sumOf = (verdicts: readonly Verdict[], count: (verdict: Verdict) => number) =>
  verdicts.reduce((sum, verdict) => sum + count(verdict), 0);

const firefox = findFirefox();
const browsers = [
  { name: 'Chromium', start: startChromium, isMissing: false },
  {
    name: 'Firefox',
    start: () => startFirefox(firefox ?? ''),
    isMissing: firefox === undefined,
  },
];

for (const { name, start, isMissing } of browsers) {
  describe.skipIf(isMissing)(`pages shaped like sites, in ${name}`, () => {
    let browser: Browser;
    let server: FixtureServer;
    const verdicts: Verdict[] = [];

    beforeAll(async () => {
      server = await serveFixtures();
      browser = await start();
      await importPapers(browser, server);
    });

    afterAll(async () => {
      await browser?.close();
      await server?.close();
    });

    it.each(pages)('$name has nothing marked but mentions', { timeout: PAGE_MS }, async (page) => {
      const verdict = await browser.visit(serve(server, page), (open) => judgePage(open, titleOf));
      verdicts.push(verdict);
      const { mentions, traps, missed, wrong } = verdict;
      const found = `${mentions - missed.length} of ${mentions} mentions, ${traps} traps`;
      console.log(
        [`${page.name}: ${found}`, ...lines('missed', missed), ...lines('wrong', wrong)].join('\n'),
      );
      expect(wrong).toEqual([]);
    });

    it('has nearly every mention marked', () => {
      const mentions = sumOf(verdicts, (verdict) => verdict.mentions);
      const missed = sumOf(verdicts, (verdict) => verdict.missed.length);
      const traps = sumOf(verdicts, (verdict) => verdict.traps);
      const wrong = sumOf(verdicts, (verdict) => verdict.wrong.length);
      const recall = (mentions - missed) / mentions;
      const precision = (mentions - missed) / (mentions - missed + wrong);
      const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
      console.log(
        `${name}: ${verdicts.length} pages, ${mentions} mentions, ${traps} traps; recall ${percent(recall)}, precision ${percent(precision)}`,
      );
      expect(verdicts.length).toBe(pages.length);
      expect(verdicts.length).toBeGreaterThanOrEqual(MIN_PAGES);
      expect(mentions).toBeGreaterThanOrEqual(MIN_MENTIONS);
      expect(traps).toBeGreaterThanOrEqual(MIN_TRAPS);
      expect(recall).toBeGreaterThanOrEqual(MIN_RECALL);
      expect(precision).toBe(1);
    });
  });
}

function lines(kind: string, items: readonly string[]): string[] {
  return items.map((item) => `  ${kind}: ${item}`);
}

function serve(server: FixtureServer, { name, html, headers }: SitePage): string {
  return server.make(name, { html, headers });
}
