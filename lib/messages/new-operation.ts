import type { Change, Operation } from '../catalogue/catalogue.ts';

/** A change with an id of its own, so that asking twice does it once. */
export function newOperation(change: Change): Operation {
  return { id: crypto.randomUUID(), change };
}
