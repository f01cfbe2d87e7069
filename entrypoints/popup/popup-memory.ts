/** How the popup was left, in session storage: it goes with the browser, and after ten minutes. */
import { storage } from 'wxt/utils/storage';
import type { PopupMemory } from '../../components/popup/ports.ts';

const KEPT_MS = 10 * 60_000;

const memoryItem = storage.defineItem<(PopupMemory & { readonly at: number }) | null>(
  'session:popup',
  { fallback: null },
);

export async function recallPopup(): Promise<PopupMemory | null> {
  const kept = await memoryItem.getValue();
  return kept !== null && Date.now() - kept.at < KEPT_MS ? kept : null;
}

export function rememberPopup(memory: PopupMemory): void {
  memoryItem
    .setValue({ ...memory, at: Date.now() })
    .catch((error: unknown) => console.error('The popup could not be remembered', error));
}
