import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { i18n } from '#i18n';
import type { LibraryAddress } from '../../lib/address/library-address.ts';
import type { Completion, Sort } from '../../lib/messages/protocol.ts';
import type { TagCount } from '../../lib/paper/paper.ts';
import { Swatch } from '../Chip.tsx';
import { CloseIcon } from '../icons.tsx';
import { QueryField } from '../QueryField.tsx';
import { statusWord } from '../StatusControl.tsx';

const SORTS = ['relevance', 'added', 'used', 'year', 'title'] as const satisfies readonly Sort[];

const SORT_WORDS = {
  relevance: () => i18n.t('library.list.sortRelevance'),
  added: () => i18n.t('library.list.sortAdded'),
  used: () => i18n.t('library.list.sortUsed'),
  year: () => i18n.t('library.list.sortYear'),
  title: () => i18n.t('library.list.sortTitle'),
} as const satisfies Record<Sort, () => string>;

export interface ListToolsProps {
  readonly address: LibraryAddress;
  /** The order in force, which the address may leave open. */
  readonly sort: Sort;
  readonly tags: readonly TagCount[];
  readonly fieldRef: RefObject<HTMLInputElement | null>;
  /** The element id of the list of papers, and of the chosen one in it. */
  readonly listId: string;
  readonly activeId: string | undefined;
  readonly complete: (query: string, caret: number) => Promise<Completion>;
  readonly onQuery: (query: string) => void;
  /** A list of references was pasted. */
  readonly onPasteList: (text: string) => void;
  readonly onSort: (sort: Sort) => void;
  readonly onFilter: (change: Partial<LibraryAddress>) => void;
  /** Keys that the search field leaves to the list. */
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

function Filter(props: {
  readonly name: string;
  readonly slot?: TagCount['slot'];
  readonly onRemove: () => void;
}) {
  return (
    <li>
      <button type="button" class="filter" onClick={props.onRemove}>
        {props.slot && <Swatch slot={props.slot} />}
        <bdi dir="auto">{props.name}</bdi>
        <span class="visually-hidden">{i18n.t('library.list.removeFilter')}</span>
        <CloseIcon />
      </button>
    </li>
  );
}

function Filters({ address, tags, onFilter }: ListToolsProps) {
  const carried = address.tags.flatMap((id) => tags.find((tag) => tag.id === id) ?? []);
  if (carried.length + address.statuses.length === 0 && !address.untagged) return null;
  return (
    <ul class="filters" aria-label={i18n.t('library.list.filters')}>
      {carried.map((tag) => (
        <Filter
          key={tag.id}
          name={tag.name}
          slot={tag.slot}
          onRemove={() => onFilter({ tags: address.tags.filter((id) => id !== tag.id) })}
        />
      ))}
      {address.statuses.map((status) => (
        <Filter
          key={status}
          name={statusWord(status)}
          onRemove={() =>
            onFilter({ statuses: address.statuses.filter((other) => other !== status) })
          }
        />
      ))}
      {address.untagged && (
        <Filter
          name={i18n.t('library.nav.untagged')}
          onRemove={() => onFilter({ untagged: false })}
        />
      )}
    </ul>
  );
}

/** Above the list: what is searched, in which order, and the filters in force. */
export function ListTools(props: ListToolsProps) {
  const { address, fieldRef } = props;
  // Once, where nothing else has the focus and no paper was asked for: searching is what one comes for.
  useEffect(() => {
    if (document.activeElement === document.body && address.paper === null)
      fieldRef.current?.focus();
  }, []);
  return (
    <div class="list-tools">
      <div class="list-search">
        <QueryField
          type="search"
          class="field"
          label={i18n.t('library.list.search')}
          placeholder={i18n.t('library.list.search')}
          value={address.query}
          listId={props.listId}
          activeId={props.activeId}
          complete={props.complete}
          onQuery={props.onQuery}
          onPasteList={props.onPasteList}
          onKeyDown={props.onKeyDown}
          fieldRef={fieldRef}
        />
        <select
          class="field"
          aria-label={i18n.t('library.list.sort')}
          value={props.sort}
          onChange={(event) => {
            const chosen = event.currentTarget.value;
            const sort = SORTS.find((name) => name === chosen);
            if (sort !== undefined) props.onSort(sort);
          }}
        >
          {SORTS.filter((sort) => sort !== 'relevance' || address.query !== '').map((sort) => (
            <option key={sort} value={sort}>
              {SORT_WORDS[sort]()}
            </option>
          ))}
        </select>
      </div>
      <Filters {...props} />
    </div>
  );
}
