/** A list of references, of titles or of ids, one paper an entry. */

import { mergeKeys } from '../paper/identity.ts';
import { titleKey } from '../text/fold.ts';
import { chromeShare } from './chrome-words.ts';
import { isIdentifierAlone } from './listing-forms.ts';
import { makeProblem, type Problem, type Reading } from './problem.ts';
import { MAX_ENTRY, NUMBERING, readReference } from './reference-entry.ts';
import { isHeading, isSigned, splitEntries } from './reference-lines.ts';

/** True where most entries of a text have the signs of references. */
export function looksLikeReferences(text: string): boolean {
  const entries = splitEntries(text);
  const signed = entries.filter((entry) => entry.text.length <= MAX_ENTRY && isSigned(entry.text));
  return signed.length * 2 >= entries.length;
}

/**
 * Reads every entry. `text` of a reading is the entry as it was written; the title of its draft is a
 * guess, and empty where there is none: an id or an address alone, or nothing that could be read.
 * Headings and what is too long are problems.
 */
export function readReferences(text: string): Reading[] {
  const entries = splitEntries(text);
  const readings = entries.slice(0, MAX_ENTRIES).map(({ line, text: entry }): Reading => {
    const problem = findProblem(line, entry);
    return problem === null
      ? { line, draft: readReference(entry), text: entry }
      : { line, problem };
  });
  const beyond = entries[MAX_ENTRIES];
  if (beyond === undefined) return readings;
  return [
    ...readings,
    { line: beyond.line, problem: makeProblem(beyond.line, 'too-long', beyond.text) },
  ];
}

/** A pasted list is not read beyond so many entries: it is a file, or no list. */
const MAX_ENTRIES = 5_000;
/** A title has so many letters at least; a Chinese one may have four. */
const MIN_LETTERS = 4;

function findProblem(line: number, entry: string): Problem | null {
  if (entry.length > MAX_ENTRY) return makeProblem(line, 'too-long', entry);
  const bare = entry.replace(NUMBERING, '');
  if (isIdentifierAlone(bare)) return null;
  const words = bare.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.join('').length < MIN_LETTERS) return makeProblem(line, 'unclear', entry);
  const isChrome = isHeading(entry) || (!isSigned(entry) && chromeShare(words) === 1);
  return isChrome ? makeProblem(line, 'page-chrome', entry) : null;
}

/** Drops what was read before, by its ids or its title, with a note for each. */
export function withoutRepeats(readings: readonly Reading[]): Reading[] {
  const seen = new Set<string>();
  return readings.map((reading) => {
    if ('problem' in reading) return reading;
    const { draft, line, text } = reading;
    const keys = mergeKeys(draft);
    // Without a title and an id it is what was written.
    if (keys.length === 0 && text !== undefined) keys.push(`text:${titleKey(text)}`);
    const known = keys.some((key) => seen.has(key));
    for (const key of keys) seen.add(key);
    return known
      ? { line, problem: makeProblem(line, 'duplicate', draft.title || (text ?? '')) }
      : reading;
  });
}
