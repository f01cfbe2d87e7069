import { storage } from 'wxt/utils/storage';
import type { PaperDraft } from '../paper/paper.ts';

/** What another page of the extension leaves to be looked through before it is added. */
export type Review =
  | { readonly kind: 'page'; readonly drafts: readonly PaperDraft[] }
  /** As it was pasted. */
  | { readonly kind: 'paste'; readonly text: string };

/** Left for the library's review (`?review`); it goes with the browser session. */
export const reviewItem = storage.defineItem<Review | null>('session:review', { fallback: null });
