/** The starter catalogue: loaded once, in chunks that a dying worker may leave off between. */
import type { PaperDraft } from '../paper/paper.ts';
import { NO_EFFECT } from './apply-change/effect.ts';
import { addPapers } from './apply-change/papers.ts';
import { runInJournal } from './journal.ts';
import { prepareDrafts } from './same-work.ts';
import type { Starter } from './schema.ts';
import { type Store, transact } from './store.ts';

/** Small enough that the first papers are there at once. */
const CHUNK_PAPERS = 20;

export type ReadStarter = () => Promise<readonly PaperDraft[]>;

/** The state of a catalogue that begins. */
export function newStarter(isWanted: boolean): Starter {
  return {
    key: 'starter',
    state: isWanted ? 'loading' : 'declined',
    round: 1,
    chunk: 0,
    rows: [],
  };
}

/** Adds one chunk and moves the cursor, in one transaction; does nothing once the load was called off. */
async function loadChunk(
  store: Store,
  { round, chunk }: Starter,
  drafts: readonly PaperDraft[],
): Promise<void> {
  const from = chunk * CHUNK_PAPERS;
  const isLast = from + CHUNK_PAPERS >= drafts.length;
  const prepared = await prepareDrafts(drafts.slice(from, from + CHUNK_PAPERS), 'starter');
  const operation = {
    id: `starter:${round}:${chunk}`,
    kind: 'add-papers',
    database: store.relaxed,
  } as const;
  await runInJournal(store, operation, async (set) => {
    const now = await set.database.findStarter();
    if (now?.state !== 'loading' || now.round !== round || now.chunk !== chunk) return NO_EFFECT;
    // Without a name: what the starter catalogue is called is for the interface to say.
    const effect = await addPapers(set, prepared, { kind: 'starter', name: '' });
    const rows = [...new Set([...now.rows, ...effect.rows])];
    const state = isLast ? 'loaded' : 'loading';
    await set.database.meta.put({ ...now, state, chunk: chunk + 1, rows });
    return effect;
  });
}

/** Loads what is missing of the starter catalogue, where it is wanted. */
export async function loadStarter(store: Store, readStarter: ReadStarter): Promise<void> {
  let starter = await store.strict.findStarter();
  if (starter?.state !== 'loading') return;
  const drafts = await readStarter();
  while (starter?.state === 'loading') {
    await loadChunk(store, starter, drafts);
    starter = await store.strict.findStarter();
  }
}

/** Asks for the starter papers again, under new operation ids. */
export async function wantStarter(store: Store): Promise<void> {
  await transact(store.strict, async () => {
    const starter = await store.strict.findStarter();
    if (starter?.state === 'loading') return;
    const { round, rows } = starter ?? newStarter(true);
    await store.strict.meta.put({
      key: 'starter',
      state: 'loading',
      round: round + 1,
      chunk: 0,
      rows,
    });
  });
}
