import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { TagCount, TagId, TagSlot } from '../../lib/paper/paper.ts';
import { parseTagName } from '../../lib/paper/tag-name.ts';
import { Swatch, slotName } from '../Chip.tsx';
import { formatDate, formatNumber } from '../numbers.ts';
import { EmptyState } from '../State.tsx';
import { findNamesake, foldTag } from '../tag-match.ts';
import { mergeWarning, tagProblem } from '../tag-words.ts';
import { type Addressing, AddressLink, PLAIN_LIST } from './AddressLink.tsx';

const SLOTS = [1, 2, 3, 4, 5, 6] as const satisfies readonly TagSlot[];

export interface TagsPageProps {
  readonly tags: readonly TagCount[];
  readonly addressing: Addressing;
  readonly onRename: (tag: TagCount, name: string) => void;
  readonly onSlot: (tag: TagCount, slot: TagSlot | null) => void;
  readonly onDelete: (tag: TagCount) => void;
}

/** The name as a field; what Enter will do is said before it is pressed. */
function RenameField(props: {
  readonly tag: TagCount;
  readonly tags: readonly TagCount[];
  readonly onRename: (name: string) => void;
  /** `into`: the tag it was joined with. */
  readonly onLeave: (into?: TagId) => void;
}) {
  const { tag, tags, onLeave } = props;
  const [name, setName] = useState(tag.name);
  const [refused, setRefused] = useState('');
  const target = findNamesake(tag, name, tags);
  return (
    <form
      class="tag-rename"
      onSubmit={(event) => {
        event.preventDefault();
        const parsed = parseTagName(name);
        if (!parsed.ok) {
          setRefused(tagProblem(name) ?? '');
          return;
        }
        if (parsed.name !== tag.name) props.onRename(parsed.name);
        onLeave(target?.id);
      }}
    >
      <input
        class="field"
        type="text"
        autocomplete="off"
        spellcheck={false}
        aria-label={i18n.t('library.tags.renameField', [tag.name])}
        aria-describedby={`merge-${tag.id}`}
        value={name}
        ref={(input) => {
          if (input !== null && document.activeElement !== input && name === tag.name)
            input.select();
        }}
        aria-invalid={refused !== ''}
        onInput={(event) => {
          setName(event.currentTarget.value);
          setRefused('');
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          onLeave();
        }}
      />
      <button type="submit" class="button primary">
        {target ? i18n.t('library.tags.merge') : i18n.t('library.tags.save')}
      </button>
      <button type="button" class="button quiet" onClick={() => onLeave()}>
        {i18n.t('library.tags.cancel')}
      </button>
      <p id={`merge-${tag.id}`} class="tag-merge" role="status">
        {refused === '' ? mergeWarning(tag, name, tags) : refused}
      </p>
    </form>
  );
}

function SlotMenu({ tag, tags, onSlot }: TagsPageProps & { readonly tag: TagCount }) {
  const wordOf = (slot: TagSlot): string => {
    const holder = tags.find((other) => other.slot === slot && other.id !== tag.id);
    const word = `${slot} ${slotName(slot)}`;
    return holder ? i18n.t('library.tags.taken', [word, holder.name]) : word;
  };
  return (
    <span class="slot-menu">
      {tag.slot !== null && <Swatch slot={tag.slot} />}
      <select
        class="field"
        aria-label={i18n.t('library.tags.colourOf', [tag.name])}
        value={tag.slot === null ? '' : String(tag.slot)}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          onSlot(tag, SLOTS.find((slot) => String(slot) === chosen) ?? null);
        }}
      >
        <option value="">{i18n.t('library.tags.noColour')}</option>
        {SLOTS.map((slot) => (
          <option key={slot} value={String(slot)}>
            {wordOf(slot)}
          </option>
        ))}
      </select>
    </span>
  );
}

interface TagRowProps extends TagsPageProps {
  readonly tag: TagCount;
  /** Gives the focus to the row of a tag. */
  readonly focusRow: (id: TagId) => void;
  /** Gives it to the row that comes in the place of this one. */
  readonly focusNeighbour: () => void;
}

function TagRow(props: TagRowProps) {
  const { tag, addressing, focusRow } = props;
  const [renaming, setRenaming] = useState(false);
  return (
    <tr>
      <th scope="row" class="tag-name">
        {renaming ? (
          <RenameField
            tag={tag}
            tags={props.tags}
            onRename={(name) => props.onRename(tag, name)}
            onLeave={(into) => {
              setRenaming(false);
              focusRow(into ?? tag.id);
            }}
          />
        ) : (
          <bdi dir="auto">{tag.name}</bdi>
        )}
      </th>
      <td>
        <SlotMenu {...props} />
      </td>
      <td class="numeric">
        <AddressLink
          addressing={addressing}
          to={{ ...PLAIN_LIST, tags: [tag.id] }}
          label={i18n.t('library.tags.show', [formatNumber(tag.papers), tag.name])}
        >
          {formatNumber(tag.papers)}
        </AddressLink>
      </td>
      <td class="tag-used numeric">
        {tag.usedAt === 0 ? i18n.t('library.tags.never') : formatDate(tag.usedAt)}
      </td>
      <td class="tag-actions">
        {!renaming && (
          <button
            type="button"
            class="button"
            data-tag-id={tag.id}
            aria-label={i18n.t('library.tags.rename', [tag.name])}
            onClick={() => setRenaming(true)}
          >
            {i18n.t('library.tags.save')}
          </button>
        )}
        <button
          type="button"
          class="button danger"
          aria-label={i18n.t('library.tags.deleteTag', [tag.name])}
          onClick={() => {
            props.onDelete(tag);
            props.focusNeighbour();
          }}
        >
          {i18n.t('library.tags.delete')}
        </button>
      </td>
    </tr>
  );
}

/**
 * Keeps the focus on the row of a tag while rows come, go and move: `focusRow` gives it, now and
 * whenever it was lost with a row; another element that takes it ends that.
 */
function useRowFocus(props: TagsPageProps) {
  const page = useRef<HTMLDivElement>(null);
  const wanted = useRef<TagId | null>(null);
  const [asked, setAsked] = useState(0);
  useLayoutEffect(() => {
    if (wanted.current === null) return;
    const { activeElement } = document;
    const elsewhere = activeElement !== document.body && !page.current?.contains(activeElement);
    if (elsewhere) return;
    const button = page.current?.querySelector<HTMLElement>(`[data-tag-id="${wanted.current}"]`);
    (button ?? page.current?.querySelector<HTMLElement>('.page-filter'))?.focus();
  }, [asked, props.tags]);
  return {
    page,
    focusRow: (id: TagId) => {
      wanted.current = id;
      setAsked((n) => n + 1);
    },
    onFocusIn: (event: FocusEvent) => {
      const taken = event.target instanceof HTMLElement ? event.target.dataset.tagId : undefined;
      if (taken !== wanted.current) wanted.current = null;
    },
  };
}

/** All tags: names, colours, how many papers, when last used. */
export function TagsPage(props: TagsPageProps) {
  const [filter, setFilter] = useState('');
  const folded = foldTag(filter);
  const shown = props.tags
    .filter((tag) => foldTag(tag.name).includes(folded))
    .sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
  const focus = useRowFocus(props);
  return (
    <div class="page wide" ref={focus.page} onFocusIn={focus.onFocusIn}>
      <h1 class="page-title">{i18n.t('library.tags.title')}</h1>
      {props.tags.length === 0 ? (
        <EmptyState text={i18n.t('library.tags.empty')} actions={[]} />
      ) : (
        <>
          <p class="page-hint">{i18n.t('library.tags.slotHint')}</p>
          <input
            class="field page-filter"
            type="search"
            aria-label={i18n.t('library.tags.filter')}
            placeholder={i18n.t('library.tags.filter')}
            value={filter}
            onInput={(event) => setFilter(event.currentTarget.value)}
          />
          {shown.length === 0 && <p class="page-hint">{i18n.t('library.tags.noMatch')}</p>}
          {shown.length > 0 && (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keys
            <section class="table-scroll" aria-label={i18n.t('library.tags.title')} tabIndex={0}>
              <table class="table">
                <thead>
                  <tr>
                    <th scope="col">{i18n.t('library.tags.name')}</th>
                    <th scope="col">{i18n.t('library.tags.colour')}</th>
                    <th scope="col">{i18n.t('library.tags.papers')}</th>
                    <th scope="col">{i18n.t('library.tags.lastUsed')}</th>
                    <th scope="col">{i18n.t('library.tags.actions')}</th>
                  </tr>
                </thead>
                <tbody>
                  {shown.map((tag, index) => (
                    <TagRow
                      key={tag.id}
                      {...props}
                      tag={tag}
                      focusRow={focus.focusRow}
                      focusNeighbour={() => {
                        const next = shown[index + 1] ?? shown[index - 1];
                        if (next !== undefined) focus.focusRow(next.id);
                      }}
                    />
                  ))}
                </tbody>
              </table>
            </section>
          )}
        </>
      )}
    </div>
  );
}
