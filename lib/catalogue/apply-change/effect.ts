import type { PaperId, TagId } from '../../paper/paper.ts';
import type { Refused } from '../catalogue.ts';

/** What a change did, before it is written into the journal. */
export interface Effect {
  readonly paperIds: readonly PaperId[];
  readonly added: number;
  readonly merged: number;
  readonly refused: readonly Refused[];
  readonly tagId: TagId | null;
}

export const NO_EFFECT: Effect = { paperIds: [], added: 0, merged: 0, refused: [], tagId: null };
