import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { ImportJob } from '../../lib/catalogue/catalogue.ts';
import type { Compared } from '../../lib/imports/compare-pasted.ts';
import type { ImportState } from '../../lib/imports/import-session.ts';
import type { TagCount } from '../../lib/paper/paper.ts';
import { formatNumber } from '../numbers.ts';
import type { Addressing } from './AddressLink.tsx';
import { DropArea } from './DropArea.tsx';
import { type ImportActions, ImportStatus } from './ImportStatus.tsx';
import { PreviewTable } from './PreviewTable.tsx';

/** A list that was read and compared, and not added yet. */
export interface Preview extends Compared {
  readonly kind: 'paste' | 'page';
}

export interface ImportPageProps extends ImportActions {
  readonly state: ImportState;
  /** Imports that were broken off, and do not run now. */
  readonly unfinished: readonly ImportJob[];
  /** `checking`: being compared; `gone`: what was left to look through is no longer there. */
  readonly preview: Preview | 'checking' | 'gone' | null;
  readonly tags: readonly TagCount[];
  readonly addressing: Addressing;
  readonly onFiles: (files: readonly File[]) => void;
  readonly onForget: (job: ImportJob) => void;
  readonly onPreview: (text: string) => void;
  readonly onAdd: (ticked: readonly number[]) => void;
  readonly onDiscard: () => void;
}

function Unfinished({ unfinished, onForget }: ImportPageProps) {
  return unfinished.map((job) => (
    <p key={job.id} class="notice">
      <span>
        {i18n.t('library.import.unfinished', [job.name, formatNumber(job.added + job.merged)])}
      </span>
      <button type="button" class="button" onClick={() => onForget(job)}>
        {i18n.t('library.import.forget')}
      </button>
    </p>
  ));
}

function PasteForm({ onPreview }: Pick<ImportPageProps, 'onPreview'>) {
  const [text, setText] = useState('');
  return (
    <form
      class="paste"
      onSubmit={(event) => {
        event.preventDefault();
        onPreview(text);
      }}
    >
      <h2 class="section-title">{i18n.t('library.import.pasteTitle')}</h2>
      <label class="paste-label">
        {i18n.t('library.import.pasteLabel')}
        <textarea
          class="field"
          rows={8}
          dir="auto"
          spellcheck={false}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <button type="submit" class="button framed" disabled={text.trim() === ''}>
        {i18n.t('library.import.preview')}
      </button>
    </form>
  );
}

/** Files and pasted lists on their way into the catalogue. */
export function ImportPage(props: ImportPageProps) {
  const { preview, state } = props;
  return (
    <div class="page">
      <h1 class="page-title">{i18n.t('library.import.title')}</h1>
      {preview === 'gone' && <p class="notice">{i18n.t('library.preview.reviewGone')}</p>}
      {preview === 'checking' && <p class="page-hint">{i18n.t('library.preview.checking')}</p>}
      {preview !== null && typeof preview === 'object' && (
        <PreviewTable
          title={
            preview.kind === 'page'
              ? i18n.t('library.preview.reviewTitle')
              : i18n.t('library.preview.title')
          }
          entries={preview.entries}
          problems={preview.problems}
          tags={props.tags}
          addressing={props.addressing}
          onAdd={props.onAdd}
          onDiscard={props.onDiscard}
        />
      )}
      <ImportStatus {...props} />
      {state.kind !== 'running' && <Unfinished {...props} />}
      {(preview === null || preview === 'gone') && (
        <>
          <DropArea onFiles={props.onFiles} />
          <p class="page-hint">{i18n.t('library.import.noLoss')}</p>
          <PasteForm onPreview={props.onPreview} />
        </>
      )}
    </div>
  );
}
