/** One lookup in a process that has just begun, then warm. */
import { type OpenedIndex, openIndex } from '../../../lib/search/index/open-index.ts';
import { MemoryStore } from '../../search/index/memory-store.ts';
import { readRecords } from './records-file.ts';

export interface Lookup {
  readonly name: string;
  readonly coldMs: number;
  readonly warmMs: number;
  /** Readings that had to wait for each other, and what was read, cold. */
  readonly rounds: number;
  readonly kilobytes: number;
  readonly found: string;
}

async function known(index: OpenedIndex, ...texts: readonly string[]) {
  return (await index.findTerms(texts)).filter((term) => term !== null);
}

async function countPostings(index: OpenedIndex, texts: readonly string[]): Promise<string> {
  const lists = await index.postings(await known(index, ...texts));
  return lists.map(({ rows }) => rows.length).join(' ');
}

async function start(index: OpenedIndex, prefix: string): Promise<string> {
  const terms = await index.termsStarting(prefix, 48);
  const lists = await index.postings(terms);
  return `${terms.length} words, ${lists.reduce((sum, { rows }) => sum + rows.length, 0)}`;
}

async function like(index: OpenedIndex, word: string, distance: number): Promise<string> {
  const terms = await index.termsLike(word, distance, 8);
  return terms.map(({ text }) => text).join(' ');
}

/** Rows that have the words one after the other, the rarest word first. */
async function findPhrase(index: OpenedIndex, ...words: readonly string[]): Promise<string> {
  const terms = await known(index, ...words);
  const lists = await index.postings(terms);
  const order = [...terms.keys()].sort(
    (a, b) => (lists[a]?.rows.length ?? 0) - (lists[b]?.rows.length ?? 0),
  );
  let rows = lists[order[0] ?? 0]?.rows ?? new Uint32Array();
  for (const word of order.slice(1)) {
    const there = new Set(lists[word]?.rows);
    rows = rows.filter((row) => there.has(row));
  }
  const { length } = rows;
  /** Of each row where the phrase would begin. */
  let begins: Map<number, readonly number[]> | null = null;
  for (const word of order) {
    const term = terms[word];
    if (term === undefined) continue;
    const places = await index.places(term, rows);
    const next = new Map<number, readonly number[]>();
    rows.forEach((row, i) => {
      const here = [...places.at(i)].map((place) => place - word);
      const before = begins?.get(row);
      const both = before === undefined ? here : here.filter((place) => before.includes(place));
      if (both.length > 0) next.set(row, both);
    });
    begins = next;
    rows = Uint32Array.from(next.keys());
  }
  return `${rows.length} of ${length}`;
}

const LOOKUPS: Readonly<Record<string, (index: OpenedIndex) => Promise<string>>> = {
  open: async (index) => `${index.papers}`,
  'one word': (index) => countPostings(index, ['autocatalytic']),
  'three words': (index) => countPostings(index, ['quantum', 'phase', 'transition']),
  'the most frequent word': (index) => countPostings(index, ['the']),
  'its best papers': async (index) =>
    String((await index.bestPostings(await known(index, 'the')))[0]?.rows.length),
  'one letter': (index) => start(index, 'q'),
  'two letters': (index) => start(index, 'qu'),
  'three letters': (index) => start(index, 'con'),
  'five letters': (index) => start(index, 'quant'),
  'one typo': (index) => like(index, 'nueral', 1),
  'two typos': (index) => like(index, 'autoctalitic', 2),
  'a phrase': (index) => findPhrase(index, 'phase', 'transition'),
  'a phrase of stop words': (index) => findPhrase(index, 'to', 'the', 'one', 'of'),
  'columns for ranking': async (index) => {
    await Promise.all([index.column('titleLength'), index.column('abstractLength')]);
    return '';
  },
  'columns for counts': async (index) => {
    await Promise.all([index.column('year'), index.column('status'), index.column('flags')]);
    return '';
  },
};

const [file = '', name = ''] = process.argv.slice(2);
const lookup = LOOKUPS[name];
if (lookup === undefined) console.log(JSON.stringify(Object.keys(LOOKUPS)));
else {
  const store = new MemoryStore();
  readRecords(file, store);
  const once = async () => {
    const begin = performance.now();
    const index = await openIndex(store);
    if (index === null) throw new Error('There is no index');
    const opened = performance.now();
    store.reads = 0;
    store.bytesRead = 0;
    const found = await lookup(index);
    return { ms: performance.now() - (name === 'open' ? begin : opened), found };
  };
  const cold = await once();
  const { reads: rounds, bytesRead } = store;
  let warmMs = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 20; i++) warmMs = Math.min(warmMs, (await once()).ms);
  const result: Lookup = {
    name,
    coldMs: cold.ms,
    warmMs,
    rounds,
    kilobytes: Math.round(bytesRead / 1024),
    found: cold.found.slice(0, 60),
  };
  console.log(JSON.stringify(result));
}
