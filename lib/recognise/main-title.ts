/** The part of a title before its colon, by which pages name a paper for short. */
import { plainTitle } from '../text/plain-title.ts';
import { countWords } from './title-words.ts';

/**
 * In so many other papers of the catalogue (title and abstract) a main title may occur and still be
 * one paper's own: a phrase of the field and the name of a famous thing are met in others.
 */
export const MAX_MENTIONS_BY_OTHERS = 0;

const MIN_WORDS = 3;
const MIN_LETTERS = 12;
/** A coined name with fewer letters is too often something else's too ("GiT", "LoRA"). */
const MIN_NAME_LETTERS = 5;

/** "CodeT5", "UniXcoder", "FastDraft": no word of a language, by its capitals and digits. */
const COINED = /\p{Ll}\p{Lu}|\p{L}\p{N}+\p{L}*$|\p{L}\p{N}\p{L}/u;

const lettersIn = (text: string) => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;

/** True where one of the words was made up as a name. */
export function hasCoined(text: string): boolean {
  return text
    .split(/\s+/u)
    .some((word) => lettersIn(word) >= MIN_NAME_LETTERS && COINED.test(word));
}

/**
 * The main title, without TeX, where its form can stand for the paper: three words or more, or a
 * coined name among them. Null for titles without a colon and for everyday words.
 */
export function mainTitleOf(title: string): string | null {
  const main = /^(.+?)\s*(?::(?=\s)|：)/u.exec(plainTitle(title))?.[1]?.trim();
  if (main === undefined) return null;
  const longEnough = countWords(main) >= MIN_WORDS && lettersIn(main) >= MIN_LETTERS;
  return longEnough || hasCoined(main) ? main : null;
}
