/** What the index should answer, found by reading everything again for every question. */
import { FIELD, placeOf, withTimes } from '../../../lib/search/index/fields.ts';
import {
  type IndexedPaper,
  type IndexedUserPart,
  paperFlags,
  statusNumber,
  tagTerm,
  userFlags,
} from '../../../lib/search/index/indexed-paper.ts';
import { spellName } from '../../../lib/search/ranking/name-spellings.ts';
import { plainTitle } from '../../../lib/text/plain-title.ts';
import { tokenise } from '../../../lib/text/tokenise.ts';

const MAX_LETTERS = 64;

interface Occurrence {
  readonly text: string;
  readonly field: number;
  readonly position: number;
}

function read(text: string, field: number, from = 0): Occurrence[] {
  return tokenise(text).map((word) => ({
    text: word.text.slice(0, MAX_LETTERS),
    field,
    position: from + word.position,
  }));
}

function behind(words: readonly Occurrence[], from: number): number {
  return words.reduce((most, { position }) => Math.max(most, position + 1), from);
}

function wordsOfPaper(paper: IndexedPaper): Occurrence[] {
  const title = plainTitle(paper.title);
  const words = read(title, FIELD.title);
  for (const text of spellName(title)) words.push({ text, field: FIELD.name, position: 0 });
  let from = 0;
  for (const author of paper.authors) {
    const read_ = read(author, FIELD.authors, from);
    words.push(...read_);
    from = behind(read_, from) + 1;
  }
  const venue = read(paper.venue, FIELD.venue);
  words.push(...venue);
  if (paper.year !== null)
    words.push(...read(String(paper.year), FIELD.venue, behind(venue, 0) + 1));
  words.push(...read(plainTitle(paper.abstract), FIELD.abstract));
  return words;
}

function wordsOfPart(part: IndexedUserPart): Occurrence[] {
  const tags = part.tags.map((tag) => ({ text: tagTerm(tag), field: FIELD.tags, position: 0 }));
  return [...read(part.note, FIELD.note), ...tags];
}

export interface NaivePosting {
  readonly row: number;
  readonly times: number;
  readonly places: readonly number[];
}

export class NaiveIndex {
  readonly papers = new Map<number, IndexedPaper>();
  readonly parts = new Map<number, IndexedUserPart>();

  #words(): Map<number, Occurrence[]> {
    const words = new Map<number, Occurrence[]>();
    for (const [row, paper] of this.papers) words.set(row, wordsOfPaper(paper));
    for (const [row, part] of this.parts)
      words.set(row, [...(words.get(row) ?? []), ...wordsOfPart(part)]);
    return words;
  }

  /** Every word with the papers that have it, in the order of words and rows. */
  postings(): Map<string, NaivePosting[]> {
    const found = new Map<string, NaivePosting[]>();
    const rows = [...this.#words()].sort(([a], [b]) => a - b);
    for (const [row, words] of rows) {
      for (const text of new Set(words.map((word) => word.text))) {
        const mine = words.filter((word) => word.text === text);
        let times = 0;
        for (const field of Object.values(FIELD)) {
          const count = mine.filter((word) => word.field === field).length;
          const isThere = field === FIELD.name || field === FIELD.tags;
          times = withTimes(times, field, isThere ? Math.min(1, count) : count);
        }
        const places = mine
          .filter(({ field }) => field !== FIELD.name && field !== FIELD.tags)
          .map(({ field, position }) => placeOf(field, position))
          .sort((a, b) => a - b);
        const list = found.get(text) ?? [];
        list.push({ row, times, places });
        found.set(text, list);
      }
    }
    return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  rows(): number[] {
    return [...this.papers.keys()].sort((a, b) => a - b);
  }

  numbers(row: number): Readonly<Record<string, number>> {
    const paper = this.papers.get(row);
    const part = this.parts.get(row);
    const count = (text: string) => tokenise(text).filter(({ joined }) => !joined).length;
    return {
      titleLength: paper === undefined ? 0 : count(plainTitle(paper.title)),
      abstractLength: paper === undefined ? 0 : count(plainTitle(paper.abstract)),
      year: paper?.year ?? 0,
      flags:
        (paper === undefined ? 0 : paperFlags(paper)) | (part === undefined ? 0 : userFlags(part)),
      addedAt: Math.floor((paper?.addedAt ?? 0) / 1000),
      noteLength: part === undefined ? 0 : count(part.note),
      status: statusNumber(part?.status ?? null),
      usedAt: Math.floor((part?.usedAt ?? 0) / 1000),
    };
  }
}

/** Edits between two words, an exchange of neighbours counting one: the whole table, every time. */
export function naiveDistance(a: string, b: string): number {
  const cells = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  const cell = (i: number, j: number) => cells[i]?.[j] ?? 0;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const costs = [
        cell(i - 1, j) + 1,
        cell(i, j - 1) + 1,
        cell(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1),
      ];
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        costs.push(cell(i - 2, j - 2) + 1);
      const row = cells[i];
      if (row !== undefined) row[j] = Math.min(...costs);
    }
  }
  return cell(a.length, b.length);
}
