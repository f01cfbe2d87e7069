/**
 * Who may ask whom for what. One interface a directed pair of contexts, a sentence a message;
 * types flow from here to both ends. Payloads are plain JSON.
 */
import type {
  CatalogueState,
  Change,
  Correction,
  ImportJob,
  Operation,
  OperationId,
  Outcome,
} from '../catalogue/catalogue.ts';
import type {
  Identifier,
  Paper,
  PaperDraft,
  PaperId,
  PaperSummary,
  Status,
  TagCount,
  TagId,
  TagSlot,
} from '../paper/paper.ts';
import type { Entry } from '../recognise/table.ts';
import type { Evidence, MentionContext, Row } from '../recognise/types.ts';
import type { MarkMode, Settings, SiteLevel } from '../settings/settings.ts';

/** How the marks of one paper are to be painted now. */
export interface Paint {
  /** False: a filter of the user leaves this paper unmarked. */
  readonly marked: boolean;
  readonly slot: TagSlot | null;
  readonly setAside: boolean;
}

/** A full hit on a page: a complete title with its surroundings, or a link. */
export type Candidate =
  | {
      readonly kind: 'title';
      readonly row: Row;
      readonly context: MentionContext;
      /** Identity keys of what the link around it leads to; empty where there is none. */
      readonly linkedTo: readonly string[];
    }
  /** A link that the recognition table knows, or an identifier in the text: `key` is the identity key of its address (`keysOfUrl`). */
  | {
      readonly kind: 'link';
      readonly row: Row;
      readonly key: string;
      readonly in: 'link' | 'text';
    };

/** The answer to a candidate: a paper and why, or null (not a mention of a known paper). */
export interface Recognised {
  readonly paperId: PaperId;
  readonly evidence: Evidence;
  readonly paint: Paint;
}

/** A distinct paper on a page, in page order. */
export interface PagePaper {
  readonly paperId: PaperId;
  readonly evidence: Evidence;
  readonly occurrences: number;
}

/** The page's own paper, by its address: one of the catalogue, one that could be added, or neither. Main frames only. */
export type PageSelf =
  | { readonly kind: 'known'; readonly paperId: PaperId }
  | { readonly kind: 'new' }
  | null;

/** An entry of the recognition table (`lib/recognise/table.ts`) with its place. */
export type PlaceEntry = Entry & { readonly place: number };

/** The known-papers content script may ask no more than this. */
export interface PageToBackground {
  /** Judges at most 2,000 full hits of this frame; the answers are in the same order. */
  recognise(request: { readonly candidates: readonly Candidate[] }): {
    readonly answers: readonly (Recognised | null)[];
  };
  /**
   * What the recognition table has at places that pass its first filter, for catalogues too large for
   * a page to read all filters: at most 20,000. Null: the table is not the one of `base` any more.
   */
  lookUp(request: { readonly base: number; readonly places: readonly number[] }): {
    readonly found: readonly PlaceEntry[];
  } | null;
  /** What this frame shows now, for badge and lists; replaces what it said before. */
  reportPage(report: {
    readonly papers: readonly PagePaper[];
    readonly partly: boolean;
    readonly self: PageSelf;
  }): void;
  /** Puts into a frame what it needs at its first full hit (the marking half of the script), or before its first mark is painted (the rules of the highlights). */
  prepareMarks(request: { readonly bring: 'script' | 'rules' }): void;
  /** Announces a card: the first frame of this tab that presents `nonce` is the card for that paper. */
  announceCard(card: {
    readonly nonce: string;
    readonly paperId: PaperId;
    readonly evidence: Evidence;
  }): void;
  /** The card could not be shown here (1 s without a handshake): the popup is to take its place. */
  cardUnavailable(request: { readonly paperId: PaperId }): void;
}

/** What a card shows. */
export interface CardView {
  readonly paper: PaperSummary;
  readonly evidence: Evidence;
  /** Host name of the page, for "not this paper, here". */
  readonly site: string;
  readonly tags: readonly TagCount[];
  /** The page is in a private window: nothing about it is kept. */
  readonly private: boolean;
}

/** The card's own messages; besides these it may send `change` (tag, untag, status, note, correct) and `undo`. */
export interface CardToBackground {
  /** Exchanges the nonce for what is to be shown, again after a change; null: unknown nonce, of another tab, or claimed by another frame. */
  claimCard(request: { readonly nonce: string }): CardView | null;
}

export const SORTS = ['relevance', 'added', 'used', 'year', 'title'] as const;
export type Sort = (typeof SORTS)[number];

export interface SearchRequest {
  readonly query: string;
  readonly tags: readonly TagId[];
  readonly statuses: readonly Status[];
  readonly untagged: boolean;
  readonly sort: Sort;
  readonly offset: number;
  readonly limit: number;
  /** 'full': rather waits a second or two for what is being indexed than leave it out. */
  readonly depth: 'quick' | 'full';
  /** Counts by tag, year and status are wanted. */
  readonly facets?: boolean;
}

/** How many papers of a whole answer have what; what no paper has is left out. */
export interface Facets {
  /** A tag counts the papers of those nested under it too. */
  readonly tags: readonly { readonly id: TagId; readonly papers: number }[];
  /** The latest first. */
  readonly years: readonly { readonly year: number; readonly papers: number }[];
  readonly statuses: readonly { readonly status: Status; readonly papers: number }[];
}

/** What may be put in the place of what is being typed in the search field. */
export interface Completion {
  /** What is replaced, in UTF-16 units of the query. */
  readonly start: number;
  readonly end: number;
  readonly options: readonly CompletionOption[];
}

export interface CompletionOption {
  /** Takes the place of `start` to `end`. An operator ends with a colon, a value is whole. */
  readonly text: string;
  /** Papers that it stands for; null for an operator. */
  readonly papers: number | null;
}

/** A paper about the same, and the words that say so. */
export interface AlikePaper {
  readonly paper: PaperSummary;
  /** Words that both papers have, the most telling first, as they are written. */
  readonly shared: readonly string[];
}

/** A half-open range of UTF-16 units in the text beside it. */
export type TextRange = readonly [start: number, end: number];

export interface SearchResult {
  readonly paper: PaperSummary;
  readonly titleMatches: readonly TextRange[];
  /** Where the match is not in the title: the words around it. */
  readonly snippet: {
    readonly field: 'abstract' | 'authors' | 'tags' | 'note' | 'venue';
    readonly text: string;
    readonly matches: readonly TextRange[];
  } | null;
}

export interface SearchPage {
  readonly total: number;
  /** How many have all words of the query, and come first; 0: the nearest are given, which lack some. */
  readonly complete: number;
  readonly results: readonly SearchResult[];
  /** True: the index is still being built, and papers that are not in it yet are not found. */
  readonly partial: boolean;
  /** Words and conditions of the query, as typed, that no paper has. */
  readonly missing: readonly string[];
  /** Where they were asked for. */
  readonly facets?: Facets;
}

/** What the popup says of the tab it was opened on. */
export type PageStatus =
  | {
      readonly kind: 'scanned';
      readonly known: number;
      readonly toRead: number;
      readonly partly: boolean;
      readonly listing: Listing | null;
    }
  /** Of these two, `known` counts the papers that the page mentions besides the one that it is. */
  | {
      readonly kind: 'known-paper';
      readonly paper: PaperSummary;
      readonly pdf: boolean;
      readonly known: number;
    }
  | { readonly kind: 'new-paper'; readonly draft: PaperDraft; readonly known: number }
  /** A PDF of a paper that is not in the catalogue; `address` leads to a page that describes it. */
  | { readonly kind: 'new-pdf'; readonly address: string }
  /** The user switched this site off. */
  | { readonly kind: 'off' }
  /** Mode "chosen" or "on-demand": this page is not marked until the user asks. */
  | { readonly kind: 'not-asked'; readonly mode: Exclude<MarkMode, 'everywhere'> }
  /** The browser keeps extensions out; `grantable`: the user can allow it. */
  | { readonly kind: 'not-allowed'; readonly grantable: boolean }
  /** A document whose text is not read. */
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'reload-needed' };

/** A page that lists papers, some of them new. `known`: how many of the catalogue it lists or mentions; `drafts`: the new ones. */
export interface Listing {
  readonly known: number;
  readonly drafts: readonly PaperDraft[];
}

/** What the popup read in a page; see `lib/page-reading`. */
export interface PageReading {
  readonly pdf: boolean;
  /** Its text is looked at for mentions: no PDF, feed or picture. */
  readonly readable: boolean;
  /** What the page's paper is called, by its address and its own account. */
  readonly identifiers: readonly Identifier[];
  /** The page's paper as it describes it. */
  readonly own: PaperDraft | null;
  /** The papers it lists, where it is a listing. */
  readonly listed: readonly PaperDraft[] | null;
}

export interface TabPage {
  readonly tabId: number;
  /** Empty where the browser does not tell. */
  readonly site: string;
  readonly status: PageStatus;
  readonly level: SiteLevel;
  /** In page order. */
  readonly papers: readonly {
    readonly paper: PaperSummary;
    readonly evidence: Evidence;
    readonly occurrences: number;
  }[];
  /** The paper whose card could not be shown in the page: the popup takes its place and selects it. */
  readonly wanted: PaperId | null;
}

/** What a full paper view shows. */
export interface PaperView {
  readonly paper: Paper;
  readonly summary: PaperSummary;
}

/** A paper that may be in the catalogue, as a list names it. */
export interface Reference {
  /** Without a title it is found by its ids and links alone. */
  readonly draft: PaperDraft;
  /** The entry that the draft was guessed from, in which a title of the catalogue may stand; else empty. */
  readonly text: string;
}

/** Popup and library: pages of the extension itself. */
export interface ViewToBackground {
  catalogueState(): CatalogueState;
  search(request: SearchRequest): SearchPage;
  /** What operators and values may be meant where the caret stands in a query. */
  completeQuery(request: { readonly query: string; readonly caret: number }): Completion;
  /** The papers of the catalogue that are most like one, by their words; none where nothing is known yet. */
  findAlike(request: { readonly id: PaperId; readonly limit: number }): readonly AlikePaper[];
  paper(request: { readonly id: PaperId }): PaperView | null;
  tags(): readonly TagCount[];
  /** One change to the catalogue. */
  change(operation: Operation): Outcome;
  undo(request: { readonly operation: OperationId }): boolean;
  /** What the popup shows of a tab; `reading` is null where the browser kept it out of the page. */
  page(request: { readonly tabId: number; readonly reading: PageReading | null }): TabPage;
  /** Scrolls the tab to the first mark of the paper. */
  jumpTo(request: { readonly tabId: number; readonly paperId: PaperId }): void;
  /** Marks this tab now, once (mode "on-demand"), or after access was granted. */
  scanTab(request: { readonly tabId: number }): void;
  changeSettings(settings: Settings): void;
  corrections(): readonly { readonly correction: Correction; readonly title: string }[];
  /** The paper of the catalogue that each of at most 1,000 references means, or null. */
  findReferences(request: {
    readonly references: readonly Reference[];
  }): readonly (PaperSummary | null)[];
  imports(): readonly ImportJob[];
  beginImport(request: { readonly fingerprint: string; readonly name: string }): ImportJob;
  importChunk(request: {
    readonly jobId: string;
    readonly chunk: number;
    readonly papers: readonly PaperDraft[];
    readonly skipped: number;
  }): { readonly job: ImportJob; readonly outcome: Outcome };
  endImport(request: { readonly jobId: string; readonly state: 'done' | 'cancelled' }): ImportJob;
  startAfresh(request: { readonly withStarter: boolean }): CatalogueState;
  restoreStarter(): CatalogueState;
  /** Whether any starter paper is in the catalogue. */
  starterPapers(): { readonly total: number; readonly untouched: number };
}

/** Which changes a card may ask for. */
export const CARD_CHANGES = [
  'tag',
  'untag',
  'status',
  'note',
  'correct',
  'withdraw-correction',
] as const satisfies readonly Change['kind'][];

/** The worker to the content scripts of a tab. */
export interface BackgroundToPage {
  /** Something changed; a visible frame compares and asks for what it needs, a hidden one when it is shown. */
  catalogueChanged(revisions: { readonly table: number; readonly all: number }): void;
  /** What is to be marked on this site now; the frame reads the settings again. */
  settingsChanged(): void;
  /**
   * To a mark, card and focus with it. `from` "walked": the one behind the walked-to mark ("end": there is none
   * behind it, and it is walked to no more); "near": the one before the reader's eyes; "edge": the first, or for
   * "previous" the last. "none": nothing to start from here.
   */
  walk(request: {
    readonly direction: 'next' | 'previous';
    readonly from: 'walked' | 'near' | 'edge';
  }): 'moved' | 'end' | 'none';
  /** Opens the tag field of the mark under the pointer, or else of the walked-to mark. */
  tagMark(): boolean;
  /** Scrolls to the first mark of the paper; false: not in this frame. */
  showPaper(request: { readonly paperId: PaperId }): boolean;
  /** Answers when a content script is alive in the frame; `marking` is false where it is to look for nothing. */
  ping(): { readonly partly: boolean; readonly marking: boolean };
}

/** The worker to every open page of the extension. */
export interface BackgroundToViews {
  /** The catalogue, the tags or the settings changed: what is shown should be asked for again. */
  viewsChanged(revisions: { readonly all: number }): void;
}

/** Between a content script and its own card, over a `MessagePort`: nothing that the page could read. */
export type PageToCard =
  | { readonly kind: 'show'; readonly nonce: string; readonly focus: 'none' | 'card' | 'tag' }
  | { readonly kind: 'hide' };
export type CardToPage =
  /** The frame listens; answered with `show`. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'shown'; readonly height: number }
  /** Focus or text is in the card: leaving the mark does not close it. */
  | { readonly kind: 'held'; readonly held: boolean }
  /** `returnFocus`: the card had the focus. */
  | { readonly kind: 'close'; readonly returnFocus: boolean }
  | { readonly kind: 'walk'; readonly direction: 'next' | 'previous' };
