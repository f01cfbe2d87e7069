/** The highlights we paint with: one for every look a mark can have. */
import type { TagSlot } from '../paper/paper.ts';
import type { Backdrop } from './backdrop-names.ts';

/** A tag slot's colour, no colour, or a paper that was set aside. */
export type Tint = TagSlot | 'neutral' | 'aside';
export const TINTS = [1, 2, 3, 4, 5, 6, 'neutral', 'aside'] as const satisfies readonly Tint[];

/** At rest, under the pointer, walked to by key. */
export const MARK_STATES = ['rest', 'over', 'walked'] as const;
export type MarkState = (typeof MARK_STATES)[number];

export function highlightName(backdrop: Backdrop, tint: Tint, state: MarkState): string {
  return `manicule-${backdrop}-${tint}-${state}`;
}
