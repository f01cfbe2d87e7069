import type { RefObject } from 'preact';
import { useId } from 'preact/hooks';
import { i18n } from '#i18n';
import { CloseIcon, Manicule } from '../icons.tsx';
import { formatNumber } from '../numbers.ts';
import { pastedList } from '../pasted-list.ts';
import { QueryOptions } from '../QueryOptions.tsx';
import { useQueryCompletion } from '../use-query-completion.ts';
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
  const optionsId = useId();
  const completion = useQueryCompletion({
    complete: props.complete,
    onQuery: props.onInput,
    field: props.inputRef,
  });
  const isCompleting = completion.options.length > 0;
  const lists = [
    ...(isCompleting ? [optionsId] : []),
    ...(props.activeId === undefined ? [] : [props.listId]),
  ];
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
        aria-expanded={lists.length > 0}
        aria-controls={lists.length === 0 ? undefined : lists.join(' ')}
        aria-activedescendant={
          completion.active < 0 ? props.activeId : `${optionsId}-${completion.active}`
        }
        placeholder={i18n.t('popup.placeholder', props.papers, [formatNumber(props.papers)])}
        value={props.value}
        onInput={({ currentTarget: { value, selectionStart } }) => {
          props.onInput(value);
          completion.type(value, selectionStart ?? value.length);
        }}
        onKeyDown={(event) => {
          if (!completion.act(event)) return props.onKeyDown(event);
          event.preventDefault();
          event.stopPropagation();
        }}
        onPaste={(event) => {
          const text = pastedList(event);
          if (text === null) return;
          completion.close();
          props.onPasteList(text);
        }}
        onBlur={completion.close}
      />
      {props.value !== '' && (
        <button
          type="button"
          class="button quiet icon-only search-clear"
          aria-label={i18n.t('popup.clear')}
          title={i18n.t('popup.clear')}
          onClick={() => {
            completion.close();
            props.onInput('');
          }}
        >
          <CloseIcon />
        </button>
      )}
      <QueryOptions id={optionsId} field={props.inputRef} completion={completion} />
    </div>
  );
}
