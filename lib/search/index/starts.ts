/** The most frequent words that begin with one or two letters: they are asked for with the first keys. */
import { ByteReader, ByteWriter } from './bytes.ts';

/** Words kept for each beginning. */
const KEPT_STARTS = 32;
const BEGINNING = /^[a-z0-9]{1,2}$/;

/** True for the beginnings that have such a list. */
export function hasStarts(prefix: string): boolean {
  return BEGINNING.test(prefix);
}

interface Counted {
  readonly text: string;
  readonly frequency: number;
}

function byFrequency(a: Counted, b: Counted): number {
  return b.frequency - a.frequency || (a.text < b.text ? -1 : 1);
}

/** Takes all words of a segment. */
export class StartsWriter {
  readonly #lists = new Map<string, Counted[]>();
  readonly #chunkBytes: number;

  constructor(chunkBytes: number) {
    this.#chunkBytes = chunkBytes;
  }

  add(text: string, frequency: number): void {
    for (const prefix of new Set([text.slice(0, 1), text.slice(0, 2)]))
      if (hasStarts(prefix)) this.#addTo(prefix, { text, frequency });
  }

  #addTo(prefix: string, counted: Counted): void {
    const list = this.#lists.get(prefix);
    if (list === undefined) this.#lists.set(prefix, [counted]);
    else {
      list.push(counted);
      if (list.length < 16 * KEPT_STARTS) return;
      list.sort(byFrequency).length = KEPT_STARTS;
    }
  }

  /** Chunks with the first beginning of each. */
  finish(): { readonly name: string; readonly bytes: Uint8Array }[] {
    const chunks: { readonly name: string; readonly bytes: Uint8Array }[] = [];
    const out = new ByteWriter();
    let name = '';
    const prefixes = [...this.#lists.keys()].sort();
    for (const prefix of prefixes) {
      if (out.length === 0) name = prefix;
      const list = (this.#lists.get(prefix) ?? []).sort(byFrequency).slice(0, KEPT_STARTS);
      out.text(prefix);
      out.number(list.length);
      for (const { text, frequency } of list) {
        out.text(text.slice(prefix.length));
        out.number(frequency);
      }
      if (out.length >= this.#chunkBytes) chunks.push({ name, bytes: out.take() });
    }
    if (out.length > 0) chunks.push({ name, bytes: out.take() });
    return chunks;
  }
}

/** The words of a chunk that begin so, the most frequent first. */
export function readStarts(chunk: Uint8Array, sought: string): Counted[] {
  const reader = new ByteReader(chunk);
  while (!reader.isDone) {
    const prefix = reader.text();
    const list = Array.from({ length: reader.number() }, () => {
      const text = prefix + reader.text();
      return { text, frequency: reader.number() };
    });
    if (prefix === sought) return list;
  }
  return [];
}
