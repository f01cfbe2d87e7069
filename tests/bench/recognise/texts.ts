/** Texts like pages have: real abstracts, with mangled titles of the catalogue planted in them. */
import type { RealPaper } from '../real-papers.ts';
import { createMangler } from './mangle.ts';

/** Letters of text to a planted title. */
const PLANT_EVERY = 2_500;

interface Plant {
  readonly row: number;
  readonly title: string;
  readonly form: string;
  readonly start: number;
  readonly end: number;
}

export interface BenchText {
  /** Blocks of a page, one after the other; joined by blank lines they are the text. */
  readonly blocks: readonly string[];
  readonly text: string;
  readonly plants: readonly Plant[];
}

/**
 * The same text in one piece, as a page's texts are: what was put together of others stays a tree
 * inside, and one such string makes every function slow that ever reads it letter by letter.
 */
const flatten = (text: string): string => JSON.parse(JSON.stringify(text));

/** A text of about `letters` UTF-16 units; titles are taken in turn from `titles`. */
export function makeText(
  papers: readonly RealPaper[],
  titles: readonly string[],
  letters: number,
): BenchText {
  const mangle = createMangler();
  const blocks: string[] = [];
  const plants: Plant[] = [];
  const longEnough = titles
    .map((title, row) => ({ title, row }))
    .filter(({ title }) => title.length >= 40 && !/[$\\{]/.test(title));
  let at = 0;
  let plantAt = PLANT_EVERY / 2;
  const put = (block: string) => {
    blocks.push(flatten(block));
    at += block.length + 2;
  };
  for (let i = 0; at < letters; i++) {
    put(papers[i % papers.length]?.abstract ?? '');
    if (at < plantAt || longEnough.length === 0) continue;
    plantAt += PLANT_EVERY;
    const { title, row } = longEnough[(plants.length * 7919) % longEnough.length] ??
      longEnough[0] ?? { title: '', row: 0 };
    const { form, text } = mangle(title);
    plants.push({ row, title, form, start: at, end: at + text.length });
    put(text);
  }
  return { blocks, text: blocks.join('\n\n'), plants };
}
