/** How much a title says by its length. */
import { titleKey } from '../text/fold.ts';
import { isUnspaced } from '../text/fold-kinds.ts';
import { countWords } from './title-words.ts';

/** Titles of so many letters are no everyday phrase (above 40 false ones are rare, below they are not). */
const LONG_LETTERS = 40;
const LONG_WORDS = 6;
const LONG_LETTERS_OF_MANY_WORDS = 30;
/** A letter of Han, kana or Thai says about as much as this many of Latin. */
const UNSPACED_WEIGHT = 3;

/** The letters of a text, those of scripts without spaces counted for more. */
export function weighLetters(text: string): number {
  let weight = 0;
  const key = titleKey(text);
  for (let i = 0; i < key.length; i++)
    weight += isUnspaced(key.charCodeAt(i)) ? UNSPACED_WEIGHT : 1;
  return weight;
}

/** True for a title that stands for itself wherever it is complete. */
export function isLongTitle(title: string): boolean {
  const weight = weighLetters(title);
  if (weight >= LONG_LETTERS) return true;
  return weight >= LONG_LETTERS_OF_MANY_WORDS && countWords(title) >= LONG_WORDS;
}
