import { placeWords } from './fold-words.ts';

/** A word that is looked for. */
export interface QueryWord {
  /** Folded. */
  readonly text: string;
  /** Folded, without the ending of an English plural: "models" finds "model" and the reverse. */
  readonly stem: string;
  /** As it was typed. */
  readonly typed: string;
  /** The last word stands for all words that begin with it. */
  readonly prefix: boolean;
}

export interface Query {
  /** Each once, in the order typed; empty for a query without a letter. */
  readonly words: readonly QueryWord[];
  /** All letters without separators: "vall e" finds VALL-E, "umb rae" finds UMBRAE. */
  readonly letters: string;
  /** Names with a sign that folding drops ("CodeT5+", "UniCode^2"), in small letters. */
  readonly signed: readonly string[];
  /** Trimmed, in small letters. */
  readonly typed: string;
}

/** More than any title has. */
const MAX_WORDS = 30;
const MAX_WORD_LETTERS = 64;
/** "bus" keeps its s. */
const MIN_PLURAL = 4;

/** Reads what was typed. Everything is words; the last one may be unfinished. */
export function parseQuery(text: string): Query {
  const placed = placeWords(text.slice(0, 2000));
  const words = new Map<string, QueryWord>();
  for (const [index, { text: folded, start, end }] of placed.entries()) {
    if (words.size === MAX_WORDS) break;
    const prefix = index === placed.length - 1;
    if (words.has(folded)) continue;
    const cut = folded.slice(0, MAX_WORD_LETTERS);
    words.set(folded, { text: cut, stem: stemOf(cut), typed: text.slice(start, end), prefix });
  }
  return {
    words: [...words.values()],
    letters: placed.map((word) => word.text).join(''),
    signed: (text.match(/[\p{L}\p{N}]+[+^*#]+[\p{L}\p{N}]*/gu) ?? []).map((name) =>
      name.toLowerCase(),
    ),
    typed: text.trim().toLowerCase(),
  };
}

function stemOf(word: string): string {
  return word.length >= MIN_PLURAL && /[^su]s$/.test(word) ? word.slice(0, -1) : word;
}

/** How a word of a text answers a word of the query. */
export type MatchKind = 'prefix' | 'near' | 'exact';

/** "near": the same but for a plural ending. */
export function matchWord(word: string, sought: QueryWord): MatchKind | null {
  if (!word.startsWith(sought.stem)) return null;
  if (word === sought.text) return 'exact';
  const rest = word.slice(sought.stem.length);
  if (sought.stem.length >= MIN_PLURAL - 1 && (rest === '' || rest === 's')) return 'near';
  return sought.prefix && word.startsWith(sought.text) ? 'prefix' : null;
}
