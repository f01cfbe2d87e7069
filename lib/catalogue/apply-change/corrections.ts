import type { Correction } from '../catalogue.ts';
import type { ChangeSet } from '../change-set.ts';
import { type Effect, NO_EFFECT } from './effect.ts';

function correctionKey(correction: Correction): string {
  const { kind, paperId } = correction;
  return kind === 'not-here' ? `${kind}:${paperId}:${correction.site}` : `${kind}:${paperId}`;
}

/** Sets whether a correction holds. */
export async function setCorrection(
  set: ChangeSet,
  correction: Correction,
  active: boolean,
): Promise<Effect> {
  const rows = await set.papers.findRows([correction.paperId]);
  const key = correctionKey(correction);
  await set.corrections.load([key]);
  if (rows.size === 0 || (set.corrections.get(key)?.active ?? false) === active) return NO_EFFECT;
  set.corrections.put(key, { key, correction, active, cause: set.stamp });
  return { ...NO_EFFECT, paperIds: [correction.paperId] };
}
