import type { TagId, TagSlot } from '../../paper/paper.ts';
import { parseTagName, tagNameKey } from '../../paper/tag-name.ts';
import type { Change } from '../catalogue.ts';
import type { ChangeSet } from '../change-set.ts';
import type { StoredTag } from '../schema.ts';
import { withoutTag, withTag } from '../user-part.ts';
import { type Effect, NO_EFFECT } from './effect.ts';
import { changeParts } from './user-parts.ts';

/** The name as it is kept. The fields of the interface check it first, so a bad one here is misuse. */
function nameOf(typed: string): string {
  const parsed = parseTagName(typed);
  if (!parsed.ok) throw new RangeError(`Not a tag name (${parsed.problem}): ${typed}`);
  return parsed.name;
}

/** The tag of that name; tags must be loaded. */
export function findTagByName(set: ChangeSet, name: string): StoredTag | null {
  const key = tagNameKey(name);
  for (const tag of set.tags.values()) if (tagNameKey(tag.name) === key) return tag;
  return null;
}

/** The tag that has the slot; tags must be loaded. */
export function findSlotHolder(set: ChangeSet, slot: TagSlot): StoredTag | null {
  for (const tag of set.tags.values()) if (tag.slot === slot) return tag;
  return null;
}

function makeTag(set: ChangeSet, id: TagId, name: string): StoredTag {
  const tag: StoredTag = {
    id,
    name,
    slot: null,
    createdAt: set.at,
    usedAt: set.at,
    papers: 0,
    causes: { name: set.stamp, slot: null, used: set.stamp },
  };
  set.tags.put(id, tag);
  return tag;
}

/** `newId` is for a tag that has to be made. With no papers named, the tag is made all the same. */
export async function giveTag(
  set: ChangeSet,
  change: Extract<Change, { kind: 'tag' }>,
  newId: TagId,
): Promise<Effect> {
  const name = nameOf(change.name);
  await set.loadTags();
  const known = findTagByName(set, name);
  const rows = await set.papers.findRows(change.paperIds);
  if (known === null && rows.size === 0 && change.paperIds.length > 0) return NO_EFFECT;
  const { id } = known ?? makeTag(set, newId, name);
  const touched = await changeParts(set, change.paperIds, (part) => withTag(part, id, set));
  const tag = set.tags.get(id);
  if (tag !== null && touched.length > 0)
    set.tags.put(id, { ...tag, usedAt: set.at, causes: { ...tag.causes, used: set.stamp } });
  return { ...NO_EFFECT, paperIds: touched, tagId: id };
}

/** A slot is given by no more than one tag. */
function putSlot(set: ChangeSet, tag: StoredTag, slot: TagSlot | null): void {
  set.tags.put(tag.id, { ...tag, slot, causes: { ...tag.causes, slot: set.stamp } });
}

/** All papers of one tag get another; then the one is gone. Its slot goes over where the other has none. */
async function mergeTags(set: ChangeSet, from: StoredTag, into: StoredTag): Promise<Effect> {
  const tagged = await set.findTagged(from.id);
  for (const part of tagged)
    set.putUserPart(part.paperId, withoutTag(withTag(part, into.id, set), from.id, set));
  set.tags.put(from.id, null);
  const merged = set.tags.get(into.id);
  if (merged !== null && merged.slot === null && from.slot !== null)
    putSlot(set, merged, from.slot);
  return { ...NO_EFFECT, paperIds: tagged.map(({ paperId }) => paperId), tagId: into.id };
}

export async function renameTag(
  set: ChangeSet,
  { tagId, name: typed }: Extract<Change, { kind: 'rename-tag' }>,
): Promise<Effect> {
  const name = nameOf(typed);
  await set.loadTags();
  const tag = set.tags.get(tagId);
  if (tag === null || tag.name === name) return NO_EFFECT;
  const other = findTagByName(set, name);
  if (other !== null && other.id !== tagId) return mergeTags(set, tag, other);
  set.tags.put(tagId, { ...tag, name, causes: { ...tag.causes, name: set.stamp } });
  return { ...NO_EFFECT, tagId };
}

export async function setSlot(
  set: ChangeSet,
  { tagId, slot }: Extract<Change, { kind: 'slot' }>,
): Promise<Effect> {
  await set.loadTags();
  const tag = set.tags.get(tagId);
  if (tag === null || tag.slot === slot) return NO_EFFECT;
  const holder = slot === null ? null : findSlotHolder(set, slot);
  if (holder !== null) putSlot(set, holder, null);
  putSlot(set, tag, slot);
  return { ...NO_EFFECT, tagId };
}

export async function deleteTag(
  set: ChangeSet,
  { tagId }: Extract<Change, { kind: 'delete-tag' }>,
): Promise<Effect> {
  await set.loadTags();
  if (set.tags.get(tagId) === null) return NO_EFFECT;
  const tagged = await set.findTagged(tagId);
  for (const part of tagged) set.putUserPart(part.paperId, withoutTag(part, tagId, set));
  set.tags.put(tagId, null);
  return { ...NO_EFFECT, paperIds: tagged.map(({ paperId }) => paperId), tagId };
}
