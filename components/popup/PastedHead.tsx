import type { RefObject } from 'preact';
import { i18n } from '#i18n';
import type { Compared } from '../../lib/imports/compare-pasted.ts';
import { CloseIcon } from '../icons.tsx';
import { formatNumber } from '../numbers.ts';
import { isToReview, type PastedList } from './use-results.ts';

function describe({ compared, failed }: PastedList): string {
  if (failed !== null)
    return failed === 'too-long' ? i18n.t('pasted.tooLong') : i18n.t('pasted.failed');
  return compared === null ? i18n.t('pasted.reading') : describeEntries(compared);
}

function describeEntries({ entries }: Compared): string {
  const fresh = entries.filter(({ known }) => known === null).length;
  const all = formatNumber(entries.length);
  if (entries.length === 0) return i18n.t('pasted.nothing');
  if (fresh === 0) return i18n.t('pasted.all', entries.length, [all]);
  if (fresh === entries.length) return i18n.t('pasted.none', entries.length, [all]);
  return i18n.t('pasted.some', [formatNumber(entries.length - fresh), all, formatNumber(fresh)]);
}

/** What a pasted list came to, and the way on to adding what is new. */
export function PastedHead(props: {
  readonly pasted: PastedList;
  readonly reviewRef: RefObject<HTMLButtonElement | null>;
  readonly onReview: () => void;
  readonly onPutAway: () => void;
}) {
  const { compared } = props.pasted;
  const unread = compared?.problems.filter(({ kind }) => kind === 'skipped').length ?? 0;
  return (
    <div class="pasted">
      <p class="pasted-words numeric" role="status">
        <span key={props.pasted.key}>{describe(props.pasted)}</span>
        {unread > 0 && (
          <span class="pasted-unread">
            {i18n.t('pasted.unread', unread, [formatNumber(unread)])}
          </span>
        )}
      </p>
      {isToReview(props.pasted) && (
        <button ref={props.reviewRef} type="button" class="button primary" onClick={props.onReview}>
          {i18n.t('pasted.review')}
        </button>
      )}
      <button
        type="button"
        class="button quiet icon-only"
        aria-label={i18n.t('pasted.clear')}
        title={i18n.t('pasted.clear')}
        onClick={props.onPutAway}
      >
        <CloseIcon />
      </button>
    </div>
  );
}
