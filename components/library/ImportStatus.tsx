import { i18n } from '#i18n';
import type { ImportState, ImportTotals } from '../../lib/imports/import-session.ts';
import type { ImportProgress, ImportReason } from '../../lib/imports/run-import.ts';
import { formatEstimate, formatNumber } from '../numbers.ts';
import { ProblemList } from './ProblemList.tsx';

const MINUTES_FROM_S = 90;

export interface ImportActions {
  readonly onPause: () => void;
  readonly onResume: () => void;
  readonly onCancel: () => void;
  readonly onRetry: () => void;
  /** What these imports brought in is taken out again. */
  readonly onTakeBack: () => void;
  readonly onDismiss: () => void;
}

function timeLeft(seconds: number): string {
  return seconds < MINUTES_FROM_S
    ? i18n.t('library.import.secondsLeft', [formatNumber(seconds)])
    : i18n.t('library.import.minutesLeft', [formatNumber(Math.round(seconds / 60))]);
}

/** "41,200 of 89,696": how far, without speed. */
export function describeReach({ handled, total, totalIsExact }: ImportProgress): string {
  if (total === null) return i18n.t('library.import.soFar', [formatNumber(handled)]);
  const whole = totalIsExact
    ? formatNumber(total)
    : i18n.t('library.import.about', [formatEstimate(total)]);
  return i18n.t('library.import.progress', [formatNumber(handled), whole]);
}

function describeProgress(progress: ImportProgress, paused: boolean): string {
  const { perSecond, secondsLeft } = progress;
  const parts = [describeReach(progress)];
  if (paused) parts.push(i18n.t('library.import.paused'));
  else {
    if (perSecond !== null) parts.push(i18n.t('library.import.pace', [formatNumber(perSecond)]));
    if (secondsLeft !== null) parts.push(timeLeft(secondsLeft));
  }
  return parts.join(' · ');
}

const totalsOf = ({ added, merged, skipped }: ImportTotals) =>
  [formatNumber(added), formatNumber(merged), formatNumber(skipped)] as [string, string, string];

const canTakeBack = ({ added, merged }: ImportTotals) => added + merged > 0;

const isNoList = ({ reason }: { readonly reason: ImportReason }) => reason === 'not-papers';

/** What readers of the screen are told: the turns of an import, not each step. */
function announcement(state: ImportState): string {
  switch (state.kind) {
    case 'idle':
      return '';
    case 'running': {
      const { name, continuedFrom } = state.progress;
      if (state.paused) return i18n.t('library.import.paused');
      return continuedFrom > 0
        ? i18n.t('library.import.continuing', [formatNumber(continuedFrom)])
        : i18n.t('library.import.running', [name]);
    }
    case 'failed':
      return i18n.t('library.import.failed', [state.name]);
    case 'ended':
      if (!canTakeBack(state.totals) && state.problems.list.some(isNoList))
        return i18n.t('library.problems.notPapers');
      return state.how === 'done'
        ? i18n.t('library.import.summary', totalsOf(state.totals))
        : i18n.t('library.import.cancelledSummary', totalsOf(state.totals));
    case 'undoing':
      return i18n.t('library.import.undoing');
    case 'undone': {
      const out = i18n.t('library.import.undone', state.removed, [formatNumber(state.removed)]);
      if (state.stayed === 0) return out;
      const stayed = i18n.t('library.import.stayed', state.stayed, [formatNumber(state.stayed)]);
      return `${out} ${stayed}`;
    }
  }
}

function Running(
  props: ImportActions & { readonly state: Extract<ImportState, { kind: 'running' }> },
) {
  const { progress, paused, waiting } = props.state;
  const { handled, total } = progress;
  return (
    <>
      <div
        class="import-bar"
        role="progressbar"
        aria-label={i18n.t('library.import.running', [progress.name])}
        aria-valuemin={0}
        aria-valuemax={total ?? undefined}
        aria-valuenow={total === null ? undefined : handled}
        aria-valuetext={describeReach(progress)}
      >
        <span style={{ inlineSize: `${total === null ? 0 : (100 * handled) / total}%` }} />
      </div>
      <p class="import-line numeric">{describeProgress(progress, paused)}</p>
      {waiting > 0 && <p class="page-hint">{i18n.t('library.import.waiting', waiting)}</p>}
      <p class="page-hint">{i18n.t('library.import.keepOpen')}</p>
      <p class="page-actions">
        <button
          type="button"
          class="button framed"
          onClick={paused ? props.onResume : props.onPause}
        >
          {paused ? i18n.t('library.import.resume') : i18n.t('library.import.pause')}
        </button>
        <button type="button" class="button quiet" onClick={props.onCancel}>
          {i18n.t('library.import.cancel')}
        </button>
      </p>
    </>
  );
}

function Undoing({ done, total }: { readonly done: number; readonly total: number }) {
  return (
    <div
      class="import-bar"
      role="progressbar"
      aria-label={i18n.t('library.import.undoing')}
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={done}
    >
      <span style={{ inlineSize: `${total === 0 ? 0 : (100 * done) / total}%` }} />
    </div>
  );
}

function TakeBack({ onTakeBack }: Pick<ImportActions, 'onTakeBack'>) {
  return (
    <button type="button" class="button framed" onClick={onTakeBack}>
      {i18n.t('library.import.takeBack')}
    </button>
  );
}

/** How the imports of this page stand: one live sentence, progress, what to do, what could not be read. */
export function ImportStatus(props: ImportActions & { readonly state: ImportState }) {
  const { state } = props;
  return (
    <section class={`import-status ${state.kind}`}>
      <p class="import-said numeric" role="status">
        {announcement(state)}
      </p>
      {state.kind === 'running' && <Running {...props} state={state} />}
      {state.kind === 'failed' && (
        <>
          <p class="page-hint">{i18n.t('library.import.failedDetail', [state.message])}</p>
          <p class="page-actions">
            <button type="button" class="button primary" onClick={props.onRetry}>
              {i18n.t('library.import.retry')}
            </button>
            <TakeBack {...props} />
            <button type="button" class="button quiet" onClick={props.onDismiss}>
              {i18n.t('library.import.done')}
            </button>
          </p>
        </>
      )}
      {state.kind === 'undoing' && <Undoing {...state} />}
      {(state.kind === 'ended' || state.kind === 'undone') && (
        <p class="page-actions">
          {state.kind === 'ended' && canTakeBack(state.totals) && <TakeBack {...props} />}
          <button type="button" class="button framed" onClick={props.onDismiss}>
            {i18n.t('library.import.done')}
          </button>
        </p>
      )}
      {'undoFailure' in state && (
        <p class="page-hint">{i18n.t('library.failed', [state.undoFailure ?? ''])}</p>
      )}
      {'problems' in state && (
        <ProblemList problems={state.problems.list} count={state.problems.count} />
      )}
    </section>
  );
}
