import { i18n } from '#i18n';
import { formatNumber } from '../numbers.ts';
import { UndoLine } from '../UndoLine.tsx';
import type { Changes } from '../use-changes.ts';

export interface FooterProps {
  readonly changes: Changes;
  /** Index of the selected row, -1 for none. */
  readonly selected: number;
  readonly total: number;
  /** The list of the page is shown: Enter jumps. */
  readonly listing: boolean;
  /** A pasted list is shown and none of it chosen: Enter goes on to its review. */
  readonly reviewing: boolean;
  /** How many of it are ticked. */
  readonly ticked: number;
  readonly onLibrary: () => void;
  readonly onKeys: () => void;
}

function enterWord({ listing, reviewing }: FooterProps): string {
  if (reviewing) return i18n.t('keys.review');
  return listing ? i18n.t('keys.jump') : i18n.t('keys.open');
}

/** The last line: what the keys do, or for some seconds what just happened. */
export function Footer(props: FooterProps) {
  const { changes } = props;
  const { notice } = changes;
  const position =
    props.ticked > 0
      ? i18n.t('popup.ticked', [formatNumber(props.ticked)])
      : props.selected < 0
        ? ''
        : i18n.t('popup.position', [formatNumber(props.selected + 1), formatNumber(props.total)]);
  return (
    <footer class="footer">
      {notice === null ? (
        <span class="footer-keys">
          <span>
            <kbd>↑↓</kbd> {i18n.t('keys.choose')}
          </span>
          <span>
            <kbd>↵</kbd> {enterWord(props)}
          </span>
          {props.listing ? (
            <span key="tick">
              <kbd>x</kbd> {i18n.t('keys.tick')}
            </span>
          ) : (
            <span key="act">
              <kbd>Tab</kbd> {i18n.t('keys.act')}
            </span>
          )}
          <button type="button" class="footer-button" onClick={props.onKeys}>
            <kbd>?</kbd> {i18n.t('keys.keys')}
          </button>
        </span>
      ) : (
        <UndoLine
          key={notice.key}
          text={notice.text}
          onUndo={
            notice.operation === null
              ? null
              : () => void changes.undo(notice.operation ?? undefined)
          }
          onGone={changes.clear}
        />
      )}
      <span class="footer-end">
        <span class="numeric footer-position" key={position}>
          {position}
        </span>
        <button type="button" class="footer-button" onClick={props.onLibrary}>
          {i18n.t('popup.library')}
        </button>
      </span>
    </footer>
  );
}
