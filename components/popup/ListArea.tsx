/** The middle of the popup: the list, or why there is none and what can be done. */
import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import type { CatalogueState } from '../../lib/catalogue/catalogue.ts';
import { formatNumber } from '../numbers.ts';
import { Phrase, PLACE_1 } from '../Phrase.tsx';
import { EmptyState, ErrorState } from '../State.tsx';
import type { ResultState } from './use-results.ts';

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
  readonly onAddTitle: (title: string) => void;
  readonly onClearFilter: () => void;
}

const words = (list: readonly string[]) => (
  <span>
    {list.map((word, index) => (
      <span key={word}>
        {index > 0 && ', '}
        <b>
          <bdi dir="auto">{word}</bdi>
        </b>
      </span>
    ))}
  </span>
);

/** Explicit searches elsewhere: nothing is sent before the user follows one. */
function Elsewhere({ query }: { readonly query: string }) {
  const asked = encodeURIComponent(query.trim());
  const places = [
    [i18n.t('popup.searchArxiv'), `https://arxiv.org/search/?searchtype=all&query=${asked}`],
    [i18n.t('popup.searchScholar'), `https://scholar.google.com/scholar?q=${asked}`],
    [i18n.t('popup.searchWeb'), `https://duckduckgo.com/?q=${asked}`],
  ] as const;
  return (
    <span class="none-elsewhere">
      {i18n.t('popup.elsewhere')}:
      {places.map(([name, url]) => (
        <a key={url} href={url} target="_blank" rel="noopener noreferrer" class="button">
          {name}
        </a>
      ))}
    </span>
  );
}

function reasonOfNone(props: ListAreaProps, missing: readonly string[]) {
  if (props.filtered) return i18n.t('popup.noneInFilter');
  if (missing.length === 0) return i18n.t('popup.noneTogether');
  return <Phrase text={i18n.t('popup.noneWith', [PLACE_1])} parts={[words(missing)]} />;
}

/** Nothing has all the words: which were not found, the nearest, and ways on. */
function NoneFound(props: ListAreaProps) {
  const { results } = props.results;
  if (results === null) return null;
  const title = props.query.trim();
  return (
    <div class="none">
      <p class="none-reason" role="status">
        <span key={results.missing.join()}>{reasonOfNone(props, results.missing)}</span>
      </p>
      {results.without.length > 0 && (
        <>
          <h2 class="none-without">
            <Phrase text={i18n.t('popup.without', [PLACE_1])} parts={[words(results.without)]} />
          </h2>
          <div class="none-list">{props.list}</div>
        </>
      )}
      <p class="none-ways">
        {props.filtered && (
          <button type="button" class="button framed" onClick={props.onClearFilter}>
            {i18n.t('popup.clearFilter')}
          </button>
        )}
        <button
          type="button"
          class="button framed none-add"
          onClick={() => props.onAddTitle(title)}
        >
          <span key={title}>
            <Phrase
              text={i18n.t('popup.addAsPaper', [PLACE_1])}
              parts={[<bdi key="title">{title}</bdi>]}
            />
          </span>
        </button>
        <Elsewhere query={title} />
      </p>
    </div>
  );
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
  if (!asked && empty && state?.kind === 'ready')
    return (
      <EmptyState
        title={i18n.t('popup.emptyTitle')}
        text={i18n.t('popup.emptyText')}
        actions={[{ label: i18n.t('popup.import'), onAct: props.onImport }]}
      />
    );
  if (results.without.length > 0 || empty) return <NoneFound {...props} />;
  return props.list;
}
