import type { IdentifierScheme, PaperDraft } from './paper.ts';

/** Sites that keep a PDF, free for all, at an address that follows from the identifier. */
const PDF_SCHEMES: ReadonlySet<IdentifierScheme> = new Set([
  'arxiv',
  'openreview',
  'acl',
  'pmlr',
  'jmlr',
  'cvf',
  'pmc',
]);

/** True where a PDF of the paper can be opened. */
export function hasPdf({ identifiers }: Pick<PaperDraft, 'identifiers'>): boolean {
  return identifiers.some(({ scheme }) => PDF_SCHEMES.has(scheme));
}
