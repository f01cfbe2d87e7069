/** How good an order is, by the judgements of people; and the plain order that others are measured by. */
import type { Engine } from './engines.ts';

/** Grade by id of a paper; 0 is judged and not relevant, what is not in it is not relevant either. */
export type Judgements = ReadonlyMap<string, number>;

const discount = (place: number) => 1 / Math.log2(place + 2);

/** nDCG of the first 10, average precision, and the share of the relevant papers among the first 100. */
export function judgeOrder(ids: readonly string[], judgements: Judgements) {
  const relevant = [...judgements.values()].filter((grade) => grade > 0).sort((a, b) => b - a);
  const gain = (grades: readonly number[]) =>
    grades.slice(0, 10).reduce((sum, grade, place) => sum + grade * discount(place), 0);
  const grades = ids.map((id) => judgements.get(id) ?? 0);
  let hits = 0;
  let precisions = 0;
  for (const [place, grade] of grades.entries()) {
    if (grade > 0) precisions += ++hits / (place + 1);
  }
  const count = Math.max(1, relevant.length);
  return {
    ndcg: relevant.length > 0 ? gain(grades) / gain(relevant) : 0,
    averagePrecision: precisions / count,
    recall: grades.slice(0, 100).filter((grade) => grade > 0).length / count,
  };
}

const wordsOf = (text: string) => (text.toLowerCase().match(/[a-z0-9]+/g) ?? []).map(dropS);

/** Harman's S-stemmer, 1991. */
function dropS(word: string): string {
  if (word.length < 4) return word;
  if (word.endsWith('ies') && !/[ea]ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (word.endsWith('es') && !/[aeo]es$/.test(word)) return word.slice(0, -1);
  return word.endsWith('s') && !/[us]s$/.test(word) ? word.slice(0, -1) : word;
}

/** Title and abstract as one text. */
export const plainBm25: Engine = {
  name: 'plain BM25, S-stemmer',
  build: (papers) => {
    const texts = papers.map(({ title, abstract }) => wordsOf(`${title} ${abstract}`));
    const average = texts.reduce((sum, { length }) => sum + length, 0) / texts.length;
    const postings = new Map<string, Map<number, number>>();
    for (const [paper, words] of texts.entries()) {
      for (const word of words) {
        const counts = postings.get(word) ?? new Map<number, number>();
        counts.set(paper, (counts.get(paper) ?? 0) + 1);
        postings.set(word, counts);
      }
    }
    return (query, most) => {
      const scores = new Map<number, number>();
      for (const word of new Set(wordsOf(query))) {
        const counts = postings.get(word) ?? new Map<number, number>();
        const rarity = Math.log(1 + (texts.length - counts.size + 0.5) / (counts.size + 0.5));
        for (const [paper, times] of counts) {
          const length = (texts[paper]?.length ?? 0) / average;
          const worth = (times * 2.2) / (times + 1.2 * (0.25 + 0.75 * length));
          scores.set(paper, (scores.get(paper) ?? 0) + rarity * worth);
        }
      }
      return [...scores]
        .sort((a, b) => b[1] - a[1])
        .slice(0, most)
        .map(([paper]) => paper);
    };
  },
};
