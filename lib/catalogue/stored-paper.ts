/** What follows from a paper: its keys, its display record, and what another copy adds to it. */
import { addedAt } from '../paper/added-at.ts';
import { bestLink } from '../paper/best-link.ts';
import { byline } from '../paper/byline.ts';
import { identifierKeys, identityKeys, linkKeys } from '../paper/identity.ts';
import type { Paper, PaperDraft, PaperLink, Source } from '../paper/paper.ts';
import type { Row } from '../recognise/types.ts';
import type { DisplayRecord } from './catalogue.ts';
import { idKey } from './key-buckets.ts';
import type { FillableField, MergePatch } from './schema.ts';

/** Everything the `keys` table leads to the paper by. */
export function storedKeys(paper: Paper): string[] {
  return [idKey(paper.id), ...identityKeys(paper)];
}

export function displayOf(paper: Paper): DisplayRecord {
  return {
    id: paper.id,
    title: paper.title,
    byline: byline(paper.authors),
    authors: paper.authors.join(', '),
    year: paper.year,
    venue: paper.venue,
    bestLink: bestLink(paper),
    addedAt: addedAt(paper),
  };
}

function isSameSource(a: Source, b: Source): boolean {
  return a.kind === b.kind && a.name === b.name && a.at === b.at;
}

/** One name for the spellings of an address. */
function linkName(link: PaperLink): string {
  return linkKeys({ links: [link] })[0] ?? link.url;
}

function missingFields(paper: Paper, draft: PaperDraft): FillableField[] {
  const fields: FillableField[] = [];
  if (paper.abstract === '' && draft.abstract !== '') fields.push('abstract');
  if (paper.authors.length === 0 && draft.authors.length > 0) fields.push('authors');
  if (paper.year === null && draft.year !== null) fields.push('year');
  if (paper.venue === '' && draft.venue !== '') fields.push('venue');
  return fields;
}

/** What the draft knows that the paper does not; null where that is nothing, and the source no new one. */
export function findMerge(
  row: Row,
  paper: Paper,
  draft: PaperDraft,
  source: Source,
): MergePatch | null {
  const filled = missingFields(paper, draft);
  const known = new Set(identifierKeys(paper));
  const identifiers = draft.identifiers.filter((one) =>
    identifierKeys({ identifiers: [one] }).every((key) => !known.has(key)),
  );
  const linked = new Set(paper.links.map(linkName));
  const links = draft.links.filter((link) => !linked.has(linkName(link)));
  const isNewSource = !paper.sources.some(
    ({ kind, name }) => kind === source.kind && name === source.name,
  );
  const gives = filled.length + identifiers.length + links.length > 0;
  if (!gives && !isNewSource) return null;
  return { row, id: paper.id, filled, identifiers, links, source };
}

export function withMerge(paper: Paper, patch: MergePatch, draft: PaperDraft): Paper {
  const filled = Object.fromEntries(patch.filled.map((field) => [field, draft[field]]));
  return {
    ...paper,
    ...filled,
    identifiers: [...paper.identifiers, ...patch.identifiers],
    links: [...paper.links, ...patch.links],
    sources: paper.sources.some((source) => isSameSource(source, patch.source))
      ? paper.sources
      : [...paper.sources, patch.source],
  };
}

const UNFILLED = { abstract: '', authors: [], year: null, venue: '' } as const;

/** Undoes `withMerge`. */
export function withoutMerge(paper: Paper, patch: MergePatch): Paper {
  const emptied = Object.fromEntries(patch.filled.map((field) => [field, UNFILLED[field]]));
  const identifiers = new Set(identifierKeys(patch));
  const urls = new Set(patch.links.map(({ url }) => url));
  return {
    ...paper,
    ...emptied,
    identifiers: paper.identifiers.filter((one) =>
      identifierKeys({ identifiers: [one] }).every((key) => !identifiers.has(key)),
    ),
    links: paper.links.filter(({ url }) => !urls.has(url)),
    sources: paper.sources.filter((source) => !isSameSource(source, patch.source)),
  };
}
