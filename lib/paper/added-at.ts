import type { Paper } from './paper.ts';

/** When a paper came into the catalogue, milliseconds since 1970; 0 where nobody knows. */
export function addedAt({ sources }: Pick<Paper, 'sources'>): number {
  return sources[0]?.at ?? 0;
}
