import type { RefObject } from 'preact';
import { i18n } from '#i18n';
import { CloseIcon, Manicule } from '../icons.tsx';
import { formatNumber } from '../numbers.ts';
import { QueryField } from '../QueryField.tsx';
import type { PopupPorts } from './ports.ts';

export interface SearchFieldProps {
  readonly value: string;
  /** How many papers there are to search. */
  readonly papers: number;
  /** The list of results, and the selected option in it. */
  readonly listId: string;
  readonly activeId: string | undefined;
  readonly onInput: (value: string) => void;
  /** A list of references was pasted. */
  readonly onPasteList: (text: string) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly complete: PopupPorts['complete'];
  readonly inputRef: RefObject<HTMLInputElement | null>;
}

/** The field of the popup: a combobox whose list is always open below it. */
export function SearchField(props: SearchFieldProps) {
  return (
    <div class="search">
      <span class="search-hand">
        <Manicule />
      </span>
      <QueryField
        type="text"
        class="field search-input"
        label={i18n.t('popup.search')}
        placeholder={i18n.t('popup.placeholder', props.papers, [formatNumber(props.papers)])}
        value={props.value}
        listId={props.listId}
        activeId={props.activeId}
        complete={props.complete}
        onQuery={props.onInput}
        onPasteList={props.onPasteList}
        onKeyDown={props.onKeyDown}
        fieldRef={props.inputRef}
      />
      {props.value !== '' && (
        <button
          type="button"
          class="button quiet icon-only search-clear"
          aria-label={i18n.t('popup.clear')}
          title={i18n.t('popup.clear')}
          onClick={() => props.onInput('')}
        >
          <CloseIcon />
        </button>
      )}
    </div>
  );
}
