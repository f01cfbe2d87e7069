/** A table that was just built, read without being stored: for the worker's own use, tests and benchmarks. */
import type { Table } from './build-table.ts';
import { createMatcher, type Matcher } from './match.ts';
import { createPlaces } from './places.ts';
import { readHead, readPart } from './table.ts';

export function openTable({ head: words, filter, parts }: Table): Matcher {
  const head = readHead(words);
  if (head === null) throw new Error('The table is of another form');
  const whole = filter === null ? head : { ...head, titleFilter: filter };
  const read = new Map(parts.map((part, index) => [index, readPart(part)]));
  return createMatcher(whole, createPlaces(whole, read));
}
