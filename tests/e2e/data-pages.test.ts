/** Real pages with recorded expectations; not part of the project, so the run is left out where they are absent. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allMarksOf, ChromiumExtension, marksOf } from './extension.ts';
import { type FixtureServer, serveFixtures } from './fixture-server.ts';

interface Occurrence {
  readonly title: string;
  readonly surface: string;
  /** "yes", or "no: " and why. */
  readonly label: string;
}

interface DataPage {
  readonly file: string;
  readonly occurrences: readonly Occurrence[];
  /** Titles of the catalogue that the page has only as part of other papers' titles. */
  readonly near_misses: readonly string[];
}

const folder = join(
  process.env.MANICULE_DATA ?? new URL('../../../shared/data', import.meta.url).pathname,
  'pages',
);
const manifest = join(folder, 'manifest.json');
const present = existsSync(manifest);
if (!present) console.log(`No real pages at ${folder}: their tests are left out.`);
const pages: DataPage[] = present ? JSON.parse(readFileSync(manifest, 'utf8')) : [];

/** Stands at the end of each page: once it is marked, everything before it has been looked at. */
const CANARY =
  'Exact Learning of Permutations for Nonzero Binary Inputs with Logarithmic Training Size and Quadratic Ensemble Complexity';

const fold = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

describe.skipIf(!present)('real pages', () => {
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

  it.each(pages)('$file', { timeout: 120_000 }, async ({ file, occurrences, near_misses }) => {
    const url = await server.file(join(folder, file), `<ul><li>${CANARY}</li></ul>`);
    const { page, tabId } = await extension.openSite(url);
    await page.setViewportSize({ width: 1280, height: 4000 });
    const papersOn = async () => (await extension.ask('page', { tabId, reading: null })).papers;
    await expect
      .poll(async () => (await papersOn()).map(({ paper }) => paper.title), {
        timeout: 30_000,
        interval: 400,
      })
      .toContain(CANARY);
    const papers = (await papersOn()).filter(({ paper }) => paper.title !== CANARY);
    const byTitle = papers.filter(({ evidence }) => evidence.certainty === 'title');
    const yes = occurrences.filter(({ label }) => label === 'yes');
    const expected = new Set(yes.map(({ title }) => title));
    for (const { paper } of byTitle) expect([...expected]).toContain(paper.title);
    for (const title of near_misses)
      expect(papers.map(({ paper }) => paper.title)).not.toContain(title);
    if (yes.length === 0) {
      expect(papers.map(({ paper, evidence }) => [paper.title, evidence])).toEqual([]);
      await page.evaluate(() => scrollTo({ top: document.body.scrollHeight, behavior: 'instant' }));
      expect((await marksOf(page)).map(({ text }) => text)).toEqual([CANARY]);
    } else {
      const marked = (await allMarksOf(page)).map(({ text }) => fold(text));
      for (const title of expected) {
        const surfaces = yes.filter((occurrence) => occurrence.title === title);
        const found = marked.filter((text) => text === fold(title));
        expect(found, `marks of ${title}`).toHaveLength(surfaces.length);
      }
    }
    await page.close();
  });
});
