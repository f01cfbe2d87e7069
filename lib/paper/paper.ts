/**
 * The words of this project: a paper, what the user adds to it, a tag.
 * Shapes only; what can be computed from them lives in the files beside this one.
 */

/** Permanent name of a paper: 16 letters of Crockford base 32. Never derived from what can change. */
export type PaperId = string & { readonly __brand: 'PaperId' };

/** Permanent name of a tag, of the same form. The tag's text is an attribute, so a rename is one write. */
export type TagId = string & { readonly __brand: 'TagId' };

/**
 * Kinds of identifier that name a work across sites, in the order in which their pages are preferred:
 * OpenReview forum, ACL Anthology, PMLR and JMLR volume and paper, NeurIPS year and hash (`nips`: the
 * older number), CVF folder and file, PubMed, PubMed Central, Elsevier's PII, IEEE Xplore, INSPIRE,
 * Semantic Scholar (hash, corpus number), DBLP.
 */
export const IDENTIFIER_SCHEMES = [
  'arxiv',
  'doi',
  'openreview',
  'acl',
  'pmlr',
  'jmlr',
  'neurips',
  'nips',
  'cvf',
  'pmid',
  'pmc',
  'pii',
  'ieee',
  'inspire',
  's2',
  'corpusid',
  'dblp',
] as const;
export type IdentifierScheme = (typeof IDENTIFIER_SCHEMES)[number];

export interface Identifier {
  readonly scheme: IdentifierScheme;
  /** Canonical form: arXiv without version ("2302.07863", "math/0502036"), DOI in lower case, the others as in the address of the page. */
  readonly value: string;
}

/** What a link of a paper leads to: its code, or a page of the authors about it. */
export const LINK_KINDS = ['code', 'project'] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

export interface PaperLink {
  readonly kind: LinkKind;
  /** Absolute http or https address, as the source wrote it. */
  readonly url: string;
}

/** How a paper came into the catalogue. */
export const SOURCE_KINDS = ['starter', 'import', 'paste', 'page'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

export interface Source {
  readonly kind: SourceKind;
  /** File name, page title or the like, to show. */
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** The bibliographic part of a paper, as a format gives it: without an id and a history. */
export interface PaperDraft {
  readonly title: string;
  /** Empty when the source has none. */
  readonly abstract: string;
  readonly authors: readonly string[];
  readonly year: number | null;
  /** Empty when unknown. */
  readonly venue: string;
  readonly identifiers: readonly Identifier[];
  readonly links: readonly PaperLink[];
}

/** One work. Preprint and published version are one paper with several identifiers. */
export interface Paper extends PaperDraft {
  readonly id: PaperId;
  readonly sources: readonly Source[];
}

export const STATUSES = ['to-read', 'reading', 'read', 'set-aside'] as const;
export type Status = (typeof STATUSES)[number];

/** What the user added to a paper. Small, and apart from the bibliographic part: later this is what is synchronised. */
export interface UserPart {
  readonly paperId: PaperId;
  readonly tags: readonly TagId[];
  readonly status: Status | null;
  /** Plain text; empty when there is none. */
  readonly note: string;
  /** When the user last acted on the paper, milliseconds since 1970. */
  readonly usedAt: number;
}

/** The colour slots of tags; a slot's number is also its key. At most one tag each. */
export const TAG_SLOTS = [1, 2, 3, 4, 5, 6] as const;
export type TagSlot = (typeof TAG_SLOTS)[number];

export interface Tag {
  readonly id: TagId;
  /** As the user wrote it; `/` nests. Unique after folding (`tagNameKey`). */
  readonly name: string;
  readonly slot: TagSlot | null;
  readonly createdAt: number;
  /** When it was last given to a paper, milliseconds since 1970. */
  readonly usedAt: number;
}

/** A tag with the number of papers that carry it. */
export interface TagCount extends Tag {
  readonly papers: number;
}

/** Everything a list shows of a paper. */
export interface PaperSummary {
  readonly id: PaperId;
  readonly title: string;
  /** "Kim et al.", "Kim and Lee", "Kim", or empty. */
  readonly byline: string;
  readonly year: number | null;
  readonly venue: string;
  /** The address Enter opens, see `bestLink`; null when the paper has none. */
  readonly bestLink: string | null;
  readonly tags: readonly TagId[];
  readonly status: Status | null;
  readonly note: string;
  /** Tagged, given a status or a note: "known", not merely "in the catalogue". */
  readonly handled: boolean;
}
