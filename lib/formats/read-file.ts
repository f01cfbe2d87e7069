import { readJsonLinesFrom } from './json-lines.ts';
import { parseListing } from './listing.ts';
import { makeProblem, type Problem, type Reading } from './problem.ts';
import { type Line, readLines } from './read-lines.ts';

type FileFormat = 'json-lines' | 'listing';

/** A line beyond this is not read; UTF-16 units. */
const MAX_LINE = 1_048_576;
/** A listing is held in memory whole; beyond this the rest is reported and not read. */
const MAX_LISTING = 16 * 1_048_576;

/**
 * Reads a file of papers, gzipped or not: JSON Lines or a plain-text listing, told apart by the
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
  yield* format === 'json-lines' ? readJsonLinesFrom(all) : readListing(all);
}

/** By a line's beginning; null for a blank line. */
function formatOf(line: string): FileFormat | null {
  if (line.trim() === '') return null;
  return /^\s*\{\s*("|\}|$)/.test(line) ? 'json-lines' : 'listing';
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
  const { papers, lines: places, problems } = parseListing(texts.join('\n'));
  const readings: Reading[] = [...problems, ...beyond].map((problem) => ({
    line: problem.line,
    problem,
  }));
  for (const [index, draft] of papers.entries()) {
    readings.push({ line: places[index]?.[0] ?? 0, draft });
  }
  yield* readings.sort((a, b) => a.line - b.line);
}
