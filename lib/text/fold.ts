/**
 * Folding: what of a text counts when two texts are compared.
 * Letters and digits of every script are kept, everything else is left out; of each kept letter
 * its place in the original is known. One pass, no DOM.
 */

/** Folded letters of a text. The arrays may be longer than `count`; what lies behind it is left over. */
export interface Folded {
  count: number;
  /** Folded letters as UTF-16 units: lower case, without marks. */
  letters: Uint16Array;
  /** Where in the original the character begins that gave the letter; never falls. */
  starts: Uint32Array;
  /** Where that character ends, with the combining marks that follow it; exclusive. */
  ends: Uint32Array;
  /** `TOKEN_START` and `TOKEN_END`. */
  flags: Uint8Array;
}

/** A word may begin with this letter. */
export const TOKEN_START = 1;
/** A word may end with this letter. */
export const TOKEN_END = 2;

/** Kinds of a character in the fold tables; every other value is the one letter it folds to. */
const SEPARATOR = 0;
/** Left out without separating: apostrophes, soft hyphens, zero-width characters. */
const DROPPED = 1;
/** A combining mark: left out, and part of the character before it. */
const MARK = 2;
/** Folds to several letters, or to one outside the basic plane: see `foldCharacter`. */
const SEVERAL = 0xffff;

/** U+3099 and U+309A make other letters of kana and stay; so do the vowel signs of Indic scripts. */
const DIACRITIC =
  /(?![\u3099\u309a])[\p{Script=Inherited}\p{Me}\u0483-\u0489\u0591-\u05c7\u064b-\u065f]/u;
const UNWRITTEN = /[\p{Cf}'\u00b4\u2018\u2019\u201b\u2032\uff07\u02b9\u02bb\u02bc\u0640™℠]/u;
const LETTER = /[\p{L}\p{N}\p{M}]/u;

const ALPHA = 0x3b1;
/** From alpha to omega; the second sigma is the one at the end of a word. */
const GREEK_NAMES =
  'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma sigma tau upsilon phi chi psi omega'.split(
    ' ',
  );
/** Letters that are read as others and do not decompose. */
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
};

/** The letters of one character; empty for what separates. */
function foldCharacter(character: string): string {
  let folded = '';
  for (const part of character.normalize('NFKD').toLowerCase().normalize('NFKD')) {
    if (!LETTER.test(part) || UNWRITTEN.test(part) || DIACRITIC.test(part)) continue;
    folded += READ_AS[part] ?? GREEK_NAMES[part.charCodeAt(0) - ALPHA] ?? part;
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

/** Characters outside the basic plane, as they come. */
const astral = new Map<number, number>();

function kindOfAstral(code: number): number {
  let kind = astral.get(code);
  if (kind === undefined) {
    kind = kindOf(String.fromCodePoint(code));
    astral.set(code, kind);
  }
  return kind;
}

/**
 * True for a folded letter of a script that is written without spaces (Thai, Lao, Myanmar, Khmer,
 * kana, Han): each of its letters may begin and end a word.
 */
export function isUnspaced(letter: number): boolean {
  if (letter < 0x0e00) return false;
  return (
    letter < 0x0f00 ||
    (letter >= 0x1000 && letter < 0x10a0) ||
    (letter >= 0x1780 && letter < 0x1800) ||
    (letter >= 0x3005 && letter < 0xa000 && letter !== 0x3099 && letter !== 0x309a) ||
    (letter >= 0xd840 && letter < 0xd900)
  );
}

/** An empty `Folded`, to be filled again and again by `foldLetters`. */
export function makeFolded(capacity = 0): Folded {
  return {
    count: 0,
    letters: new Uint16Array(capacity),
    starts: new Uint32Array(capacity),
    ends: new Uint32Array(capacity),
    flags: new Uint8Array(capacity),
  };
}

function grow(folded: Folded, capacity: number): void {
  const grown = makeFolded(capacity);
  grown.letters.set(folded.letters);
  grown.starts.set(folded.starts);
  grown.ends.set(folded.ends);
  grown.flags.set(folded.flags);
  Object.assign(folded, grown, { count: folded.count });
}

/** Appends one letter; `begins`: the first letter of its character. */
function push(
  into: Folded,
  letter: number,
  start: number,
  end: number,
  separated: boolean,
  begins: boolean,
): void {
  const { letters, flags } = into;
  const at = into.count++;
  letters[at] = letter;
  into.starts[at] = start;
  into.ends[at] = end;
  const before = at === 0 ? 0 : (letters[at - 1] ?? 0);
  const starts =
    separated ||
    (begins &&
      (isUnspaced(letter) || isUnspaced(before)) &&
      letter !== 0x3099 &&
      letter !== 0x309a);
  flags[at] = starts ? TOKEN_START : 0;
  if (starts && at > 0) flags[at - 1] = (flags[at - 1] ?? 0) | TOKEN_END;
}

/**
 * Folds a text. `into` is filled and given back, so that a caller with many small texts allocates once.
 * Cost: about 5 ms for a megabyte of Latin text, once warm.
 */
export function foldLetters(text: string, into: Folded = makeFolded(text.length)): Folded {
  const length = text.length;
  into.count = 0;
  if (into.letters.length < length) grow(into, length + (length >> 2) + 64);
  let { letters, starts, ends, flags } = into;
  let count = 0;
  let separated = true;
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at);
    const block = blocks[code >> 8] ?? makeBlock(code >> 8);
    const kind = block[code & 0xff] ?? SEPARATOR;
    if (kind > MARK && code < 0x0e00 && kind !== SEVERAL) {
      letters[count] = kind;
      starts[count] = at;
      ends[count] = at + 1;
      if (separated || (count > 0 && isUnspaced(letters[count - 1] ?? 0))) {
        flags[count] = TOKEN_START;
        if (count > 0) flags[count - 1] = (flags[count - 1] ?? 0) | TOKEN_END;
        separated = false;
      } else flags[count] = 0;
      count++;
      continue;
    }
    if (kind === SEPARATOR && (code & 0xfc00) !== 0xd800) {
      separated = true;
      continue;
    }
    into.count = count;
    const next = foldSlowly(text, at, kind, separated, into, length);
    if (into.count > count) separated = false;
    else if (next < 0) separated = true;
    count = into.count;
    ({ letters, starts, ends, flags } = into);
    at = Math.abs(next) - 1;
  }
  if (count > 0) flags[count - 1] = (flags[count - 1] ?? 0) | TOKEN_END;
  into.count = count;
  return into;
}

/** Everything but plain letters and separators. Gives where to go on, negative where the character separates. */
function foldSlowly(
  text: string,
  at: number,
  unitKind: number,
  separated: boolean,
  into: Folded,
  length: number,
): number {
  const code = text.codePointAt(at) ?? 0;
  const end = at + (code > 0xffff ? 2 : 1);
  const kind = code > 0xffff ? kindOfAstral(code) : unitKind;
  if (kind === SEPARATOR) return -end;
  if (kind === MARK && into.count > 0 && into.ends[into.count - 1] === at) {
    into.ends[into.count - 1] = end;
    // The letters of one character share their end.
    for (let i = into.count - 2; i >= 0 && into.ends[i] === at; i--) into.ends[i] = end;
  }
  if (kind === MARK || kind === DROPPED) return end;
  const folded =
    kind === SEVERAL ? foldCharacter(String.fromCodePoint(code)) : String.fromCharCode(kind);
  const needed = into.count + folded.length + (length - end);
  if (into.letters.length < needed) grow(into, needed + (length >> 2) + 64);
  for (let i = 0; i < folded.length; i++) {
    push(into, folded.charCodeAt(i), at, end, separated && i === 0, i === 0);
  }
  return end;
}

const scratch = makeFolded(256);

/**
 * The folded letters of a title and nothing else: equal for two ways of writing one title.
 * Empty only for a text without a letter or digit of any script.
 */
export function titleKey(title: string): string {
  const { letters, count } = foldLetters(title, scratch);
  let key = '';
  for (let from = 0; from < count; from += 4096) {
    key += String.fromCharCode(...letters.subarray(from, Math.min(count, from + 4096)));
  }
  return key;
}
