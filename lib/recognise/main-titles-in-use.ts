/** Which titles name one paper and nothing else, by the catalogue's own text. */
import { bitOf, hashText, makeHashedText, makePowers, windowHash } from './hash.ts';
import { MAX_MENTIONS_BY_OTHERS } from './main-title.ts';
import type { Row } from './types.ts';

/** A short title that more other papers mention is a phrase of the field: "Neural Machine Translation". */
const MAX_MENTIONS_OF_SHORT_TITLE = 3;
/** Titles are looked for by so many first letters, longer ones by more. */
const FIRST_LETTERS = [12, 5, 3] as const;
/** Bits of a filter that fits into the fastest memory and lets few words through. */
const FILTER_BITS = 18;

export interface MainTitlesInUse {
  /** Takes note of the titles that the text of a paper mentions. */
  read(row: Row, text: string): void;
  /** The rows whose main title, as far as was read, is their own. */
  distinctive(): ReadonlySet<Row>;
  /** The rows whose short title, as far as was read, is everyday speech. */
  everyday(): ReadonlySet<Row>;
}

interface Wanted {
  readonly row: Row;
  readonly hash: number;
  readonly length: number;
  mentions: number;
}

const hashed = makeHashedText(4096);

/**
 * `mains`: the main titles in question, `shorts`: the short titles, by the row of their paper.
 * About 10 ms for a megabyte read.
 */
export function watchMainTitles(
  mains: ReadonlyMap<Row, string>,
  shorts: ReadonlyMap<Row, string> = new Map(),
): MainTitlesInUse {
  const filter = new Uint8Array(1 << FILTER_BITS);
  const byStart = new Map<number, Wanted[]>();
  let longest = FIRST_LETTERS[0] as number;

  const want = ([row, title]: readonly [Row, string]): Wanted => {
    hashText(title, hashed);
    const { count, prefixes } = hashed;
    const wanted = { row, hash: prefixes[count] ?? 0, length: count, mentions: 0 };
    const first = FIRST_LETTERS.find((letters) => letters <= count) ?? 0;
    const start = prefixes[first] ?? 0;
    filter[bitOf(start, 32 - FILTER_BITS)] = 1;
    byStart.set(start, [...(byStart.get(start) ?? []), wanted]);
    longest = Math.max(longest, count);
    return wanted;
  };
  const wantedMains = [...mains].map(want);
  const wantedShorts = [...shorts].map(want);
  const powers = makePowers(longest);

  /** Whether all of it stands there, where word number `word` begins. */
  const stands = ({ hash, length }: Wanted, at: number, word: number): boolean => {
    const end = at + length;
    if (end > hashed.count || windowHash(hashed, powers, at, length) !== hash) return false;
    let next = word;
    while (next < hashed.words && (hashed.wordStarts[next] ?? 0) < end) next++;
    return end === hashed.count || hashed.wordStarts[next] === end;
  };
  const rowsWhere = (wanted: readonly Wanted[], fits: (mentions: number) => boolean) =>
    new Set(wanted.flatMap(({ row, mentions }) => (fits(mentions) ? [row] : [])));

  return {
    read(row, text) {
      hashText(text, hashed);
      const mentioned = new Set<Wanted>();
      for (let word = 0; word < hashed.words; word++) {
        const at = hashed.wordStarts[word] ?? 0;
        for (const letters of FIRST_LETTERS) {
          const start = windowHash(hashed, powers, at, letters);
          if (filter[bitOf(start, 32 - FILTER_BITS)] === 0) continue;
          for (const wanted of byStart.get(start) ?? [])
            if (wanted.row !== row && stands(wanted, at, word)) mentioned.add(wanted);
        }
      }
      for (const wanted of mentioned) wanted.mentions++;
    },
    distinctive: () => rowsWhere(wantedMains, (count) => count <= MAX_MENTIONS_BY_OTHERS),
    everyday: () => rowsWhere(wantedShorts, (count) => count > MAX_MENTIONS_OF_SHORT_TITLE),
  };
}
