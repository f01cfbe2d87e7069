/** The tags that the names in a query stand for. */
import type { TagCount, TagId } from '../../paper/paper.ts';
import { tagNameKey } from '../../paper/tag-name.ts';
import { tokenise } from '../../text/tokenise.ts';

export interface NamedTag {
  readonly id: TagId;
  readonly name: string;
  readonly key: string;
  /** Folded. */
  readonly words: readonly string[];
  readonly papers: number;
}

export function nameTags(tags: readonly TagCount[]): NamedTag[] {
  return tags.map(({ id, name, papers }) => {
    const words = tokenise(name).map(({ text }) => text);
    return { id, name, key: tagNameKey(name), words, papers };
  });
}

/** The tag of that name and those nested under it; while it is typed and there is none, those that begin so. */
export function tagsNamed(tags: readonly NamedTag[], name: string, isOpen: boolean): NamedTag[] {
  const key = tagNameKey(name).replace(/\/$/, '');
  const nested = tags.filter((tag) => isWithin(tag, key));
  if (nested.length > 0 || !isOpen) return nested;
  return tags.filter((tag) => tag.key.startsWith(key));
}

/** The tag with those nested under it. */
export function withNested(tags: readonly NamedTag[], id: TagId): NamedTag[] {
  const outer = tags.find((tag) => tag.id === id);
  return outer === undefined ? [] : tags.filter((tag) => isWithin(tag, outer.key));
}

export function isWithin(tag: NamedTag, key: string): boolean {
  return tag.key === key || tag.key.startsWith(`${key}/`);
}
