/** The words of `tokenise`, without making a string of any: an index reads a hundred million of them. */
import { foldLetters, makeFolded } from '../../text/fold.ts';
import { MAX_WORD_LETTERS } from './bytes.ts';

/**
 * Takes a word: its letters are `letters` from `from` to `to`, at most `MAX_WORD_LETTERS` of them;
 * `position` counts words. A joined name comes after its parts and has the position of the first.
 */
export type TakeWord = (letters: Uint16Array, from: number, to: number, position: number) => void;

/** Longer chains are prose, not names: as in `tokenise`. */
const MAX_PARTS = 5;
const CAMEL = /\p{Ll}(?=\p{Lu})/gu;
const JOINT = /^[-\u2010\u2011_]\s{0,8}$/u;
const HYPHEN = 45;
const UNDERLINE = 95;

const scratch = makeFolded(4096);
/** Where the parts of the name that is being read begin and end, as indexes of letters. */
const partStarts: number[] = [];
const partEnds: number[] = [];

function isJoint(text: string, from: number, to: number): boolean {
  if (to === from) return false;
  const first = text.charCodeAt(from);
  if (first === HYPHEN || first === UNDERLINE) {
    if (to === from + 1) return true;
  } else if (first < 0x2010 || first > 0x2011) return false;
  return to - from <= 9 && JOINT.test(text.slice(from, to));
}

/** True where the name may have inner capitals; for letters beyond ASCII the pattern has to look. */
function mayBeCamel(text: string, start: number, end: number): boolean {
  let small = false;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code > 127) return true;
    if (small && code >= 65 && code <= 90) return true;
    small = code >= 97 && code <= 122;
  }
  return false;
}

/** Reads a text, its first word at `position`. Returns the position behind the last. */
export function readWords(text: string, position: number, take: TakeWord): number {
  const { count, letters, starts, ends, tokenStarts } = foldLetters(text, scratch);
  let next = position;
  const flush = () => {
    const from = next;
    const parts = partStarts.length;
    for (let part = 0; part < parts; part++) {
      const start = partStarts[part] ?? 0;
      const end = partEnds[part] ?? 0;
      take(letters, start, Math.min(end, start + MAX_WORD_LETTERS), next++);
    }
    if (parts > 1 && parts <= MAX_PARTS) {
      const start = partStarts[0] ?? 0;
      const end = partEnds[parts - 1] ?? 0;
      take(letters, start, Math.min(end, start + MAX_WORD_LETTERS), from);
    }
    partStarts.length = 0;
    partEnds.length = 0;
  };
  let lastEnd = 0;
  for (let i = 0; i < count; ) {
    const from = i;
    const start = starts[i] ?? 0;
    for (i++; i < count && tokenStarts[i] === 0; i++);
    const end = ends[i - 1] ?? 0;
    if (partStarts.length > 0 && !isJoint(text, lastEnd, start)) flush();
    lastEnd = end;
    partStarts.push(from);
    if (mayBeCamel(text, start, end)) {
      let letter = from;
      for (const match of text.slice(start, end).matchAll(CAMEL)) {
        const cut = start + match.index + match[0].length;
        while (letter < i && (starts[letter] ?? 0) < cut) letter++;
        partEnds.push(letter);
        partStarts.push(letter);
      }
    }
    partEnds.push(i);
  }
  flush();
  return next;
}
