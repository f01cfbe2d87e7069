/** The one way in which anything in the catalogue changes. */
import type { Effect } from './apply-change/effect.ts';
import type { Change, OperationId, Outcome } from './catalogue.ts';
import type { ChangeSet } from './change-set.ts';
import type { CatalogueDatabase } from './schema.ts';
import { changeInOneTransaction, type Store } from './store.ts';

/**
 * Entries kept. An entry serves a repeat of its operation, which comes within seconds, and an undo,
 * which is offered for recent changes: 5,000 are weeks of tagging by hand or an import of
 * 2.5 million papers, in a few megabytes.
 */
const KEPT_ENTRIES = 5000;
/** Old entries are dropped a hundred at a time, so that most changes do not pay for it. */
const PRUNE_EVERY = 100;
/** An outcome names no more papers than this. */
const MAX_PAPER_IDS = 200;

async function prune(database: CatalogueDatabase, sequence: number): Promise<void> {
  if (sequence % PRUNE_EVERY !== 0) return;
  await database.journal
    .where('sequence')
    .belowOrEqual(sequence - KEPT_ENTRIES)
    .delete();
}

export interface Journalled {
  readonly id: OperationId;
  readonly kind: Change['kind'];
  readonly database: CatalogueDatabase;
}

/**
 * Runs an operation in one transaction and journals it; a repeat of its id is answered from the
 * journal. `act` collects the change.
 */
export async function runInJournal(
  store: Store,
  { id, kind, database }: Journalled,
  act: (set: ChangeSet) => Promise<Effect>,
): Promise<Outcome> {
  return changeInOneTransaction<Outcome>(store, database, async (set) => {
    const known = await database.journal.get(id);
    if (known !== undefined) return { kind: 'answer', answer: known.outcome };
    const { added, merged, refused, tagId, paperIds } = await act(set);
    return {
      kind: 'write',
      record: async (head, changed) => {
        const outcome: Outcome = {
          operation: id,
          paperIds: paperIds.slice(0, MAX_PAPER_IDS),
          added,
          merged,
          refused,
          tagId,
          changed,
        };
        await database.journal.add({
          id,
          sequence: head.sequence,
          stamp: set.stamp,
          at: set.at,
          kind,
          outcome,
          inverse: changed ? set.inverse() : null,
          undone: null,
        });
        await prune(database, head.sequence);
        return outcome;
      },
    };
  });
}
