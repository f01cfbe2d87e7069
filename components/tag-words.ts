/** Sentences about the names of tags: what is wrong with one, and what a new one will do. */
import { i18n } from '#i18n';
import type { TagCount } from '../lib/paper/paper.ts';
import { MAX_TAG_LETTERS, parseTagName } from '../lib/paper/tag-name.ts';
import { formatNumber } from './numbers.ts';
import { findNamesake } from './tag-match.ts';

/** Why no tag can have that name; null where one can. */
export function tagProblem(typed: string): string | null {
  const parsed = parseTagName(typed);
  if (parsed.ok) return null;
  switch (parsed.problem) {
    case 'too-long':
      return i18n.t('tagField.tooLong', [MAX_TAG_LETTERS]);
    case 'control-character':
      return i18n.t('tagField.controlCharacter');
    case 'empty-part':
      return typed.includes('/') ? i18n.t('tagField.emptyPart') : i18n.t('tagField.emptyName');
    case 'empty':
      return i18n.t('tagField.emptyName');
  }
}

/** What renaming `tag` will join it with; empty where the name is free. */
export function mergeWarning(tag: TagCount, name: string, tags: readonly TagCount[]): string {
  const target = findNamesake(tag, name, tags);
  return target === undefined
    ? ''
    : i18n.t('library.tags.willMerge', tag.papers, [formatNumber(tag.papers), target.name]);
}

/** What renaming did. */
export function renamedWords(tag: TagCount, name: string, tags: readonly TagCount[]): string {
  const target = findNamesake(tag, name, tags);
  return target === undefined
    ? i18n.t('library.said.renamed', [tag.name, name])
    : i18n.t('library.said.mergedTags', [tag.name, target.name]);
}
