import { storage } from 'wxt/utils/storage';
import type { PaperDraft } from '../paper/paper.ts';

/** Papers that the popup leaves for the library's review (`?review`); they go with the browser session. */
export const reviewDraftsItem = storage.defineItem<readonly PaperDraft[]>('session:review', {
  fallback: [],
});
