/** One script a frame: tabs that were open are injected into, also where a script of an older version still runs. */

import type { StartMarking } from '../../lib/page/marking.ts';

export interface Instance {
  /** The extension was updated or removed: the instance can reach nothing any more. */
  isOrphaned(): boolean;
  /** The user asked for this page, or for a site that was off. */
  wake(asked: boolean): void;
  /** Takes everything back. */
  undo(): void;
}

interface Slots {
  manicule?: Instance;
  /** Put there by the second script (`entrypoints/marks.ts`). */
  maniculeMarks?: StartMarking;
  /** Set by the worker before it injects, where the user asked for this page. */
  maniculeAsked?: boolean;
}

/** The second half of the script, after the worker has brought it in. */
export function getStartMarking(): StartMarking {
  const start = (globalThis as Slots).maniculeMarks;
  if (start === undefined) throw new Error('marks.js did not arrive');
  return start;
}

/** Lets the living instance go on, or makes one in the place of an orphaned one. */
export function takeOver(create: (asked: boolean) => Instance): void {
  const slots = globalThis as Slots;
  const asked = slots.maniculeAsked === true;
  const before = slots.manicule;
  if (before !== undefined && !before.isOrphaned()) before.wake(asked);
  else {
    before?.undo();
    slots.manicule = create(asked);
  }
}
