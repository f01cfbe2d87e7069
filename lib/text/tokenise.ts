/** Words of a text, for search and snippets. */
import { foldLetters, makeFolded, titleKey } from './fold.ts';

/** A word, or a name made of several. Offsets are UTF-16 units of the original, end exclusive. */
export interface Word {
  /** Folded. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Place in the text, counted in words; a joined name has the place of its first part. */
  readonly position: number;
  /** True for the joined form of a name whose parts were given too ("X-Adapter": x, adapter, xadapter). */
  readonly joined: boolean;
}

/** What joins the parts of a name: a hyphen, or the line end after one. */
const JOINT = /^[-\u2010\u2011_]\s{0,8}$/u;
const CAMEL = /\p{Ll}(?=\p{Lu})/gu;
/** Longer chains are prose ("state-of-the-art-and-…"), not names. */
const MAX_PARTS = 5;

interface Span {
  readonly start: number;
  readonly end: number;
}

const scratch = makeFolded(256);

/** The runs of letters of the text. */
function spans(text: string): Span[] {
  const { count, starts, ends, tokenStarts } = foldLetters(text, scratch);
  const found: Span[] = [];
  for (let i = 0; i < count; ) {
    const start = starts[i] ?? 0;
    let end = ends[i] ?? 0;
    for (i++; i < count && tokenStarts[i] === 0; i++) end = ends[i] ?? end;
    found.push({ start, end });
  }
  return found;
}

/** Cuts a name where a capital follows a small letter: "UniXcoder" into "Uni" and "Xcoder". */
function camelParts(text: string, span: Span): Span[] {
  const word = text.slice(span.start, span.end);
  const parts: Span[] = [];
  let from = 0;
  for (const match of word.matchAll(CAMEL)) {
    const to = match.index + match[0].length;
    parts.push({ start: span.start + from, end: span.start + to });
    from = to;
  }
  parts.push({ start: span.start + from, end: span.end });
  return parts;
}

/**
 * Cuts a text into words, folded. A name with hyphens or inner capitals gives its parts, one position
 * each, and then its joined form; in scripts without spaces every letter is a word.
 */
export function tokenise(text: string): Word[] {
  const words: Word[] = [];
  let position = 0;
  let name: Span[] = [];
  const flush = () => {
    const first = name[0];
    const last = name.at(-1);
    if (first === undefined || last === undefined) return;
    const from = position;
    for (const { start, end } of name) {
      const folded = titleKey(text.slice(start, end));
      words.push({ text: folded, start, end, position: position++, joined: false });
    }
    if (name.length > 1 && name.length <= MAX_PARTS) {
      const { start } = first;
      const { end } = last;
      const folded = titleKey(text.slice(start, end));
      words.push({ text: folded, start, end, position: from, joined: true });
    }
    name = [];
  };
  for (const span of spans(text)) {
    const last = name.at(-1);
    if (last !== undefined && !JOINT.test(text.slice(last.end, span.start))) flush();
    name.push(...camelParts(text, span));
  }
  flush();
  return words;
}
