/** Where in a reference the title of a paper may stand. */
import { foldLetters, makeFolded } from '../text/fold.ts';

export interface CitedSpan {
  /** The folded letters, as `titleKey` gives them. */
  readonly key: string;
  /** Offsets in the text, UTF-16 units; end exclusive, of the last letter. */
  readonly start: number;
  readonly end: number;
}

/** An entry has so many places where a title may begin or end at most; what comes later is its venue and pages. */
const MAX_BREAKS = 64;
const MIN_LETTERS = 8;
const MAX_LETTERS = 400;
/** Parts an entry: punctuation before a space, quotes, brackets; not the dot behind an initial, but after a family name ("Kim, S. A Title"). */
const BREAK =
  /(?<!(?:^|[^\p{L}])\p{Lu})\.(?=\s|$|["”’'])|(?<=,\s(?:\p{Lu}\.[\s-]?){0,4}\p{Lu})\.(?=\s)|[,;:?!](?=\s|$|["”’'])|[“”"„«»()[\]]|``|''|\s[–—|-]\s|\t|\s(?=[Ii]n\s\p{Lu})/gu;

const scratch = makeFolded(1024);

/** The texts between breaks, alone and several together: a title may hold punctuation of its own. */
export function findCitedSpans(text: string): CitedSpan[] {
  const folded = foldLetters(text, scratch);
  const { count, starts, ends, letters } = folded;
  const key = String.fromCharCode(...letters.subarray(0, count));
  // The letter behind each break, and the end of the text.
  const breaks = [0];
  let letter = 0;
  for (const { index } of text.matchAll(BREAK)) {
    while (letter < count && (starts[letter] ?? 0) < index) letter++;
    if (letter > (breaks.at(-1) ?? 0) && letter < count) breaks.push(letter);
    if (breaks.length === MAX_BREAKS) break;
  }
  breaks.push(count);
  const spans: CitedSpan[] = [];
  for (const [place, from] of breaks.entries())
    for (const to of breaks.slice(place + 1)) {
      if (to - from > MAX_LETTERS) break;
      if (to - from < MIN_LETTERS) continue;
      spans.push({ key: key.slice(from, to), start: starts[from] ?? 0, end: ends[to - 1] ?? 0 });
    }
  return spans;
}
