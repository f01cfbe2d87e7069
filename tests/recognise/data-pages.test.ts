/** Real pages with labels, read crudely in Node: all that is labelled a mention is found, nothing else. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { titleKey } from '../../lib/text/fold.ts';
import { hitsInHtml, matcherOfTitles } from './recognise-in-html.ts';
import { findData } from './shared-data.ts';

interface Labelled {
  readonly file: string;
  readonly occurrences: readonly { readonly title: string; readonly label: string }[];
}

const data = findData();

/** The titles of the listing, every second line behind its two lines of page chrome. */
function readTitles(folder: string): string[] {
  return readFileSync(`${folder}/listing/hf-papers-listing.txt`, 'utf8')
    .split('\n')
    .slice(2)
    .filter((line, index) => index % 2 === 0 && line !== '')
    .map((line) => line.replace(/^Subscribe/, ''));
}

function readPages(folder: string): Labelled[] {
  return JSON.parse(readFileSync(`${folder}/pages/manifest.json`, 'utf8'));
}

describe.skipIf(data === null)('labelled pages (skipped where the shared data is absent)', () => {
  const folder = data ?? '';
  const titles = data === null ? [] : readTitles(folder);
  const matcher = matcherOfTitles(titles);

  it.each(data === null ? [] : readPages(folder))('$file', ({ file, occurrences }) => {
    const html = readFileSync(`${folder}/pages/${file}`, 'utf8');
    const found = hitsInHtml(matcher, titles, html).filter(({ evidence }) => evidence !== null);
    const expected = occurrences.filter(({ label }) => label === 'yes');
    expect(found.map(({ title }) => titleKey(title)).sort()).toEqual(
      expected.map(({ title }) => titleKey(title)).sort(),
    );
  });
});
