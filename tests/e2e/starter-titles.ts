import { readFileSync } from 'node:fs';

const LISTING = new URL('../../assets/starter/hf-papers-listing.txt', import.meta.url);

/** What the sources damaged and reading mends; see `lib/formats`. */
const MENDED: Readonly<Record<string, string>> = {};

/**
 * The titles of the packaged listing, read in the simplest way that fits this one file (two lines
 * of chrome, then title and abstract in turn), so that the parser is held against something else.
 */
export function starterTitles(): string[] {
  const lines = readFileSync(LISTING, 'utf8').split('\n').slice(2);
  return lines
    .filter((line, index) => index % 2 === 0 && line !== '')
    .map((line) => line.replace(/^Subscribe/, '').trim())
    .map((title) => MENDED[title] ?? title);
}
