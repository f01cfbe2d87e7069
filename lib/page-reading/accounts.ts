/** The accounts that a page gives of its paper: citation meta elements, EPrints', Dublin Core and PRISM, JSON-LD. */
import { identifiersInUrl } from '../paper/address-keys.ts';
import { identifierOfDoi, parseArxivId, parseDoi } from '../paper/identifiers.ts';
import type { Identifier, PaperDraft } from '../paper/paper.ts';
import type { CollectedPage } from './collect-page.ts';
import { articlesIn, type JsonLd, textsOf } from './json-ld.ts';
import { decodeReferences, plainText } from './plain-text.ts';

/** What one source says. Empty and null: it is silent. */
export type Account = Omit<PaperDraft, 'links'>;

type Meta = CollectedPage['meta'];

const MAX_AUTHORS = 1_000;
/** Well within what the worker takes. */
const MAX_LETTERS = { title: 1_000, abstract: 20_000, author: 200, venue: 500 } as const;

/** Plain, and no more than a field may hold. */
const plain = (text: string, field: keyof typeof MAX_LETTERS): string =>
  plainText(text.slice(0, MAX_LETTERS.abstract)).slice(0, MAX_LETTERS[field]);

function yearIn(date: string): number | null {
  const year = /\b(1[5-9]\d\d|20\d\d)(?!\d)/.exec(date)?.[1];
  return year === undefined ? null : Number(year);
}

const contentsOf = (meta: Meta, ...names: string[]): string[] =>
  names.flatMap((wanted) =>
    meta.flatMap(([name, content]) =>
      name === wanted && content.trim() !== '' ? [content.trim()] : [],
    ),
  );

const firstOf = (meta: Meta, ...names: string[]): string => contentsOf(meta, ...names)[0] ?? '';

/** The identifiers in texts that hold a DOI, an arXiv id or an address, each once. */
function identifiersIn(texts: readonly string[]): Identifier[] {
  return texts.map(decodeReferences).flatMap((text) => {
    const byUrl = identifiersInUrl(text);
    if (byUrl.length > 0 || /^https?:/i.test(text)) return byUrl;
    const arxiv = parseArxivId(text);
    if (arxiv !== null) return [{ scheme: 'arxiv', value: arxiv } as const];
    const doi = /^\s*(?:doi:?\s*|info:doi\/)?10\.\d{4}/i.test(text) ? parseDoi(text) : null;
    return doi === null ? [] : [identifierOfDoi(doi)];
  });
}

function pubmedId(meta: Meta): Identifier[] {
  const id = firstOf(meta, 'citation_pmid');
  return /^\d{1,8}$/.test(id) ? [{ scheme: 'pmid', value: id }] : [];
}

/** Names as the source gives them ("Kim, Sehoon"); some sources put several into one text. */
const authorsOf = (names: readonly string[]): string[] =>
  names
    .flatMap((name) => decodeReferences(name).split(';'))
    .slice(0, MAX_AUTHORS)
    .map((name) => plain(name, 'author'))
    .filter((name) => name !== '');

/** The elements of Digital Commons under the names that all others use; as they are, where those stand too. */
function asCitation(meta: Meta): Meta {
  if (firstOf(meta, 'citation_title') !== '') return meta;
  return meta.map(([name, content]) => [name.replace(/^bepress_/, ''), content]);
}

/** `citation_*`, which Google Scholar asks for; null where there is no title or several. */
export function citationAccount({ meta: collected }: CollectedPage): Account | null {
  const meta = asCitation(collected);
  const titles = new Set(contentsOf(meta, 'citation_title').map((title) => plain(title, 'title')));
  const [title] = titles;
  if (title === undefined || titles.size > 1) return null;
  const single = contentsOf(meta, 'citation_author');
  const joined = contentsOf(meta, 'citation_authors');
  return {
    title,
    authors: authorsOf(single.length > 0 ? single : joined),
    abstract: plain(firstOf(meta, 'citation_abstract'), 'abstract'),
    year: yearIn(
      firstOf(
        meta,
        'citation_publication_date',
        'citation_date',
        'citation_online_date',
        'citation_year',
      ),
    ),
    venue: plain(
      firstOf(meta, 'citation_journal_title', 'citation_conference_title', 'citation_inbook_title'),
      'venue',
    ),
    identifiers: [
      ...identifiersIn(
        contentsOf(
          meta,
          'citation_arxiv_id',
          'citation_doi',
          'citation_abstract_html_url',
          'citation_pdf_url',
        ),
      ),
      ...pubmedId(meta),
    ],
  };
}

/** `eprints.*`, by which repositories that run EPrints describe an item. */
export function eprintsAccount({ meta }: CollectedPage): Account | null {
  const title = plain(firstOf(meta, 'eprints.title'), 'title');
  if (title === '') return null;
  return {
    title,
    authors: authorsOf(contentsOf(meta, 'eprints.creators_name')),
    abstract: plain(firstOf(meta, 'eprints.abstract'), 'abstract'),
    year: yearIn(firstOf(meta, 'eprints.date')),
    venue: plain(firstOf(meta, 'eprints.publication', 'eprints.event_title'), 'venue'),
    identifiers: identifiersIn(contentsOf(meta, 'eprints.id_number', 'eprints.official_url')),
  };
}

/** Dublin Core and PRISM, which other pages than papers carry too: null without an identifier. */
export function dublinAccount({ meta }: CollectedPage): Account | null {
  const title = plain(firstOf(meta, 'dc.title', 'dcterms.title', 'prism.title'), 'title');
  const identifiers = identifiersIn(
    contentsOf(meta, 'prism.doi', 'dc.identifier', 'dcterms.identifier', 'dc.identifier.doi'),
  );
  if (title === '' || identifiers.length === 0) return null;
  return {
    title,
    authors: authorsOf(contentsOf(meta, 'dc.creator', 'dc.contributor')),
    abstract: plain(firstOf(meta, 'dcterms.abstract', 'dc.description'), 'abstract'),
    year: yearIn(
      firstOf(meta, 'prism.publicationdate', 'dc.date', 'dcterms.issued', 'dcterms.date'),
    ),
    venue: plain(firstOf(meta, 'prism.publicationname', 'dc.source'), 'venue'),
    identifiers,
  };
}

function describeArticle(article: JsonLd): Account {
  return {
    title: plain(textsOf(article.headline, article.name)[0] ?? '', 'title'),
    authors: authorsOf(textsOf(article.author ?? article.creator)),
    abstract: plain(textsOf(article.abstract, article.description)[0] ?? '', 'abstract'),
    year: yearIn(textsOf(article.datePublished, article.dateCreated)[0] ?? ''),
    venue: plain(
      textsOf(article.isPartOf).findLast((text) => !/^https?:/.test(text)) ?? '',
      'venue',
    ),
    identifiers: identifiersIn(
      textsOf(
        article.identifier,
        article['@id'],
        article.url,
        article.sameAs,
        article.doi,
        article.mainEntityOfPage,
      ),
    ),
  };
}

/** JSON-LD; null where it describes no article, or several. */
export function jsonLdAccount({ jsonLd }: CollectedPage): Account | null {
  const articles = articlesIn(jsonLd).map(describeArticle);
  const titles = new Set(articles.map(({ title }) => title));
  return titles.size === 1 ? (articles[0] ?? null) : null;
}
