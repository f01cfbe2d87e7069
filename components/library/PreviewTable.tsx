import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { PreviewEntry } from '../../lib/messages/protocol.ts';
import { formatNumber } from '../numbers.ts';
import { type ListedProblem, ProblemList } from './ProblemList.tsx';

/** Rows shown; all ticked ones are added. */
const SHOWN = 300;

export interface PreviewTableProps {
  readonly title: string;
  readonly entries: readonly PreviewEntry[];
  readonly problems: readonly ListedProblem[];
  /** Places of the ticked entries. */
  readonly onAdd: (ticked: readonly number[]) => void;
  readonly onDiscard: () => void;
}

/** What a list holds, before anything is added: new, known, unreadable. The new ones are ticked. */
export function PreviewTable(props: PreviewTableProps) {
  const { entries, problems } = props;
  const places = [...entries.keys()];
  const fresh = places.filter((place) => entries[place]?.known === null);
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set(fresh));
  const unreadable = problems.filter(({ kind }) => kind === 'skipped').length;

  const toggle = (place: number) => {
    const next = new Set(ticked);
    if (!next.delete(place)) next.add(place);
    setTicked(next);
  };
  const shown = entries.slice(0, SHOWN);
  return (
    <section class="preview" aria-labelledby="preview-title">
      <h2 id="preview-title" class="section-title">
        {props.title}
      </h2>
      <p class="numeric">
        {i18n.t('library.preview.counts', [
          formatNumber(fresh.length),
          formatNumber(entries.length - fresh.length),
          formatNumber(unreadable),
        ])}
      </p>
      {entries.length === 0 ? (
        <p class="page-hint">{i18n.t('library.preview.empty')}</p>
      ) : (
        <section
          class="table-scroll preview-scroll"
          aria-label={i18n.t('library.list.label')}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys
          tabIndex={0}
        >
          <table class="table preview-table">
            <thead>
              <tr>
                <th scope="col">{i18n.t('library.preview.take')}</th>
                <th scope="col">{i18n.t('library.preview.paper')}</th>
                <th scope="col">{i18n.t('library.preview.state')}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map(({ draft, known }, place) => (
                <tr key={draft.title}>
                  <td>
                    <label class="tick-target">
                      <input
                        type="checkbox"
                        aria-label={i18n.t('library.preview.takePaper', [draft.title])}
                        checked={ticked.has(place)}
                        onChange={() => toggle(place)}
                      />
                    </label>
                  </td>
                  <td class="preview-title">
                    <bdi dir="auto">{draft.title}</bdi>
                  </td>
                  <td class={known === null ? 'preview-new' : 'preview-known'}>
                    {known === null
                      ? i18n.t('library.preview.new')
                      : i18n.t('library.preview.known')}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {entries.length > SHOWN && (
        <p class="page-hint">
          {i18n.t('library.preview.shown', SHOWN, [
            formatNumber(SHOWN),
            formatNumber(entries.length),
          ])}
        </p>
      )}
      <ProblemList problems={problems} count={problems.length} />
      <p class="page-actions">
        <button
          type="button"
          class="button primary"
          disabled={ticked.size === 0}
          onClick={() => props.onAdd(places.filter((place) => ticked.has(place)))}
        >
          {i18n.t('library.preview.add', ticked.size, [formatNumber(ticked.size)])}
        </button>
        {ticked.size === fresh.length || (
          <button type="button" class="button framed" onClick={() => setTicked(new Set(fresh))}>
            {i18n.t('library.preview.tickNew')}
          </button>
        )}
        {ticked.size > 0 && (
          <button type="button" class="button framed" onClick={() => setTicked(new Set())}>
            {i18n.t('library.preview.untick')}
          </button>
        )}
        <button type="button" class="button quiet" onClick={props.onDiscard}>
          {i18n.t('library.preview.discard')}
        </button>
      </p>
    </section>
  );
}
