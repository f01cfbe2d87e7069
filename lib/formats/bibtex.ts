/**
 * BibTeX and BibLaTeX, as far as a paper is named by it. What is broken costs its own entry or field
 * at most: an entry ends where its brace closes, or before the next line that begins one.
 */
import type { PaperDraft, PaperLink } from '../paper/paper.ts';
import { extractLinks } from './extract-links.ts';
import { findIdentifiers } from './find-identifiers.ts';
import { makeProblem, type Reading } from './problem.ts';
import { readTex } from './read-tex.ts';

/** Where entries begin, and what else stands between. */
export interface BibtexReading {
  readonly readings: readonly Reading[];
  /** The text with its entries left blank, line by line: what is no BibTeX. */
  readonly rest: string;
}

const ENTRY = /@([a-z_]+)\s*[{(]/gi;
const ENTRY_LINE = /^[ \t]*@[a-z_]+\s*[{(]/gim;
/** Entries beyond this are not read, UTF-16 units. */
const MAX_ENTRY = 131_072;
/** Not papers: macros, and what programs keep. */
const NO_PAPER = /^(?:comment|preamble|string|control|set)$/;

/** True for a text that begins with an entry, or has a line that does. */
export function hasBibtex(text: string): boolean {
  return text.search(ENTRY_LINE) >= 0;
}

/** Reads all entries of a text, in order. */
export function readBibtex(text: string): BibtexReading {
  const starts = [...text.matchAll(ENTRY_LINE)].map(({ index }) => index);
  const lineAt = countLines(text);
  const readings: Reading[] = [];
  const macros = new Map<string, string>();
  const outside: string[] = [];
  let from = 0;
  for (;;) {
    ENTRY.lastIndex = from;
    const found = ENTRY.exec(text);
    if (found === null) break;
    while (starts[0] !== undefined && starts[0] <= found.index) starts.shift();
    const open = ENTRY.lastIndex - 1;
    const end = endOfEntry(text, open, starts[0] ?? text.length);
    outside.push(
      text.slice(from, found.index),
      text.slice(found.index, end).replace(/[^\n]+/g, ''),
    );
    from = end;
    const body = text.slice(open + 1, end);
    const type = (found[1] ?? '').toLowerCase();
    if (type === 'string' && body.length <= MAX_ENTRY)
      for (const [name, value] of readFields(body, macros)) macros.set(name, value);
    if (!NO_PAPER.test(type)) readings.push(readEntry(lineAt(found.index), body, macros));
  }
  outside.push(text.slice(from));
  return { readings, rest: outside.join('') };
}

/** Gives the line of an offset; offsets must not fall. */
function countLines(text: string): (offset: number) => number {
  let line = 1;
  let at = 0;
  return (offset) => {
    for (
      let next = text.indexOf('\n', at);
      next >= 0 && next < offset;
      next = text.indexOf('\n', at)
    ) {
      line++;
      at = next + 1;
    }
    return line;
  };
}

/** Behind the brace that closes the one at `open`, or `limit` where none does before it. */
function endOfEntry(text: string, open: number, limit: number): number {
  let depth = 0;
  for (let at = open; at < limit; at++) {
    const sign = text[at];
    if (sign === '{' || (sign === '(' && at === open)) depth++;
    else if (sign === '}' || (sign === ')' && depth === 1 && text[open] === '(')) depth--;
    if (depth === 0) return at + 1;
  }
  return limit;
}

/** For each opening brace of a text the place of the one that closes it. */
function matchBraces(text: string): ReadonlyMap<number, number> {
  const closings = new Map<number, number>();
  const open: number[] = [];
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '{') open.push(at);
    else if (text[at] === '}') {
      const opened = open.pop();
      if (opened !== undefined) closings.set(opened, at);
    }
  }
  return closings;
}

/** The fields of an entry by their names in small letters; of two of one name the first. */
function readFields(body: string, macros: ReadonlyMap<string, string>): Map<string, string> {
  const closings = matchBraces(body);
  const fields = new Map<string, string>();
  const name = /([a-z][\w:.+-]*)\s*=\s*/giy;
  const word = /[a-z][\w:.+-]*/iy;
  let at = /^\s*[^\s=,{}"]*\s*,/.exec(body)?.[0].length ?? 0;
  while (at < body.length) {
    name.lastIndex = at;
    const [found, named = ''] = name.exec(body) ?? [];
    if (found === undefined) {
      // Of a word that no "=" follows no ending is a name either.
      word.lastIndex = at;
      const [passed = ''] = word.exec(body) ?? [];
      const end = body[at] === '{' ? (closings.get(at) ?? at) : at;
      at = Math.max(end + 1, at + passed.length);
      continue;
    }
    const { value, end } = readValue(body, at + found.length, closings, macros);
    if (!fields.has(named.toLowerCase())) fields.set(named.toLowerCase(), value);
    at = end;
  }
  return fields;
}

interface Value {
  readonly value: string;
  readonly end: number;
}

/** Pieces joined by "#": in braces, in quotes, numbers and macros. */
function readValue(
  body: string,
  start: number,
  closings: ReadonlyMap<number, number>,
  macros: ReadonlyMap<string, string>,
): Value {
  let value = '';
  let at = start;
  for (;;) {
    const piece = readPiece(body, at, closings, macros);
    value += piece.value;
    const joint = /\s*#\s*/y;
    joint.lastIndex = piece.end;
    if (joint.exec(body) === null) return { value, end: piece.end };
    at = joint.lastIndex;
  }
}

/** A field inside another: the brace of that one was forgotten. */
const NEXT_FIELD = /,[ \t]*\r?\n\s*[a-z]{3,20}\s{0,20}=\s{0,20}[{"\d]/i;

function readPiece(
  body: string,
  at: number,
  closings: ReadonlyMap<number, number>,
  macros: ReadonlyMap<string, string>,
): Value {
  // Unclosed: what is left of its line.
  const lineEnd = () => {
    const end = body.indexOf('\n', at);
    return {
      value: body.slice(at + 1, end < 0 ? body.length : end),
      end: end < 0 ? body.length : end,
    };
  };
  if (body[at] === '{') {
    const end = closings.get(at);
    if (end === undefined) return lineEnd();
    const value = body.slice(at + 1, end);
    const cut = value.search(NEXT_FIELD);
    return cut < 0 ? { value, end: end + 1 } : { value: value.slice(0, cut), end: at + 1 + cut };
  }
  if (body[at] === '"') {
    let end = at + 1;
    while (end < body.length && body[end] !== '"')
      end = (body[end] === '{' ? (closings.get(end) ?? end) : end) + 1;
    return end >= body.length ? lineEnd() : { value: body.slice(at + 1, end), end: end + 1 };
  }
  const word = /[^\s,#{}"]*/y;
  word.lastIndex = at;
  const [text = ''] = word.exec(body) ?? [];
  return { value: macros.get(text.toLowerCase()) ?? text, end: at + text.length };
}

function readEntry(line: number, body: string, macros: ReadonlyMap<string, string>): Reading {
  if (body.length > MAX_ENTRY) return { line, problem: makeProblem(line, 'too-long', body) };
  const fields = readFields(body, macros);
  const field = (...names: string[]) =>
    names.map((name) => fields.get(name) ?? '').find(Boolean) ?? '';
  const title = readTex([field('title'), field('subtitle')].filter(Boolean).join(': '));
  if (!/[\p{L}\p{N}]/u.test(title)) {
    const text = body.replace(/\s+/g, ' ').trim();
    return { line, problem: makeProblem(line, 'no-title', text) };
  }
  const venue = readTex(field('journal', 'journaltitle', 'booktitle'));
  const draft: PaperDraft = {
    title,
    abstract: readTex(field('abstract')),
    authors: readAuthors(field('author')),
    year: readYear(field('year', 'date')),
    venue: /\barxiv\b|^corr$/i.test(venue) ? '' : venue,
    identifiers: findIdentifiers(naming(fields)).identifiers,
    links: linksIn(field('url', 'howpublished'), field('note')),
  };
  return { line, draft };
}

/** What of the fields may name the work, as a text that `findIdentifiers` reads. */
function naming(fields: ReadonlyMap<string, string>): string {
  const plain = (name: string) => (fields.get(name) ?? '').replaceAll('\\_', '_').trim();
  const labelled = (label: string, value: string) => (value === '' ? '' : `${label}${value}`);
  const eprint = plain('eprint');
  const prefix = /^pubmed$/i.test(plain('eprinttype') || plain('archiveprefix'))
    ? 'pmid: '
    : 'arXiv:';
  return [
    labelled(/^(?:https?:|doi:)/i.test(plain('doi')) ? '' : 'doi:', plain('doi')),
    labelled(/arxiv/i.test(eprint) ? '' : prefix, eprint),
    labelled('pmid: ', plain('pmid')),
    labelled('pmcid: ', plain('pmcid')),
    plain('url'),
    plain('journal').replace(/.*\barxiv:/i, 'arXiv:'),
    labelled('arXiv:', /^abs\/(.+)$/.exec(plain('volume'))?.[1] ?? ''),
    plain('note'),
    plain('howpublished'),
  ].join('\n');
}

function linksIn(...texts: string[]): PaperLink[] {
  return extractLinks(texts.join(' ').replace(/\\url\{|[{}]/g, ' '));
}

function readYear(text: string): number | null {
  const [year] = /(?:1[5-9]|20)\d\d/.exec(text) ?? [];
  return year === undefined ? null : Number(year);
}

/** "Kim, Sehoon and Lee, J." as "Sehoon Kim", "J. Lee". */
function readAuthors(text: string): string[] {
  return text
    .replace(/\s+/g, ' ')
    .split(/ and /i)
    .map((name) => {
      const [family = '', ...given] = readTex(name).split(/\s*,\s*/);
      return /^others$/i.test(family) ? 'et al.' : [...given.reverse(), family].join(' ').trim();
    })
    .filter((name) => name !== '');
}
