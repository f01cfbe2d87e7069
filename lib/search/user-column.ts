import type { PaperId, Tag, TagId, UserPart } from '../paper/paper.ts';
import { tagNameKey } from '../paper/tag-name.ts';
import { makeBlock, type TextBlock } from './columns.ts';
import { foldWords } from './fold-words.ts';
import type { SearchFilter } from './source.ts';

/** What the user added, beside the rows of the papers. */
export class UserColumn {
  /** Fields: tags, note; a block for each paper that has any. */
  readonly blocks: readonly TextBlock[];
  readonly #parts = new Map<number, UserPart>();
  readonly #names: ReadonlyMap<TagId, string>;

  constructor(
    parts: readonly UserPart[],
    tags: readonly Pick<Tag, 'id' | 'name'>[],
    rowOf: (id: PaperId) => number | undefined,
  ) {
    this.#names = new Map(tags.map(({ id, name }) => [id, name]));
    const blocks: TextBlock[] = [];
    for (const part of parts) {
      const row = rowOf(part.paperId);
      if (row === undefined) continue;
      this.#parts.set(row, part);
      if (part.tags.length === 0 && part.note === '') continue;
      blocks.push(makeBlock(row, [foldWords(this.tagNames(row)), foldWords(part.note)]));
    }
    this.blocks = blocks;
  }

  usedAt(row: number): number {
    return this.#parts.get(row)?.usedAt ?? 0;
  }

  note(row: number): string {
    return this.#parts.get(row)?.note ?? '';
  }

  /** "nlp/decoding, to cite". */
  tagNames(row: number): string {
    const tags = this.#parts.get(row)?.tags ?? [];
    return tags.map((id) => this.#names.get(id) ?? '').join(', ');
  }

  /** A test of rows; null where everything passes. */
  makeTest(filter: SearchFilter): ((row: number) => boolean) | null {
    const { statuses, untagged } = filter;
    const wanted = filter.tags.map((id) => this.#withNested(id));
    if (wanted.length === 0 && statuses.length === 0 && !untagged) return null;
    return (row) => {
      const part = this.#parts.get(row);
      const tags = part?.tags ?? [];
      if (untagged && tags.length > 0) return false;
      if (statuses.length > 0 && !statuses.some((status) => status === part?.status)) return false;
      return wanted.every((ids) => tags.some((id) => ids.has(id)));
    };
  }

  #withNested(id: TagId): ReadonlySet<TagId> {
    const ids = new Set([id]);
    const name = this.#names.get(id);
    if (name === undefined) return ids;
    const prefix = `${tagNameKey(name)}/`;
    for (const [other, otherName] of this.#names) {
      if (tagNameKey(otherName).startsWith(prefix)) ids.add(other);
    }
    return ids;
  }
}
