import type { RefObject } from 'preact';
import { useId } from 'preact/hooks';
import type { Completion } from '../lib/messages/protocol.ts';
import { pastedList } from './pasted-list.ts';
import { QueryOptions } from './QueryOptions.tsx';
import { useQueryCompletion } from './use-query-completion.ts';

export interface QueryFieldProps {
  /** A field of the type "search" has a button of the browser's own that empties it. */
  readonly type: 'text' | 'search';
  readonly class: string;
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  /** The element id of the list of papers below, and of the chosen one in it. */
  readonly listId: string;
  readonly activeId: string | undefined;
  readonly complete: (query: string, caret: number) => Promise<Completion>;
  readonly onQuery: (query: string) => void;
  /** A list of references was pasted. */
  readonly onPasteList: (text: string) => void;
  /** Keys that completion leaves. */
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly fieldRef: RefObject<HTMLInputElement | null>;
}

/** The field that popup and library search with: a combobox over the list of papers, with completion under it. */
export function QueryField(props: QueryFieldProps) {
  const { fieldRef, activeId } = props;
  const optionsId = useId();
  const completion = useQueryCompletion({
    complete: props.complete,
    onQuery: props.onQuery,
    field: fieldRef,
  });
  const lists = [
    ...(completion.options.length > 0 ? [optionsId] : []),
    ...(activeId === undefined ? [] : [props.listId]),
  ];
  return (
    <>
      <input
        ref={fieldRef}
        class={props.class}
        type={props.type}
        // biome-ignore lint/a11y/noRedundantRoles: without a list of the browser's own a search field is none
        role="combobox"
        list={undefined}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        dir="auto"
        aria-label={props.label}
        placeholder={props.placeholder}
        aria-autocomplete="list"
        aria-expanded={lists.length > 0}
        aria-controls={lists.length === 0 ? undefined : lists.join(' ')}
        aria-activedescendant={
          completion.active < 0 ? activeId : `${optionsId}-${completion.active}`
        }
        value={props.value}
        onInput={({ currentTarget: { value, selectionStart } }) => {
          props.onQuery(value);
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
      <QueryOptions id={optionsId} field={fieldRef} completion={completion} />
    </>
  );
}
