/** Imports: jobs whose chunks are written once each, whoever dies on the way. */
import type { PaperDraft } from '../paper/paper.ts';
import { NO_EFFECT } from './apply-change/effect.ts';
import { addPapers } from './apply-change/papers.ts';
import type { ImportJob, Outcome } from './catalogue.ts';
import { runInJournal } from './journal.ts';
import { prepareDrafts } from './same-work.ts';
import type { CatalogueDatabase } from './schema.ts';
import { type Store, transact } from './store.ts';

async function getJob(database: CatalogueDatabase, id: string): Promise<ImportJob> {
  const job = await database.imports.get(id);
  if (job === undefined) throw new Error(`There is no import ${id}`);
  return job;
}

/** A job for the file; one that is running for it already is taken up again. */
export async function beginImport(
  store: Store,
  fingerprint: string,
  name: string,
): Promise<ImportJob> {
  const id = crypto.randomUUID();
  return transact(store.strict, async () => {
    const jobs = await store.strict.imports.toArray();
    const running = jobs.find((job) => job.state === 'running' && job.fingerprint === fingerprint);
    if (running !== undefined) return running;
    const job: ImportJob = {
      id,
      fingerprint,
      name,
      state: 'running',
      chunks: 0,
      added: 0,
      merged: 0,
      skipped: 0,
      startedAt: store.now(),
    };
    await store.strict.imports.add(job);
    return job;
  });
}

/** Papers, journal entry and the job's new state in one transaction. `skipped`: what the file's reader could not read. */
export async function importChunk(
  store: Store,
  jobId: string,
  chunk: number,
  papers: readonly PaperDraft[],
  skipped: number,
): Promise<{ job: ImportJob; outcome: Outcome }> {
  const database = store.relaxed;
  const prepared = await prepareDrafts(papers, 'import');
  const operation = { id: `${jobId}:${chunk}`, kind: 'add-papers', database } as const;
  const outcome = await runInJournal(store, operation, async (set) => {
    const job = await getJob(database, jobId);
    // In already, and so long ago that the journal has forgotten it.
    if (chunk < job.chunks) return NO_EFFECT;
    if (job.state !== 'running') throw new Error(`The import ${jobId} is ${job.state}`);
    if (chunk > job.chunks)
      throw new Error(`Chunk ${chunk} of the import ${jobId} came before chunk ${job.chunks}`);
    const effect = await addPapers(set, prepared, { kind: 'import', name: job.name });
    await database.imports.put({
      ...job,
      chunks: chunk + 1,
      added: job.added + effect.added,
      merged: job.merged + effect.merged,
      skipped: job.skipped + skipped + effect.refused.length,
    });
    return effect;
  });
  return { job: await getJob(database, jobId), outcome };
}

/** Papers that are in stay in, also after "cancelled". A job that has ended stays as it is. */
export async function endImport(
  store: Store,
  jobId: string,
  state: 'done' | 'cancelled',
): Promise<ImportJob> {
  return transact(store.strict, async () => {
    const job = await getJob(store.strict, jobId);
    if (job.state !== 'running') return job;
    const ended = { ...job, state };
    await store.strict.imports.put(ended);
    return ended;
  });
}
