/** What the library needs from outside: the worker, the settings, the browser. */
import type { Review } from '../../lib/address/review.ts';
import type { Ask } from '../../lib/messages/ask.ts';
import type { ViewToBackground } from '../../lib/messages/protocol.ts';
import type { Settings } from '../../lib/settings/settings.ts';

export interface LibraryPorts {
  readonly ask: Ask<ViewToBackground>;
  /** Calls when something changed in the catalogue or the settings; returns its undo. */
  onViewsChanged(heard: () => void): () => void;
  readSettings(): Promise<Settings>;
  /** What was left to be looked through; null: it is there no more. */
  readReview(): Promise<Review | null>;
  /** Leaves it for this page and for those that are opened on it again. */
  leaveReview(review: Review): Promise<void>;
  /** In a new tab. */
  openLink(url: string, background: boolean): void;
  /** Whether the browser lets the extension see the pages of the web. */
  hasAccess(): Promise<boolean>;
  /** Asks the user; must be called on an act of theirs. */
  requestAccess(): Promise<boolean>;
  readonly version: string;
  /** Where the browser lets extension shortcuts be changed. */
  readonly shortcutAddress: string;
}
