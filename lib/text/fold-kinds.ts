/** What each character folds to: the tables behind `fold.ts`, and behind any pass that wants letters only. */

/** Kinds of a character; every other value is the one letter it folds to. */
export const SEPARATOR = 0;
/** Left out without separating: apostrophes, soft hyphens, zero-width characters. */
export const DROPPED = 1;
/** A combining mark: left out, and part of the character before it. */
export const MARK = 2;
/** Folds to several letters, or to one outside the basic plane: see `foldPoint`. */
export const SEVERAL = 0xffff;

/** U+3099 and U+309A make other letters of kana and stay; so do the vowel signs of Indic scripts. */
const DIACRITIC =
  /(?![\u3099\u309a])[\p{Script=Inherited}\p{Me}\u0483-\u0489\u0591-\u05c7\u064b-\u065f]/u;
const UNWRITTEN = /[\p{Cf}'\u00b4\u2018\u2019\u201b\u2032\uff07\u02b9\u02bb\u02bc\u0640™℠]/u;
const LETTER = /[\p{L}\p{N}\p{M}]/u;
/** One expression for all who ask: each that names classes of characters takes a millisecond to compile. */
export const hasLetter = (text: string): boolean => LETTER.test(text);

/** The voicing marks of kana: letters of their own here, but never the first of a word. */
const VOICED = 0x3099;
const HALF_VOICED = 0x309a;

const ALPHA = 0x3b1;
/** From alpha to omega; the second sigma is the one at the end of a word. */
const GREEK_NAMES =
  'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma sigma tau upsilon phi chi psi omega'.split(
    ' ',
  );
/** Characters that are read as others and do not decompose. */
const READ_AS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  '&': 'and',
};

/** The letters of one character; empty for what separates. */
function foldCharacter(character: string): string {
  let folded = '';
  for (const part of character.normalize('NFKD').toLowerCase().normalize('NFKD')) {
    const read = READ_AS[part];
    if (read !== undefined) folded += read;
    else if (hasLetter(part) && !UNWRITTEN.test(part) && !DIACRITIC.test(part)) {
      folded += GREEK_NAMES[part.charCodeAt(0) - ALPHA] ?? part;
    }
  }
  return folded;
}

function kindOf(character: string): number {
  if (DIACRITIC.test(character) && !/\p{Cf}/u.test(character)) return MARK;
  if (UNWRITTEN.test(character)) return DROPPED;
  const folded = foldCharacter(character);
  if (folded.length === 1) return folded.charCodeAt(0);
  return folded === '' ? SEPARATOR : SEVERAL;
}

/** Kinds by blocks of 256 code units, made when first needed: all 256 blocks would cost 50 ms. */
const blocks: (Uint16Array | undefined)[] = [];

function makeBlock(block: number): Uint16Array {
  const kinds = new Uint16Array(256);
  for (let low = 0; low < 256; low++) {
    kinds[low] = kindOf(String.fromCharCode((block << 8) | low));
  }
  blocks[block] = kinds;
  return kinds;
}

/** Kinds of the first 256 code units, which most texts never leave. */
export const LATIN_KINDS: Uint16Array = makeBlock(0);

/** The kind of a code unit; for half of a character `SEVERAL`: which one is for `kindOfPoint` to see. */
export function kindOfUnit(code: number): number {
  if ((code & 0xf800) === 0xd800) return SEVERAL;
  return (blocks[code >> 8] ?? makeBlock(code >> 8))[code & 0xff] ?? SEPARATOR;
}

/** Characters outside the basic plane, as they come. */
const astral = new Map<number, number>();

/** The kind of a code point; a lone half of one separates. */
export function kindOfPoint(point: number): number {
  if (point <= 0xffff) return (point & 0xf800) === 0xd800 ? SEPARATOR : kindOfUnit(point);
  let kind = astral.get(point);
  if (kind === undefined) {
    kind = kindOf(String.fromCodePoint(point));
    astral.set(point, kind);
  }
  return kind;
}

/** The letters of a code point whose kind is `SEVERAL`. */
export function foldPoint(point: number): string {
  return foldCharacter(String.fromCodePoint(point));
}

/** Folded letters below belong to scripts with spaces. */
export const UNSPACED_FROM = 0x0e00;

/**
 * True for a folded letter of a script that is written without spaces (Thai, Lao, Myanmar, Khmer,
 * kana, Han): each of its letters may begin and end a word.
 */
export function isUnspaced(letter: number): boolean {
  if (letter < UNSPACED_FROM) return false;
  return (
    letter < 0x0f00 ||
    (letter >= 0x1000 && letter < 0x10a0) ||
    (letter >= 0x1780 && letter < 0x1800) ||
    (letter >= 0x3005 && letter < 0xa000 && !isVoicing(letter)) ||
    (letter >= 0xd840 && letter < 0xd900)
  );
}

/** True for the letters that never begin a word. */
export function isVoicing(letter: number): boolean {
  return letter === VOICED || letter === HALF_VOICED;
}

/** True for a character that is a word by itself, as "&" is ("and"). */
export function isWordSign(folded: string): boolean {
  return folded === READ_AS['&'];
}
