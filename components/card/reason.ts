import { i18n } from '#i18n';
import type { Evidence } from '../../lib/recognise/types.ts';
import { schemeName } from '../scheme-name.ts';

/** Longer addresses are cut in the middle of nowhere; the whole is in the tooltip. */
const MAX_DETAIL_LETTERS = 48;

const shorten = (detail: string): string => {
  const plain = detail.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '');
  return plain.length > MAX_DETAIL_LETTERS ? `${plain.slice(0, MAX_DETAIL_LETTERS)}…` : plain;
};

const BY_TITLE = {
  link: () => i18n.t('reasons.link'),
  heading: () => i18n.t('reasons.heading'),
  cell: () => i18n.t('reasons.cell'),
  item: () => i18n.t('reasons.item'),
  cite: () => i18n.t('reasons.cite'),
  emphasis: () => i18n.t('reasons.emphasis'),
  block: () => i18n.t('reasons.block'),
  quotes: () => i18n.t('reasons.quotes'),
  reference: () => i18n.t('reasons.reference'),
  text: () => i18n.t('reasons.text'),
} as const satisfies Record<Extract<Evidence, { certainty: 'title' }>['reason'], () => string>;

function byIdentifier({ reason, detail }: Extract<Evidence, { certainty: 'identifier' }>): string {
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
  return evidence.certainty === 'identifier' ? byIdentifier(evidence) : BY_TITLE[evidence.reason]();
}
