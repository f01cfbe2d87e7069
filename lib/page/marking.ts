/**
 * Between the two halves of the script: the first, on every page, only looks for full hits; the
 * second, brought into a frame at its first full hit, makes marks of them. Types only.
 */
import type { BackgroundToPage, PageToBackground } from '../messages/protocol.ts';
import type { PaperId } from '../paper/paper.ts';
import type { Row } from '../recognise/types.ts';
import type { CardAddress } from './card-frame.ts';
import type { RawHit } from './scan.ts';

type Ask<Name extends keyof PageToBackground> = (
  request: Parameters<PageToBackground[Name]>[0],
) => Promise<ReturnType<PageToBackground[Name]>>;

export interface MarkingDeps {
  /** Identity keys of an address, most telling first. */
  keysOfUrl(address: string): string[];
  readonly recognise: Ask<'recognise'>;
  readonly reportPage: Ask<'reportPage'>;
  /** Brings the rules of the highlights into the frame, before its first mark is painted. */
  prepareRules(): Promise<void>;
  readonly announceCard: Ask<'announceCard'>;
  readonly cardUnavailable: Ask<'cardUnavailable'>;
  readonly card: CardAddress;
  /** What a failure is given to. */
  onError(error: unknown): void;
}

/** What the page's own address names: a paper of the table, some paper, or none. */
export type OwnAddress =
  | { readonly kind: 'known'; readonly row: Row; readonly key: string }
  | { readonly kind: 'new' }
  | null;

/** What one look at the page gave. */
export interface Look {
  /** Where it looked; null: everywhere. Hits that were there before and are not among these are gone. */
  readonly places: ReadonlySet<Node> | null;
  readonly hits: readonly RawHit[];
  readonly partly: boolean;
  readonly own: OwnAddress;
}

export interface Marking {
  /** Makes marks of what was found; resolves to whether any of it is new. */
  take(look: Look): Promise<boolean>;
  /** Asks again about everything found: tags, corrections or settings changed. */
  refresh(): void;
  /** The page changed: what is painted on a text that reads otherwise now is taken off at once. */
  pageChanged(): void;
  /** Tells the worker again what is here. */
  report(): void;
  /** See `BackgroundToPage`. */
  readonly walk: BackgroundToPage['walk'];
  /** Opens the tag field of the mark under the pointer, or else of the walked-to mark. */
  tag(): boolean;
  /** To the first mark of a paper. */
  show(paperId: PaperId): boolean;
  /** Closes the card and takes its frame out: the page is left. */
  putAway(): void;
}

/** The second half. After the abort nothing of it is left in the page. */
export type StartMarking = (deps: MarkingDeps, signal: AbortSignal) => Marking;
