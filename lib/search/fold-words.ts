import { foldLetters, makeFolded } from '../text/fold.ts';

/** A word of a text: folded, with its place in the original (UTF-16 units, end exclusive). */
export interface PlacedWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const scratch = makeFolded(4096);
const SPACE = 32;
let units = new Uint16Array(8192);
/** Arguments of one call to `fromCharCode`. */
const CHUNK = 8192;

/** The folded words of a text with a space before each, ready to be searched for " word". */
export function foldWords(text: string): string {
  const { letters, tokenStarts, count } = foldLetters(text, scratch);
  if (units.length < 2 * count) units = new Uint16Array(4 * count);
  let length = 0;
  for (let i = 0; i < count; i++) {
    // A voicing mark begins no word, but may begin the text.
    if (i === 0 || tokenStarts[i] === 1) units[length++] = SPACE;
    units[length++] = letters[i] ?? 0;
  }
  let folded = '';
  for (let from = 0; from < length; from += CHUNK) {
    folded += String.fromCharCode(...units.subarray(from, Math.min(length, from + CHUNK)));
  }
  return folded;
}

/** The folded words of a text, cut where something stands between letters, and nowhere else. */
export function placeWords(text: string): PlacedWord[] {
  const { letters, starts, ends, tokenStarts, count } = foldLetters(text, scratch);
  const words: PlacedWord[] = [];
  for (let from = 0; from < count; ) {
    let to = from + 1;
    while (to < count && tokenStarts[to] !== 1) to++;
    words.push({
      text: String.fromCharCode(...letters.subarray(from, to)),
      start: starts[from] ?? 0,
      end: ends[to - 1] ?? 0,
    });
    from = to;
  }
  return words;
}
