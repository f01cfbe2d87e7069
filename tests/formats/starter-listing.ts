import { readFileSync } from 'node:fs';
import { parseListing } from '../../lib/formats/listing.ts';

const FILE = new URL('../../assets/starter/hf-papers-listing.txt', import.meta.url);

/** The packaged starter listing, as it is. */
export const starterText = readFileSync(FILE, 'utf8');

/** Its titles and abstracts, read by position alone: two lines of chrome, then pairs. */
export const starterPairs = pairs(starterText.split('\n').slice(2));

export const starterPapers = parseListing(starterText).papers;

function pairs(lines: readonly string[]): { title: string; abstract: string }[] {
  return lines.flatMap((title, index) =>
    index % 2 === 0 && title !== '' ? [{ title, abstract: lines[index + 1] ?? '' }] : [],
  );
}
