import type { PaperDraft } from './paper.ts';

/** A paper of which nothing but the title is known. */
export const titleOnly = (title: string): PaperDraft => ({
  title,
  abstract: '',
  authors: [],
  year: null,
  venue: '',
  identifiers: [],
  links: [],
});
