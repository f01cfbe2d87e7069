import { i18n } from '#i18n';
import type { TagSlot } from '../lib/paper/paper.ts';
import { CloseIcon } from './icons.tsx';
import './chip.css';

const SLOT_NAMES = {
  1: () => i18n.t('slots.slot1'),
  2: () => i18n.t('slots.slot2'),
  3: () => i18n.t('slots.slot3'),
  4: () => i18n.t('slots.slot4'),
  5: () => i18n.t('slots.slot5'),
  6: () => i18n.t('slots.slot6'),
} as const satisfies Record<TagSlot, () => string>;

/** The name of a colour slot, for readers and menus. */
export const slotName = (slot: TagSlot): string => SLOT_NAMES[slot]();

/** A slot's colour with its digit, which is also its key. */
export function Swatch({ slot }: { readonly slot: TagSlot }) {
  return (
    <span class="swatch" title={slotName(slot)}>
      <span class={`swatch-box slot-${slot}`} aria-hidden="true" />
      <span class="swatch-digit">{slot}</span>
    </span>
  );
}

export interface ChipProps {
  readonly name: string;
  readonly slot: TagSlot | null;
  /** Shown as about to be removed. */
  readonly armed?: boolean;
  /** Without it the chip is text only. */
  readonly onRemove?: (event: MouseEvent) => void;
  /** By double click, or F2 on its button. */
  readonly onRename?: (() => void) | undefined;
}

/** A tag. */
export function Chip(props: ChipProps) {
  const { onRemove, onRename } = props;
  const hint = onRename ? i18n.t('tagField.renameHint', [props.name]) : props.name;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the key comes from the button in it; the double click is its pointer's way
    <span
      class={`chip${props.armed ? ' armed' : ''}${onRemove ? ' removable' : ''}`}
      onDblClick={onRename}
      onKeyDown={(event) => {
        if (event.key !== 'F2' || !onRename) return;
        event.preventDefault();
        onRename();
      }}
    >
      {props.slot !== null && <Swatch slot={props.slot} />}
      <bdi dir="auto" class="chip-name" title={hint}>
        {props.name}
      </bdi>
      {onRemove && (
        <button
          type="button"
          class="chip-remove"
          aria-label={i18n.t('tagField.remove', [props.name])}
          onClick={onRemove}
        >
          <CloseIcon />
        </button>
      )}
    </span>
  );
}
