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
  /** 1 where a word may begin, else 0. A word may end before such a letter, and at the last: `endsToken`. */
  tokenStarts: Uint8Array;
}

/** True when a word may end with letter `index`. */
export function endsToken({ tokenStarts, count }: Folded, index: number): boolean {
  return index + 1 === count || tokenStarts[index + 1] === 1;
}

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

/** The voicing marks of kana: letters of their own here, but never the first of a word. */
const VOICED = 0x3099;
const HALF_VOICED = 0x309a;

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

/** Folded letters below belong to scripts with spaces. */
const UNSPACED_FROM = 0x0e00;

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
    (letter >= 0x3005 && letter < 0xa000 && letter !== VOICED && letter !== HALF_VOICED) ||
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
    tokenStarts: new Uint8Array(capacity),
  };
}

function grow(folded: Folded, capacity: number): void {
  const grown = makeFolded(capacity);
  grown.letters.set(folded.letters);
  grown.starts.set(folded.starts);
  grown.ends.set(folded.ends);
  grown.tokenStarts.set(folded.tokenStarts);
  Object.assign(folded, grown, { count: folded.count });
}

/** Kinds of the first block, which most texts never leave. */
const latin = makeBlock(0);

/**
 * Folds a text. `into` is filled and given back, so that a caller with many small texts allocates once.
 * Cost: about 6 ms for a megabyte of Latin text, once warm.
 */
export function foldLetters(text: string, into: Folded = makeFolded(text.length)): Folded {
  const length = text.length;
  if (into.letters.length < length) grow(into, length + (length >> 2) + 64);
  into.count = 0;
  let { letters, starts, ends, tokenStarts } = into;
  let count = 0;
  // 1 when the next letter begins a word.
  let begins = 1;
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at);
    const kind = code < 256 ? (latin[code] ?? 0) : kindOfUnit(code);
    if (kind === SEPARATOR) {
      begins = 1;
    } else if (kind > MARK && kind < UNSPACED_FROM) {
      letters[count] = kind;
      starts[count] = at;
      ends[count] = at + 1;
      tokenStarts[count++] = begins;
      begins = 0;
    } else {
      into.count = count;
      const next = foldSlowly(text, at, kind, begins, into);
      ({ letters, starts, ends, tokenStarts } = into);
      begins = next.begins;
      count = into.count;
      at = next.at - 1;
    }
  }
  into.count = count;
  return into;
}

function kindOfUnit(code: number): number {
  // Half of a character: which one is for `foldSlowly` to see.
  if ((code & 0xf800) === 0xd800) return SEVERAL;
  return (blocks[code >> 8] ?? makeBlock(code >> 8))[code & 0xff] ?? SEPARATOR;
}

/** Where folding goes on, and whether the next letter begins a word. */
interface Onwards {
  readonly at: number;
  readonly begins: number;
}

/** One character that is neither a plain letter nor a plain separator. */
function foldSlowly(
  text: string,
  at: number,
  unitKind: number,
  begins: number,
  into: Folded,
): Onwards {
  const code = text.codePointAt(at) ?? 0;
  const end = at + (code > 0xffff ? 2 : 1);
  const isHalf = (code & 0xfffff800) === 0xd800;
  const kind = code > 0xffff ? kindOfAstral(code) : isHalf ? SEPARATOR : unitKind;
  if (kind === SEPARATOR) return { at: end, begins: 1 };
  if (kind === MARK) extendLast(into, at, end);
  if (kind === MARK || kind === DROPPED) return { at: end, begins };
  const folded =
    kind === SEVERAL ? foldCharacter(String.fromCodePoint(code)) : String.fromCharCode(kind);
  const needed = into.count + folded.length + text.length - end;
  if (into.letters.length < needed) grow(into, needed + (text.length >> 2) + 64);
  const unspaced = isUnspaced(folded.charCodeAt(0));
  const voicing = kind === VOICED || kind === HALF_VOICED;
  const starts = !voicing && (begins === 1 || unspaced);
  for (let i = 0; i < folded.length; i++) {
    const index = into.count++;
    into.letters[index] = folded.charCodeAt(i);
    into.starts[index] = at;
    into.ends[index] = end;
    into.tokenStarts[index] = i === 0 && starts ? 1 : 0;
  }
  return { at: end, begins: unspaced || voicing ? 1 : 0 };
}

/** Makes a combining mark part of the character before it, all of whose letters share their end. */
function extendLast({ ends, count }: Folded, at: number, end: number): void {
  for (let i = count - 1; i >= 0 && ends[i] === at; i--) ends[i] = end;
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
