/** The papers that a page lists, read from what it told of itself (`collect-page.ts`). */
import { identifiersInUrl } from '../paper/address-keys.ts';
import { identifierKey } from '../paper/identifiers.ts';
import type { PaperDraft } from '../paper/paper.ts';
import type { CollectedPage } from './collect-page.ts';

/** A page with links to this many different papers or more is a listing. */
const MIN_LISTED_PAPERS = 5;
const MIN_TITLE_WORDS = 3;
const MAX_TITLE_LENGTH = 400;

function isTitleLike(text: string): boolean {
  return (
    text.length <= MAX_TITLE_LENGTH &&
    text.split(' ').length >= MIN_TITLE_WORDS &&
    !/^(arxiv:|https?:|doi:|10\.\d)/i.test(text)
  );
}

/** The papers that a page lists, by links to their identifiers; null where they are too few for a listing. */
export function listedPapers(page: CollectedPage): PaperDraft[] | null {
  const listed = new Map<string, PaperDraft>();
  for (const { href, texts } of page.links) {
    const identifiers = identifiersInUrl(href);
    const first = identifiers[0];
    if (first === undefined) continue;
    const key = identifierKey(first);
    const title = texts.map((text) => text.replace(/^title:\s*/i, '')).find(isTitleLike);
    if (title === undefined || listed.has(key)) continue;
    listed.set(key, {
      title,
      abstract: '',
      authors: [],
      year: null,
      venue: '',
      identifiers,
      links: [],
    });
  }
  return listed.size < MIN_LISTED_PAPERS ? null : [...listed.values()];
}
