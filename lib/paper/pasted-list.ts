import { namedBy } from './named-paper.ts';

/** Longer texts are files; the browser keeps no more for a session either. UTF-16 units. */
export const MAX_PASTED = 2_000_000;

const BIBTEX = /^\s*@[a-z]+\s*[{(]/i;
const NAMES_PAPER = /https?:\/\/|\bar[Xx]iv[:.\s]|\bdoi\b|\b10\.\d{4,9}\//;
/** A title has a year in it too at times; a reference is longer, and has its punctuation. */
const REFERENCE_LETTERS = 60;

/**
 * Whether a pasted text is to be read as references, rather than searched for: several lines, BibTeX,
 * or one reference with an id, or with a year. An id or an address alone is not.
 */
export function isListPasted(text: string): boolean {
  const line = text.trim();
  if (/\S\s*[\r\n]\s*\S/.test(line) || BIBTEX.test(line)) return true;
  if (namedBy(line) !== null) return false;
  if (NAMES_PAPER.test(line)) return true;
  return (
    line.length >= REFERENCE_LETTERS &&
    /(?<![\d/])(?:19|20)\d\d(?!\d)/.test(line) &&
    /[.,)]\s/.test(line)
  );
}
