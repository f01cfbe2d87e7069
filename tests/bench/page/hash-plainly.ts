/**
 * One pass that folds and hashes a text, as one writes it first: a loop with all that it needs in it.
 * The page benchmark measures against it, not against `hashText`, so that the floor stays where it is
 * when that gets faster.
 */
import {
  foldPoint,
  isUnspaced,
  isVoicing,
  isWordSign,
  kindOfPoint,
  kindOfUnit,
  LATIN_KINDS,
  MARK,
  SEPARATOR,
  SEVERAL,
  UNSPACED_FROM,
} from '../../../lib/text/fold-kinds.ts';

const BASE = 0x2c1b3c6d;
/** More than any character folds to. */
const MOST_LETTERS = 32;

interface Hashed {
  readonly prefixes: Int32Array;
  readonly wordStarts: Uint32Array;
  readonly wordOffsets: Uint32Array;
}

/** Room for a text of so many UTF-16 units, most of which fold to one letter. */
export function makePlainHashes(units: number): Hashed {
  const length = 2 * units + MOST_LETTERS;
  return {
    prefixes: new Int32Array(length),
    wordStarts: new Uint32Array(length),
    wordOffsets: new Uint32Array(length),
  };
}

/** The number of letters. Throws where the text folds to more than there is room for. */
export function hashPlainly(text: string, { prefixes, wordStarts, wordOffsets }: Hashed): number {
  let hash = 0;
  let count = 0;
  let words = 0;
  let begins = true;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const kind = code < 256 ? (LATIN_KINDS[code] ?? 0) : kindOfUnit(code);
    if (kind === SEPARATOR) begins = true;
    else if (kind > MARK && kind < UNSPACED_FROM) {
      if (begins) {
        wordOffsets[words] = at;
        wordStarts[words++] = count;
        begins = false;
      }
      hash = (Math.imul(hash, BASE) + kind) | 0;
      prefixes[++count] = hash;
    } else if (kind > MARK) {
      const start = at;
      const point = text.codePointAt(at) ?? 0;
      if (point > 0xffff) at++;
      const exact = kindOfPoint(point);
      if (exact === SEPARATOR) begins = true;
      if (exact <= MARK) continue;
      const letters = exact === SEVERAL ? foldPoint(point) : String.fromCharCode(exact);
      if (count + letters.length >= prefixes.length) throw new Error('a text of too many letters');
      const stands = isUnspaced(letters.charCodeAt(0)) || isWordSign(letters);
      if ((begins || stands) && !isVoicing(exact)) {
        wordOffsets[words] = start;
        wordStarts[words++] = count;
      }
      begins = stands || isVoicing(exact);
      for (let i = 0; i < letters.length; i++) {
        hash = (Math.imul(hash, BASE) + letters.charCodeAt(i)) | 0;
        prefixes[++count] = hash;
      }
    }
  }
  return count;
}
