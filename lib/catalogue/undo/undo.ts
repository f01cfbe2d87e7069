import type { OperationId } from '../catalogue.ts';
import type { ChangeSet } from '../change-set.ts';
import type { Stamp } from '../logical-clock.ts';
import type { Inverse } from '../schema.ts';
import { changeInOneTransaction, type Store } from '../store.ts';
import { removeAdded, restoreRemoved, takeBackMerges } from './papers.ts';
import { dropMadeTags, restoreTags } from './tags.ts';
import { restoreUserParts } from './user-parts.ts';

async function restoreCorrections(set: ChangeSet, inverse: Inverse, cause: Stamp): Promise<void> {
  await set.corrections.load(inverse.corrections.map(({ key }) => key));
  for (const { key, before } of inverse.corrections)
    if (set.corrections.get(key)?.cause === cause) set.corrections.put(key, before);
}

/** A load that was cut short begins anew, in a new round: chunks that are in are merged into themselves. */
async function restoreStarter(set: ChangeSet, { starter }: Inverse): Promise<void> {
  const now = await set.database.findStarter();
  if (starter === null || now?.state !== 'removed') return;
  const resumed = { ...now, state: starter.state, round: now.round + 1, chunk: 0 };
  await set.changeStarter(
    now,
    starter.state === 'loading' ? resumed : { ...now, state: starter.state },
  );
}

/** Takes back what the operation of the stamp `cause` gave and no later one has changed again. */
async function takeBack(set: ChangeSet, inverse: Inverse, cause: Stamp): Promise<void> {
  // Tags first: papers come back with them. Tags that the operation made go last, when they are bare.
  const tagNow = await restoreTags(set, inverse, cause);
  await removeAdded(set, inverse);
  await takeBackMerges(set, inverse);
  await restoreRemoved(set, inverse);
  await restoreUserParts(set, inverse, cause, tagNow);
  dropMadeTags(set, inverse, cause);
  await restoreCorrections(set, inverse, cause);
  await restoreStarter(set, inverse);
}

/** False: unknown, undone already, or nothing of it is left to take back. */
export async function undoOperation(store: Store, id: OperationId): Promise<boolean> {
  const database = store.strict;
  return changeInOneTransaction<boolean>(store, database, async (set) => {
    const entry = await database.journal.get(id);
    if (entry === undefined || entry.inverse === null) return { kind: 'answer', answer: false };
    await takeBack(set, entry.inverse, entry.stamp);
    return {
      kind: 'write',
      record: async (_head, changed) => {
        await database.journal.put({ ...entry, inverse: null, undone: set.stamp });
        return changed;
      },
    };
  });
}
