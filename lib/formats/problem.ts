import type { PaperDraft } from '../paper/paper.ts';

export type ProblemReason =
  /** Navigation, counts, dates and the like of the page that the text was copied from. */
  | 'page-chrome'
  /** The same title again; the first copy was kept. */
  | 'duplicate'
  /** A title that no abstract follows. */
  | 'no-abstract'
  /** An abstract before any title, or a record without one. */
  | 'no-title'
  /** Neither a title nor an abstract nor page chrome. */
  | 'unclear'
  /** An id or an address without a title; ids are not looked up. */
  | 'id-alone'
  /** The whole file: bytes that are no text. */
  | 'not-papers'
  | 'too-long'
  | 'not-json'
  /** A field of the wrong type; it was left out. */
  | 'wrong-type'
  /** Bytes that are not UTF-8; they were replaced. */
  | 'bad-encoding';

/** Something that a format could not read, to show beside what it read. */
export interface Problem {
  /** 1-based. */
  readonly line: number;
  readonly reason: ProblemReason;
  /** The text in question, at most 200 letters. */
  readonly text: string;
  /** "skipped": a paper may have been lost here; "note": nothing was lost that is a paper. */
  readonly kind: 'skipped' | 'note';
}

/** One thing read from a file: a paper, or a problem. */
export type Reading =
  | {
      readonly line: number;
      readonly draft: PaperDraft;
      /** What was written, where the draft is a guess. */
      readonly text?: string;
    }
  | { readonly line: number; readonly problem: Problem };

const NOTES: readonly ProblemReason[] = [
  'page-chrome',
  'duplicate',
  'no-abstract',
  'wrong-type',
  'bad-encoding',
];
const MAX_TEXT = 200;

export function makeProblem(line: number, reason: ProblemReason, text: string): Problem {
  const kind = NOTES.includes(reason) ? 'note' : 'skipped';
  return { line, reason, text: text.slice(0, MAX_TEXT), kind };
}
