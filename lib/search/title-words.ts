import { tokenise, type Word } from '../text/tokenise.ts';
import type { SearchRecord } from './source.ts';

/** Titles at the top are asked for again with every letter typed. */
const known = new WeakMap<SearchRecord, readonly Word[]>();

/** The words and names of a paper's title. */
export function titleWords(record: SearchRecord): readonly Word[] {
  let words = known.get(record);
  if (words === undefined) {
    words = tokenise(record.title);
    known.set(record, words);
  }
  return words;
}
