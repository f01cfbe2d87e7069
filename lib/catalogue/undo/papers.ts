import { identityKeys, mergeKeys } from '../../paper/identity.ts';
import type { Paper, PaperId } from '../../paper/paper.ts';
import type { Row } from '../../recognise/types.ts';
import type { ChangeSet } from '../change-set.ts';
import { idKey } from '../key-buckets.ts';
import { matchDraft, type PreparedDraft } from '../same-work.ts';
import type { Inverse, StoredUserPart } from '../schema.ts';
import { storedKeys, withoutMerge } from '../stored-paper.ts';
import { isHandled, withKnownTags } from '../user-part.ts';

/** Papers that the operation added go, unless the user handled them or another source gave them too. */
export async function removeAdded(set: ChangeSet, { added }: Inverse): Promise<void> {
  await set.loadForRemoval(added.map(({ row }) => row));
  for (const { row, id } of added) {
    const paper = set.papers.at(row);
    if (paper?.id !== id || paper.sources.length !== 1) continue;
    if (!isHandled(set.userPart(id))) set.removePaper(row);
  }
}

export async function takeBackMerges(set: ChangeSet, { merged }: Inverse): Promise<void> {
  await set.papers.load(merged.map(({ row }) => row));
  const papers = merged.map(({ row }) => set.papers.at(row)).filter((paper) => paper !== null);
  await set.papers.loadKeys(papers.flatMap(storedKeys));
  for (const patch of merged) {
    const paper = set.papers.at(patch.row);
    if (paper?.id !== patch.id) continue;
    set.papers.put(patch.row, withoutMerge(paper, patch));
  }
}

function prepare(paper: Paper): PreparedDraft {
  return {
    draft: paper,
    mergeKeys: mergeKeys(paper),
    allKeys: [...identityKeys(paper), idKey(paper.id)],
    id: paper.id,
    spareId: paper.id,
  };
}

/** The paper that has taken the place of a removed one: the same id again, or the same work added later. */
function findSuccessor(set: ChangeSet, removed: Paper, nextRow: Row): PaperId | null {
  const isBack = set.papers
    .rowsOf(idKey(removed.id))
    .some((row) => set.papers.at(row)?.id === removed.id);
  if (isBack) return removed.id;
  const match = matchDraft(set.papers, prepare(removed), nextRow);
  return match.kind === 'known' ? match.paper.id : null;
}

function giveUserPart(set: ChangeSet, id: PaperId, part: StoredUserPart | null): void {
  if (part === null || isHandled(set.userPart(id))) return;
  const isTag = (tag: StoredUserPart['tags'][number]) => set.tags.get(tag) !== null;
  set.putUserPart(id, { ...withKnownTags(part, isTag), paperId: id });
}

/**
 * Papers that the operation took out come back into their rows. Where the same work was added
 * again since, there is no second one: it gets the user's part, unless it has one by now.
 */
export async function restoreRemoved(set: ChangeSet, { removed, nextRow }: Inverse): Promise<void> {
  const keys = removed.flatMap(({ paper }) => storedKeys(paper));
  await set.papers.loadKeys(keys);
  await set.papers.load(removed.map(({ row }) => row));
  await set.papers.load(keys.flatMap((key) => set.papers.rowsOf(key)));
  const successors = removed.map(({ paper }) => findSuccessor(set, paper, nextRow));
  await set.loadUserParts(removed.map(({ paper }, i) => successors[i] ?? paper.id));
  await set.loadCorrections();
  removed.forEach(({ row, paper, user, corrections }, i) => {
    const successor = successors[i] ?? null;
    if (successor === null) {
      set.papers.put(row, paper);
      for (const correction of corrections) set.corrections.put(correction.key, correction);
    }
    giveUserPart(set, successor ?? paper.id, user);
  });
}
