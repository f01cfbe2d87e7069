/** Which papers of the catalogue a list of references means: by ids and links, by title, never by likeness. */
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Reference } from '../messages/protocol.ts';
import { identifierKeys, linkKeys } from '../paper/identity.ts';
import type { Paper, PaperId, PaperSummary } from '../paper/paper.ts';
import { type CitedSpan, findCitedSpans } from '../recognise/cited-spans.ts';
import { judgeTitle } from '../recognise/judge.ts';

/** References looked at in one go; between two of them other messages are answered. */
const SLICE = 50;
/** Text beside a title that `judgeTitle` looks at. */
const CONTEXT_LETTERS = 160;

/** Answers in the order of the references; null where the catalogue has no such paper. */
export async function findReferences(
  catalogue: Catalogue,
  references: readonly Reference[],
): Promise<(PaperSummary | null)[]> {
  const found: (PaperId | null)[] = [];
  for (let from = 0; from < references.length; from += SLICE)
    found.push(...(await findSlice(catalogue, references.slice(from, from + SLICE))));
  const ids = [...new Set(found.filter((id) => id !== null))];
  const summaries = new Map((await catalogue.summarise(ids)).map((one) => [one.id, one]));
  return found.map((id) => (id === null ? null : (summaries.get(id) ?? null)));
}

async function findSlice(
  catalogue: Catalogue,
  references: readonly Reference[],
): Promise<(PaperId | null)[]> {
  const found = await catalogue.findDrafts(references.map(({ draft }) => draft));
  const unknown = [...references.keys()].filter((index) => found[index] === null);
  const spans = unknown.map((index) => findCitedSpans(references[index]?.text ?? ''));
  const links = unknown.map((index) => linksOf(references[index]));
  const keys = [...new Set([...links.flat(), ...spans.flat().map(titleKeyOf)])];
  const ids = await catalogue.findByKeys(keys);
  const byKey = new Map(keys.map((key, index) => [key, ids[index] ?? null]));
  for (const [place, index] of unknown.entries()) {
    const reference = references[index];
    if (reference === undefined) continue;
    const [linked] = (links[place] ?? []).flatMap((key) => byKey.get(key) ?? []);
    found[index] = linked ?? (await findByTitle(catalogue, reference, spans[place] ?? [], byKey));
  }
  return found;
}

const titleKeyOf = ({ key }: CitedSpan) => `title:${key}`;

/** Links name a paper where nothing else is said: many papers share a repository. */
function linksOf(reference: Reference | undefined): string[] {
  return reference?.draft.title === '' ? linkKeys(reference.draft) : [];
}

/** The longest title in the entry that stands there as one, of a paper that the entry's ids do not deny. */
async function findByTitle(
  catalogue: Catalogue,
  { draft, text }: Reference,
  spans: readonly CitedSpan[],
  byKey: ReadonlyMap<string, PaperId | null>,
): Promise<PaperId | null> {
  const likely = spans.filter((span) => byKey.get(titleKeyOf(span)) !== null);
  likely.sort((a, b) => b.key.length - a.key.length);
  for (const span of likely) {
    const id = byKey.get(titleKeyOf(span));
    const paper = id == null ? undefined : await catalogue.findPaper(id);
    if (paper !== undefined && !isDenied(paper, draft) && isCitedAt(paper, text, span))
      return paper.id;
  }
  return null;
}

/** Both have ids of one kind, and none in common. */
function isDenied(paper: Paper, draft: Reference['draft']): boolean {
  const schemeOf = (key: string) => key.slice(0, key.indexOf(':'));
  const ours = identifierKeys(paper);
  const theirs = identifierKeys(draft);
  if (theirs.some((key) => ours.includes(key))) return false;
  return theirs.some((key) => ours.some((own) => schemeOf(own) === schemeOf(key)));
}

function isCitedAt(paper: Paper, text: string, { start, end }: CitedSpan): boolean {
  const before = text.slice(Math.max(0, start - CONTEXT_LETTERS), start);
  const after = text.slice(end, end + CONTEXT_LETTERS);
  const surface = text.slice(start, end);
  const holders = [{ kind: 'item', before, after }] as const;
  return judgeTitle(paper, { surface, before, after, holders }) !== null;
}
