import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { FileButton } from './FileButton.tsx';

/** Where files are dropped or chosen. */
export function DropArea({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  const [over, setOver] = useState(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a drop target for the pointer; the file input does the same by keys
    <div
      class={`drop-area${over ? ' over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onFiles([...(event.dataTransfer?.files ?? [])]);
      }}
    >
      <p class="drop-text" aria-hidden="true">
        {i18n.t('library.import.drop')}
      </p>
      <FileButton class="button primary" describedBy="drop-hint" onFiles={onFiles} />
      <p id="drop-hint" class="page-hint">
        {i18n.t('library.import.dropHint')}
      </p>
    </div>
  );
}
