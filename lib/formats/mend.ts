/**
 * Mends the damage that copying from a paper page is known to do, where it is certain:
 * code points written out ("jailbreaksx2013a"), TeX accents ("Gerv\'asio"), TeX ties ("LLaMA~2")
 * and escaped underscores ("flan\_nas"). Everything else stays as it is.
 */
export function mendText(text: string): string {
  if (!/[\\~]|x20[1-3]/.test(text)) return text;
  return mendUnderscores(text)
    .split(/(https?:\/\/\S+)/)
    .map((part, index) => (index % 2 === 1 ? part : mendTies(mendAccents(mendCodePoints(part)))))
    .join('');
}

/** Escaped outside of mathematics an underscore can only be itself. */
function mendUnderscores(text: string): string {
  return text.replace(/(?<=[\p{L}\p{N}])\\_(?=[\p{L}\p{N}])/gu, '_');
}

/** Dashes, quotes, bullets, ellipsis, primes: what of the block U+2010–203A occurs inside words. */
const CODE_POINT_BETWEEN_LETTERS = /(?<=\p{L})x(20(?:1[0-9a-f]|2[026]|3[239a]))(?=\p{L})/gu;
/** A quote stands at the edge of a word; its code has a letter, so it cannot be a year. */
const CODE_POINT_OF_OPENING_QUOTE = /(?<=^|[\s(])x(201c)(?=\p{L})/gu;
const CODE_POINT_OF_CLOSING_QUOTE = /(?<=[\p{L}\p{N}.,!?])x(201d)(?![\p{L}\p{N}])/gu;

function mendCodePoints(text: string): string {
  const mend = (_: string, code: string) => String.fromCodePoint(Number.parseInt(code, 16));
  return text
    .replace(CODE_POINT_BETWEEN_LETTERS, mend)
    .replace(CODE_POINT_OF_OPENING_QUOTE, mend)
    .replace(CODE_POINT_OF_CLOSING_QUOTE, mend);
}

const COMBINING: Readonly<Record<string, string>> = {
  '`': '\u0300',
  "'": '\u0301',
  '^': '\u0302',
  '~': '\u0303',
  '"': '\u0308',
  '=': '\u0304',
  '.': '\u0307',
  u: '\u0306',
  v: '\u030c',
  H: '\u030b',
  c: '\u0327',
  k: '\u0328',
  r: '\u030a',
};
const LETTERS: Readonly<Record<string, string>> = {
  ss: 'ß',
  ae: 'æ',
  AE: 'Æ',
  oe: 'œ',
  OE: 'Œ',
  aa: 'å',
  AA: 'Å',
  o: 'ø',
  O: 'Ø',
  l: 'ł',
  L: 'Ł',
  i: 'ı',
};

/** `\'{e}`, `\'\i`, `{\'e}`, `{\' e}`, `\v{s}`, `\c c`. */
const BRACED_ACCENT =
  /\{\\(['`^~"=.uvHckr])\s*\\?(\p{L})\}|\\(['`^~"=.uvHckr])\{\\?(\p{L})\}|\\([uvHckr]) (\p{L})(?=\p{L})/gu;
/**
 * A vowel straight after the accent. After one small letter it may be an escaped apostrophe
 * ("l\'amour"), and at the beginning of a word an escaped quote, unless the vowel is large. TeX
 * takes the space after `\i` for the end of that name.
 */
const BARE_ACCENT =
  /(?<=\p{L}\p{L}|\p{Lu})\\(['`^"~])(\\i(?: (?=\p{L})|(?!\p{L}))|[aeiouy])|(?<!\p{L})\\(['`^~])([AEIOUY])(?=\p{Ll})/gu;
const BRACED_LETTER =
  /\{\\(ss|ae|AE|oe|OE|aa|AA|o|O|l|L|i)\}|\\(ss|ae|AE|oe|OE|aa|AA|o|O|l|L|i)\{\}/g;

function mendAccents(text: string): string {
  if (!text.includes('\\')) return text;
  const accent = (whole: string, ...groups: (string | undefined)[]) => {
    const [mark, letter] = groups.filter((group) => typeof group === 'string');
    return composed(mark ?? '', (letter ?? '').replace(/[\\ ]/g, '')) ?? whole;
  };
  return text
    .replace(BRACED_ACCENT, (whole, a, b, c, d, e, f) => accent(whole, a, b, c, d, e, f))
    .replace(BARE_ACCENT, (whole, a, b, c, d) => accent(whole, a, b, c, d))
    .replace(BRACED_LETTER, (whole, a, b) => LETTERS[a ?? b] ?? whole);
}

/** The one letter that the accent makes, or undefined where Latin script has none. */
function composed(mark: string, letter: string): string | undefined {
  const combining = COMBINING[mark];
  if (combining === undefined) return undefined;
  const result = (letter + combining).normalize('NFC');
  return result.length === 1 && result < '\u0250' ? result : undefined;
}

/** "LLaMA~2", "et~al." A single letter before it may be a variable ("x~N(0,1)"). */
function mendTies(text: string): string {
  return text.replace(/(?<=\p{L}[\p{L}.])~(?=[\p{L}\p{N}])/gu, ' ');
}
