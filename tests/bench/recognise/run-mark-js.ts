/** mark.js, which needs a page: in a real Chromium, killed when its time is up. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import { CHROMIUM_ARGS } from '../../browsers/chromium-args.ts';
import { findChromium } from '../../browsers/find.ts';
import { readPapers, readTitles, spread } from '../real-papers.ts';
import { SIZES } from './sizes.ts';
import { makeText } from './texts.ts';

const [count, data = ''] = process.argv.slice(2);
const titles = spread(readTitles(data), Number(count)).map(({ title }) => title);
const papers = readPapers(data, 20_000);
const library = readFileSync(
  createRequire(import.meta.url).resolve('mark.js/dist/mark.min.js'),
  'utf8',
);

const browser = await chromium.launch({
  executablePath: findChromium(),
  args: [...CHROMIUM_ARGS, '--js-flags=--max-old-space-size=2048'],
});
process.on('SIGTERM', () => void browser.close().finally(() => process.exit(1)));
const page = await browser.newPage();
for (const { size, letters } of SIZES) {
  const { blocks, text, plants } = makeText(papers, titles, letters);
  const measured = await page.evaluate(
    async ({ blocks, titles, library }) => {
      document.body.replaceChildren(
        ...blocks.map((block) => {
          const paragraph = document.createElement('p');
          paragraph.textContent = block;
          return paragraph;
        }),
      );
      // biome-ignore lint/security/noGlobalEval: the library as its page would load it
      globalThis.eval(library);
      type Mark = new (root: Element) => { mark(words: string[], options: object): void };
      const { Mark } = globalThis as unknown as { Mark: Mark };
      const found: string[] = [];
      const start = performance.now();
      try {
        await new Promise<void>((done) => {
          new Mark(document.body).mark(titles, {
            separateWordSearch: false,
            diacritics: true,
            each: (element: Element) => found.push(element.textContent ?? ''),
            done: () => done(),
          });
        });
      } catch (error) {
        return { error: String(error).slice(0, 120) };
      }
      return { ms: performance.now() - start, found };
    },
    { blocks, titles, library },
  );
  if ('error' in measured) {
    console.log(JSON.stringify({ kind: 'text', size, error: measured.error }));
    break;
  }
  const marked = new Map<string, number>();
  for (const surface of measured.found) {
    const key = surface.toLowerCase();
    marked.set(key, (marked.get(key) ?? 0) + 1);
  }
  const planted: Record<string, number> = {};
  const found: Record<string, number> = {};
  for (const plant of plants) {
    planted[plant.form] = (planted[plant.form] ?? 0) + 1;
    const key = text.slice(plant.start, plant.end).toLowerCase();
    const rest = marked.get(key) ?? 0;
    if (rest === 0) continue;
    marked.set(key, rest - 1);
    found[plant.form] = (found[plant.form] ?? 0) + 1;
  }
  console.log(
    JSON.stringify({ kind: 'text', size, letters: text.length, ms: measured.ms, planted, found }),
  );
}
await browser.close();
