/** What is remembered of the catalogue outside its database, so that an emptied one is noticed. */
import { storage } from 'wxt/utils/storage';
import type { Remembered, Sentinel } from '../catalogue/sentinel.ts';

const item = storage.defineItem<Remembered | null>('local:sentinel', { fallback: null });

export const sentinel: Sentinel = {
  read: () => item.getValue(),
  write: (remembered) => item.setValue(remembered),
};
