/** Every paper of the starter listing, through the whole of the built extension. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requestOf } from '../search/request-of.ts';
import { allMarksOf, ChromiumExtension } from './extension.ts';
import { type FixtureServer, serveFixtures } from './fixture-server.ts';
import { Popup } from './popup.ts';
import { starterTitles } from './starter-titles.ts';

const TAG = 'every one';

describe('all papers of the starter listing', () => {
  const titles = starterTitles();
  const totals: Record<string, number> = {};
  let extension: ChromiumExtension;
  let server: FixtureServer;

  beforeAll(async () => {
    server = await serveFixtures();
    extension = await ChromiumExtension.launch();
    await extension.ready();
  });

  afterAll(async () => {
    console.table(totals);
    await extension.close();
    await server.close();
  });

  it('are parsed, each once', async () => {
    const page = await extension.ask('search', requestOf('', { sort: 'title', limit: 200 }));
    const parsed = page.results.map(({ paper }) => paper.title);
    totals.listed = titles.length;
    totals.parsed = titles.filter((title) => parsed.includes(title)).length;
    expect(titles).toHaveLength(119);
    expect([...parsed].sort()).toEqual([...titles].sort());
  });

  it('are found first by full title, in the first three by name, and can be tagged', async () => {
    const popup = new Popup(await extension.openPopup());
    const faults: string[] = [];
    let names = 0;
    let namesFound = 0;
    let first = 0;
    let tagged = 0;
    for (const title of titles) {
      await popup.search(title);
      if ((await popup.placeOf(title, 1)) === 1) first++;
      else faults.push(`not first by its title: ${title} (${(await popup.titles())[0] ?? 'none'})`);
      await popup.tagSelected(TAG);
      tagged++;
      const name = /^([^:]+): /.exec(title)?.[1];
      if (name === undefined) continue;
      names++;
      await popup.search(name);
      const place = await popup.placeOf(title, 3);
      if (place !== null) namesFound++;
      else faults.push(`not in the first three by "${name}": ${title}`);
    }
    totals['first by full title'] = first;
    totals['with a name before a colon'] = names;
    totals['in the first three by it'] = namesFound;
    totals.tagged = tagged;
    expect(faults).toEqual([]);
    await expect
      .poll(async () => (await extension.ask('tags')).find(({ name }) => name === TAG)?.papers)
      .toBe(titles.length);
  }, 300_000);

  it('are marked where the title stands alone in a list item', async () => {
    const items = titles
      .map((title) => title.replaceAll('&', '&amp;').replaceAll('<', '&lt;'))
      .map((title) => `<li>${title}</li>`);
    const url = server.make(
      'all-titles',
      `<!doctype html><meta charset="utf-8"><title>Titles</title><ul>${items.join('\n')}</ul>`,
    );
    const { page, tabId } = await extension.openSite(url);
    await expect.poll(() => extension.badge(tabId)).toBe('99+');
    // A mark ends with the last letter: "?" and "*" at the end of a title stay outside.
    const letters = (text: string) => text.replace(/[^\p{L}\p{N}]+$/u, '');
    const marked = (await allMarksOf(page)).map(({ text }) => letters(text));
    totals.marked = titles.filter((title) => marked.includes(letters(title))).length;
    expect(marked).toEqual(titles.map(letters));
    await page.close();
  });
});
