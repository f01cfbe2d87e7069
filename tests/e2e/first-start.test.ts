/** What happens to the catalogue when things go wrong at the worst moment. */

import { afterEach, describe, expect, it } from 'vitest';
import { requestOf } from '../search/request-of.ts';
import { ChromiumExtension } from './extension.ts';
import { SUPERPOSED } from './made-pages.ts';
import { Popup } from './popup.ts';
import { starterTitles } from './starter-titles.ts';

const EVERYTHING = requestOf('', { sort: 'title', limit: 200 });

let extension: ChromiumExtension;

afterEach(() => extension.close());

async function titlesOf(from: ChromiumExtension): Promise<string[]> {
  const page = await from.ask('search', EVERYTHING);
  return page.results.map(({ paper }) => paper.title).sort();
}

describe('first start', () => {
  it('puts 119 papers into an empty catalogue, and the popup finds one at once', async () => {
    extension = await ChromiumExtension.launch();
    await extension.ready();
    expect(await extension.ask('catalogueState')).toEqual({ kind: 'ready', papers: 119 });
    const popup = new Popup(await extension.openPopup());
    expect(await popup.field.evaluate((field) => field === document.activeElement)).toBe(true);
    await popup.page.keyboard.type('superposed');
    expect(await popup.placeOf(SUPERPOSED, 1)).toBe(1);
  });

  it('is taken up again when the worker dies in the middle, and adds each paper once', async () => {
    extension = await ChromiumExtension.launch();
    await extension.stopWorker();
    for (const afterMs of [0, 20, 50, 90, 140]) {
      const desk = await extension.desk();
      const wake = desk.evaluate(() =>
        chrome.runtime
          .sendMessage({ message: 'catalogueState', data: null })
          .catch(() => undefined),
      );
      await desk.waitForTimeout(afterMs);
      await extension.stopWorker();
      await wake;
    }
    await extension.ready();
    expect(await titlesOf(extension)).toEqual([...starterTitles()].sort());
  });

  it('does not come again after the starter papers were removed', async () => {
    extension = await ChromiumExtension.launch();
    await extension.ready();
    const before = await extension.ask('search', { ...EVERYTHING, limit: 1 });
    const kept = before.results[0]?.paper;
    if (kept === undefined) throw new Error('no paper');
    await extension.ask('change', {
      id: 'tag-one',
      change: { kind: 'tag', paperIds: [kept.id], name: 'kept' },
    });
    await extension.ask('change', { id: 'remove', change: { kind: 'remove-starter' } });
    expect(await titlesOf(extension)).toEqual([kept.title]);
    await extension.stopWorker();
    expect(await titlesOf(extension)).toEqual([kept.title]);
    await extension.restart();
    await extension.ready();
    expect(await titlesOf(extension)).toEqual([kept.title]);
  });

  it('says that the database was emptied, and puts nothing in its place unasked', async () => {
    extension = await ChromiumExtension.launch();
    await extension.ready();
    await extension.stopWorker();
    const desk = await extension.desk();
    const deleted = await desk.evaluate(async () => {
      const databases = await indexedDB.databases();
      await Promise.all(
        databases.map(
          ({ name }) =>
            new Promise((resolve, reject) => {
              const request = indexedDB.deleteDatabase(name ?? '');
              request.onsuccess = resolve;
              request.onerror = () => reject(request.error);
              request.onblocked = () => reject(new Error(`${name} is held open`));
            }),
        ),
      );
      return databases.length;
    });
    expect(deleted).toBeGreaterThan(0);
    expect(await extension.ask('catalogueState')).toEqual({ kind: 'emptied', remembered: 119 });
    await extension.stopWorker();
    expect(await extension.ask('catalogueState')).toEqual({ kind: 'emptied', remembered: 119 });
    const page = await extension.openPopup();
    await page.getByText('Your papers are gone from this browser').waitFor();
    await page.getByRole('button', { name: 'Start with the sample papers' }).click();
    await expect
      .poll(() => extension.ask('catalogueState'))
      .toEqual({ kind: 'ready', papers: 119 });
  });
});
