import { newTagId } from '../../paper/new-id.ts';
import type { TagId } from '../../paper/paper.ts';
import type { Change } from '../catalogue.ts';
import type { ChangeSet } from '../change-set.ts';
import { type PreparedDraft, prepareDrafts } from '../same-work.ts';
import { setCorrection } from './corrections.ts';
import type { Effect } from './effect.ts';
import { addPapers, deletePapers, removeStarter } from './papers.ts';
import { deleteTag, giveTag, renameTag, setSlot } from './tags.ts';
import { setNote, setStatus, takeTag } from './user-parts.ts';

/** A change with all that must be worked out before its transaction: nothing else may be awaited inside. */
export interface PreparedChange {
  readonly change: Change;
  readonly drafts: readonly PreparedDraft[];
  readonly newTagId: TagId;
}

export async function prepareChange(change: Change): Promise<PreparedChange> {
  const drafts =
    change.kind === 'add-papers' ? await prepareDrafts(change.papers, change.source.kind) : [];
  return { change, drafts, newTagId: newTagId() };
}

/** Carries a change out within the transaction of `set`. */
export async function applyChange(set: ChangeSet, prepared: PreparedChange): Promise<Effect> {
  const { change } = prepared;
  switch (change.kind) {
    case 'tag':
      return giveTag(set, change, prepared.newTagId);
    case 'untag':
      return takeTag(set, change);
    case 'status':
      return setStatus(set, change);
    case 'note':
      return setNote(set, change);
    case 'rename-tag':
      return renameTag(set, change);
    case 'slot':
      return setSlot(set, change);
    case 'delete-tag':
      return deleteTag(set, change);
    case 'correct':
      return setCorrection(set, change.correction, true);
    case 'withdraw-correction':
      return setCorrection(set, change.correction, false);
    case 'add-papers':
      return addPapers(set, prepared.drafts, change.source);
    case 'delete-papers':
      return deletePapers(set, change);
    case 'remove-starter':
      return removeStarter(set);
    default:
      return change satisfies never;
  }
}
