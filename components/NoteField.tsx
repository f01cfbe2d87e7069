import type { Ref } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useLatest } from './use-latest.ts';
import './note-field.css';

/** A pause in typing; short, since a popup may close at any moment. */
const SAVE_AFTER_MS = 400;

export interface NoteFieldProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly rows: number;
  /** Called on every pause, when the field is left, taken away, or its page closes; only with a new text. */
  readonly onSave: (note: string) => void;
  /** Esc. */
  readonly onLeave?: () => void;
  readonly onHeld?: (held: boolean) => void;
  readonly inputRef?: Ref<HTMLTextAreaElement>;
}

/** The note on a paper, which saves itself. Give it a `key` of the paper. */
export function NoteField(props: NoteFieldProps) {
  const [text, setText] = useState(props.value);
  const written = useRef(props.value);
  const saved = useRef(props.value);
  const latest = useLatest(props);
  // A change from elsewhere is shown as long as nothing unsaved is here.
  useEffect(() => {
    if (written.current !== saved.current) return;
    written.current = props.value;
    saved.current = props.value;
    setText(props.value);
  }, [props.value]);

  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const save = useRef(() => {
    clearTimeout(timer.current);
    if (written.current === saved.current) return;
    saved.current = written.current;
    latest.current.onSave(written.current);
  });
  useEffect(() => {
    const flush = save.current;
    addEventListener('pagehide', flush);
    return () => {
      removeEventListener('pagehide', flush);
      flush();
    };
  }, []);

  return (
    <textarea
      ref={props.inputRef ?? null}
      class="field note-field"
      aria-label={props.label}
      placeholder={props.placeholder}
      rows={props.rows}
      dir="auto"
      value={text}
      onInput={(event) => {
        written.current = event.currentTarget.value;
        setText(event.currentTarget.value);
        clearTimeout(timer.current);
        timer.current = setTimeout(save.current, SAVE_AFTER_MS);
      }}
      onFocus={() => props.onHeld?.(true)}
      onBlur={() => {
        save.current();
        props.onHeld?.(false);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.isComposing) return;
        event.preventDefault();
        event.stopPropagation();
        save.current();
        props.onLeave?.();
      }}
    />
  );
}
