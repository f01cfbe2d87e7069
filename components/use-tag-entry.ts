/** The state of a tag field: what is typed, what it would do, and changes on their way. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { TagCount, TagId } from '../lib/paper/paper.ts';
import { parseTagName } from '../lib/paper/tag-name.ts';
import { foldTag, type TagOption, tagOptions } from './tag-match.ts';
import { tagProblem } from './tag-words.ts';
import { useLatest } from './use-latest.ts';

/** What parts the tags of a pasted list. */
export const TAG_SEPARATOR = /[,;\r\n]+/;

export interface TagEntryInput {
  /** Every tag of the catalogue. */
  readonly tags: readonly TagCount[];
  /** The tags carried now. */
  readonly value: readonly TagId[];
  /** Settle when the change is in `value`, or has failed. */
  readonly onAdd: (name: string) => Promise<unknown>;
  readonly onRemove: (tag: TagCount) => Promise<unknown>;
}

export interface TagEntry {
  readonly text: string;
  readonly options: readonly TagOption[];
  /** Index of the option that Enter takes; -1 when there is none. */
  readonly active: number;
  /** Tags shown as carried: the carried ones, less those being removed. */
  readonly carried: readonly TagCount[];
  /** Names being added that are not carried yet. */
  readonly adding: readonly string[];
  /** Backspace was pressed once. */
  readonly armed: boolean;
  /** Why what was typed could not be done; empty when it was, or was not tried. */
  readonly refusal: string;
  type(text: string): void;
  move(step: 1 | -1): void;
  /** Does what an option says. */
  take(option: TagOption): void;
  /** Takes what was typed at its word, without completing it. */
  commitTyped(): void;
  add(name: string): void;
  /** Adds each of the names that commas, semicolons and ends of lines part; what is no name stays. */
  addSeveral(text: string): void;
  remove(tag: TagCount): void;
  /** Arms, and on the second call removes, the last tag. */
  removeLast(): void;
  disarm(): void;
}

/** Names and ids of changes that are under way. */
function usePending<T>() {
  const [items, setItems] = useState<readonly T[]>([]);
  const track = (item: T, done: Promise<unknown>) => {
    setItems((before) => [...before, item]);
    const drop = () => setItems((before) => before.filter((other) => other !== item));
    done.then(drop, drop);
  };
  return { items, track };
}

/** Typed text is never lost: it is committed when the page goes or the field is taken away. */
function useCommitOnLeaving(commit: () => void): void {
  const latest = useLatest(commit);
  useEffect(() => {
    const flush = () => latest.current();
    addEventListener('pagehide', flush);
    return () => {
      removeEventListener('pagehide', flush);
      flush();
    };
  }, [latest]);
}

export function useTagEntry(input: TagEntryInput): TagEntry {
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const [armed, setArmed] = useState(false);
  const [refusal, setRefusal] = useState('');
  const adding = usePending<string>();
  const removing = usePending<TagId>();

  const carried = input.value.flatMap((id) => {
    const tag = input.tags.find((candidate) => candidate.id === id);
    return tag === undefined || removing.items.includes(id) ? [] : [tag];
  });
  const options = tagOptions(text, input.tags, carried, Date.now());
  const isCarried = (name: string) => carried.some((tag) => foldTag(tag.name) === foldTag(name));

  /** Ahead of `text` until the next rendering, so that nothing is committed twice. */
  const typedNow = useRef('');

  const type = (next: string) => {
    typedNow.current = next;
    setText(next);
    setActive(0);
    setArmed(false);
    setRefusal('');
  };
  const add = (name: string) => {
    type('');
    if (!isCarried(name)) adding.track(name, input.onAdd(name));
  };
  const remove = (tag: TagCount) => {
    type('');
    removing.track(tag.id, input.onRemove(tag));
  };
  const take = (option: TagOption) => {
    if (option.kind === 'carried') type('');
    else if (option.kind !== 'remove') add(option.name);
    else if (option.tag !== null) remove(option.tag);
  };
  /** What the tag is called that was typed, or null where no tag can be. */
  const nameOf = (typed: string): string | null => {
    const known = input.tags.find((tag) => foldTag(tag.name) === foldTag(typed));
    const parsed = parseTagName(typed);
    return known?.name ?? (parsed.ok ? parsed.name : null);
  };
  const addSeveral = (typed: string) => {
    const parts = typed.split(TAG_SEPARATOR).filter((part) => part.trim() !== '');
    const distinct = new Map(parts.map((part) => [foldTag(part), part.trim()]));
    const refused = [...distinct.values()].filter((part) => {
      const name = nameOf(part);
      if (name !== null) add(name);
      return name === null;
    });
    type(refused.join(', '));
    setRefusal(refused[0] === undefined ? '' : (tagProblem(refused[0]) ?? ''));
  };
  const commitTyped = () => {
    const typed = typedNow.current.trim();
    if (typed === '' || typed === '-') return;
    if (!typed.startsWith('-')) {
      const name = nameOf(typed);
      if (name === null) setRefusal(tagProblem(typed) ?? '');
      else add(name);
      return;
    }
    const named = carried.find((tag) => foldTag(tag.name) === foldTag(typed.slice(1)));
    if (named === undefined) setRefusal(i18n.t('tagField.nothingToRemove'));
    else remove(named);
  };
  useCommitOnLeaving(commitTyped);

  const last = carried.at(-1);
  return {
    text,
    options,
    active: options.length === 0 ? -1 : Math.min(active, options.length - 1),
    carried,
    adding: adding.items.filter((name) => !isCarried(name)),
    armed: armed && last !== undefined,
    refusal,
    type,
    move: (step) => setActive((active + step + options.length) % Math.max(1, options.length)),
    take,
    commitTyped,
    add,
    addSeveral,
    remove,
    removeLast: () => {
      if (last === undefined) return;
      if (armed) remove(last);
      else setArmed(true);
    },
    disarm: () => setArmed(false),
  };
}
