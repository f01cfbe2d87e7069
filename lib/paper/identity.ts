/** Which keys name a paper: for finding it again, and for telling that two drafts are one work. */
import { titleKey } from '../text/fold.ts';
import { identifierKey } from './identifiers.ts';
import type { PaperDraft } from './paper.ts';
import { linkKey } from './paper-link.ts';

export type IdentityPart = Pick<PaperDraft, 'title' | 'identifiers' | 'links'>;

/** "title:" and the folded title; null for a title without a letter. */
export function titleIdentityKey(title: string): string | null {
  const folded = titleKey(title);
  return folded === '' ? null : `title:${folded}`;
}

/** "arxiv:…", "doi:…" and the like in the order of the alphabet, each once. */
export function identifierKeys({ identifiers }: Pick<IdentityPart, 'identifiers'>): string[] {
  return [...new Set(identifiers.map(identifierKey))].sort();
}

/**
 * Keys by which two drafts are one work, strongest first: those of identifiers, then the folded title.
 * An identifier outweighs a title: two drafts with one title and different identifiers of one scheme
 * are two works ("Introduction").
 */
export function mergeKeys(draft: IdentityPart): string[] {
  const title = titleIdentityKey(draft.title);
  return title === null ? identifierKeys(draft) : [...identifierKeys(draft), title];
}

/** "url:…" keys of a paper's links. For recognition only: many papers share a repository. */
export function linkKeys({ links }: Pick<IdentityPart, 'links'>): string[] {
  const keys = new Set<string>();
  for (const { url } of links) {
    const key = linkKey(url);
    if (key !== null) keys.add(`url:${key}`);
  }
  return [...keys];
}

/** Everything that a page may call this paper by, except its title: "arxiv:…", "doi:…", "url:…". */
export function pageKeys(draft: Pick<IdentityPart, 'identifiers' | 'links'>): string[] {
  return [...identifierKeys(draft), ...linkKeys(draft)];
}

/** All identity keys of a draft: "arxiv:…", "doi:…", "url:…", "title:…". */
export function identityKeys(draft: IdentityPart): string[] {
  const title = titleIdentityKey(draft.title);
  return title === null ? pageKeys(draft) : [...pageKeys(draft), title];
}
