/** A number or two for each row of a segment, in the order of its rows. */
import { ByteReader, ByteWriter } from './bytes.ts';
import type { NumberColumn } from './postings-reader.ts';
import type { SegmentKind } from './segment.ts';

/** Bytes of one number. */
const COLUMN_BYTES = {
  titleLength: 1,
  abstractLength: 1,
  year: 2,
  flags: 1,
  addedAt: 4,
  noteLength: 1,
  status: 1,
  usedAt: 4,
} as const satisfies Record<NumberColumn, number>;

export const COLUMNS_OF: Readonly<Record<SegmentKind, readonly NumberColumn[]>> = {
  papers: ['titleLength', 'abstractLength', 'year', 'flags', 'addedAt'],
  user: ['noteLength', 'status', 'flags', 'usedAt'],
};

export type Numbers = Uint8Array | Uint16Array | Uint32Array;

export function makeNumbers(column: NumberColumn, length: number): Numbers {
  const bytes = COLUMN_BYTES[column];
  if (bytes === 1) return new Uint8Array(length);
  return bytes === 2 ? new Uint16Array(length) : new Uint32Array(length);
}

/** A row's numbers and tags, as they are collected. */
export class ColumnCollector {
  readonly #names: readonly NumberColumn[];
  readonly #numbers: Readonly<Record<string, Numbers>>;
  readonly #tagNumbers = new Map<string, number>();
  readonly #tags = new ByteWriter(64);
  readonly #kind: SegmentKind;

  constructor(kind: SegmentKind, rows: number) {
    this.#kind = kind;
    this.#names = COLUMNS_OF[kind];
    this.#numbers = Object.fromEntries(this.#names.map((name) => [name, makeNumbers(name, rows)]));
  }

  set(name: NumberColumn, index: number, value: number): void {
    const numbers = this.#numbers[name];
    if (numbers !== undefined) numbers[index] = value;
  }

  get(name: NumberColumn, index: number): number {
    return this.#numbers[name]?.[index] ?? 0;
  }

  /** The tags of the next row; for a segment of the user's parts once for every row. */
  addTags(tags: readonly string[]): void {
    this.#tags.number(tags.length);
    for (const tag of tags) {
      let number = this.#tagNumbers.get(tag);
      if (number === undefined) {
        number = this.#tagNumbers.size;
        this.#tagNumbers.set(tag, number);
      }
      this.#tags.number(number);
    }
  }

  /** One chunk for each column, in order; last the tags. */
  encode(): Uint8Array[] {
    const chunks = this.#names.map((name) => {
      const { buffer } = this.#numbers[name] ?? new Uint8Array();
      return new Uint8Array(buffer);
    });
    if (this.#kind === 'papers') return chunks;
    const out = new ByteWriter();
    out.number(this.#tagNumbers.size);
    for (const tag of this.#tagNumbers.keys()) out.text(tag);
    out.bytes(this.#tags.view());
    return [...chunks, out.take()];
  }
}

/** The chunk that has a column; -1 where segments of the kind have none. */
export function columnChunk(kind: SegmentKind, name: NumberColumn): number {
  return COLUMNS_OF[kind].indexOf(name);
}

export function tagsChunk(kind: SegmentKind): number {
  return kind === 'user' ? COLUMNS_OF.user.length : -1;
}

export function readColumn(name: NumberColumn, chunk: Uint8Array): Numbers {
  // A copy, since the bytes may begin anywhere.
  const { buffer } = chunk.slice();
  const bytes = COLUMN_BYTES[name];
  if (bytes === 1) return new Uint8Array(buffer);
  return bytes === 2 ? new Uint16Array(buffer) : new Uint32Array(buffer);
}

/** The tags of each row of a segment in order. */
export function readTags(chunk: Uint8Array, rows: number): string[][] {
  const reader = new ByteReader(chunk);
  const tags = Array.from({ length: reader.number() }, () => reader.text());
  return Array.from({ length: rows }, () =>
    Array.from({ length: reader.number() }, () => tags[reader.number()] ?? ''),
  );
}
