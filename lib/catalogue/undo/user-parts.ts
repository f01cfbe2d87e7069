import type { TagId } from '../../paper/paper.ts';
import type { ChangeSet } from '../change-set.ts';
import type { Stamp } from '../logical-clock.ts';
import type { Inverse } from '../schema.ts';
import { restoreFields } from '../user-part.ts';

/** Puts back the fields that the operation gave; those that others gave since stay. */
export async function restoreUserParts(
  set: ChangeSet,
  { users }: Inverse,
  cause: Stamp,
  tagNow: (id: TagId) => TagId | null,
): Promise<void> {
  await set.loadUserParts(users.map(({ paperId }) => paperId));
  for (const { paperId, before } of users) {
    const part = set.userPart(paperId);
    if (part === null) continue;
    set.putUserPart(paperId, restoreFields(part, before, cause, set, tagNow));
  }
}
