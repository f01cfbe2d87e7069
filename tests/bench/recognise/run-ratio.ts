/** Our engine with 100 and with 100,000 titles over the same page, by turns: what a larger catalogue costs. */
import { readPapers, readTitles, spread } from '../real-papers.ts';
import { ENGINES } from './engines.ts';
import { makeText } from './texts.ts';

const [data = ''] = process.argv.slice(2);
const all = readTitles(data);
const papers = readPapers(data, 20_000);
const small = spread(all, 100).map(({ title }) => title);
const large = spread(all, 100_000).map(({ title }) => title);
const engines = [small, large].map((titles) => ENGINES.manicule(titles));
const rows = [100_000, 1_000_000].map((letters) => {
  // The small catalogue's titles are in the large one too, so both find what is planted.
  const { blocks } = makeText(papers, small, letters);
  const best = engines.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < 60; round++) {
    engines.forEach((engine, index) => {
      const from = performance.now();
      engine.run(blocks);
      best[index] = Math.min(best[index] ?? 0, performance.now() - from);
    });
  }
  return { letters, ms: best, ratio: (best[1] ?? 0) / (best[0] ?? 1) };
});
console.log(JSON.stringify(rows));
