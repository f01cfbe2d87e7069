import type { ImportJob, OperationId } from '../catalogue/catalogue.ts';
import type { ImportAsker } from './run-import.ts';

/** The part of the worker that taking imports back needs. */
export interface TakeBackAsker extends Pick<ImportAsker, 'endImport'> {
  undo(request: { readonly operation: OperationId }): Promise<boolean>;
  countPapers(): Promise<number>;
}

/**
 * Takes out again what imports brought in, the newest chunk first, and tells after each chunk how
 * many there are still to do. What is taken back already stays so: after a failure it may be
 * called again.
 */
export async function takeBackImports(
  jobs: readonly ImportJob[],
  ask: TakeBackAsker,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  const operations = jobs
    .flatMap(({ id, chunks }) => Array.from({ length: chunks }, (_, chunk) => `${id}:${chunk}`))
    .reverse();
  onProgress(0, operations.length);
  for (const { id, state } of jobs)
    if (state === 'running') await ask.endImport({ jobId: id, state: 'cancelled' });
  for (const [index, operation] of operations.entries()) {
    await ask.undo({ operation });
    onProgress(index + 1, operations.length);
  }
}
