/** What is remembered of the catalogue outside its database, so that an emptied one is noticed. */
import { browser } from 'wxt/browser';
import type { Remembered, Sentinel } from '../catalogue/sentinel.ts';

const SENTINEL_KEY = 'sentinel';

export const sentinel: Sentinel = {
  async read() {
    const found: Record<string, unknown> = await browser.storage.local.get(SENTINEL_KEY);
    return (found[SENTINEL_KEY] as Remembered | undefined) ?? null;
  },
  async write(remembered) {
    await browser.storage.local.set({ [SENTINEL_KEY]: remembered });
  },
};
