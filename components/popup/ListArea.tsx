/** The middle of the popup: the list, or why there is none and what can be done. */
import type { ComponentChildren, RefObject } from 'preact';
import { i18n } from '#i18n';
import type { CatalogueState } from '../../lib/catalogue/catalogue.ts';
import { namedBy } from '../../lib/paper/named-paper.ts';
import type { PaperDraft } from '../../lib/paper/paper.ts';
import { AbsentPaper } from '../AbsentPaper.tsx';
import { NoneFound } from '../NoneFound.tsx';
import { formatNumber } from '../numbers.ts';
import { EmptyState, ErrorState } from '../State.tsx';
import { PastedHead } from './PastedHead.tsx';
import type { PastedList, ResultState } from './use-results.ts';

export interface ListAreaProps {
  readonly state: CatalogueState | null;
  readonly stateError: string | null;
  readonly results: ResultState;
  readonly query: string;
  readonly filtered: boolean;
  /** The list of results itself. */
  readonly list: ComponentChildren;
  readonly onRetry: () => void;
  readonly onStartAfresh: (withStarter: boolean) => void;
  readonly onImport: () => void;
  readonly onAdd: (draft: PaperDraft) => void;
  readonly pasted: PastedList | null;
  /** See `PopupModel`. */
  readonly pastedPaper: PaperDraft | null;
  readonly reviewRef: RefObject<HTMLButtonElement | null>;
  readonly onReview: () => void;
  readonly onPutAway: () => void;
  readonly onClearFilter: () => void;
}

function emptiedState(remembered: number, props: ListAreaProps) {
  return (
    <EmptyState
      title={i18n.t('popup.emptiedTitle')}
      text={i18n.t('popup.emptiedText', remembered, [formatNumber(remembered)])}
      actions={[
        {
          label: i18n.t('popup.startWithStarter'),
          onAct: () => props.onStartAfresh(true),
        },
        { label: i18n.t('popup.startEmpty'), onAct: () => props.onStartAfresh(false) },
      ]}
    />
  );
}

const retry = (onAct: () => void) => [{ label: i18n.t('errors.retry'), onAct }];

export function ListArea(props: ListAreaProps) {
  const { state, stateError } = props;
  const { results, error } = props.results;
  const broken = stateError ?? (state?.kind === 'broken' ? state.message : null);
  if (broken !== null)
    return (
      <ErrorState text={i18n.t('errors.library')} actions={retry(props.onRetry)} detail={broken} />
    );
  if (state?.kind === 'emptied') return emptiedState(state.remembered, props);
  if (error !== null)
    return (
      <ErrorState text={i18n.t('errors.search')} actions={retry(props.onRetry)} detail={error} />
    );
  const empty = results !== null && results.rows.length === 0;
  if (state?.kind === 'loading' && (results === null || empty))
    return (
      <p class="list-hint" role="status">
        {i18n.t('popup.reading')}
      </p>
    );
  if (results === null) return null;
  const asked = props.query.trim() !== '' || props.filtered;
  if (!asked && empty && props.pasted === null && state?.kind === 'ready')
    return (
      <EmptyState
        title={i18n.t('popup.emptyTitle')}
        text={i18n.t('popup.emptyText')}
        actions={[{ label: i18n.t('popup.import'), onAct: props.onImport }]}
      />
    );
  if (props.pasted !== null)
    return (
      <div class="none">
        <PastedHead {...props} pasted={props.pasted} />
        {results.rows.length > 0 && <div class="none-list">{props.list}</div>}
      </div>
    );
  const { query, filtered } = results;
  if ((query.trim() !== '' || filtered) && results.complete === 0)
    return namedBy(query) !== null ? (
      <AbsentPaper key={query} query={query} onAdd={props.onAdd} />
    ) : (
      <NoneFound
        query={query}
        missing={results.missing}
        filtered={filtered}
        nearest={empty ? null : props.list}
        pasted={props.pastedPaper}
        onAdd={props.onAdd}
        onClearFilter={props.onClearFilter}
      />
    );
  return props.list;
}
