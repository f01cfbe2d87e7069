/** Makes sense of what a page told of itself (`collect-page.ts`): its own paper, or a list of papers. */
import { identifiersInUrl } from '../paper/address-keys.ts';
import { identifierOfDoi, parseArxivId, parseDoi } from '../paper/identifiers.ts';
import type { Identifier, PaperDraft } from '../paper/paper.ts';
import type { CollectedPage } from './collect-page.ts';

/** A page with links to this many different papers or more is a listing. */
const MIN_LISTED_PAPERS = 5;
const MIN_TITLE_WORDS = 3;
const MAX_TITLE_LENGTH = 400;

function contentsOf(page: CollectedPage, name: string): string[] {
  return page.meta.flatMap(([metaName, content]) =>
    metaName === name && content.trim() !== '' ? [content.trim()] : [],
  );
}

function firstOf(page: CollectedPage, ...names: string[]): string {
  return names.flatMap((name) => contentsOf(page, name))[0] ?? '';
}

function yearIn(date: string): number | null {
  const year = /\b(1[5-9]\d\d|20\d\d)\b/.exec(date)?.[1];
  return year === undefined ? null : Number(year);
}

function identifiersOf(page: CollectedPage): Identifier[] {
  const arxiv = parseArxivId(firstOf(page, 'citation_arxiv_id'));
  const doi = parseDoi(firstOf(page, 'citation_doi', 'dc.identifier'));
  const found = [...identifiersInUrl(page.address)];
  if (arxiv !== null) found.push({ scheme: 'arxiv', value: arxiv });
  if (doi !== null) found.push(identifierOfDoi(doi));
  return found.filter(
    ({ scheme, value }, index) =>
      found.findIndex((other) => other.scheme === scheme && other.value === value) === index,
  );
}

/** The paper that a page is about, by its meta data; null where it does not describe one. */
export function ownPaper(page: CollectedPage): PaperDraft | null {
  const identifiers = identifiersOf(page);
  const declared = firstOf(page, 'citation_title', 'dc.title');
  const title =
    declared !== ''
      ? declared
      : identifiers.length > 0
        ? page.title.replace(/^\[[^\]]*\]\s*/, '')
        : '';
  if (title.trim() === '') return null;
  return {
    title: title.replace(/\s+/g, ' ').trim(),
    abstract: firstOf(page, 'citation_abstract', 'dc.description'),
    authors: contentsOf(page, 'citation_author'),
    year: yearIn(
      firstOf(page, 'citation_publication_date', 'citation_date', 'citation_online_date'),
    ),
    venue: firstOf(page, 'citation_journal_title', 'citation_conference_title'),
    identifiers,
    links: [],
  };
}

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
    const key = `${first.scheme}:${first.value}`;
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
