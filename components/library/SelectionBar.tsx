import { i18n } from '#i18n';
import { STATUSES, type Status, type TagCount, type TagId } from '../../lib/paper/paper.ts';
import { formatNumber } from '../numbers.ts';
import { statusWord } from '../StatusControl.tsx';
import { TagField } from '../TagField.tsx';

export interface SelectionBarProps {
  readonly count: number;
  /** More were asked for than can be ticked at once. */
  readonly capped: boolean;
  readonly tags: readonly TagCount[];
  /** Tags that every ticked paper is known to carry. */
  readonly carried: readonly TagId[];
  /** The tag field is open. */
  readonly tagging: boolean;
  readonly onTagging: (tagging: boolean) => void;
  readonly onTag: (name: string) => Promise<unknown>;
  readonly onUntag: (tag: TagCount) => Promise<unknown>;
  readonly onStatus: (status: Status | null) => void;
  readonly onDelete: () => void;
  readonly onClear: () => void;
}

/** What can be done to the ticked papers; stands in a place that is always kept free for it. */
export function SelectionBar(props: SelectionBarProps) {
  const { tagging, onTagging } = props;
  const shown = formatNumber(props.count);
  return (
    <section class="selection-bar" aria-label={i18n.t('library.selection.label')}>
      <span class="selection-count numeric">
        {props.capped
          ? i18n.t('library.selection.capped', [shown])
          : i18n.t('library.selection.count', props.count, [shown])}
      </span>
      {tagging ? (
        <TagField
          label={i18n.t('library.selection.tag')}
          tags={props.tags}
          value={props.carried}
          onAdd={props.onTag}
          onRemove={props.onUntag}
          onLeave={() => onTagging(false)}
          inputRef={(input) => input?.focus()}
        />
      ) : (
        <>
          <button type="button" class="button" onClick={() => onTagging(true)}>
            {i18n.t('library.selection.tag')}
          </button>
          <select
            class="field selection-status"
            aria-label={i18n.t('library.selection.status')}
            value="-"
            onChange={(event) => {
              const chosen = event.currentTarget.value;
              event.currentTarget.value = '-';
              props.onStatus(STATUSES.find((status) => status === chosen) ?? null);
            }}
          >
            <option value="-" disabled hidden>
              {i18n.t('library.selection.status')}
            </option>
            {STATUSES.map((status) => (
              <option key={status} value={status}>
                {statusWord(status)}
              </option>
            ))}
            <option value="">{statusWord(null)}</option>
          </select>
          <button type="button" class="button danger" onClick={props.onDelete}>
            {i18n.t('library.selection.delete')}
          </button>
        </>
      )}
      <button type="button" class="button quiet" onClick={props.onClear}>
        {i18n.t('library.selection.clear')}
      </button>
    </section>
  );
}
