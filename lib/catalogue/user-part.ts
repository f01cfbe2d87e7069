/** What can happen to the user's part of a paper; every change names the operation that caused it. */
import type { PaperId, Status, TagId, UserPart } from '../paper/paper.ts';
import type { Stamp } from './logical-clock.ts';
import type { StoredUserPart } from './schema.ts';

/** An act of the user: its stamp, and its wall time. */
export interface Act {
  readonly stamp: Stamp;
  readonly at: number;
}

const TAG_FIELD = 'tag:';

export function emptyPart(paperId: PaperId): StoredUserPart {
  return { paperId, tags: [], status: null, note: '', usedAt: 0, causes: {}, stamp: '' };
}

/** Tagged, given a status or a note. */
export function isHandled(part: UserPart | null): boolean {
  return part !== null && (part.tags.length > 0 || part.status !== null || part.note !== '');
}

function caused(part: StoredUserPart, field: string, act: Act): StoredUserPart {
  return { ...part, causes: { ...part.causes, [field]: act.stamp }, stamp: act.stamp };
}

/** Notes that the user acted on the paper itself. A tag renamed or deleted as a whole is no such act. */
export function withUse(part: StoredUserPart, act: Act): StoredUserPart {
  return { ...caused(part, 'used', act), usedAt: act.at };
}

/** The same part, the very object, where it carries the tag already; so all of these, where nothing changes. */
export function withTag(part: StoredUserPart, tag: TagId, act: Act): StoredUserPart {
  if (part.tags.includes(tag)) return part;
  return { ...caused(part, TAG_FIELD + tag, act), tags: [...part.tags, tag] };
}

export function withoutTag(part: StoredUserPart, tag: TagId, act: Act): StoredUserPart {
  if (!part.tags.includes(tag)) return part;
  return { ...caused(part, TAG_FIELD + tag, act), tags: part.tags.filter((id) => id !== tag) };
}

export function withStatus(part: StoredUserPart, status: Status | null, act: Act): StoredUserPart {
  return part.status === status ? part : { ...caused(part, 'status', act), status };
}

export function withNote(part: StoredUserPart, note: string, act: Act): StoredUserPart {
  return part.note === note ? part : { ...caused(part, 'note', act), note };
}

/** Without the tags that `isTag` does not know (any more). */
export function withKnownTags(part: StoredUserPart, isTag: (id: TagId) => boolean): StoredUserPart {
  return part.tags.every(isTag) ? part : { ...part, tags: part.tags.filter(isTag) };
}

/**
 * The part with every field that `cause` gave put back as it was before, and the fields that
 * others gave since left alone. `tagNow` answers for a tag that is to come back: itself, the tag
 * that has its name now, or null. The result is null where nothing is left of the part.
 */
export function restoreFields(
  part: StoredUserPart,
  before: StoredUserPart | null,
  cause: Stamp,
  undo: Act,
  tagNow: (id: TagId) => TagId | null,
): StoredUserPart | null {
  if (!Object.values(part.causes).includes(cause)) return part;
  const old = before ?? emptyPart(part.paperId);
  const causes: Record<string, Stamp> = { ...part.causes };
  let { status, note, usedAt } = part;
  const gone = new Set<TagId>();
  const back = new Set<TagId>();
  for (const field of Object.keys(part.causes)) {
    if (part.causes[field] !== cause) continue;
    const earlier = old.causes[field];
    if (earlier === undefined) delete causes[field];
    else causes[field] = earlier;
    if (field === 'status') status = old.status;
    else if (field === 'note') note = old.note;
    else if (field === 'used') usedAt = old.usedAt;
    else {
      const id = field.slice(TAG_FIELD.length) as TagId;
      const tag = old.tags.includes(id) ? tagNow(id) : null;
      gone.add(id);
      if (tag !== null) back.add(tag);
    }
  }
  // What goes first, then what comes back: they may be one tag by now.
  const tags = [...new Set([...part.tags.filter((id) => !gone.has(id)), ...back])];
  const restored = { ...part, tags, status, note, usedAt, causes, stamp: undo.stamp };
  return isHandled(restored) || Object.keys(causes).length > 0 ? restored : null;
}
