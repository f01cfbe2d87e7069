/**
 * Where the vectors of papers lie (`lib/search/ranking/vectors.ts`): those of `VECTOR_ROWS` rows in a
 * record. They are made anew as a whole, in a generation of their own beside the one before.
 */
import { VECTOR_BYTES } from '../search/ranking/vectors.ts';
import { VECTOR_ROWS } from './layout.ts';
import type { RawTables } from './raw-tables.ts';

const GENERATION = 2 ** 20;
const HEAD_KEY = 0;

/** How a generation was learned; what it takes to place further papers. */
export interface Directions {
  readonly stems: readonly string[];
  readonly rarities: Float32Array;
  readonly directions: Float32Array;
}

export interface VectorHead {
  /** Moves by one with every writing; one that does not follow what is stored throws `OvertakenError`. */
  readonly version: number;
  /** The one that is read; 0 while there is none. */
  readonly generation: number;
  /** Papers that there were when it was learned. */
  readonly papers: number;
  /** The store it was learned from, as in `Revisions`. */
  readonly store: string;
  /** The one that is being made, its pages up to here, and the papers it was learned from. */
  readonly next: {
    readonly generation: number;
    readonly page: number;
    readonly papers: number;
  } | null;
}

function pageKey(generation: number, page: number): number {
  return generation * GENERATION + 1 + page;
}

export class VectorPages {
  readonly #tables: RawTables;
  /** Pages that were read, of one version: 3 MB for 90,000 papers. */
  #kept: { readonly version: number; readonly pages: Map<number, Uint8Array> } | null = null;

  constructor(tables: RawTables) {
    this.#tables = tables;
  }

  async head(): Promise<VectorHead | null> {
    const [head] = await this.#tables.getMany<VectorHead>('vectors', [HEAD_KEY]);
    return head ?? null;
  }

  async directions(generation: number): Promise<Directions | null> {
    const key = generation * GENERATION;
    return (await this.#tables.getMany<Directions>('vectors', [key]))[0] ?? null;
  }

  /** `VECTOR_BYTES` for each row, zeros where it has none. Null: there are no vectors of that store yet. */
  async read(store: string, rows: ArrayLike<number>): Promise<Uint8Array | null> {
    const head = await this.head();
    if (head?.store !== store || head.generation === 0) return null;
    if (this.#kept?.version !== head.version)
      this.#kept = { version: head.version, pages: new Map() };
    const { pages } = this.#kept;
    const unknown = Array.from(rows).filter((row) => !pages.has(Math.floor(row / VECTOR_ROWS)));
    for (const [page, bytes] of await this.pages(head.generation, unknown)) pages.set(page, bytes);
    const found = new Uint8Array(rows.length * VECTOR_BYTES);
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] ?? 0;
      const at = (row % VECTOR_ROWS) * VECTOR_BYTES;
      const page = pages.get(Math.floor(row / VECTOR_ROWS));
      if (page !== undefined) found.set(page.subarray(at, at + VECTOR_BYTES), i * VECTOR_BYTES);
    }
    return found;
  }

  /** The pages of rows. */
  async pages(generation: number, rows: ArrayLike<number>): Promise<Map<number, Uint8Array>> {
    const wanted = [...new Set(Array.from(rows, (row) => Math.floor(row / VECTOR_ROWS)))];
    const keys = wanted.map((page) => pageKey(generation, page));
    const records = await this.#tables.getMany<Uint8Array>('vectors', keys);
    return new Map(
      wanted.flatMap((page, index) => {
        const record = records[index];
        return record === undefined ? [] : [[page, record] as const];
      }),
    );
  }

  /** Writes pages by generation, and the head. */
  async write(
    head: VectorHead,
    changed: ReadonlyMap<number, ReadonlyMap<number, Uint8Array>>,
  ): Promise<void> {
    const puts = [...changed].flatMap(([generation, pages]) =>
      [...pages].map(([page, value]) => ({ key: pageKey(generation, page), value })),
    );
    await this.#write(head, puts);
  }

  /** Begins a generation with what was learned. */
  async begin(head: VectorHead, generation: number, learned: Directions): Promise<void> {
    await this.#write(head, [{ key: generation * GENERATION, value: learned }]);
  }

  /** Writes the head and takes out all generations but one. */
  async keepOnly(head: VectorHead, generation: number): Promise<void> {
    const from = generation * GENERATION;
    await this.#write(
      head,
      [],
      [
        IDBKeyRange.bound(HEAD_KEY, from, true, true),
        IDBKeyRange.lowerBound(from + GENERATION, false),
      ],
    );
  }

  async #write(
    head: VectorHead,
    puts: readonly { readonly key: number; readonly value: unknown }[],
    dropped: readonly IDBKeyRange[] = [],
  ): Promise<void> {
    await this.#tables.write<VectorHead>('vectors', {
      headKey: HEAD_KEY,
      isExpected: (stored) => (stored?.version ?? 0) === head.version - 1,
      puts: [...puts, { key: HEAD_KEY, value: head }],
      dropped,
    });
  }
}
