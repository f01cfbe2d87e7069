/** Cuts what was typed in the search field into words, phrases and operators, each with its place. */

/** The operators that take a value, as they are offered. */
export const OPERATORS = ['tag', 'author', 'year', 'venue', 'status', 'has', 'in'] as const;
export type Operator = (typeof OPERATORS)[number];

interface Place {
  /** UTF-16 units, end exclusive. */
  readonly start: number;
  readonly end: number;
}

/** Something that stands for papers. */
export type Operand = Place &
  (
    | { readonly kind: 'word' }
    | { readonly kind: 'phrase'; readonly text: string; readonly isClosed: boolean }
    | {
        readonly kind: 'operator';
        readonly name: Operator;
        /** Without quotes; empty while nothing is typed behind the colon yet. */
        readonly value: string;
        readonly isClosed: boolean;
      }
  );

type Sign = Place & {
  readonly kind: 'not' | 'or' | 'open' | 'close';
};

export type Token = Operand | Sign;

/** Longer ones are no questions. */
export const MAX_QUERY = 2000;

const OPENING = '"“„«';
const SPACE = /\s+/y;
/** A minus stands before what it takes out, and behind nothing. */
const NOT = /-(?=[^\s)-])/y;
const NAME = new RegExp(`(${OPERATORS.join('|')}):`, 'iy');
const QUOTED = /["“„«]([^"“”„«»]*)(["”“»]?)/y;
const WORD = /[^\s()"“”„«»]+/y;
const NEAR_LETTER = /[\p{L}\p{N}]/u;

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** Every sign belongs to one token at most; spaces, and quotes that say nothing, to none. */
export function readTokens(typed: string): Token[] {
  const text = typed.slice(0, MAX_QUERY);
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const space = match(SPACE, text, at);
    if (space !== null) {
      at += space[0].length;
      continue;
    }
    const isInside = at > 0 && NEAR_LETTER.test(text.charAt(at - 1));
    const token = readSign(text, at, isInside) ?? readOperand(text, at, isInside);
    if (token !== null) tokens.push(token);
    at = token?.end ?? at + 1;
  }
  return tokens;
}

function readSign(text: string, at: number, isInside: boolean): Token | null {
  const sign = text.charAt(at);
  const place = { start: at, end: at + 1 };
  if (sign === '(') return { kind: 'open', ...place };
  if (sign === ')') return { kind: 'close', ...place };
  return !isInside && match(NOT, text, at) !== null ? { kind: 'not', ...place } : null;
}

function readOperand(text: string, at: number, isInside: boolean): Token | null {
  if (!isInside) {
    const operator = readOperator(text, at);
    if (operator !== null) return operator;
  }
  const quoted = match(QUOTED, text, at);
  if (quoted !== null) {
    const [whole, phrase = '', closing] = quoted;
    // The inches of 5" disk open nothing.
    if (isInside && closing === '') return null;
    return {
      kind: 'phrase',
      text: phrase,
      isClosed: closing !== '',
      start: at,
      end: at + whole.length,
    };
  }
  const word = match(WORD, text, at);
  if (word === null) return null;
  const kind = /^or$/i.test(word[0]) ? 'or' : 'word';
  return { kind, start: at, end: at + word[0].length };
}

/** Null where no value follows, but for the end of the text: the value may be on its way. */
function readOperator(text: string, at: number): Token | null {
  const found = match(NAME, text, at);
  const name = OPERATORS.find((one) => one === found?.[1]?.toLowerCase());
  if (found === null || name === undefined) return null;
  const valueAt = at + found[0].length;
  const isQuoted = OPENING.includes(text.charAt(valueAt)) && valueAt < text.length;
  const value = match(isQuoted ? QUOTED : WORD, text, valueAt);
  if (value === null && valueAt < text.length) return null;
  return {
    kind: 'operator',
    name,
    value: (isQuoted ? value?.[1] : value?.[0]) ?? '',
    isClosed: isQuoted && value?.[2] !== '',
    start: at,
    end: valueAt + (value?.[0].length ?? 0),
  };
}
