/** Which titles can be recognised by their text at all. */
import { foldLetters, makeFolded } from '../text/fold.ts';
import { isUnspaced } from '../text/fold-kinds.ts';
import { MAX_TITLE_LETTERS, MIN_TITLE_LETTERS } from './hash.ts';

const scratch = makeFolded(256);

/** Words of a title as a reader counts them: between spaces; each letter in scripts without spaces. */
export function countWords(title: string): number {
  let words = 0;
  for (const run of title.split(/\s+/u)) {
    const { count, letters } = foldLetters(run, scratch);
    let unspaced = 0;
    for (let i = 0; i < count; i++) if (isUnspaced(letters[i] ?? 0)) unspaced++;
    words += unspaced + (count > unspaced ? 1 : 0);
  }
  return words;
}

/** False for titles of one word ("Introduction", "X-Adapter") and of one or two letters: those say nothing. */
export function isMatchable(title: string): boolean {
  const { count } = foldLetters(title, scratch);
  return count >= MIN_TITLE_LETTERS && count <= MAX_TITLE_LETTERS && countWords(title) >= 2;
}
