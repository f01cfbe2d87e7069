import { i18n } from '#i18n';
import type { Evidence, TitlePart } from '../../lib/recognise/types.ts';
import { schemeName } from '../scheme-name.ts';

/** Longer addresses are cut in the middle of nowhere; the whole is in the tooltip. */
const MAX_DETAIL_LETTERS = 48;

const shorten = (detail: string): string => {
  const plain = detail.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '');
  return plain.length > MAX_DETAIL_LETTERS ? `${plain.slice(0, MAX_DETAIL_LETTERS)}…` : plain;
};

type ByIdentifier = Extract<Evidence, { certainty: 'identifier' }>;
type ByTitle = Extract<Evidence, { certainty: 'title' }>;

const PARTS = {
  whole: () => i18n.t('reasons.whole'),
  beginning: () => i18n.t('reasons.beginning'),
  main: () => i18n.t('reasons.main'),
} as const satisfies Record<TitlePart | 'whole', () => string>;

const PLACES = {
  link: (part) => i18n.t('reasons.link', [part]),
  heading: (part) => i18n.t('reasons.heading', [part]),
  cell: (part) => i18n.t('reasons.cell', [part]),
  item: (part) => i18n.t('reasons.item', [part]),
  cite: (part) => i18n.t('reasons.cite', [part]),
  emphasis: (part) => i18n.t('reasons.emphasis', [part]),
  block: (part) => i18n.t('reasons.block', [part]),
  quotes: (part) => i18n.t('reasons.quotes', [part]),
  reference: (part) => i18n.t('reasons.reference', [part]),
  text: (part) => i18n.t('reasons.text', [part]),
} as const satisfies Record<ByTitle['reason'], (part: string) => string>;

function byIdentifierInText(reason: ByIdentifier['reason'], detail: string): string {
  switch (reason) {
    case 'code':
    case 'project':
      return i18n.t('reasons.addressInText', [shorten(detail)]);
    case 'doi':
      return i18n.t('reasons.doiInText', [detail]);
    default:
      return i18n.t('reasons.identifierInText', [schemeName(reason), shorten(detail)]);
  }
}

function byIdentifier({ reason, detail, place }: ByIdentifier): string {
  if (place === 'text') return byIdentifierInText(reason, detail);
  switch (reason) {
    case 'code':
      return i18n.t('reasons.code', [shorten(detail)]);
    case 'project':
      return i18n.t('reasons.project', [shorten(detail)]);
    case 'doi':
      return i18n.t('reasons.doi', [detail]);
    default:
      return i18n.t('reasons.identifier', [schemeName(reason), shorten(detail)]);
  }
}

/** Why a paper is held to be the one on the page, in words. */
export function reasonText(evidence: Evidence): string {
  const isById = evidence.certainty === 'identifier';
  const reason = isById
    ? byIdentifier(evidence)
    : PLACES[evidence.reason](PARTS[evidence.part ?? 'whole']());
  if (evidence.conflict !== true) return reason;
  return isById ? i18n.t('reasons.butText', [reason]) : i18n.t('reasons.butLink', [reason]);
}
