import type { PaperId, Source } from '../../paper/paper.ts';
import type { Row } from '../../recognise/types.ts';
import type { Change, Refused } from '../catalogue.ts';
import type { ChangeSet } from '../change-set.ts';
import { idKey } from '../key-buckets.ts';
import { loadMatches, matchDraft, type PreparedDraft } from '../same-work.ts';
import { findMerge, withMerge } from '../stored-paper.ts';
import { isHandled } from '../user-part.ts';
import { type Effect, NO_EFFECT } from './effect.ts';

/** What adding papers did, with the rows of all that were added or known, for the starter's list. */
export interface AddEffect extends Effect {
  readonly rows: readonly Row[];
}

type Added =
  | { readonly kind: 'added' | 'known'; readonly row: Row; readonly id: PaperId }
  | { readonly kind: 'refused'; readonly reason: Refused['reason']; readonly detail: string };

function freeId(set: ChangeSet, { id, spareId }: PreparedDraft): PaperId {
  const isTaken = set.papers.rowsOf(idKey(id)).some((row) => set.papers.at(row)?.id === id);
  return isTaken ? spareId : id;
}

function addOne(set: ChangeSet, prepared: PreparedDraft, source: Source): Added {
  const { draft } = prepared;
  if (prepared.mergeKeys.length === 0 || draft.title.trim() === '')
    return { kind: 'refused', reason: 'no-title', detail: draft.title };
  const match = matchDraft(set.papers, prepared);
  switch (match.kind) {
    case 'clash':
      return { kind: 'refused', reason: 'identifier-clash', detail: match.detail };
    case 'known': {
      const { row, paper } = match;
      const patch = findMerge(row, paper, draft, source);
      if (patch !== null) {
        set.papers.put(row, withMerge(paper, patch, draft));
        set.noteMerged(patch);
      }
      return { kind: 'known', row, id: paper.id };
    }
    case 'new': {
      const { title, abstract, authors, year, venue, identifiers, links } = draft;
      const id = freeId(set, prepared);
      const sources = [source];
      const row = set.papers.add({
        id,
        title,
        abstract,
        authors,
        year,
        venue,
        identifiers,
        links,
        sources,
      });
      set.noteAdded(row, id);
      return { kind: 'added', row, id };
    }
    default:
      return match satisfies never;
  }
}

/** Adds what is new and fills what is known; a draft may also be one with an earlier one of the same change. */
export async function addPapers(
  set: ChangeSet,
  drafts: readonly PreparedDraft[],
  source: Omit<Source, 'at'>,
): Promise<AddEffect> {
  await loadMatches(set.papers, drafts);
  await set.papers.load(drafts.flatMap(({ id }) => set.papers.rowsOf(idKey(id))));
  await set.papers.load(drafts.map((_, i) => set.papers.nextRow + i));
  const from: Source = { kind: source.kind, name: source.name, at: set.at };
  const refused: Refused[] = [];
  const touched = new Map<PaperId, Row>();
  let added = 0;
  drafts.forEach((draft, index) => {
    const one = addOne(set, draft, from);
    if (one.kind === 'refused') refused.push({ index, reason: one.reason, detail: one.detail });
    else touched.set(one.id, one.row);
    if (one.kind === 'added') added++;
  });
  return {
    ...NO_EFFECT,
    paperIds: [...touched.keys()],
    rows: [...touched.values()],
    added,
    merged: drafts.length - added - refused.length,
    refused,
  };
}

export async function deletePapers(
  set: ChangeSet,
  { paperIds }: Extract<Change, { kind: 'delete-papers' }>,
): Promise<Effect> {
  const rows = await set.papers.findRows(paperIds);
  await set.loadForRemoval([...rows.values()]);
  for (const row of rows.values()) set.removePaper(row);
  return { ...NO_EFFECT, paperIds: [...rows.keys()] };
}

/** Takes out the papers that came from the starter catalogue only and that the user has not handled. */
export async function removeStarter(set: ChangeSet): Promise<Effect> {
  const starter = await set.database.findStarter();
  if (starter === undefined) return NO_EFFECT;
  await set.loadForRemoval(starter.rows);
  const untouched: PaperId[] = [];
  for (const row of starter.rows) {
    const paper = set.papers.at(row);
    if (paper === null || paper.sources.some(({ kind }) => kind !== 'starter')) continue;
    if (isHandled(set.userPart(paper.id))) continue;
    untouched.push(paper.id);
    set.removePaper(row);
  }
  if (starter.state === 'loading' || starter.state === 'loaded')
    await set.changeStarter(starter, { ...starter, state: 'removed' });
  return { ...NO_EFFECT, paperIds: untouched };
}
