import type { Ref } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { TagCount, TagId } from '../lib/paper/paper.ts';
import { Chip, Swatch } from './Chip.tsx';
import { Phrase, PLACE_1, PLACE_2, PLACE_3 } from './Phrase.tsx';
import { TagRename } from './TagRename.tsx';
import type { TagOption } from './tag-match.ts';
import { usePlacement } from './use-placement.ts';
import { TAG_SEPARATOR, type TagEntry, type TagEntryInput, useTagEntry } from './use-tag-entry.ts';
import './suggestions.css';
import './tag-field.css';

/** One click each for a paper without tags. */
const RECENT_TAGS = 3;

export interface TagFieldProps extends TagEntryInput {
  /** Accessible name, e.g. "Tags of Attention Is All You Need". */
  readonly label: string;
  /** Gives the tag another name everywhere; without it chips cannot be renamed here. */
  readonly onRename?: (tag: TagCount, name: string) => void;
  /** Enter or Esc on the empty field. */
  readonly onLeave?: (by: 'enter' | 'escape') => void;
  /** Whether the field has focus or text. */
  readonly onHeld?: (held: boolean) => void;
  readonly inputRef?: Ref<HTMLInputElement>;
}

function OptionText({ option, typed }: { readonly option: TagOption; readonly typed: string }) {
  const name = <bdi dir="auto">{option.name}</bdi>;
  if (option.kind === 'create')
    return <Phrase text={i18n.t('tagField.create', [PLACE_1])} parts={[name]} />;
  if (option.kind === 'remove')
    return <Phrase text={i18n.t('tagField.removeOption', [PLACE_1])} parts={[name]} />;
  if (option.kind === 'carried')
    return (
      <Phrase text={i18n.t('tagField.carried', [PLACE_1])} parts={[<b key="name">{name}</b>]} />
    );
  if (option.kind === 'tag') return name;
  return (
    <Phrase
      text={i18n.t('tagField.twin', [PLACE_1, PLACE_2, PLACE_3])}
      parts={[<bdi key="typed">{typed.trim()}</bdi>, <b key="name">{name}</b>, option.tag?.papers]}
    />
  );
}

function Options(props: { readonly id: string; readonly entry: TagEntry }) {
  const { entry } = props;
  return (
    <div
      class="tag-options"
      role="listbox"
      id={props.id}
      aria-label={i18n.t('tagField.suggestions')}
    >
      {entry.options.map((option, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: keys act on the combobox that owns the list
        // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the combobox
        <div
          key={`${option.kind}:${option.name}`}
          id={`${props.id}-${index}`}
          class="suggestion"
          role="option"
          aria-selected={index === entry.active}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => entry.take(option)}
        >
          {option.kind !== 'remove' && option.tag?.slot && <Swatch slot={option.tag.slot} />}
          <span
            class={`tag-option-name${['twin', 'carried'].includes(option.kind) ? ' sentence' : ''}`}
          >
            <OptionText option={option} typed={entry.text} />
          </span>
          {option.kind === 'tag' && (
            <span class="tag-option-count numeric">
              {i18n.t('tagField.papers', option.tag?.papers ?? 0)}
            </span>
          )}
        </div>
      ))}
    </div>
  );
}

/** What a key does in the field; true when it was used up. */
function actOnKey(
  event: KeyboardEvent,
  entry: TagEntry,
  leave: (by: 'enter' | 'escape') => void,
  renameLast: () => void,
): boolean {
  const empty = entry.text.trim() === '';
  const chosen = entry.options[entry.active];
  switch (event.key) {
    case 'Enter':
      if (empty) leave('enter');
      else if (chosen) entry.take(chosen);
      else entry.commitTyped();
      return true;
    case 'Tab':
      if (empty || event.shiftKey) return false;
      if (chosen) entry.take(chosen);
      else entry.commitTyped();
      return true;
    case ',':
      entry.commitTyped();
      return true;
    case 'Escape':
      if (empty) leave('escape');
      else entry.type('');
      return true;
    case 'ArrowDown':
    case 'ArrowUp':
      if (empty) return false;
      entry.move(event.key === 'ArrowDown' ? 1 : -1);
      return true;
    case 'F2':
      renameLast();
      return true;
    case 'Backspace':
      if (entry.text !== '') return false;
      entry.removeLast();
      return true;
    default:
      entry.disarm();
      return false;
  }
}

function RecentTags({ tags, entry }: Pick<TagFieldProps, 'tags'> & { readonly entry: TagEntry }) {
  const recent = [...tags].sort((a, b) => b.usedAt - a.usedAt).slice(0, RECENT_TAGS);
  return recent.map((tag) => (
    <button key={tag.id} type="button" class="tag-ghost" onClick={() => entry.add(tag.name)}>
      <span class="visually-hidden">{i18n.t('tagField.addWord')} </span>
      <bdi dir="auto">{tag.name}</bdi>
    </button>
  ));
}

interface ChipsProps extends Pick<TagFieldProps, 'tags' | 'onRename'> {
  readonly entry: TagEntry;
  readonly renaming: TagId | null;
  readonly setRenaming: (id: TagId | null) => void;
  readonly focusField: () => void;
}

/** The tags carried, and those on their way; where they have one line, its end is seen. */
function Chips({ tags, entry, renaming, setRenaming, focusField, onRename }: ChipsProps) {
  const strip = useRef<HTMLSpanElement>(null);
  const count = entry.carried.length + entry.adding.length;
  useLayoutEffect(() => {
    const element = strip.current;
    if (element !== null) element.scrollLeft = element.scrollWidth;
  }, [count]);
  return (
    <span
      class="tag-chips"
      ref={strip}
      onWheel={(event) => {
        if (event.deltaX === 0) event.currentTarget.scrollLeft += event.deltaY;
      }}
    >
      {entry.carried.map((tag, index) =>
        onRename && renaming === tag.id ? (
          <TagRename
            key={tag.id}
            tag={tag}
            tags={tags}
            onRename={(name) => onRename(tag, name)}
            onLeave={(byKey) => {
              setRenaming(null);
              if (byKey) focusField();
            }}
          />
        ) : (
          <Chip
            key={tag.id}
            name={tag.name}
            slot={tag.slot}
            armed={entry.armed && index === entry.carried.length - 1}
            onRename={onRename && (() => setRenaming(tag.id))}
            onRemove={(event) => {
              entry.remove(tag);
              // The button goes with its chip; by key the focus must not go with it.
              if (event.detail === 0) focusField();
            }}
          />
        ),
      )}
      {entry.adding.map((name) => (
        <Chip key={name} name={name} slot={null} />
      ))}
    </span>
  );
}

function announcement(entry: TagEntry): string {
  const last = entry.carried.at(-1);
  if (entry.armed && last) return i18n.t('tagField.armed', [last.name]);
  const { text } = entry;
  if (text.trim().startsWith('-') && text.trim() !== '-' && entry.options.length === 0)
    return i18n.t('tagField.nothingToRemove');
  return entry.refusal;
}

/**
 * Shows and changes the tags of one paper or of several. Give it a `key` of the paper: a field that
 * is taken away commits what was typed, to the paper it belonged to.
 */
export function TagField(props: TagFieldProps) {
  const entry = useTagEntry(props);
  const id = useId();
  const field = useRef<HTMLDivElement>(null);
  const ownInput = useRef<HTMLInputElement>(null);
  const said = announcement(entry);
  // Backspace shows on the chip itself.
  const sentence = entry.armed ? '' : said;
  const placement = usePlacement(field, entry.options.length > 0 || sentence !== '');
  const listId = placement !== null && entry.options.length > 0 ? id : undefined;
  const bare = entry.carried.length === 0 && entry.adding.length === 0;
  const { onHeld } = props;
  const [renaming, setRenaming] = useState<TagId | null>(null);
  const typing = entry.text !== '';
  useEffect(() => {
    if (typing) onHeld?.(true);
  }, [typing, onHeld]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a click beside the input goes to the input, as in any field
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys reach the input by Tab
    <div
      class="tag-field"
      ref={field}
      onClick={(event) => event.target === event.currentTarget && ownInput.current?.focus()}
    >
      {!bare && (
        <Chips
          {...props}
          entry={entry}
          renaming={renaming}
          setRenaming={setRenaming}
          focusField={() => ownInput.current?.focus()}
        />
      )}
      <input
        ref={(element) => {
          ownInput.current = element;
          if (typeof props.inputRef === 'function') props.inputRef(element);
          else if (props.inputRef) props.inputRef.current = element;
        }}
        class="tag-input"
        type="text"
        role="combobox"
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        aria-label={props.label}
        aria-autocomplete="list"
        aria-expanded={listId !== undefined}
        aria-controls={listId}
        aria-activedescendant={listId === undefined ? undefined : `${id}-${entry.active}`}
        aria-invalid={entry.refusal !== ''}
        placeholder={i18n.t('tagField.add')}
        value={entry.text}
        onInput={(event) => entry.type(event.currentTarget.value)}
        onKeyDown={(event) => {
          const leave = (by: 'enter' | 'escape') => props.onLeave?.(by);
          const renameLast = () => {
            if (props.onRename) setRenaming(entry.carried.at(-1)?.id ?? null);
          };
          if (event.isComposing || !actOnKey(event, entry, leave, renameLast)) return;
          event.preventDefault();
          event.stopPropagation();
        }}
        onPaste={(event) => {
          const pasted = event.clipboardData?.getData('text/plain') ?? '';
          if (!TAG_SEPARATOR.test(pasted.trim())) return;
          event.preventDefault();
          const { value, selectionStart, selectionEnd } = event.currentTarget;
          const end = value.slice(selectionEnd ?? value.length);
          entry.addSeveral(`${value.slice(0, selectionStart ?? value.length)}${pasted}${end}`);
        }}
        onFocus={() => onHeld?.(true)}
        onBlur={() => {
          entry.commitTyped();
          entry.disarm();
          onHeld?.(false);
        }}
      />
      {bare && !typing && <RecentTags tags={props.tags} entry={entry} />}
      {placement !== null && (
        <div class="suggestions" style={{ ...placement }}>
          {sentence !== '' && (
            <p class="tag-said" aria-hidden="true">
              {sentence}
            </p>
          )}
          {listId !== undefined && <Options id={id} entry={entry} />}
        </div>
      )}
      <span class="visually-hidden" aria-live="polite">
        {said}
      </span>
    </div>
  );
}
