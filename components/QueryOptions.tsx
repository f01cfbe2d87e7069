import type { RefObject } from 'preact';
import { i18n } from '#i18n';
import type { CompletionOption } from '../lib/messages/protocol.ts';
import { formatNumber } from './numbers.ts';
import { usePlacement } from './use-placement.ts';
import type { QueryCompletion } from './use-query-completion.ts';
import './suggestions.css';
import './query-options.css';

/** What each operator asks for, beside its name. */
const MEANINGS: Readonly<Record<string, () => string>> = {
  'tag:': () => i18n.t('query.tag'),
  'author:': () => i18n.t('query.author'),
  'year:': () => i18n.t('query.year'),
  'venue:': () => i18n.t('query.venue'),
  'status:': () => i18n.t('query.status'),
  'has:': () => i18n.t('query.has'),
  'in:': () => i18n.t('query.in'),
};

function asideOf({ text, papers }: CompletionOption): string {
  return papers === null
    ? (MEANINGS[text]?.() ?? '')
    : i18n.t('tagField.papers', papers, [formatNumber(papers)]);
}

const showOption = (option: HTMLElement | null) => option?.scrollIntoView({ block: 'nearest' });

/** What may be meant in a search field, in a list under it. */
export function QueryOptions(props: {
  /** The element id; options are `${id}-${index}`. */
  readonly id: string;
  readonly field: RefObject<HTMLElement | null>;
  readonly completion: QueryCompletion;
}) {
  const { id, completion } = props;
  const placement = usePlacement(props.field, completion.options.length > 0);
  if (placement === null) return null;
  return (
    <div
      class="suggestions"
      role="listbox"
      id={id}
      aria-label={i18n.t('query.suggestions')}
      style={{ ...placement }}
    >
      {completion.options.map((option, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: keys act on the combobox that owns the list
        // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the combobox
        <div
          key={option.text}
          ref={index === completion.active ? showOption : null}
          id={`${id}-${index}`}
          class="suggestion query-option"
          role="option"
          aria-selected={index === completion.active}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => completion.take(option)}
        >
          <bdi dir="auto" class="query-option-text">
            {option.text}
          </bdi>
          <span class="query-option-aside numeric">{asideOf(option)}</span>
        </div>
      ))}
    </div>
  );
}
