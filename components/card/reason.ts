import { i18n } from '#i18n';
import type { Evidence } from '../../lib/recognise/types.ts';

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

const BY_IDENTIFIER = {
  arxiv: (detail) => i18n.t('reasons.arxiv', [detail]),
  doi: (detail) => i18n.t('reasons.doi', [detail]),
  code: (detail) => i18n.t('reasons.code', [shorten(detail)]),
  project: (detail) => i18n.t('reasons.project', [shorten(detail)]),
} as const satisfies Record<
  Extract<Evidence, { certainty: 'identifier' }>['reason'],
  (detail: string) => string
>;

/** Why a paper is held to be the one on the page, in words. */
export function reasonText(evidence: Evidence): string {
  return evidence.certainty === 'identifier'
    ? BY_IDENTIFIER[evidence.reason](evidence.detail)
    : BY_TITLE[evidence.reason]();
}
