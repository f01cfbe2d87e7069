import { makeProblem, type Problem } from '../formats/problem.ts';
import type { Reference } from '../messages/protocol.ts';
import type { PaperDraft, PaperSummary } from '../paper/paper.ts';
import type { Pasted, PastedPaper } from './read-pasted.ts';

/** A paper of a list before it is added. */
export interface PreviewEntry {
  readonly draft: PaperDraft;
  /** The paper of the catalogue that this is, or null. */
  readonly known: PaperSummary | null;
}

/** What a list comes to: papers, known and new, each once, and what is none. */
export interface Compared {
  readonly entries: readonly PreviewEntry[];
  readonly problems: readonly Problem[];
}

/** The worker's question, see `ViewToBackground`. */
export type FindReferences = (
  references: readonly Reference[],
) => Promise<readonly (PaperSummary | null)[]>;

/** References in one question; the worker answers others between two. */
const CHUNK = 500;

/** Asks which papers of a list are known. An id alone is a paper only where it is a known one's. */
export async function comparePasted(find: FindReferences, pasted: Pasted): Promise<Compared> {
  const { papers } = pasted;
  const entries: PreviewEntry[] = [];
  const problems: Problem[] = [...pasted.problems];
  const seen = new Set<string>();
  for (let from = 0; from < papers.length; from += CHUNK) {
    const chunk = papers.slice(from, from + CHUNK);
    const found = await find(chunk.map(({ draft, text }) => ({ draft, text })));
    for (const [index, paper] of chunk.entries()) {
      const known = found[index] ?? null;
      if (known !== null && seen.has(known.id))
        problems.push(makeProblem(paper.line, 'duplicate', known.title));
      else if (known === null && paper.draft.title === '') problems.push(describeUntitled(paper));
      else entries.push({ draft: paper.draft, known });
      if (known !== null) seen.add(known.id);
    }
  }
  return { entries, problems: problems.sort((a, b) => a.line - b.line) };
}

function describeUntitled({ line, draft, text }: PastedPaper): Problem {
  const isNamed = draft.identifiers.length + draft.links.length > 0;
  return makeProblem(line, isNamed ? 'id-alone' : 'unclear', text);
}
