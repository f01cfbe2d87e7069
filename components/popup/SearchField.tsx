import type { Ref } from 'preact';
import { i18n } from '#i18n';
import { CloseIcon, Manicule } from '../icons.tsx';
import { formatNumber } from '../numbers.ts';

export interface SearchFieldProps {
  readonly value: string;
  /** How many papers there are to search. */
  readonly papers: number;
  /** The list of results, and the selected option in it. */
  readonly listId: string;
  readonly activeId: string | undefined;
  readonly onInput: (value: string) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly inputRef: Ref<HTMLInputElement>;
}

/** The field of the popup: a combobox whose list is always open below it. */
export function SearchField(props: SearchFieldProps) {
  return (
    <div class="search">
      <span class="search-hand">
        <Manicule />
      </span>
      <input
        ref={props.inputRef}
        class="field search-input"
        type="text"
        role="combobox"
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        dir="auto"
        aria-label={i18n.t('popup.search')}
        aria-autocomplete="list"
        aria-expanded={props.activeId !== undefined}
        aria-controls={props.activeId === undefined ? undefined : props.listId}
        aria-activedescendant={props.activeId}
        placeholder={i18n.t('popup.placeholder', props.papers, [formatNumber(props.papers)])}
        value={props.value}
        onInput={(event) => props.onInput(event.currentTarget.value)}
        onKeyDown={props.onKeyDown}
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
