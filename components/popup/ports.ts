/** What the popup needs from outside: the worker, the tab it was opened on, the browser. */
import type { Review } from '../../lib/address/review.ts';
import type {
  CatalogueState,
  Change,
  OperationId,
  Outcome,
} from '../../lib/catalogue/catalogue.ts';
import type { Compared } from '../../lib/imports/compare-pasted.ts';
import type {
  Completion,
  SearchPage,
  SearchRequest,
  TabPage,
} from '../../lib/messages/protocol.ts';
import type { PaperId, PaperSummary, TagCount, TagId } from '../../lib/paper/paper.ts';
import type { SiteLevel } from '../../lib/settings/settings.ts';

/** How the popup was left; given back when it is opened again within ten minutes. */
export interface PopupMemory {
  readonly query: string;
  readonly filters: readonly TagId[];
  readonly selected: PaperId | null;
  /** Scroll position of the list, in CSS pixels. */
  readonly scroll: number;
  /** A list of references that was pasted; null: none is shown. */
  readonly pasted: string | null;
}

/** Where in the library to go. */
export type LibraryPlace =
  | { readonly kind: 'home' }
  | { readonly kind: 'paper'; readonly paperId: PaperId }
  | { readonly kind: 'import' }
  /** Papers that are to be looked through before they are added. */
  | { readonly kind: 'review'; readonly review: Review };

export interface PopupPorts {
  readState(): Promise<CatalogueState>;
  search(request: SearchRequest): Promise<SearchPage>;
  /** What operators and values may be meant where the caret stands in a query. */
  complete(query: string, caret: number): Promise<Completion>;
  findPaper(id: PaperId): Promise<PaperSummary | null>;
  /** Reads a pasted list of references, and tells which of them are known. */
  readList(text: string): Promise<Compared>;
  listTags(): Promise<readonly TagCount[]>;
  /** The tab the popup was opened on. */
  readPage(): Promise<TabPage>;
  /** Sends the change before it returns, so that it outlives the popup. */
  change(change: Change): Promise<Outcome>;
  undo(operation: OperationId): Promise<boolean>;
  startAfresh(withStarter: boolean): Promise<CatalogueState>;

  openLink(url: string, background: boolean): void;
  openLibrary(place: LibraryPlace): void;
  /** Scrolls the page to a mark of the paper, and closes the popup unless it is to stay. */
  showOnPage(paperId: PaperId, stay: boolean): void;
  markPage(): Promise<void>;
  /** Asks the user for access to the site; must be called on a user's act. */
  allowSite(): Promise<void>;
  reloadTab(): void;
  setSiteLevel(site: string, level: SiteLevel): Promise<void>;
  copyText(text: string): Promise<void>;

  recall(): Promise<PopupMemory | null>;
  remember(memory: PopupMemory): void;
  /** Calls when something changed in the catalogue or the settings; returns its undo. */
  onViewsChanged(listener: () => void): () => void;
  close(): void;
}
