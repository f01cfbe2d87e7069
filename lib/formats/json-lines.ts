import { identifiersInUrl } from '../paper/address-keys.ts';
import { describeLink } from '../paper/describe-link.ts';
import { identifierOfDoi, parseArxivId, parseDoi } from '../paper/identifiers.ts';
import type { Identifier, PaperDraft, PaperLink } from '../paper/paper.ts';
import { extractLinks, joinLinks } from './extract-links.ts';
import { makeProblem, type Problem, type Reading } from './problem.ts';
import { type Line, readLines } from './read-lines.ts';

/** A field beyond this is left out, a line beyond `MAX_LINE` is not read. UTF-16 units. */
const MAX_FIELD = 65_536;
const MAX_LINE = 1_048_576;
const MAX_AUTHORS = 5_000;
const MAX_URLS = 50;

/**
 * Reads papers written as one JSON object a line, also gzipped: `{title, abstract, authors, year,
 * arxivId, doi, venue, url}`, all but the title optional. `authors` is a list or one string.
 * Only named fields are copied. What has the wrong type or is too long is left out and reported;
 * a line that is no object with a title gives a problem and no paper. Throws only what the stream throws.
 */
export async function* readJsonLines(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
): AsyncIterable<Reading> {
  yield* readJsonLinesFrom(readLines(stream, MAX_LINE));
}

/** The same from lines that were read already. */
export async function* readJsonLinesFrom(lines: AsyncIterable<Line>): AsyncIterable<Reading> {
  for await (const line of lines) {
    if (line.text.trim() === '') continue;
    if (line.damaged) yield report(makeProblem(line.number, 'bad-encoding', line.text));
    yield* line.cut
      ? [report(makeProblem(line.number, 'too-long', line.text))]
      : readRecord(line.number, line.text);
  }
}

function report(problem: Problem): Reading {
  return { line: problem.line, problem };
}

/** Reads one line: the paper, where there is one, then the problems. */
export function readRecord(line: number, text: string): Reading[] {
  const record = parseObject(text);
  if (record === null) return [report(makeProblem(line, 'not-json', text))];
  const problems: Problem[] = [];
  const fields = new Fields(record, (reason, name) =>
    problems.push(makeProblem(line, reason, `${name}: ${JSON.stringify(record.get(name))}`)),
  );
  const title = fields.text('title');
  if (title === '') problems.push(makeProblem(line, 'no-title', text));
  const draft = title === '' ? null : draftOf(title, fields);
  const readings = problems.map(report);
  return draft === null ? readings : [{ line, draft }, ...readings];
}

/** The object's own fields; a Map, so that no name means anything. Null for what is no object. */
function parseObject(text: string): ReadonlyMap<string, unknown> | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return new Map(Object.entries(value));
}

function draftOf(title: string, fields: Fields): PaperDraft {
  const abstract = fields.text('abstract', 'summary');
  const urls = fields.list('url', 'urls', 'links', 'code', 'project').slice(0, MAX_URLS);
  const given: PaperLink[] = urls.flatMap((url) => describeLink(url.trim()) ?? []);
  return {
    title,
    abstract,
    authors: fields.authors(),
    year: fields.year(),
    venue: fields.text('venue', 'journal', 'booktitle'),
    identifiers: identifiersOf(fields, urls),
    links: joinLinks(given, extractLinks(abstract)),
  };
}

function identifiersOf(fields: Fields, urls: readonly string[]): Identifier[] {
  const found = new Map<string, Identifier>();
  const add = (identifier: Identifier) => {
    // One of each kind: what is named outright comes first.
    if (!found.has(identifier.scheme)) found.set(identifier.scheme, identifier);
  };
  for (const text of fields.list('arxivId', 'arxiv_id', 'arxiv')) {
    const value = parseArxivId(text) ?? parseArxivId(mendNumber(text));
    for (const identifier of value === null
      ? identifiersInUrl(text)
      : [{ scheme: 'arxiv', value } as const]) {
      add(identifier);
    }
  }
  for (const text of fields.list('doi')) {
    const doi = parseDoi(text);
    if (doi !== null) add(identifierOfDoi(doi));
  }
  for (const url of urls) for (const identifier of identifiersInUrl(url)) add(identifier);
  return [...found.values()];
}

/** From here on arXiv ids have five digits behind the point. */
const FIVE_DIGITS_SINCE = '1501';
/** Digits that only a number with a rounding error has. */
const ROUNDING_DIGITS = 10;

/**
 * An arXiv id that a table kept as a number ("806.0164", "1412.341", "1909.0778899999998"): the
 * zeros that it lost are certain, because ids of one year have one length.
 */
function mendNumber(text: string): string {
  const [, before = '', behind = ''] = /^(\d{3,4})\.(\d+)$/.exec(text.trim()) ?? [];
  const month = before.padStart(4, '0');
  const digits = month >= FIVE_DIGITS_SINCE ? 5 : 4;
  if (behind.length <= digits) return `${month}.${behind.padEnd(digits, '0')}`;
  if (behind.length < ROUNDING_DIGITS) return text;
  return `${month}.${Number(`0.${behind}`).toFixed(digits).slice(2)}`;
}

/** Reads fields by name; the first name that is there counts. */
class Fields {
  readonly #record: ReadonlyMap<string, unknown>;
  readonly #complain: (reason: 'wrong-type' | 'too-long', name: string) => void;

  constructor(
    record: ReadonlyMap<string, unknown>,
    complain: (reason: 'wrong-type' | 'too-long', name: string) => void,
  ) {
    this.#record = record;
    this.#complain = complain;
  }

  #find(names: readonly string[]): { name: string; value: unknown } | null {
    for (const name of names) {
      const value = this.#record.get(name);
      if (value !== undefined && value !== null) return { name, value };
    }
    return null;
  }

  /** White space is made single: titles are broken over lines in some sources. */
  text(...names: string[]): string {
    const field = this.#find(names);
    if (field === null) return '';
    if (typeof field.value !== 'string') this.#complain('wrong-type', field.name);
    else if (field.value.length > MAX_FIELD) this.#complain('too-long', field.name);
    else return cleanText(field.value);
    return '';
  }

  /** Of all the names: strings, and the strings of lists. */
  list(...names: string[]): string[] {
    const found: string[] = [];
    for (const name of names) {
      const value = this.#record.get(name) ?? [];
      const values: unknown[] = Array.isArray(value) ? value : [value];
      for (const given of values.slice(0, MAX_AUTHORS)) {
        const item = typeof given === 'number' ? String(given) : given;
        if (typeof item !== 'string') this.#complain('wrong-type', name);
        else if (item.length > MAX_FIELD) this.#complain('too-long', name);
        else if (item.trim() !== '') found.push(item);
      }
    }
    return found;
  }

  /** A list of names or of `{name}`, or one string. */
  authors(): string[] {
    const field = this.#find(['authors', 'author']);
    if (field === null) return [];
    if (typeof field.value === 'string') return splitAuthors(this.text(field.name));
    if (!Array.isArray(field.value)) {
      this.#complain('wrong-type', field.name);
      return [];
    }
    const names: (string | null)[] = field.value.slice(0, MAX_AUTHORS).map(authorName);
    if (names.includes(null)) this.#complain('wrong-type', field.name);
    return names.filter((name): name is string => name !== null && name !== '');
  }

  /** A number or a string that begins with one: "2021", "2021-05-03". */
  year(): number | null {
    const field = this.#find(['year', 'date', 'published']);
    if (field === null) return null;
    const year =
      typeof field.value === 'string'
        ? Number(/^\s*(\d{4})\b/.exec(field.value)?.[1])
        : field.value;
    if (typeof year === 'number' && Number.isInteger(year) && year >= 1000 && year < 3000)
      return year;
    if (field.value !== '') this.#complain('wrong-type', field.name);
    return null;
  }
}

function authorName(author: unknown): string | null {
  if (typeof author === 'string' && author.length <= MAX_FIELD) return cleanText(author);
  if (typeof author !== 'object' || author === null || !('name' in author)) return null;
  return typeof author.name === 'string' ? cleanText(author.name) : null;
}

/** "A. Author and B. Author", "A. Author; B. Author", "A. Author, B. Author"; "Author, A. and Author, B." keeps its commas. */
function splitAuthors(text: string): string[] {
  const separator = text.includes(';') ? /\s*;\s*/ : /,?\s+and\s+|\s+&\s+/;
  const parts = text.split(separator);
  const inverted = parts.length > 1 && parts.every((part) => /^[^,]+,[^,]+$/.test(part));
  const names = inverted ? parts : parts.flatMap((part) => part.split(/\s*,\s*/));
  return names.filter((name) => name !== '');
}

function cleanText(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
