import type { Ref } from 'preact';
import { i18n } from '#i18n';
import type { PaperSummary, Status, TagCount, TagId } from '../lib/paper/paper.ts';
import { NoteIcon } from './icons.tsx';
import { NoteField } from './NoteField.tsx';
import { StatusMenu } from './StatusControl.tsx';
import { TagField } from './TagField.tsx';
import './inspector.css';

export interface InspectorProps {
  readonly paper: PaperSummary;
  readonly tags: readonly TagCount[];
  /** How many papers the tag field is for; 0: for the paper alone. */
  readonly several: number;
  /** The tags that all of them have. */
  readonly tagged: readonly TagId[];
  readonly noteOpen: boolean;
  readonly onNoteOpen: (open: boolean) => void;
  readonly onTag: (name: string) => Promise<unknown>;
  readonly onUntag: (tag: TagCount) => Promise<unknown>;
  readonly onRenameTag: (tag: TagCount, name: string) => void;
  readonly onStatus: (status: Status | null) => void;
  readonly onNote: (note: string) => void;
  readonly onOpen: (background: boolean) => void;
  readonly onDetails: () => void;
  /** Null where the paper is not on the page that is open. */
  readonly onShow: (() => void) | null;
  /** Leaves the tag field or the note, back to the list. */
  readonly onLeave: () => void;
  readonly tagRef?: Ref<HTMLInputElement>;
}

function NoteButton({ paper, noteOpen, onNoteOpen }: InspectorProps) {
  return (
    <button
      type="button"
      class="button quiet inspector-note-button"
      aria-expanded={noteOpen}
      title={paper.note === '' ? undefined : paper.note}
      onClick={() => onNoteOpen(!noteOpen)}
    >
      <NoteIcon />
      {paper.note === '' ? (
        i18n.t('popup.note')
      ) : (
        <span class="inspector-note-text">
          <span class="visually-hidden">{i18n.t('popup.note')}: </span>
          <bdi dir="auto">{paper.note.split('\n', 1)[0]}</bdi>
        </span>
      )}
    </button>
  );
}

function Actions(props: InspectorProps) {
  const { paper } = props;
  return (
    <div class="inspector-actions">
      <StatusMenu value={paper.status} onChange={props.onStatus} />
      <NoteButton {...props} />
      <span class="inspector-links" key={props.onShow === null ? 'elsewhere' : 'here'}>
        {props.onShow && (
          <button
            type="button"
            class="button"
            title={i18n.t('popup.showOnPage')}
            onClick={props.onShow}
          >
            {i18n.t('popup.show')}
          </button>
        )}
        <button
          type="button"
          class="button"
          title={paper.bestLink ?? i18n.t('popup.noLink')}
          onClick={(event) => props.onOpen(event.ctrlKey || event.metaKey)}
        >
          {i18n.t('popup.open')}
        </button>
        <button type="button" class="button" onClick={props.onDetails}>
          {i18n.t('popup.details')}
        </button>
      </span>
    </div>
  );
}

/** Everything that can be done with the selected paper: what the rows, being options, cannot hold. */
export function Inspector(props: InspectorProps) {
  const { paper } = props;
  return (
    <section class="inspector" aria-label={i18n.t('popup.actions')}>
      <div class="inspector-top" key={paper.id}>
        {props.noteOpen && (
          <NoteField
            label={i18n.t('popup.noteFor', [paper.title])}
            placeholder={i18n.t('popup.notePlaceholder')}
            value={paper.note}
            rows={4}
            inputRef={(element) => element?.focus()}
            onSave={props.onNote}
            onLeave={() => props.onNoteOpen(false)}
          />
        )}
        <TagField
          label={
            props.several > 0
              ? i18n.t('tagField.labelForSeveral', [props.several])
              : i18n.t('tagField.labelFor', [paper.title])
          }
          tags={props.tags}
          value={props.tagged}
          onAdd={props.onTag}
          onRemove={props.onUntag}
          onRename={props.onRenameTag}
          onLeave={props.onLeave}
          {...(props.tagRef === undefined ? {} : { inputRef: props.tagRef })}
        />
      </div>
      <Actions {...props} />
    </section>
  );
}
