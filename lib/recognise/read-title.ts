/** What of a title a text on a page writes: all of it, its beginning, or the part before its colon. */
import { plainTitle } from '../text/plain-title.ts';
import { mainTitleOf } from './main-title.ts';
import { beginningOf, endsAlike, isSpelledAlike, writesTitle } from './spelling.ts';
import { countWords } from './title-words.ts';
import type { TitlePart } from './types.ts';
import { weighLetters } from './weight.ts';

/** So much of a title has to stand before an ellipsis: so many letters, or words with at least some. */
const CUT_LETTERS = 40;
const CUT_WORDS = 6;
const CUT_LETTERS_OF_MANY_WORDS = 24;

const ELLIPSIS = /^[-–:,;+\s]{0,3}(?:…|\.{3,}|\. \. \.|[[(]\s?(?:…|\.{3})\s?[\])])/u;

export interface Reading {
  /** Null: all of it. */
  readonly part: TitlePart | null;
  /** That part in the letters of the title. */
  readonly written: string;
}

/** What follows the ellipsis behind a title that the page cut short; null where none follows. */
export function afterEllipsis(after: string): string | null {
  const found = ELLIPSIS.exec(after);
  return found === null ? null : after.slice(found[0].length);
}

/** True where so much of the title stands that its beginning can tell it. */
function isTelling(beginning: string, title: string): boolean {
  const weight = weighLetters(beginning);
  if (weight >= CUT_LETTERS) return true;
  const cutInWord = /^[\p{L}\p{N}]/u.test(title.slice(beginning.length));
  const words = countWords(beginning) - (cutInWord ? 1 : 0);
  return words >= CUT_WORDS && weight >= CUT_LETTERS_OF_MANY_WORDS;
}

/** Reads `surface`, behind which the page has `after`, as a title; null where it writes another text. */
export function readTitle(title: string, surface: string, after: string): Reading | null {
  const forms = [title, plainTitle(title)];
  const whole = forms.find((form) => writesTitle(form, surface) && endsAlike(form, after));
  if (whole !== undefined) return { part: null, written: whole };
  const main = mainTitleOf(title);
  if (main !== null && writesTitle(main, surface) && endsAlike(main, after)) {
    return isSpelledAlike(main, surface) ? { part: 'main', written: main } : null;
  }
  if (afterEllipsis(after) === null) return null;
  for (const form of forms) {
    const written = beginningOf(form, surface);
    if (written !== null && endsAlike(written, after))
      return isTelling(written, form) ? { part: 'beginning', written } : null;
  }
  return null;
}
