/** What is asked of every engine, made from the titles of the papers by a fixed rule. */
import { stemOf } from '../../../lib/search/ranking/stem.ts';
import { isStopWord } from '../../../lib/search/ranking/stop-words.ts';
import { tokenise } from '../../../lib/text/tokenise.ts';
import { type RealPaper, spread } from '../real-papers.ts';

export const CLASSES = ['one word', 'several words', 'as you type', 'typo', 'operators'] as const;
export type Class = (typeof CLASSES)[number];

export interface Question {
  readonly class: Class;
  /** In Manicule's language. */
  readonly typed: string;
  /** The same for SQLite's FTS5; null where it has no words for it. */
  readonly fts: string | null;
}

const EACH = 40;

const quote = (word: string) => `"${word}"`;

/** Two neighbours in the middle exchanged. */
function misspell(word: string): string {
  const at = word.length >> 1;
  return word.slice(0, at - 1) + word.charAt(at) + word.charAt(at - 1) + word.slice(at + 1);
}

function contentWords(title: string): string[] {
  const words = tokenise(title).filter(({ text, joined }) => !joined && /^[a-z]{5,}$/.test(text));
  const texts = words.map(({ text }) => text).filter((text) => !isStopWord(text));
  return [...new Map(texts.map((text) => [stemOf(text), text])).values()];
}

/** Forty questions of each class. */
export function makeQuestions(papers: readonly RealPaper[]): Question[] {
  const rich = papers.filter(({ title }) => contentWords(title).length >= 4);
  return spread(rich, EACH).flatMap(({ title, authors, year }, index): Question[] => {
    const [first = '', second = '', third = ''] = contentWords(title);
    const all = [first, second, third];
    const typo = [first, misspell(second), third];
    const begun = all[2]?.slice(0, 2 + (index % 3)) ?? '';
    const name = tokenise(authors[0] ?? 'Kim').at(-1)?.text ?? 'kim';
    const operators = [
      [`"${first} ${second}" or ${third} `, `("${first} ${second}") OR ${quote(third)}`],
      [`${first} -${second} `, `${quote(first)} NOT ${quote(second)}`],
      [`author:${name} ${first} `, `people:${quote(name)} AND ${quote(first)}`],
      [`year:${year ?? 2020}..2026 in:title ${first} `, null],
    ][index % 4] as [string, string | null];
    return [
      { class: 'one word', typed: `${first} `, fts: quote(first) },
      { class: 'several words', typed: `${all.join(' ')} `, fts: all.map(quote).join(' ') },
      {
        class: 'as you type',
        typed: `${first} ${second} ${begun}`,
        fts: `${quote(first)} ${quote(second)} ${quote(begun)}*`,
      },
      { class: 'typo', typed: `${typo.join(' ')} `, fts: typo.map(quote).join(' ') },
      { class: 'operators', typed: operators[0], fts: operators[1] },
    ];
  });
}
