/** What a query asks for. There are no errors: what is no operator is a word. */
import { STATUSES, type Status } from '../../paper/paper.ts';
import { MAX_QUERY, type Operand, readTokens, type Token } from './tokens.ts';

/** Where words have to stand; null: anywhere. */
export const SCOPES = ['title', 'abstract', 'note'] as const;
export type Scope = (typeof SCOPES)[number] | 'authors' | 'venue' | null;

export const HAVINGS = ['note', 'code', 'pdf', 'tag'] as const;
type Having = (typeof HAVINGS)[number];

/** What papers have to fulfil. */
export type Condition =
  | GroupCondition
  | { readonly kind: 'not'; readonly of: Condition }
  | TextCondition
  | {
      readonly kind: 'tag';
      readonly name: string;
      readonly isOpen: boolean;
      readonly typed: string;
    }
  | { readonly kind: 'year'; readonly from: number; readonly to: number; readonly typed: string }
  | { readonly kind: 'status'; readonly status: Status; readonly typed: string }
  | { readonly kind: 'has'; readonly what: Having; readonly typed: string };

export interface GroupCondition {
  readonly kind: 'all' | 'any';
  readonly of: readonly Condition[];
}

/** Words beside each other. */
export interface TextCondition {
  readonly kind: 'text';
  readonly text: string;
  /** In quotes: no other forms of a word. */
  readonly isExact: boolean;
  /** The last word may go on. */
  readonly isOpen: boolean;
  readonly scope: Scope;
  readonly typed: string;
}

export interface Query {
  /** All that papers should say, in the order typed, as one text for ranking. */
  readonly words: string;
  /** Texts of `words` that papers need not have to have all words: those of conditions. */
  readonly optional: readonly string[];
  /** Where the words that are asked for outside of conditions have to stand. */
  readonly scope: Scope;
  /** What papers have to fulfil besides having the words, all of it. */
  readonly conditions: readonly Condition[];
}

/** Something of a query, while it is read. */
type Part = Condition | { readonly kind: 'scope'; readonly scope: Scope };

const LAST_YEAR = 9999;
const YEARS = /^(\d{4})?(?:(\.{2,3}|[-\u2013])(\d{4})?)?$/;
/** A year that is being typed. */
const YEAR_BEGUN = /^(?:(\d{4}(?:\.{1,3}|[-\u2013]))?\d{0,3}|\.{1,3}\d{0,3})$/;

class Parser {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = readTokens(text);
  }

  /** Everything up to a closing parenthesis, or the end. */
  readGroup(depth: number): GroupCondition {
    const parts: Part[] = [];
    for (let token = this.#peek(); token !== undefined; token = this.#peek()) {
      if (token.kind === 'close') {
        this.#next++;
        if (depth > 0) break;
        continue;
      }
      const before = parts.at(-1);
      const isOr = token.kind === 'or' && before !== undefined && before.kind !== 'scope';
      if (isOr && this.#isOperand(this.#tokens[this.#next + 1])) {
        this.#next++;
        const part = this.#readPart(depth);
        if (part === null || part.kind === 'scope') continue;
        const others = before.kind === 'any' ? before.of : [before];
        parts[parts.length - 1] = { kind: 'any', of: [...others, part] };
        continue;
      }
      const part = this.#readPart(depth);
      if (part !== null) parts.push(part);
    }
    return makeGroup(parts);
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#next];
  }

  #isOperand(token: Token | undefined): boolean {
    return token !== undefined && token.kind !== 'close';
  }

  /** Null where there is nothing to fulfil. */
  #readPart(depth: number): Part | null {
    const token = this.#tokens[this.#next++];
    if (token === undefined) return null;
    switch (token.kind) {
      case 'close':
        return null;
      case 'open': {
        const group = this.readGroup(depth + 1);
        return group.of.length > 1 ? group : (group.of[0] ?? null);
      }
      case 'not': {
        const part = this.#readPart(depth);
        return part === null || part.kind === 'scope' ? null : { kind: 'not', of: part };
      }
      case 'or':
        return this.#readOperand({ kind: 'word', start: token.start, end: token.end });
      default:
        return this.#readOperand(token);
    }
  }

  #readOperand(token: Operand): Part | null {
    const typed = this.#text.slice(token.start, token.end);
    const isLast = token.end === this.#text.length;
    const text = { kind: 'text', typed, scope: null, isOpen: isLast } as const;
    if (token.kind === 'word') return { ...text, text: typed, isExact: false };
    if (token.kind === 'phrase')
      return { ...text, text: token.text, isExact: true, isOpen: isLast && !token.isClosed };
    const isOpen = isLast && !token.isClosed;
    if (token.value === '') return null;
    const read = readValue(token.name, token.value, typed, isOpen);
    return read === undefined ? { ...text, text: typed, isExact: false } : read;
  }
}

/** What an operator asks for; null: not finished yet; undefined: it is none. */
function readValue(
  name: Extract<Operand, { kind: 'operator' }>['name'],
  value: string,
  typed: string,
  isOpen: boolean,
): Part | null | undefined {
  if (name === 'tag') return { kind: 'tag', name: value, isOpen, typed };
  if (name === 'author' || name === 'venue') {
    const scope = name === 'author' ? 'authors' : name;
    return { kind: 'text', text: value, isExact: true, isOpen, scope, typed };
  }
  if (name === 'year') return readYears(value, typed, isOpen);
  const plain = value.toLowerCase().replace(/[\s_-]/g, '');
  const find = <Name extends string>(names: readonly Name[]): Name | null | undefined => {
    const spelled = (one: string) => one.replace('-', '');
    const whole = names.find((one) => spelled(one) === plain || `${one}s` === plain);
    const isBegun = isOpen && names.some((one) => spelled(one).startsWith(plain));
    return whole ?? (isBegun ? null : undefined);
  };
  if (name === 'status') {
    const status = find(STATUSES);
    return status ? { kind: 'status', status, typed } : status;
  }
  if (name === 'has') {
    const what = find(HAVINGS);
    return what ? { kind: 'has', what, typed } : what;
  }
  const scope = find(SCOPES);
  return scope ? { kind: 'scope', scope } : scope;
}

function readYears(value: string, typed: string, isOpen: boolean): Condition | null | undefined {
  const [found, first, dots, last] = YEARS.exec(value) ?? [];
  if (found === undefined || (first ?? last) === undefined)
    return isOpen && YEAR_BEGUN.test(value) ? null : undefined;
  const from = Number(first ?? 1);
  const to = dots === undefined ? from : Number(last ?? LAST_YEAR);
  return { kind: 'year', from: Math.min(from, to), to: Math.max(from, to), typed };
}

/** `in:` holds for all of its group. */
function makeGroup(parts: readonly Part[]): GroupCondition {
  const scope = parts.find((part) => part.kind === 'scope')?.scope ?? null;
  const conditions = parts.flatMap((part) => (part.kind === 'scope' ? [] : [part]));
  const of = scope === null ? conditions : conditions.map((one) => limitTo(one, scope));
  return { kind: 'all', of: of.flatMap((one) => (one.kind === 'all' ? one.of : [one])) };
}

function limitTo(condition: Condition, scope: Scope): Condition {
  if (condition.kind === 'text') return { ...condition, scope: condition.scope ?? scope };
  if (condition.kind === 'not') return { ...condition, of: limitTo(condition.of, scope) };
  if (condition.kind !== 'all' && condition.kind !== 'any') return condition;
  return { ...condition, of: condition.of.map((one) => limitTo(one, scope)) };
}

/** Reads what was typed. Everything else being equal, "or" binds its neighbours. */
export function parseQuery(typed: string): Query {
  const text = typed.slice(0, MAX_QUERY);
  const { of: all } = new Parser(text).readGroup(0);
  const plain = all.filter(isPlain);
  // Words of several scopes are conditions but for those without.
  const scopes = new Set(plain.map((one) => one.scope));
  const scope = scopes.size === 1 ? (plain[0]?.scope ?? null) : null;
  const words = new Set<Condition>(plain.filter((one) => one.scope === scope));
  const conditions = all.filter((one) => !words.has(one));
  if (conditions.length === 0 && scope === null && words.size === readTokens(text).length)
    return { words: text, optional: [], scope, conditions };
  const said = all.flatMap(listTexts);
  const isOpen = said.at(-1)?.isOpen === true;
  return {
    words: said.map((one) => one.text).join(' ') + (isOpen ? '' : ' '),
    optional: said.filter((one) => !words.has(one)).map((one) => one.text),
    scope,
    conditions,
  };
}

function isPlain(condition: Condition): condition is TextCondition {
  return condition.kind === 'text' && !condition.isExact;
}

/** What papers are to say, without people and venues. */
function listTexts(condition: Condition): TextCondition[] {
  if (condition.kind === 'text')
    return condition.scope === 'authors' || condition.scope === 'venue' ? [] : [condition];
  return condition.kind === 'all' || condition.kind === 'any'
    ? condition.of.flatMap(listTexts)
    : [];
}
