/** Types that recognition shares with the page, the worker and the card. No code. */
import type { IdentifierScheme, LinkKind } from '../paper/paper.ts';

/** A paper's place in the catalogue on this device; see `lib/catalogue`. */
export type Row = number;

/** A title found in a text: offsets are UTF-16 units of the original text, end exclusive. */
export interface TitleHit {
  readonly row: Row;
  readonly start: number;
  readonly end: number;
}

/** Kinds of element that carry a title as their whole content, the most telling first. */
export const CARRIER_KINDS = [
  'link',
  'heading',
  'cite',
  'cell',
  'item',
  'block',
  'emphasis',
] as const;
export type CarrierKind = (typeof CARRIER_KINDS)[number];
/**
 * What is told of the elements around a hit. In code nothing is a mention, but in a bibliography; where
 * a page names its own parts (`menu`) a short title is none.
 */
export const HOLDER_KINDS = [...CARRIER_KINDS, 'code', 'menu'] as const;
export type HolderKind = (typeof HOLDER_KINDS)[number];

/** Where a title stands. */
export const TITLE_REASONS = [...CARRIER_KINDS, 'quotes', 'reference', 'text'] as const;
export type TitleReason = (typeof TITLE_REASONS)[number];

/** An element around a hit, with the text it holds besides the hit (at most 80 letters a side). */
export interface Holder {
  readonly kind: HolderKind;
  readonly before: string;
  readonly after: string;
}

/**
 * What the page tells of a title hit, enough to judge it without the page.
 * White space in all of these texts is collapsed to single spaces; `<br>` is a line feed.
 */
export interface MentionContext {
  /** The text that matched, as the page has it. */
  readonly surface: string;
  /** Text of the same block before and after the hit, at most 160 letters a side. */
  readonly before: string;
  readonly after: string;
  /** Innermost first. */
  readonly holders: readonly Holder[];
}

/** The beginning of a title that the page cut short; or the part before the colon. */
export const TITLE_PARTS = ['beginning', 'main'] as const;
export type TitlePart = (typeof TITLE_PARTS)[number];

/**
 * Why a paper is held to be the one on the page; the card puts it in words. `conflict`: a link and its text name two
 * papers of the catalogue, and this is the one that counts.
 */
export type Evidence =
  | {
      readonly certainty: 'identifier';
      readonly reason: IdentifierScheme | LinkKind;
      readonly detail: string;
      /** Where it stands; absent: in a link. */
      readonly place?: 'text';
      readonly conflict?: boolean;
    }
  | {
      readonly certainty: 'title';
      /** What of the title stands there; absent: all of it. */
      readonly part?: TitlePart;
      readonly reason: TitleReason;
      readonly conflict?: boolean;
    };
