/** The folded texts of many papers, built once and searched with `indexOf`. */
import { titleKey } from '../text/fold.ts';
import { tokenise } from '../text/tokenise.ts';
import { foldWords } from './fold-words.ts';
import type { SearchRecord } from './source.ts';

/** Where a word stands, in the order of the texts in a block. */
export const FIELDS = ['title', 'parts', 'initials', 'authors', 'venue'] as const;
export type Field = (typeof FIELDS)[number] | 'tags' | 'note' | 'abstract';

/**
 * Texts of a run of rows in one string: each word after a space, each text closed by a line end.
 * `starts` holds where each text begins, row by row, field by field, and at last the length.
 */
export interface TextBlock {
  readonly firstRow: number;
  readonly text: string;
  readonly starts: Uint32Array;
}

/** Papers of one page. */
export interface Page {
  readonly records: readonly (SearchRecord | undefined)[];
  readonly words: TextBlock;
  /** Letters of the titles without separators, each title after a line end. */
  readonly keys: TextBlock;
  /** Letters in the name of each paper (`nameOf`), 0 where it has none. */
  readonly nameLengths: Uint8Array;
}

export function makeBlock(firstRow: number, texts: readonly string[]): TextBlock {
  const starts = new Uint32Array(texts.length + 1);
  let length = 0;
  for (const [index, text] of texts.entries()) {
    starts[index] = length;
    length += text.length + 1;
  }
  starts[texts.length] = length;
  return { firstRow, text: `${texts.join('\n')}\n`, starts };
}

/** "CodeT5+" of "CodeT5+: Open Code …": what stands before a colon, if it is short enough for a name. */
export function nameOf(title: string): string {
  const colon = title.search(/:(\s|$)/);
  return colon > 0 && colon <= 60 ? title.slice(0, colon) : '';
}

/** Folds a page, or gives back `old` where nothing that is searched has changed. */
export function foldPage(
  firstRow: number,
  records: readonly (SearchRecord | undefined)[],
  old: Page | undefined,
): Page {
  if (old !== undefined && old.words.firstRow === firstRow && sameTexts(old.records, records)) {
    return { ...old, records };
  }
  const words = records.flatMap(foldRecord);
  const keys = records.map((record) => (record === undefined ? '' : titleKey(record.title)));
  const names = records.map((record) =>
    record === undefined ? 0 : Math.min(255, titleKey(nameOf(record.title)).length),
  );
  return {
    records,
    words: makeBlock(firstRow, words),
    keys: makeBlock(firstRow, keys),
    nameLengths: Uint8Array.from(names),
  };
}

function sameTexts(
  old: readonly (SearchRecord | undefined)[],
  now: readonly (SearchRecord | undefined)[],
): boolean {
  return (
    old.length === now.length &&
    old.every((before, index) => {
      const after = now[index];
      return (
        before?.id === after?.id &&
        before?.title === after?.title &&
        before?.authors === after?.authors &&
        before?.venue === after?.venue &&
        before?.year === after?.year
      );
    })
  );
}

const NOTHING = FIELDS.map(() => '');

/** One text for each of `FIELDS`. */
function foldRecord(record: SearchRecord | undefined): readonly string[] {
  if (record === undefined) return NOTHING;
  const { title, authors, venue, year } = record;
  const words = foldWords(title);
  return [
    words,
    foldParts(title, words),
    foldInitials(title),
    foldWords(authors),
    foldWords(year === null ? venue : `${venue} ${year}`),
  ];
}

/** The other ways to write the names of a title: "valle" of VALL-E, "code" and "t5" of CodeT5. */
function foldParts(title: string, words: string): string {
  if (!/\p{Ll}\p{Lu}|\p{L}[-\u2010\u2011_]\p{L}/u.test(title)) return '';
  const there = new Set(words.split(' '));
  const parts = new Set(tokenise(title).map((word) => word.text));
  return [...parts].map((part) => (there.has(part) ? '' : ` ${part}`)).join('');
}

const MIN_INITIALS = 3;
const MAX_INITIALS = 8;

/** "yoco" of "You Only Cache Once: …". */
function foldInitials(title: string): string {
  const name = foldWords(nameOf(title) || title)
    .slice(1)
    .split(' ');
  if (name.length < MIN_INITIALS || name.length > MAX_INITIALS) return '';
  return ` ${name.map((word) => word.charAt(0)).join('')}`;
}
