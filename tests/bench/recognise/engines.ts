/** The engines that are measured, each behind one face: built from titles, then run over a page's blocks. */
import AhoCorasick from 'modern-ahocorasick';
import { buildTable } from '../../../lib/recognise/build-table.ts';
import { openTable } from '../../../lib/recognise/open-table.ts';

interface Built {
  /** What the engine holds, where it can tell; else the heap's growth is taken. */
  readonly bytes: number | null;
  /** Indices of the titles found, one for each place. */
  run(blocks: readonly string[]): number[];
}

export type Engine = (titles: readonly string[]) => Built;

const manicule: Engine = (titles) => {
  const table = buildTable(titles.map((title, row) => ({ row, title, keys: [] })));
  const matcher = openTable(table);
  const sizes = [table.head, ...table.parts, table.filter ?? new Uint32Array()];
  return {
    bytes: sizes.reduce((sum, { byteLength }) => sum + byteLength, 0),
    run: (blocks) => blocks.flatMap((block) => matcher.match(block).hits.map(({ row }) => row)),
  };
};

/** What the peers need done before: they compare letter by letter. */
function normalise(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}\u00ad\u200b-\u200d\ufeff'’]/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Indices of titles by their normalised text; of equal titles the first. */
function indexOfTitles(titles: readonly string[]): Map<string, number> {
  const index = new Map<string, number>();
  titles.forEach((title, row) => {
    const key = normalise(title);
    if (key.includes(' ') && !index.has(key)) index.set(key, row);
  });
  return index;
}

const ahoCorasick: Engine = (titles) => {
  const index = indexOfTitles(titles);
  const patterns = [...index.keys()];
  const rows = [...index.values()];
  const matcher = new AhoCorasick(patterns);
  const isBoundary = (text: string, at: number) => at < 0 || at >= text.length || text[at] === ' ';
  return {
    bytes: null,
    run: (blocks) =>
      blocks.flatMap((block) => {
        const text = normalise(block);
        return matcher
          .search(text)
          .filter(({ start, end }) => isBoundary(text, start - 1) && isBoundary(text, end))
          .map(({ patternIndex }) => rows[patternIndex] ?? -1);
      }),
  };
};

const regExp: Engine = (titles) => {
  const index = indexOfTitles(titles);
  const pattern = new RegExp(`(?<![^ ])(?:${[...index.keys()].join('|')})(?![^ ])`, 'g');
  // Compiled at its first use.
  pattern.exec('x');
  pattern.lastIndex = 0;
  return {
    bytes: null,
    run: (blocks) =>
      blocks.flatMap((block) =>
        [...normalise(block).matchAll(pattern)].map(([found]) => index.get(found) ?? -1),
      ),
  };
};

export const ENGINES = {
  manicule,
  'modern-ahocorasick': ahoCorasick,
  'one RegExp': regExp,
} as const satisfies Record<string, Engine>;
export type EngineName = keyof typeof ENGINES;
