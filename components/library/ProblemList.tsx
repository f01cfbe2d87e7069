import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { ImportReason } from '../../lib/imports/run-import.ts';
import { formatNumber } from '../numbers.ts';

/** Rows shown; the copied list has all that were kept. */
const SHOWN = 200;

const REASONS = {
  'page-chrome': () => i18n.t('library.problems.pageChrome'),
  duplicate: () => i18n.t('library.problems.duplicate'),
  'no-abstract': () => i18n.t('library.problems.noAbstract'),
  'no-title': () => i18n.t('library.problems.noTitle'),
  unclear: () => i18n.t('library.problems.unclear'),
  'id-alone': () => i18n.t('library.problems.idAlone'),
  'not-papers': () => i18n.t('library.problems.notPapers'),
  'too-long': () => i18n.t('library.problems.tooLong'),
  'not-json': () => i18n.t('library.problems.notJson'),
  'wrong-type': () => i18n.t('library.problems.wrongType'),
  'bad-encoding': () => i18n.t('library.problems.badEncoding'),
  'identifier-clash': () => i18n.t('library.problems.identifierClash'),
} as const satisfies Record<ImportReason, () => string>;

export interface ListedProblem {
  readonly line: number;
  readonly reason: ImportReason;
  readonly text: string;
  readonly kind: 'skipped' | 'note';
  /** Where several files were read. */
  readonly file?: string;
}

function asText(problems: readonly ListedProblem[]): string {
  return problems
    .map(({ file, line, reason, text }) =>
      [...(file === undefined ? [] : [file]), line, REASONS[reason](), text].join('\t'),
    )
    .join('\n');
}

function Problems(props: {
  readonly title: string;
  readonly problems: readonly ListedProblem[];
  readonly open: boolean;
  readonly uncounted: number;
}) {
  const { problems } = props;
  const [copied, setCopied] = useState(false);
  const more = problems.length - SHOWN + props.uncounted;
  return (
    <details class="problems" open={props.open}>
      <summary>{props.title}</summary>
      <button
        type="button"
        class="button framed"
        onClick={() =>
          navigator.clipboard.writeText(asText(problems)).then(
            () => setCopied(true),
            () => setCopied(false),
          )
        }
      >
        {copied ? i18n.t('library.problems.copied') : i18n.t('library.problems.copy')}
      </button>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys */}
      <section class="table-scroll problem-scroll" aria-label={props.title} tabIndex={0}>
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{i18n.t('library.problems.line')}</th>
              <th scope="col">{i18n.t('library.problems.reason')}</th>
              <th scope="col">{i18n.t('library.problems.text')}</th>
            </tr>
          </thead>
          <tbody>
            {problems.slice(0, SHOWN).map((problem) => (
              <tr key={`${problem.file}:${problem.line}:${problem.reason}`}>
                <td class="numeric">{formatNumber(problem.line)}</td>
                <td>{REASONS[problem.reason]()}</td>
                <td class="problem-text">
                  <bdi dir="auto">{problem.text}</bdi>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {more > 0 && <p class="page-hint">{i18n.t('library.problems.more', [formatNumber(more)])}</p>}
    </details>
  );
}

/** What could not be read, with lines and reasons, to be looked at and copied; `count` may be more than is listed. */
export function ProblemList(props: {
  readonly problems: readonly ListedProblem[];
  readonly count: number;
}) {
  const skipped = props.problems.filter(({ kind }) => kind === 'skipped');
  const notes = props.problems.filter(({ kind }) => kind === 'note');
  const unlisted = props.count - props.problems.length;
  return (
    <>
      {skipped.length > 0 && (
        <Problems
          title={i18n.t('library.problems.skippedTitle', skipped.length + unlisted, [
            formatNumber(skipped.length + unlisted),
          ])}
          problems={skipped}
          uncounted={unlisted}
          open
        />
      )}
      {notes.length > 0 && (
        <Problems
          title={i18n.t('library.problems.notesTitle', notes.length, [formatNumber(notes.length)])}
          problems={notes}
          uncounted={0}
          open={false}
        />
      )}
    </>
  );
}
