import type { PaperDraft } from '../paper/paper.ts';

/** Longest texts that the worker takes, in UTF-16 units; one draft beyond them would fail its whole chunk. */
export const DRAFT_LIMITS = {
  title: 4_000,
  abstract: 65_536,
  authors: 10_000,
  author: 500,
  venue: 1_000,
  identifiers: 100,
  identifier: 500,
  links: 200,
  link: 4_000,
} as const;

/** The first field of a draft that is longer than the worker takes, or null. */
export function findOverlongField(draft: PaperDraft): keyof PaperDraft | null {
  const { authors, identifiers, links } = draft;
  if (draft.title.length > DRAFT_LIMITS.title) return 'title';
  if (draft.abstract.length > DRAFT_LIMITS.abstract) return 'abstract';
  if (draft.venue.length > DRAFT_LIMITS.venue) return 'venue';
  if (
    authors.length > DRAFT_LIMITS.authors ||
    authors.some((author) => author.length > DRAFT_LIMITS.author)
  )
    return 'authors';
  if (
    identifiers.length > DRAFT_LIMITS.identifiers ||
    identifiers.some(({ value }) => value.length > DRAFT_LIMITS.identifier)
  )
    return 'identifiers';
  if (links.length > DRAFT_LIMITS.links || links.some(({ url }) => url.length > DRAFT_LIMITS.link))
    return 'links';
  return null;
}
