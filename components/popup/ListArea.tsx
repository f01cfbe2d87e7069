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

/** What is said of a word ends before it fills the list. */
const SAID_LETTERS = 40;
const clip = (text: string) =>
  text.length > SAID_LETTERS ? `${text.slice(0, SAID_LETTERS)}…` : text;

const words = (list: readonly string[]) => (
  <span>
    {list.map((word, index) => (
      <span key={word}>
        {index > 0 && ', '}
        <b>
          <bdi dir="auto">{clip(word)}</bdi>
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

function AddTitle({ title, onAdd }: { readonly title: string; readonly onAdd: () => void }) {
  return (
    <button type="button" class="button framed none-add" onClick={onAdd}>
      <span key={title}>
        <Phrase
          text={i18n.t('popup.addAsPaper', [PLACE_1])}
          parts={[<bdi key="title">{title}</bdi>]}
        />
      </span>
    </button>
  );
}

function reasonOfNone(props: ListAreaProps, missing: readonly string[]) {
  if (missing.length > 0)
    return <Phrase text={i18n.t('popup.noneWith', [PLACE_1])} parts={[words(missing)]} />;
  return props.filtered ? i18n.t('popup.noneInFilter') : i18n.t('popup.noneTogether');
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
      {results.rows.length > 0 && (
        <>
          <h2 class="none-without" key={results.missing.join()}>
            {results.missing.length === 0 ? (
              i18n.t('popup.nearest')
            ) : (
              <Phrase text={i18n.t('popup.without', [PLACE_1])} parts={[words(results.missing)]} />
            )}
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
        {title !== '' && <AddTitle title={title} onAdd={() => props.onAddTitle(title)} />}
        {title !== '' && <Elsewhere query={title} />}
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
  if (results.absent !== null)
    return (
      <p class="list-hint" role="status">
        {i18n.t(results.absent === 'paper' ? 'popup.notInCatalogue' : 'popup.noIdentifier')}
      </p>
    );
  if (asked && results.complete === 0) return <NoneFound {...props} />;
  return props.list;
}
