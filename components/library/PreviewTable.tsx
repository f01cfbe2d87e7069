import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { PreviewEntry } from '../../lib/imports/compare-pasted.ts';
import { byline } from '../../lib/paper/byline.ts';
import type { PaperSummary, TagCount } from '../../lib/paper/paper.ts';
import { Chip } from '../Chip.tsx';
import { formatNumber } from '../numbers.ts';
import { statusWord } from '../StatusControl.tsx';
import { type Addressing, PLAIN_LIST } from './AddressLink.tsx';
import { type ListedProblem, ProblemList } from './ProblemList.tsx';

/** Rows shown; all ticked ones are added. */
const SHOWN = 300;

export interface PreviewTableProps {
  readonly title: string;
  readonly entries: readonly PreviewEntry[];
  readonly problems: readonly ListedProblem[];
  readonly tags: readonly TagCount[];
  readonly addressing: Addressing;
  /** Places of the ticked entries. */
  readonly onAdd: (ticked: readonly number[]) => void;
  readonly onDiscard: () => void;
}

/** A paper that one has, as one has it. */
function Known({
  paper,
  tags,
  addressing,
}: { readonly paper: PaperSummary } & Pick<PreviewTableProps, 'tags' | 'addressing'>) {
  const carried = paper.tags.flatMap((id) => tags.find((tag) => tag.id === id) ?? []);
  return (
    <>
      {/* In a tab of its own: the list stays as it was ticked. */}
      <a
        href={addressing.href({ ...PLAIN_LIST, page: 'papers', paper: paper.id })}
        target="_blank"
        rel="noopener noreferrer"
      >
        <bdi dir="auto">{paper.title}</bdi>
      </a>
      <Facts facts={[paper.byline, paper.year === null ? '' : String(paper.year), paper.venue]} />
      {carried.length > 0 && (
        <span class="preview-tags">
          {carried.map(({ id, name, slot }) => (
            <Chip key={id} name={name} slot={slot} />
          ))}
        </span>
      )}
    </>
  );
}

function New({ draft }: Pick<PreviewEntry, 'draft'>) {
  const ids = draft.identifiers.map(({ value }) => value);
  const year = draft.year === null ? '' : String(draft.year);
  return (
    <>
      <bdi dir="auto">{draft.title}</bdi>
      <Facts facts={[byline(draft.authors), year, draft.venue, ...ids]} />
    </>
  );
}

function Facts({ facts }: { readonly facts: readonly string[] }) {
  const told = facts.filter((fact) => fact !== '');
  return (
    told.length > 0 && (
      <span class="preview-facts numeric">
        {told.map((fact, index) => (
          <span key={fact}>
            {index > 0 && ' · '}
            <bdi dir="auto">{fact}</bdi>
          </span>
        ))}
      </span>
    )
  );
}

function stateOf(known: PaperSummary | null): string {
  if (known === null) return i18n.t('library.preview.new');
  const status = known.status === null ? [] : [statusWord(known.status)];
  return [i18n.t('library.preview.known'), ...status].join(' · ');
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
      <p class="numeric" role="status">
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
                <tr key={place}>
                  <td>
                    <label class="tick-target">
                      <input
                        type="checkbox"
                        aria-label={i18n.t('library.preview.takePaper', [
                          known?.title ?? draft.title,
                        ])}
                        checked={ticked.has(place)}
                        onChange={() => toggle(place)}
                      />
                    </label>
                  </td>
                  <td class="preview-title">
                    {known === null ? (
                      <New draft={draft} />
                    ) : (
                      <Known paper={known} tags={props.tags} addressing={props.addressing} />
                    )}
                  </td>
                  <td class={known === null ? 'preview-new' : 'preview-known'}>{stateOf(known)}</td>
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
