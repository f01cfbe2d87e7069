import { readJsonLinesFrom } from './json-lines.ts';
import { readJsonRecords } from './json-records.ts';
import { parseListing } from './listing.ts';
import { makeProblem, type Problem, type Reading } from './problem.ts';
import { type Line, readLines } from './read-lines.ts';

type FileFormat = 'json-lines' | 'json' | 'listing';

/** A line beyond this is not read; UTF-16 units. */
const MAX_LINE = 1_048_576;
/** A listing is held in memory whole; beyond this the rest is reported and not read. */
const MAX_LISTING = 16 * 1_048_576;

/**
 * Reads a file of papers, gzipped or not: JSON Lines, JSON or a plain-text listing, told apart by the
 * first line that is not blank (the name decides nothing, it is often wrong). Papers and problems
 * come in line order. Throws only what the stream throws.
 */
export async function* readPapers(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
): AsyncIterable<Reading> {
  const lines = readLines(stream, MAX_LINE)[Symbol.asyncIterator]();
  const head: Line[] = [];
  let format: FileFormat | null = null;
  while (format === null) {
    const { done, value } = await lines.next();
    if (done === true) return;
    head.push(value);
    format = formatOf(value.text);
  }
  const all = follow(head, lines);
  if (format === 'json-lines') yield* readJsonLinesFrom(all);
  else yield* format === 'json' ? readJsonRecords(all) : readListing(all);
}

/** By a line's beginning; null for a blank line. */
function formatOf(line: string): FileFormat | null {
  if (line.trim() === '') return null;
  // A list, or an object that goes on in the next line; "[12] A title" is a listing.
  if (/^\s*\[\s*(["[\]{]|$)/.test(line) || /^\s*\{(\s*|\s*".*[[{,]\s*)$/.test(line)) return 'json';
  return /^\s*\{\s*["}]/.test(line) ? 'json-lines' : 'listing';
}

/** Whether a text is read as JSON or JSON Lines, by its first line that is not blank. */
export function isJson(text: string): boolean {
  const [first = ''] = /^[^\S\r\n]*\S.*$/m.exec(text) ?? [];
  return formatOf(first) !== 'listing' && first !== '';
}

/** Enough of a file to see that it is no text. */
const SAMPLE = 4_096;
/** Letters that no text has, or that stand for bytes that are not UTF-8. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const ODD_LETTERS = /[\x00-\x08\x0e-\x1f\ufffd]/g;

/** A text in another encoding has an odd letter in some words; in a picture or an archive every third is one. */
function isNoText(text: string): boolean {
  const sample = text.slice(0, SAMPLE);
  const odd = sample.match(ODD_LETTERS)?.length ?? 0;
  return sample.startsWith('%PDF-') || sample.includes('\0') || odd > sample.length / 8;
}

async function* follow(head: readonly Line[], rest: AsyncIterator<Line>): AsyncIterable<Line> {
  try {
    yield* head;
    for (;;) {
      const { done, value } = await rest.next();
      if (done === true) return;
      yield value;
    }
  } finally {
    await rest.return?.();
  }
}

async function* readListing(lines: AsyncIterable<Line>): AsyncIterable<Reading> {
  const texts: string[] = [];
  let length = 0;
  const beyond: Problem[] = [];
  for await (const { number, text } of lines) {
    length += text.length + 1;
    if (length > MAX_LISTING) {
      beyond.push(makeProblem(number, 'too-long', text));
      break;
    }
    texts.push(text);
  }
  const listing = texts.join('\n');
  if (isNoText(listing)) {
    yield { line: 1, problem: makeProblem(1, 'not-papers', '') };
    return;
  }
  const { papers, lines: places, problems } = parseListing(listing);
  const readings: Reading[] = [...problems, ...beyond].map((problem) => ({
    line: problem.line,
    problem,
  }));
  for (const [index, draft] of papers.entries()) {
    readings.push({ line: places[index]?.[0] ?? 0, draft });
  }
  yield* readings.sort((a, b) => a.line - b.line);
}
