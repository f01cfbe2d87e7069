import { useId, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { identifierAddress } from '../lib/paper/best-link.ts';
import { parseHttpUrl } from '../lib/paper/identifier-urls.ts';
import { draftNamed } from '../lib/paper/named-draft.ts';
import { namedBy } from '../lib/paper/named-paper.ts';
import type { PaperDraft } from '../lib/paper/paper.ts';
import './none-found.css';

/** The page that tells more of it. */
function pageOf(query: string): string | null {
  const [first] = namedBy(query) ?? [];
  return first === undefined
    ? (parseHttpUrl(query.trim())?.href ?? null)
    : identifierAddress(first);
}

/**
 * An id or an address was asked for that no paper of the catalogue has: its page, on which it can be added
 * with all that stands there, or a title for it. Nothing is looked up.
 */
export function AbsentPaper(props: {
  readonly query: string;
  readonly onAdd: (draft: PaperDraft) => void;
}) {
  const { query } = props;
  const [title, setTitle] = useState('');
  const hintId = useId();
  const page = pageOf(query);
  const draft = draftNamed(query, title.trim());
  const isKept = draft.identifiers.length + draft.links.length > 0;
  return (
    <div class="absent">
      <p role="status">
        {i18n.t('none.notInCatalogue')}
        {': '}
        <bdi class="absent-name" key={query}>
          {query.trim()}
        </bdi>
      </p>
      {page !== null && (
        <p class="absent-page">
          <a class="button framed" href={page} target="_blank" rel="noopener noreferrer">
            {i18n.t('none.openPage')}
          </a>
          <span class="absent-hint">{i18n.t('none.openPageHint')}</span>
        </p>
      )}
      <form
        class="absent-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (draft.title !== '') props.onAdd(draft);
        }}
      >
        <label>
          {i18n.t('none.title')}
          <input
            class="field"
            type="text"
            dir="auto"
            autocomplete="off"
            value={title}
            aria-describedby={isKept ? hintId : undefined}
            onInput={(event) => setTitle(event.currentTarget.value)}
            onKeyDown={(event) => event.stopPropagation()}
          />
        </label>
        <button type="submit" class="button framed" disabled={draft.title === ''}>
          {i18n.t('none.add')}
        </button>
      </form>
      {isKept && (
        <p id={hintId} class="absent-hint">
          {i18n.t('none.titleHint')}
        </p>
      )}
    </div>
  );
}
