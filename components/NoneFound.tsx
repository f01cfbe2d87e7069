/** Nothing has all that was asked for: which words were not found, the nearest, and ways on. */
import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import type { PaperDraft } from '../lib/paper/paper.ts';
import { titleOnly } from '../lib/paper/title-only.ts';
import { Phrase, PLACE_1 } from './Phrase.tsx';
import './none-found.css';

export interface NoneFoundProps {
  readonly query: string;
  /** Words that no paper has. */
  readonly missing: readonly string[];
  /** A filter is on. */
  readonly filtered: boolean;
  /** The papers that have the most of it; null where none has any. */
  readonly nearest: ComponentChildren | null;
  /** The paper that was pasted to be found; without it a title is what was typed. */
  readonly pasted?: PaperDraft | null;
  readonly onAdd: (draft: PaperDraft) => void;
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
  const asked = encodeURIComponent(query);
  const places = [
    [i18n.t('none.searchArxiv'), `https://arxiv.org/search/?searchtype=all&query=${asked}`],
    [i18n.t('none.searchScholar'), `https://scholar.google.com/scholar?q=${asked}`],
    [i18n.t('none.searchWeb'), `https://duckduckgo.com/?q=${asked}`],
  ] as const;
  return (
    <span class="none-elsewhere">
      {i18n.t('none.elsewhere')}:
      {places.map(([name, url]) => (
        <a key={url} href={url} target="_blank" rel="noopener noreferrer" class="button">
          {name}
        </a>
      ))}
    </span>
  );
}

function AddPaper({ title, onAdd }: { readonly title: string; readonly onAdd: () => void }) {
  return (
    <button type="button" class="button framed none-add" onClick={onAdd}>
      <span key={title}>
        <Phrase
          text={i18n.t('none.addAsPaper', [PLACE_1])}
          parts={[<bdi key="title">{title}</bdi>]}
        />
      </span>
    </button>
  );
}

function reasonOf({ missing, filtered }: NoneFoundProps) {
  if (missing.length > 0)
    return <Phrase text={i18n.t('none.with', [PLACE_1])} parts={[words(missing)]} />;
  return filtered ? i18n.t('none.inFilter') : i18n.t('none.together');
}

export function NoneFound(props: NoneFoundProps) {
  const { missing, nearest } = props;
  const draft = props.pasted ?? titleOnly(props.query.trim());
  return (
    <div class="none">
      <p class="none-reason" role="status">
        <span key={missing.join()}>{reasonOf(props)}</span>
      </p>
      {nearest !== null && (
        <>
          <h2 class="none-without" key={missing.join()}>
            {missing.length === 0 ? (
              i18n.t('none.nearest')
            ) : (
              <Phrase text={i18n.t('none.without', [PLACE_1])} parts={[words(missing)]} />
            )}
          </h2>
          <div class="none-list">{nearest}</div>
        </>
      )}
      <p class="none-ways">
        {props.filtered && (
          <button type="button" class="button framed" onClick={props.onClearFilter}>
            {i18n.t('none.clearFilter')}
          </button>
        )}
        {draft.title !== '' && <AddPaper title={draft.title} onAdd={() => props.onAdd(draft)} />}
        {draft.title !== '' && <Elsewhere query={draft.title} />}
      </p>
    </div>
  );
}
