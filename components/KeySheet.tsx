import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { CloseIcon } from './icons.tsx';
import './key-sheet.css';

/** One line of the sheet: keys as they are printed on the keyboard, and what they do. */
export interface KeyLine {
  readonly keys: readonly string[];
  readonly does: string;
}

const isMac = () => navigator.platform.startsWith('Mac');

/** The modifier that this computer uses where others use Ctrl. */
export const commandKey = (): string => (isMac() ? '⌘' : 'Ctrl');

/** The keys of a view in a dialog; Esc closes it and gives the focus back. */
export function KeySheet(props: {
  readonly lines: readonly KeyLine[];
  readonly onClose: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog
      ref={dialog}
      class="key-sheet"
      aria-labelledby="key-sheet-title"
      onClose={props.onClose}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <header>
        <h2 id="key-sheet-title">{i18n.t('keys.title')}</h2>
        <button
          type="button"
          class="button quiet icon-only"
          aria-label={i18n.t('keys.close')}
          onClick={() => dialog.current?.close()}
        >
          <CloseIcon />
        </button>
      </header>
      <dl>
        {props.lines.map((line) => (
          <div key={line.does} class="key-line">
            <dt>
              {line.keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{line.does}</dd>
          </div>
        ))}
      </dl>
      <p>{i18n.t('keys.shortcuts')}</p>
    </dialog>
  );
}
