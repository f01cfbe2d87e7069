import { makeProblem, type Problem } from '../formats/problem.ts';
import { readPapers } from '../formats/read-file.ts';
import type { PaperDraft } from '../paper/paper.ts';
import { findOverlongField } from './draft-limits.ts';

/** What a pasted text holds: a listing or JSON Lines. */
export interface Pasted {
  readonly drafts: readonly PaperDraft[];
  readonly problems: readonly Problem[];
}

export async function readPasted(text: string): Promise<Pasted> {
  const drafts: PaperDraft[] = [];
  const problems: Problem[] = [];
  for await (const reading of readPapers(new Blob([text]).stream())) {
    if ('problem' in reading) problems.push(reading.problem);
    else if (findOverlongField(reading.draft) !== null)
      problems.push(makeProblem(reading.line, 'too-long', reading.draft.title));
    else drafts.push(reading.draft);
  }
  return { drafts, problems };
}
