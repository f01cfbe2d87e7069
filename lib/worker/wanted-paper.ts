/** The paper whose card could not be shown in a page: the popup that takes its place puts it first, once. */
import type { PaperId } from '../paper/paper.ts';
import { changeRecord, readRecord, removeRecord } from './session-record.ts';

const keyOf = (tabId: number) => `wanted:${tabId}`;

export async function keepWanted(tabId: number, paperId: PaperId): Promise<void> {
  await changeRecord(keyOf(tabId), () => paperId);
}

export async function takeWanted(tabId: number): Promise<PaperId | null> {
  const wanted = await readRecord<PaperId>(keyOf(tabId));
  if (wanted !== undefined) await removeRecord(keyOf(tabId));
  return wanted ?? null;
}
