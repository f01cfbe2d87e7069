/** Papers like one, by the vectors of their words, and the words that say so. */
import type { AlikePaper } from '../messages/protocol.ts';
import type { PaperId } from '../paper/paper.ts';
import { plainTitle } from '../text/plain-title.ts';
import { tokenise } from '../text/tokenise.ts';
import { summaryOf } from './describe-found.ts';
import type { PostingsReader } from './index/postings-reader.ts';
import { stemOf } from './ranking/stem.ts';
import { isStopWord } from './ranking/stop-words.ts';
import { findAlike, VECTOR_BYTES } from './ranking/vectors.ts';
import type { SearchSource, SearchState } from './source.ts';

const MAX_SHARED = 5;
/** Shorter words tell little, and so do those of more than this share of the papers. */
const MIN_LETTERS = 3;
const COMMON = 0.2;
const TITLE_WEIGHT = 2;

/** The papers most like one, the most like it first; none where it is unknown or has no vector yet. */
export async function findAlikePapers(
  source: SearchSource,
  { index, readVectors }: SearchState,
  id: PaperId,
  limit: number,
): Promise<readonly AlikePaper[]> {
  const row = await source.findRow(id);
  const live = index.liveRows();
  const place = row === undefined ? -1 : live.indexOf(row);
  const vectors = row === undefined || place < 0 ? null : await readVectors(live);
  if (row === undefined || vectors === null || vectors.length < live.length * VECTOR_BYTES)
    return [];
  const rows = [row, ...findAlike(vectors, place, limit).map((alike) => live[alike.row] ?? 0)];
  const [records, abstracts] = await Promise.all([source.records(rows), source.abstracts(rows)]);
  const [own, ...others] = rows.map((_, at) =>
    readStems(records[at]?.title ?? '', abstracts[at] ?? ''),
  );
  if (own === undefined) return [];
  const both = [...own].filter(([stem]) => others.some((other) => other.has(stem)));
  const rarities = await readRarities(
    index,
    both.map(([, { word }]) => word),
  );
  const worth = new Map(both.map(([stem], at) => [stem, rarities[at] ?? 0]));
  return others.flatMap((other, at) => {
    const found = records[at + 1];
    if (found === undefined) return [];
    const weigh = (stem: string) =>
      (worth.get(stem) ?? 0) * (own.get(stem)?.weight ?? 0) * (other.get(stem)?.weight ?? 0);
    const shared = [...worth.keys()]
      .filter((stem) => weigh(stem) > 0)
      .sort((a, b) => weigh(b) - weigh(a))
      .slice(0, MAX_SHARED);
    const paper = summaryOf(found);
    return [{ paper, shared: shared.map((stem) => own.get(stem)?.written ?? stem) }];
  });
}

interface Stem {
  readonly word: string;
  readonly written: string;
  readonly weight: number;
}

/** The telling words of a paper by their stems; those of the title weigh more. */
function readStems(title: string, abstract: string): Map<string, Stem> {
  const stems = new Map<string, Stem>();
  for (const [text, weight] of [
    [plainTitle(title), TITLE_WEIGHT],
    [plainTitle(abstract), 1],
  ] as const) {
    for (const { text: word, start, end } of tokenise(text)) {
      if (word.length < MIN_LETTERS || isStopWord(word)) continue;
      const stem = stemOf(word);
      if (!stems.has(stem)) stems.set(stem, { word, written: text.slice(start, end), weight });
    }
  }
  return stems;
}

/** How telling each word is; 0 for one that many papers have. */
async function readRarities(index: PostingsReader, words: readonly string[]): Promise<number[]> {
  const terms = await index.findTerms(words);
  return terms.map((term) => {
    const frequency = term?.frequency ?? 1;
    return frequency > Math.max(2, COMMON * index.papers)
      ? 0
      : Math.log(1 + index.papers / frequency);
  });
}
