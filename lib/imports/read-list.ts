import { type Compared, comparePasted, type FindReferences } from './compare-pasted.ts';
import { readPasted } from './read-pasted.ts';

/** Reads a pasted text and tells which of its papers are known; a title that was broken into lines is one paper. */
export async function readList(find: FindReferences, text: string): Promise<Compared> {
  const compared = await comparePasted(find, await readPasted(text));
  if (!mayBeOneTitle(text) || compared.entries.some(({ known }) => known !== null)) return compared;
  const joined = await comparePasted(find, await readPasted(text.replace(/\s+/g, ' ')));
  const [entry] = joined.entries;
  const isOne = entry?.known != null || compared.entries.length < 2 || isBroken(text);
  return joined.entries.length === 1 && isOne ? joined : compared;
}

const MAX_TITLE_LINES = 3;
const MAX_TITLE_LETTERS = 300;

const linesOf = (text: string) => text.split(/[\r\n]+/).filter((line) => line.trim() !== '');

function mayBeOneTitle(text: string): boolean {
  const lines = linesOf(text);
  return lines.length > 1 && lines.length <= MAX_TITLE_LINES && text.length <= MAX_TITLE_LETTERS;
}

/** A line that no title is alone: of a word or two, or ending in the middle. */
function isBroken(text: string): boolean {
  return linesOf(text).some(
    (line) =>
      line.trim().split(/\s+/).length < 3 ||
      /\b(?:a|an|the|of|for|with|and|or|in|to|on|via|by|from|as|at|is|are)$/i.test(line.trim()),
  );
}
