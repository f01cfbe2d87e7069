import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import './undo-line.css';

/** Long enough to read the line and to reach the button; Ctrl+Z works after it too. */
const UNDO_LINE_MS = 8_000;

export interface UndoLineProps {
  /** What happened. */
  readonly text: string;
  /** Null: there is nothing to take back, the line only tells. */
  readonly onUndo: (() => void) | null;
  /** Its time is over. */
  readonly onGone: () => void;
}

/** What the last change did, and the way back. Give it a `key` of the change, so that its time starts anew. */
export function UndoLine(props: UndoLineProps) {
  const [held, setHeld] = useState(false);
  const { onGone } = props;
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(onGone, UNDO_LINE_MS);
    return () => clearTimeout(timer);
  }, [held, onGone]);
  return (
    <div
      class="undo-line"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocusIn={() => setHeld(true)}
      onFocusOut={() => setHeld(false)}
    >
      <span class="undo-text" role="status">
        {props.text}
      </span>
      {props.onUndo && (
        <button type="button" class="undo-button" onClick={props.onUndo}>
          {i18n.t('undo.undo')}
        </button>
      )}
    </div>
  );
}
