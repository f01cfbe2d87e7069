import { describeLink } from './describe-link.ts';
import { namedBy } from './named-paper.ts';
import type { PaperDraft } from './paper.ts';
import { titleOnly } from './title-only.ts';

/** The paper that a query of one id or address names, with the title that the user gave it. */
export function draftNamed(query: string, title: string): PaperDraft {
  const identifiers = namedBy(query) ?? [];
  const link = describeLink(query.trim());
  return { ...titleOnly(title), identifiers, links: link === undefined ? [] : [link] };
}
