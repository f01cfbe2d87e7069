/** Completion of operators and their values in a search field: what is offered, and what keys do with it. */
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Completion, CompletionOption } from '../lib/messages/protocol.ts';

/** A word may go on: operators that begin with it are offered after a rest, and not between two letters. */
const REST_MS = 300;
/** Behind a space, a parenthesis or a minus: an operator with what there is of its value, or the beginning of a name. */
const OPERATOR = /(?:^|[\s(-])[a-z]+:(?:["“„«][^"“”„«»]*|[^\s()"“”„«»]*)$/i;
const NAME_BEGUN = /(?:^|[\s(-])[a-z]{2,}$/i;

export interface QueryCompletion {
  /** What is offered now; nothing: the list is closed. */
  readonly options: readonly CompletionOption[];
  /** The option that Enter takes; -1: Enter, and ↑ ↓ at the beginning of a word, are not for this list. */
  readonly active: number;
  /** Something was typed, and the caret stands there. */
  type(query: string, caret: number): void;
  take(option: CompletionOption): void;
  close(): void;
  /** What a key does in the open list; true when it was used up. */
  act(event: KeyboardEvent): boolean;
}

interface Offer extends Completion {
  readonly query: string;
  /** An operator stands there, so that keys are for its values. */
  readonly hasOperator: boolean;
}

const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

/** The first value is taken by Enter, unless what was typed is a value by itself. */
function firstActive({ query, start, end, options, hasOperator }: Offer): number {
  const typed = query.slice(start, end);
  return hasOperator && !options.some(({ text }) => same(text, typed)) ? 0 : -1;
}

/** Without what would change nothing. */
function offerOf(query: string, completion: Completion, hasOperator: boolean): Offer | null {
  const typed = query.slice(completion.start, completion.end);
  const { options } = completion;
  const isDone = options.every(({ text }) => same(text, typed) || same(text, `${typed}:`));
  return isDone ? null : { ...completion, query, hasOperator };
}

export function useQueryCompletion(props: {
  readonly complete: (query: string, caret: number) => Promise<Completion>;
  readonly onQuery: (query: string) => void;
  readonly field: RefObject<HTMLInputElement | null>;
}): QueryCompletion {
  const [offer, setOffer] = useState<Offer | null>(null);
  const [active, setActive] = useState(-1);
  const turn = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const caretWanted = useRef<number | null>(null);
  useEffect(() => () => clearTimeout(timer.current), []);
  useLayoutEffect(() => {
    if (caretWanted.current === null) return;
    props.field.current?.setSelectionRange(caretWanted.current, caretWanted.current);
    caretWanted.current = null;
  });

  const close = () => {
    turn.current++;
    clearTimeout(timer.current);
    setOffer(null);
  };
  const ask = (query: string, caret: number, hasOperator: boolean) => {
    const mine = turn.current;
    props.complete(query, caret).then(
      (completion) => {
        if (mine !== turn.current) return;
        const next = offerOf(query, completion, hasOperator);
        setOffer(next);
        setActive(next === null ? -1 : firstActive(next));
      },
      (error: unknown) => {
        console.error(error);
        if (mine === turn.current) setOffer(null);
      },
    );
  };
  const type = (query: string, caret: number) => {
    turn.current++;
    clearTimeout(timer.current);
    const before = query.slice(0, caret);
    if (OPERATOR.test(before)) ask(query, caret, true);
    else {
      setOffer(null);
      if (NAME_BEGUN.test(before))
        timer.current = setTimeout(() => ask(query, caret, false), REST_MS);
    }
  };
  const take = ({ text }: CompletionOption) => {
    if (offer === null) return;
    const { query, start, end } = offer;
    const taken = text.endsWith(':') ? text : `${text} `;
    const next = query.slice(0, start) + taken + query.slice(end).trimStart();
    caretWanted.current = start + taken.length;
    props.field.current?.focus();
    props.onQuery(next);
    setOffer(null);
    type(next, start + taken.length);
  };

  const options = offer?.options ?? [];
  const act = (event: KeyboardEvent): boolean => {
    if (offer === null || event.isComposing || event.ctrlKey || event.metaKey || event.altKey)
      return false;
    const chosen = options[Math.max(0, active)];
    /** What is offered is for the text before; the answer to this one is on its way. */
    const isOld = offer.query !== props.field.current?.value;
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp': {
        if (!offer.hasOperator) return false;
        const from = active < 0 && event.key === 'ArrowUp' ? 0 : active;
        setActive((from + (event.key === 'ArrowDown' ? 1 : -1) + options.length) % options.length);
        return true;
      }
      case 'Enter':
        if (active < 0 || chosen === undefined) return false;
        if (!isOld) take(chosen);
        return true;
      case 'Tab':
        if (event.shiftKey || chosen === undefined) return false;
        if (!isOld) take(chosen);
        return true;
      case 'Escape':
        close();
        return true;
      default:
        return false;
    }
  };
  return { options, active: offer === null ? -1 : active, type, take, close, act };
}
