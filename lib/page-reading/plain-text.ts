/** Plain text of what a page says of its paper: publishers leave markup and character references in it. */

const REFERENCE = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}\d?));/gi;
/** "&eacute;", "&Scaron;": a letter and the mark over it, by the combining mark. */
const ACCENTED = /^([a-z])(acute|grave|circ|uml|tilde|cedil|ring|caron)$/i;
const MARKS: Readonly<Record<string, string>> = {
  acute: '\u0301',
  grave: '\u0300',
  circ: '\u0302',
  uml: '\u0308',
  tilde: '\u0303',
  cedil: '\u0327',
  ring: '\u030a',
  caron: '\u030c',
};
const GREEK =
  'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigmaf sigma tau upsilon phi chi psi omega'.split(
    ' ',
  );
const SIGNS: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  shy: '',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  laquo: '«',
  raquo: '»',
  middot: '·',
  bull: '•',
  prime: '′',
  times: '×',
  plusmn: '±',
  minus: '−',
  deg: '°',
  le: '≤',
  ge: '≥',
  ne: '≠',
  asymp: '≈',
  infin: '∞',
  rarr: '→',
  radic: '√',
  sup1: '¹',
  sup2: '²',
  sup3: '³',
  oslash: 'ø',
  Oslash: 'Ø',
  aelig: 'æ',
  AElig: 'Æ',
  oelig: 'œ',
  OElig: 'Œ',
  szlig: 'ß',
  eth: 'ð',
  thorn: 'þ',
};

/** The character of a reference's name, or undefined where it is none of those that titles and names have. */
function readName(name: string): string | undefined {
  if (Object.hasOwn(SIGNS, name)) return SIGNS[name];
  const [, letter, accent = ''] = ACCENTED.exec(name) ?? [];
  if (letter !== undefined) return (letter + MARKS[accent.toLowerCase()]).normalize('NFC');
  const greek = GREEK.indexOf(name.toLowerCase());
  if (greek < 0) return undefined;
  const small = String.fromCharCode(0x3b1 + greek);
  return name.charAt(0) < 'a' ? small.toUpperCase() : small;
}

function readCode(code: number): string | undefined {
  const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : undefined;
}

/** "&amp;", "&#8217;", "&eacute;" as the characters that they stand for, also where the site wrote them twice ("&amp;lt;"). */
export function decodeReferences(text: string): string {
  if (!text.includes('&')) return text;
  const decode = (from: string) =>
    from.replace(REFERENCE, (whole, decimal, hex, name) => {
      if (name !== undefined) return readName(name) ?? whole;
      return readCode(Number.parseInt(decimal ?? hex, decimal === undefined ? 16 : 10)) ?? whole;
    });
  return decode(decode(text));
}

const TAG = /<\/?([a-z][\w:-]*)(?:\s[^<>]{0,200})?\/?>/gi;
/** Elements that stand without their end. */
const ALONE = /^(?:br|wbr|hr|img|p|li)$/i;
/** Elements that part words; "CO<sub>2</sub>" is one. */
const BLOCK = /^(?:\w+:)?(?:p|br|hr|div|section|sec|ul|ol|li|title|h[1-6]|td|tr|list|list-item)$/i;

/** Takes out what is surely markup: a tag whose end is there too. "p<q>r" and "a < b" are formulas. */
function withoutMarkup(text: string): string {
  if (!text.includes('<')) return text;
  const ended = new Set<string>();
  for (const [tag, name = ''] of text.matchAll(TAG))
    if (tag.startsWith('</') || tag.endsWith('/>')) ended.add(name.toLowerCase());
  return text.replace(TAG, (tag, name: string) => {
    if (!ended.has(name.toLowerCase()) && !ALONE.test(name)) return tag;
    return BLOCK.test(name) ? ' ' : '';
  });
}

/** The text without markup and character references, its white space single. Never read as HTML. */
export function plainText(text: string): string {
  return withoutMarkup(decodeReferences(text)).replace(/\s+/g, ' ').trim();
}
