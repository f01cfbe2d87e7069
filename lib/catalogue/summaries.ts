/** What lists show, made from records as they are stored. */
import type { PaperSummary, TagCount } from '../paper/paper.ts';
import type { DisplayRecord } from './catalogue.ts';
import type { StoredTag, StoredUserPart } from './schema.ts';
import { isHandled } from './user-part.ts';

export function summaryOf(record: DisplayRecord, part: StoredUserPart | undefined): PaperSummary {
  const { id, title, byline, year, venue, bestLink } = record;
  const { tags = [], status = null, note = '' } = part ?? {};
  const handled = isHandled(part ?? null);
  return { id, title, byline, year, venue, bestLink, tags, status, note, handled };
}

/** Latest use first. */
export function tagCounts(tags: readonly StoredTag[]): TagCount[] {
  return tags
    .map(({ id, name, slot, createdAt, usedAt, papers }) => {
      return { id, name, slot, createdAt, usedAt, papers };
    })
    .sort((a, b) => b.usedAt - a.usedAt);
}
