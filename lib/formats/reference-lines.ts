/** Cuts a list of references into its entries, whose lines may be wrapped. */
import { isIdentifierAlone } from './listing-forms.ts';
import { MAX_ENTRY, NUMBERING } from './reference-entry.ts';
import { isOnlyNames } from './reference-names.ts';

export interface EntryText {
  /** The line that it begins on, counted from 1. */
  readonly line: number;
  /** Its lines in one. */
  readonly text: string;
}

interface Line {
  readonly number: number;
  readonly text: string;
  readonly afterBlank: boolean;
}

const SIGN =
  /(?<![\d/.])(?:19|20)\d\d[a-z]?(?![\d/])|\bet al\b|\bIn Proc|\bar[Xx]iv\b|\bdoi\b|\bDOI\b|\bpp\.|https?:\/\/|\bvol\./u;

/** True for a text with the signs of a reference: a year, "et al.", an id, an address. */
export const isSigned = (text: string): boolean => SIGN.test(text);

const isNumbered = (text: string) =>
  /^(?:\[\d{1,4}\]|\[[A-Z][^\]\s]{1,13}\](?!\()|\(\d{1,4}\)|\d{1,4}[.)]\s|\\bibitem)/.test(text);
const isBulleted = (text: string) => /^[-–—*•·▪◦‣]\s/.test(text);

/** The lines that hold something. */
function splitLines(text: string): Line[] {
  const lines: Line[] = [];
  let afterBlank = true;
  for (const [index, raw] of text.split(/\r\n|[\n\r\u0085\u2028\u2029\f]/).entries()) {
    const line = raw.replace(/[\u200b\ufeff\u00ad\0]/g, '').trim();
    // Several ids in a line are several papers.
    const parts = isIdentifierAlone(line) ? line.split(/[\s,;]+/) : [line];
    for (const part of parts)
      if (part !== '') lines.push({ number: index + 1, text: part, afterBlank });
    afterBlank = line === '';
  }
  return lines;
}

/** An entry as far as it was put together. */
interface Growing {
  readonly line: number;
  readonly lines: string[];
  letters: number;
  signed: boolean;
  /** A line of it is an id or an address alone. */
  named: boolean;
}

/** The entries of a text, in order; no line is left out. */
export function splitEntries(text: string): EntryText[] {
  const lines = splitLines(text);
  const begins = beginningsOf(lines);
  const entries: Growing[] = [];
  for (const line of lines) {
    let entry = entries.at(-1);
    if (entry === undefined || entry.letters > MAX_ENTRY || begins(line, entry)) {
      entry = { line: line.number, lines: [], letters: 0, signed: false, named: false };
      entries.push(entry);
    }
    entry.lines.push(line.text);
    entry.letters += line.text.length;
    entry.signed ||= isSigned(line.text);
    entry.named ||= isIdentifierAlone(line.text);
  }
  return entries.map((entry) => ({ line: entry.line, text: joinLines(entry.lines) }));
}

type Begins = (line: Line, entry: Growing) => boolean;

/** How the lines of a list show where an entry begins. */
function beginningsOf(lines: readonly Line[]): Begins {
  for (const isMark of [isNumbered, isBulleted]) {
    const marks = lines.filter(({ text }) => isMark(text));
    // A heading may stand before the first, and what is no list behind a blank line.
    if (marks.length >= 2 && marks.length * MOST_LINES >= lines.length)
      return ({ text, afterBlank }, { lines: [first = ''] }) =>
        isMark(text) || (afterBlank && !isOpen(first)) || !isMark(first);
  }
  if (blocksAreEntries(lines)) return ({ afterBlank }) => afterBlank;
  const signed = lines.filter(({ text }) => isSigned(text)).length / lines.length;
  return beginsByForm(signed < UNWRAPPED && signed * MOST_LINES >= 1);
}

/** Where so many lines have signs of their own, each is an entry. */
const UNWRAPPED = 0.6;

/** Entries that nothing parts but how their lines end and begin. */
function beginsByForm(areWrapped: boolean): Begins {
  return ({ text, afterBlank }, entry) => {
    if (afterBlank || entry.named) return true;
    // An id or an address may stand below its title.
    if (isIdentifierAlone(text)) return entry.signed;
    if (/^\p{Ll}{2,}(?!\p{Lu})/u.test(text)) return false;
    if (areWrapped && GOES_ON.test(text)) return false;
    const last = entry.lines.at(-1) ?? '';
    return areWrapped ? isWhole(entry, last) : !/[-,:]$/.test(last);
  };
}

/** Begin a line that tells where a paper appeared. */
const GOES_ON = /^(?:[Ii]n\s|ar[Xx]iv\b|[Dd][Oo][Ii]\b|https?:|pages\s|pp\.|URL\b|vol\.)/;

/** An entry has so many lines at most, where they are wrapped. */
const MOST_LINES = 6;

/** Whether blank lines part entries: several lines in some, and the signs of a reference in most. */
function blocksAreEntries(lines: readonly Line[]): boolean {
  const blocks: { letters: number; signed: boolean; ids: number }[] = [];
  for (const { text, afterBlank } of lines) {
    if (afterBlank) blocks.push({ letters: 0, signed: false, ids: 0 });
    const block = blocks.at(-1);
    if (block === undefined) return false;
    block.letters += text.length;
    block.signed ||= isSigned(text);
    block.ids += isIdentifierAlone(text) ? 1 : 0;
  }
  const isWrapped = blocks.length >= 2 && blocks.length < lines.length;
  const signed = blocks.filter((block) => block.signed).length;
  const areEntries = blocks.every(({ letters, ids }) => letters < MAX_ENTRY && ids < 2);
  return isWrapped && areEntries && signed * 2 >= blocks.length;
}

const YEAR_END = /(?:^|[\s.,(])(?:19|20)\d\d[a-z]?[\s).,:]*$/;

/** Ends in the middle: of a sentence, a word or a list of names. */
const isOpen = (line: string) =>
  /(?:[\p{L}\p{N},;:&–-]|(?<!\p{L})(?:\p{Lu}|et al|vol|pp|no|Proc|Conf|Int|Trans)\.)$/u.test(
    line,
  ) && !/(?:\/\S+|(?:19|20)\d\d)$/.test(line);

/** Ends like a reference, and has its signs; authors and a year are only its beginning. */
function isWhole({ signed, letters, lines }: Growing, last: string): boolean {
  if (!signed || isOpen(last) || !/(?:[.)\]]|(?:19|20)\d\d[a-z]?|\/\S+)$/.test(last)) return false;
  return (
    letters > MOST_OF_NAMES ||
    !YEAR_END.test(last) ||
    !isOnlyNames(lines.join(' ').replace(YEAR_END, ''))
  );
}

/** A list of authors is not looked at beyond so many letters. */
const MOST_OF_NAMES = 600;

/** Words that keep the hyphen at which a line was broken; names of capitals do, too. */
const KEEPS_HYPHEN =
  /(?:^|[^\p{L}])(?:[Nn]on|[Pp]re|[Pp]ost|[Ss]elf|[Ss]emi|[Mm]ulti|[Cc]ross|[Zz]ero|[Ff]ew|[Oo]ne|[Tt]wo|[Ll]ow|[Hh]igh|[Ll]ong|[Ss]hort|[Ll]arge|[Ss]mall|[Ff]ine|[Cc]o|[Rr]e|[Ee]nd|[Ss]tate|[Tt]ext|[Ii]mage|[Rr]eal|[Oo]pen|[Ww]ell|[Nn]ear|[Ff]ull|[Dd]ata|\p{Lu}+)$/u;

/** A hyphen at the end of a line parts a word, unless words are joined by it. */
function joinLines(lines: readonly string[]): string {
  let text = '';
  for (const [index, line] of lines.entries()) {
    const last = (lines[index - 1] ?? '').slice(-20);
    if (index === 0) text = line;
    else if (!/\p{L}-$/u.test(last) || !/^\p{Ll}/u.test(line)) text += ` ${line}`;
    else text = (KEEPS_HYPHEN.test(last.slice(0, -1)) ? text : text.slice(0, -1)) + line;
  }
  return text;
}

/** A title of the list itself: "References", "7 Bibliography". */
export const isHeading = (text: string): boolean =>
  /^(?:\d+\.?\s+)?(?:references|bibliography|works cited|literature(?: cited)?|reading list|papers?)\s*:?(?:\s*\(\d+\))?$/i.test(
    text.replace(NUMBERING, ''),
  );
