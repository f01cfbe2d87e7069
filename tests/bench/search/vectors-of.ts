/** The vectors of some papers, as a background task of the catalogue would make them. */
import type { ReadVectors } from '../../../lib/search/ranking/raise-alike.ts';
import { stemOf } from '../../../lib/search/ranking/stem.ts';
import { isStopWord } from '../../../lib/search/ranking/stop-words.ts';
import {
  chooseVocabulary,
  placePaper,
  TRAINING_PAPERS,
  trainDirections,
  weighWords,
} from '../../../lib/search/ranking/train-vectors.ts';
import { packVector, VECTOR_BYTES } from '../../../lib/search/ranking/vectors.ts';
import { tokenise } from '../../../lib/text/tokenise.ts';
import type { TestPaper } from '../../search/ranking/index-papers.ts';
import { spread } from '../real-papers.ts';

function countStems({ title, abstract }: TestPaper): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { text } of [...tokenise(title), ...tokenise(title), ...tokenise(abstract)]) {
    if (isStopWord(text)) continue;
    const stem = stemOf(text);
    counts.set(stem, (counts.get(stem) ?? 0) + 1);
  }
  return counts;
}

export function vectorsOf(papers: readonly TestPaper[]): ReadVectors {
  const counts = papers.map(countStems);
  const frequencies = new Map<string, number>();
  for (const stem of counts.flatMap((each) => [...each.keys()])) {
    frequencies.set(stem, (frequencies.get(stem) ?? 0) + 1);
  }
  const vocabulary = chooseVocabulary(frequencies, papers.length);
  const words = counts.map((each) => weighWords(vocabulary, each));
  const sample = spread(words, Math.min(words.length, TRAINING_PAPERS));
  const training = trainDirections(sample, vocabulary.rarities.length);
  let step = training.next();
  while (!step.done) step = training.next();
  const bytes = new Uint8Array(papers.length * VECTOR_BYTES);
  for (const [row, each] of words.entries()) {
    packVector(placePaper(each, step.value), bytes, row * VECTOR_BYTES);
  }
  return async (rows) => {
    const asked = new Uint8Array(rows.length * VECTOR_BYTES);
    for (const [index, row] of rows.entries()) {
      const from = row * VECTOR_BYTES;
      asked.set(bytes.subarray(from, from + VECTOR_BYTES), index * VECTOR_BYTES);
    }
    return asked;
  };
}
