import type { PaperId } from '../../paper/paper.ts';
import type { Change } from '../catalogue.ts';
import type { ChangeSet } from '../change-set.ts';
import type { StoredUserPart } from '../schema.ts';
import { emptyPart, withNote, withoutTag, withStatus, withUse } from '../user-part.ts';
import { type Effect, NO_EFFECT } from './effect.ts';

/** Changes the user's part of those papers that exist. Returns the papers whose part did change. */
export async function changeParts(
  set: ChangeSet,
  ids: readonly PaperId[],
  change: (part: StoredUserPart) => StoredUserPart,
): Promise<PaperId[]> {
  const rows = await set.papers.findRows(ids);
  await set.loadUserParts([...rows.keys()]);
  const touched: PaperId[] = [];
  for (const id of rows.keys()) {
    const before = set.userPart(id) ?? emptyPart(id);
    const after = change(before);
    if (after === before) continue;
    set.putUserPart(id, withUse(after, set));
    touched.push(id);
  }
  return touched;
}

export async function takeTag(
  set: ChangeSet,
  { paperIds, tagId }: Extract<Change, { kind: 'untag' }>,
): Promise<Effect> {
  const touched = await changeParts(set, paperIds, (part) => withoutTag(part, tagId, set));
  return { ...NO_EFFECT, paperIds: touched };
}

export async function setStatus(
  set: ChangeSet,
  { paperIds, status }: Extract<Change, { kind: 'status' }>,
): Promise<Effect> {
  const touched = await changeParts(set, paperIds, (part) => withStatus(part, status, set));
  return { ...NO_EFFECT, paperIds: touched };
}

export async function setNote(
  set: ChangeSet,
  { paperId, note }: Extract<Change, { kind: 'note' }>,
): Promise<Effect> {
  const touched = await changeParts(set, [paperId], (part) => withNote(part, note, set));
  return { ...NO_EFFECT, paperIds: touched };
}
