import { readRecord } from './json-lines.ts';
import { makeProblem, type Reading } from './problem.ts';
import type { Line } from './read-lines.ts';

/** An object beyond this is not read; UTF-16 units. */
const MAX_RECORD = 1_048_576;

/**
 * Reads papers written as JSON over several lines: a list of objects, or objects one after the
 * other, with the fields of JSON Lines. Every outermost object is a paper, so that a broken one
 * costs no other; what stands between them is reported, but for brackets and commas.
 */
export async function* readJsonRecords(lines: AsyncIterable<Line>): AsyncIterable<Reading> {
  const scanner = new RecordScanner();
  for await (const { number, text, cut } of lines) {
    if (cut) {
      yield { line: number, problem: makeProblem(number, 'too-long', text) };
      return;
    }
    yield* scanner.add(number, text);
  }
  yield* scanner.end();
}

class RecordScanner {
  #record = '';
  #begun = 0;
  #depth = 0;
  #inString = false;

  *add(number: number, text: string): Iterable<Reading> {
    let from = 0;
    // Strings end with their line, or one that lacks its end would take in the rest of the file.
    this.#inString = false;
    for (const { 0: sign, index } of text.matchAll(/\\.|["{}]/g)) {
      if (sign === '"') this.#inString = !this.#inString && this.#depth > 0;
      else if (this.#inString || sign.startsWith('\\')) continue;
      else if (sign === '{') {
        if (this.#depth++ > 0) continue;
        yield* reportBetween(number, text.slice(from, index));
        this.#begun = number;
        from = index;
      } else if (this.#depth > 0 && --this.#depth === 0) {
        this.#keep(text.slice(from, index + 1));
        yield* this.#take();
        from = index + 1;
      }
    }
    if (this.#depth > 0) this.#keep(`${text.slice(from)}\n`);
    else yield* reportBetween(number, text.slice(from));
  }

  *end(): Iterable<Reading> {
    if (this.#depth > 0) yield* this.#take();
  }

  #keep(text: string): void {
    if (this.#record.length <= MAX_RECORD) this.#record += text;
  }

  #take(): Reading[] {
    const record = this.#record;
    const line = this.#begun;
    this.#record = '';
    return record.length > MAX_RECORD
      ? [{ line, problem: makeProblem(line, 'too-long', record) }]
      : readRecord(line, record);
  }
}

function reportBetween(line: number, text: string): Reading[] {
  const odd = text.replace(/[\s[\],]+/g, ' ').trim();
  return odd === '' ? [] : [{ line, problem: makeProblem(line, 'not-json', odd) }];
}
