import { browser } from 'wxt/browser';
import { DEFAULT_SETTINGS, type Settings } from './settings.ts';

/** Where the settings lie in extension storage, so that a page can read them without waking the worker. */
const SETTINGS_KEY = 'settings';

export async function readSettings(): Promise<Settings> {
  const found: Record<string, unknown> = await browser.storage.local.get(SETTINGS_KEY);
  return { ...DEFAULT_SETTINGS, ...(found[SETTINGS_KEY] as Partial<Settings> | undefined) };
}

export async function storeSettings(settings: Settings): Promise<void> {
  await browser.storage.local.set({ [SETTINGS_KEY]: settings });
}
