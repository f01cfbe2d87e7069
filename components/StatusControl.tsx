import { useId } from 'preact/hooks';
import { i18n } from '#i18n';
import { STATUSES, type Status } from '../lib/paper/paper.ts';
import { CheckIcon, ChevronIcon, ReadingIcon, SetAsideIcon, ToReadIcon } from './icons.tsx';
import './status-control.css';

const WORDS = {
  'to-read': () => i18n.t('status.toRead'),
  reading: () => i18n.t('status.reading'),
  read: () => i18n.t('status.read'),
  'set-aside': () => i18n.t('status.setAside'),
} as const satisfies Record<Status, () => string>;

const SIGNS = {
  'to-read': ToReadIcon,
  reading: ReadingIcon,
  read: CheckIcon,
  'set-aside': SetAsideIcon,
} as const satisfies Record<Status, () => unknown>;

/** A status in the user's words. */
export const statusWord = (status: Status | null): string =>
  status === null ? i18n.t('status.none') : WORDS[status]();

/** The status that the key `s` goes to: through the list, then back to none. */
export function nextStatus(status: Status | null): Status | null {
  if (status === null) return STATUSES[0];
  return STATUSES[STATUSES.indexOf(status) + 1] ?? null;
}

/** The sign of a status, with its word for readers. */
export function StatusSign({ status }: { readonly status: Status }) {
  const Sign = SIGNS[status];
  return (
    <span class={`status-sign status-${status}`} title={statusWord(status)}>
      <Sign />
      <span class="visually-hidden">{statusWord(status)}</span>
    </span>
  );
}

export interface StatusControlProps {
  readonly value: Status | null;
  readonly onChange: (status: Status | null) => void;
}

/** All statuses in one line; a click on the chosen one takes it back. */
export function StatusRadios({ value, onChange }: StatusControlProps) {
  const name = useId();
  return (
    <div class="status-radios" role="radiogroup" aria-label={i18n.t('status.label')}>
      {STATUSES.map((status) => (
        <label key={status} class="status-radio">
          <input
            type="radio"
            name={name}
            checked={value === status}
            onChange={() => onChange(status)}
            onClick={() => value === status && onChange(null)}
          />
          <span>{statusWord(status)}</span>
        </label>
      ))}
    </div>
  );
}

/** The statuses as a menu, where one line has to hold more. */
export function StatusMenu({ value, onChange }: StatusControlProps) {
  const Sign = value === null ? ToReadIcon : SIGNS[value];
  return (
    <label class={`status-menu${value === null ? ' unset' : ''}`}>
      {value !== null && <Sign />}
      <span key={value} aria-hidden="true">
        {value === null ? i18n.t('status.label') : statusWord(value)}
      </span>
      <ChevronIcon />
      <select
        aria-label={i18n.t('status.label')}
        value={value ?? ''}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          onChange(STATUSES.find((status) => status === chosen) ?? null);
        }}
      >
        <option value="">{statusWord(null)}</option>
        {STATUSES.map((status) => (
          <option key={status} value={status}>
            {statusWord(status)}
          </option>
        ))}
      </select>
    </label>
  );
}
