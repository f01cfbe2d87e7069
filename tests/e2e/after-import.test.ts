/** What pages know in the seconds after an import, while nobody asks the worker for anything. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PaperDraft } from '../../lib/paper/paper.ts';
import { ChromiumExtension, marksOf } from './extension.ts';
import { type FixtureServer, serveFixtures } from './fixture-server.ts';
import { madePage } from './made-pages.ts';
import { starterTitles } from './starter-titles.ts';

/** In this time after the end of an import a page has everything: changes lie beside the table at first, without main titles. */
const FEW_SECONDS_MS = 5_000;
/** After that nothing is to change any more. */
const LATER_MS = 3_000;

const LENS = 'DecoderLens: Layerwise Interpretation of Encoder-Decoder Transformers';
const SIXTEEN = 'An Image is Worth 16x16 Words: Transformers for Image Recognition at Scale';
const SUPERVISION = 'Learning Transferable Visual Models From Natural Language Supervision';

const paper = (title: string, arxiv: string): PaperDraft => ({
  title,
  abstract: '',
  authors: [],
  year: null,
  venue: '',
  identifiers: [{ scheme: 'arxiv', value: arxiv }],
  links: [],
});

/** One that the starter has without an id, and two new ones. */
const PAPERS = [
  paper(LENS, '2310.03686'),
  paper(SIXTEEN, '2010.11929'),
  paper(SUPERVISION, '2103.00020'),
];

const link = (arxiv: string, text: string) =>
  `<a href="https://arxiv.org/pdf/${arxiv}">${text}</a>`;
const PAGE = madePage(`
  <h2>DecoderLens</h2>
  <h2>An Image is Worth 16x16 Words</h2>
  <ul>
    <li>${LENS} ${link('2310.03686', 'pdf')}</li>
    <li>${SIXTEEN} ${link('2010.11929', 'pdf')}</li>
    <li>${SUPERVISION}</li>
    <li>${link('2310.03686', 'one by its link')}</li>
    <li>${link('2010.11929', 'another by its link')}</li>
    <li>arXiv:2103.00020</li>
  </ul>`);
const EXPECTED = [
  'DecoderLens',
  'An Image is Worth 16x16 Words',
  LENS,
  SIXTEEN,
  SUPERVISION,
  'one by its link',
  'another by its link',
  'arXiv:2103.00020',
];

let extension: ChromiumExtension;
let server: FixtureServer;

beforeAll(async () => {
  server = await serveFixtures();
});

afterAll(() => server.close());

async function runImport(): Promise<void> {
  const { id } = await extension.ask('beginImport', { fingerprint: 'few', name: 'papers.jsonl' });
  await extension.ask('importChunk', { jobId: id, chunk: 0, papers: PAPERS, skipped: 0 });
  await extension.ask('endImport', { jobId: id, state: 'done' });
}

describe('after an import', () => {
  it.each([
    { name: 'a page that is opened just then', opensBefore: false },
    { name: 'a page that was open before', opensBefore: true },
  ])('$name has one mark for each mention within a few seconds', async ({ opensBefore }) => {
    expect(starterTitles()).toContain(LENS);
    extension = await ChromiumExtension.launch();
    try {
      await extension.ready();
      const open = async () => (await extension.openSite(server.make('after', PAGE))).page;
      const before = opensBefore ? await open() : null;
      await runImport();
      const page = before ?? (await open());
      const texts = async () => (await marksOf(page)).map(({ text }) => text);
      await expect.poll(texts, { timeout: FEW_SECONDS_MS, interval: 100 }).toEqual(EXPECTED);
      await page.waitForTimeout(LATER_MS);
      expect(await texts()).toEqual(EXPECTED);
    } finally {
      await extension.close();
    }
  });
});
