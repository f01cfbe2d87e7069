/** Whether a text on a page writes the same title: letters, digits, signs, and where the words end. */
import { foldLetters, makeFolded, titleKey } from '../text/fold.ts';

/** How a text keeps the capitals of a title. */
export type Capitals =
  /** Every word that the title begins with a capital has one, or all letters are capitals. */
  | 'kept'
  /** Only the first word has its capital, as in a bibliography. */
  | 'sentence'
  | 'lost';

interface Letter {
  /** The character the letter came from. */
  readonly source: string;
  /** What stands between this letter and the next. */
  readonly gap: string;
}

const scratch = makeFolded(512);

function lettersOf(text: string): Letter[] {
  const { count, starts, ends } = foldLetters(text, scratch);
  const letters: Letter[] = [];
  for (let i = 0; i < count; i++) {
    const end = ends[i] ?? 0;
    const next = i + 1 < count ? (starts[i + 1] ?? end) : text.length;
    letters.push({ source: text.slice(starts[i], end), gap: text.slice(end, next) });
  }
  return letters;
}

/** The runs of digits; a comma that groups thousands does not divide one. */
function numbersIn(text: string): string {
  const plain = text
    .replace(/[\u00b2\u00b3\u00b9\u2070\u2074-\u2079]+/g, ' $&')
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/(\d),(?=\d{3}(?!\d))/g, '$1');
  return (plain.match(/\p{N}+/gu) ?? []).join(' ');
}

/** Signs that belong to a name: the plus of "CodeT5+" and "1600+", the sharp of "C#". */
function signsAt(gap: string): string {
  return /^[+#]*/.exec(gap.normalize('NFKC').replace(/\p{Cf}/gu, ''))?.[0] ?? '';
}

/** Between two words of a title none of these may come in. */
const STOP = /[.,;:!?()[\]"“”«»|/\\•·…]|\s[-–—]\s/u;

const brackets = (text: string) => text.match(/[([]/g)?.length ?? 0;

/**
 * True when `surface` writes `title`: the same letters and numbers, the same signs at names, words apart
 * where the title has them apart (an address "universal-transformers" is no title), and no sentence end, empty
 * line or bracket of the sentence inside.
 */
export function writesTitle(title: string, surface: string): boolean {
  if (title === surface) return true;
  if (titleKey(title) !== titleKey(surface) || numbersIn(title) !== numbersIn(surface))
    return false;
  if (brackets(surface) > brackets(title) || /\n\s*\n/.test(surface)) return false;
  const wanted = lettersOf(title);
  const found = lettersOf(surface);
  let gaps = 0;
  let kept = 0;
  for (let i = 0; i + 1 < wanted.length; i++) {
    const want = wanted[i]?.gap ?? '';
    const have = found[i]?.gap ?? '';
    if (signsAt(want) !== signsAt(have)) return false;
    const grouped = have === ',' && /^\d/.test(found[i + 1]?.source ?? '');
    if (!grouped && STOP.test(have) && !STOP.test(want) && !/\p{P}/u.test(want)) return false;
    if (!/\s/.test(want)) continue;
    gaps++;
    if (/\s/.test(have)) kept++;
  }
  return kept * 2 >= gaps;
}

/** True when the sign behind the last letter agrees: "CodeT5" is not "CodeT5+", "Language C" not "Language C#". */
export function endsAlike(title: string, after: string): boolean {
  const { count, ends } = foldLetters(title, scratch);
  const wanted = signsAt(title.slice(ends[count - 1]));
  const found = signsAt(after);
  if (wanted === found) return true;
  // A lone "#" behind a heading is its permanent link.
  const shortName = /(?:^|[^\p{L}\p{N}])\p{L}[+#]*[^\p{L}\p{N}]*$/u.test(title);
  return !shortName && wanted === '' && /^#+$/.test(found);
}

/** What a title has before its first letter. */
export function signsBefore(title: string): string {
  return title.slice(0, foldLetters(title, scratch).starts[0]);
}

const isUpper = (text: string) => text !== text.toLowerCase() && text === text.toUpperCase();
const isCased = (text: string) => text.toLowerCase() !== text.toUpperCase();

/** True where a word of up to three letters begins: "Is", "You"; pages write those either way. */
function isSmallWord(letters: readonly Letter[], at: number): boolean {
  return letters.slice(at, at + 3).some(({ gap }) => gap !== '');
}

/** How `surface`, which writes `title`, keeps its capitals; those of small words do not count. */
export function capitalsOf(title: string, surface: string): Capitals {
  if (title === surface) return 'kept';
  const wanted = lettersOf(title);
  const found = lettersOf(surface);
  const cased = found.filter(({ source }) => isCased(source));
  if (cased.length > 0 && cased.every(({ source }) => isUpper(source))) return 'kept';
  let first: boolean | null = null;
  let others = true;
  for (let i = 0; i < wanted.length; i++) {
    const begins = i === 0 || /\s/.test(wanted[i - 1]?.gap ?? '');
    const { source = '' } = wanted[i] ?? {};
    if (!begins || source.charAt(0) !== source.charAt(0).toUpperCase() || !isCased(source))
      continue;
    const seen = found[i]?.source.normalize('NFC').charAt(0) ?? '';
    // "&" for "And".
    if (!isCased(seen)) continue;
    const kept = isUpper(seen);
    if (first === null) first = kept;
    else if (!isSmallWord(wanted, i)) others &&= kept;
  }
  if (first === false) return 'lost';
  return others ? 'kept' : 'sentence';
}

/** The part of a title that `surface` writes from its beginning on, with the signs behind it; null where it writes another text, or all. */
export function beginningOf(title: string, surface: string): string | null {
  const { length } = titleKey(surface);
  const { count, ends } = foldLetters(title, scratch);
  if (length === 0 || length >= count) return null;
  const end = ends[length - 1] ?? 0;
  const beginning = title.slice(0, end);
  return writesTitle(beginning, surface) ? beginning + signsAt(title.slice(end)) : null;
}

/** True where the words of a text are capitalised as in a heading, beyond the first; or where it knows no capitals. */
export function isTitleCased(text: string): boolean {
  const words = text.split(/\s+/u).slice(1);
  const telling = words.filter((word) => /\p{L}{4}/u.test(word));
  const capital = telling.filter((word) => /\p{Lu}/u.test(word));
  return !isCased(text) || (capital.length >= 2 && capital.length * 2 > telling.length);
}

/** True when the letters are the very same, with their capitals, and so are the words. */
export function isSpelledAlike(title: string, surface: string): boolean {
  const words = (text: string) =>
    text
      .normalize('NFKD')
      .replace(/[^\p{L}\p{N}\s]+/gu, '')
      .replace(/\s+/g, ' ');
  return words(title) === words(surface);
}
