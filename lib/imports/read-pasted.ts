import { hasBibtex, readBibtex } from '../formats/bibtex.ts';
import { makeProblem, type Problem, type Reading } from '../formats/problem.ts';
import { isJson, readPapers } from '../formats/read-file.ts';
import { looksLikeReferences, readReferences, withoutRepeats } from '../formats/references.ts';
import type { PaperDraft } from '../paper/paper.ts';
import { findOverlongField } from './draft-limits.ts';

/** A paper that a pasted text names. */
export interface PastedPaper {
  /** Counted from 1. */
  readonly line: number;
  /** Its title is empty where none can be told: an id or an address alone, or nothing that could be read. */
  readonly draft: PaperDraft;
  /** What was written, where the draft is a guess; else empty. */
  readonly text: string;
}

/** What a pasted text holds. */
export interface Pasted {
  readonly papers: readonly PastedPaper[];
  readonly problems: readonly Problem[];
}

/** An abstract has so many letters; shorter ones follow a title in lists that have none. */
const ABSTRACT_LETTERS = 100;

/**
 * Reads a pasted text: BibTeX, JSON or JSON Lines, a listing of titles and abstracts, a list of
 * references, of titles or of ids. Never throws; what is no paper is reported with its line.
 */
export async function readPasted(text: string): Promise<Pasted> {
  const papers: PastedPaper[] = [];
  const problems: Problem[] = [];
  for (const reading of withoutRepeats(await readAny(text))) {
    if ('problem' in reading) problems.push(reading.problem);
    else if (findOverlongField(reading.draft) !== null)
      problems.push(makeProblem(reading.line, 'too-long', reading.draft.title));
    else papers.push({ line: reading.line, draft: reading.draft, text: reading.text ?? '' });
  }
  return { papers, problems };
}

async function readAny(text: string): Promise<readonly Reading[]> {
  if (hasBibtex(text)) {
    const { readings, rest } = readBibtex(text);
    // In BibTeX anything may stand between entries, as a comment.
    const others = readReferences(rest.replace(/^[ \t]*%.*$/gm, ''));
    return [...readings, ...others].sort((a, b) => a.line - b.line);
  }
  if (!isJson(text) && looksLikeReferences(text)) return readReferences(text);
  const listed: Reading[] = [];
  for await (const reading of readPapers(new Blob([text]).stream())) listed.push(reading);
  const hasAbstracts = listed.some(
    (reading) => 'draft' in reading && reading.draft.abstract.length >= ABSTRACT_LETTERS,
  );
  return isJson(text) || hasAbstracts ? listed : readReferences(text);
}
