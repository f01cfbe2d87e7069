import { i18n } from '#i18n';

/** Suggests these in the browser's dialog; any file may be chosen. */
const ACCEPTED = '.txt,.text,.jsonl,.ndjson,.json,.gz,text/plain';

export interface FileButtonProps {
  readonly class: string;
  /** Id of the element that says what may be chosen. */
  readonly describedBy?: string;
  readonly onFiles: (files: readonly File[]) => void;
}

/** "Import files": the browser's own file input under a face of ours. */
export function FileButton(props: FileButtonProps) {
  return (
    <label class={`${props.class} file-button`}>
      <input
        type="file"
        class="visually-hidden"
        multiple
        accept={ACCEPTED}
        {...(props.describedBy === undefined ? {} : { 'aria-describedby': props.describedBy })}
        onChange={(event) => {
          props.onFiles([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
      {i18n.t('library.import.files')}
    </label>
  );
}
