import type { TagId, TagSlot } from '../../paper/paper.ts';
import { findSlotHolder, findTagByName } from '../apply-change/tags.ts';
import type { ChangeSet } from '../change-set.ts';
import type { Stamp } from '../logical-clock.ts';
import type { Inverse, StoredTag } from '../schema.ts';

/** The tag with its name and its last use as before, where the operation gave them. A name that another tag has by now is not taken from it. */
function withOldAttributes(
  set: ChangeSet,
  tag: StoredTag,
  before: StoredTag,
  cause: Stamp,
): StoredTag {
  let { name, usedAt, causes } = tag;
  const holder = findTagByName(set, before.name);
  if (causes.name === cause && (holder === null || holder.id === tag.id)) {
    name = before.name;
    causes = { ...causes, name: before.causes.name };
  }
  if (causes.used === cause) {
    usedAt = before.usedAt;
    causes = { ...causes, used: before.causes.used };
  }
  return causes === tag.causes ? tag : { ...tag, name, usedAt, causes };
}

function setSlot(set: ChangeSet, id: TagId, slot: TagSlot | null, cause: Stamp | null): void {
  const tag = set.tags.get(id);
  if (tag !== null) set.tags.put(id, { ...tag, slot, causes: { ...tag.causes, slot: cause } });
}

/** Slots that the operation moved go back, first released and then taken where they are free. */
function restoreSlots(set: ChangeSet, { tags }: Inverse, cause: Stamp): void {
  const moved = tags.flatMap(({ id, before }) =>
    before !== null && set.tags.get(id)?.causes.slot === cause ? [before] : [],
  );
  for (const { id } of moved) setSlot(set, id, null, cause);
  for (const { id, slot, causes } of moved)
    if (slot === null || findSlotHolder(set, slot) === null) setSlot(set, id, slot, causes.slot);
}

/**
 * Puts tags back as they were. The answer tells which tag stands for one that is to return to a
 * paper: itself; where it was deleted and its name given to another since, that other; or none.
 */
export async function restoreTags(
  set: ChangeSet,
  inverse: Inverse,
  cause: Stamp,
): Promise<(id: TagId) => TagId | null> {
  await set.loadTags();
  const substitutes = new Map<TagId, TagId>();
  for (const { id, before, removed } of inverse.tags) {
    const tag = set.tags.get(id);
    if (before === null) continue;
    if (tag !== null) {
      set.tags.put(id, withOldAttributes(set, tag, before, cause));
    } else if (removed) {
      const holder = findTagByName(set, before.name);
      // The slot is sought with the others: as if the operation had taken it.
      if (holder === null)
        set.tags.put(id, { ...before, papers: 0, causes: { ...before.causes, slot: cause } });
      else substitutes.set(id, holder.id);
    }
  }
  restoreSlots(set, inverse, cause);
  return (id) => substitutes.get(id) ?? (set.tags.get(id) === null ? null : id);
}

/** Takes out the tags that the operation made, unless they were used, renamed or coloured since. */
export function dropMadeTags(set: ChangeSet, { tags }: Inverse, cause: Stamp): void {
  for (const { id, before } of tags) {
    const tag = set.tags.get(id);
    if (before !== null || tag === null || tag.papers > 0) continue;
    if (tag.causes.name === cause && tag.causes.slot === null && tag.causes.used === cause)
      set.tags.put(id, null);
  }
}
