/** What a list shows of a paper that was found: where the words are. */
import type { SearchResult } from '../messages/protocol.ts';
import { cutSnippet, findLetters, findMatches } from './excerpt.ts';
import { placeWords } from './fold-words.ts';
import type { Query } from './query.ts';
import type { FoundPaper, SearchRecord } from './source.ts';
import { titleWords } from './title-words.ts';
import type { UserColumn } from './user-column.ts';

type SnippetField = NonNullable<SearchResult['snippet']>['field'];

/** A paper on its way into an answer. */
export interface Finding {
  readonly record: SearchRecord;
  readonly titleMatches: FoundPaper['titleMatches'];
  /** Words that the title lacks, by their place in the query. */
  readonly lacking: readonly number[];
  /** The best snippet without the abstract. */
  readonly snippet: FoundPaper['snippet'];
  /** Words of `lacking` that the snippet has. */
  readonly shown: number;
}

/** Everything but the abstract. */
export function describeRow(
  row: number,
  record: SearchRecord,
  query: Query,
  user: UserColumn,
): Finding {
  const { ranges, present } = findMatches(record.title, titleWords(record), query);
  const whole = findLetters(record.title, query.letters);
  const lacking =
    whole.length > 0 ? [] : query.words.map((_, index) => index).filter((i) => !present.has(i));
  const titleMatches = present.size < query.words.length && whole.length > 0 ? whole : ranges;
  const finding = { record, titleMatches, lacking, snippet: null, shown: 0 };
  const { authors, venue, year } = record;
  const texts = [
    { field: 'tags', text: user.tagNames(row) },
    { field: 'note', text: user.note(row) },
    { field: 'authors', text: authors },
    { field: 'venue', text: year === null ? venue : `${venue} ${year}`.trim() },
  ] as const;
  return texts.reduce(
    (best: Finding, { field, text }) => withSnippet(best, field, text, query),
    finding,
  );
}

/** The finding with a snippet of the text, where that shows more of the words the title lacks. */
export function withSnippet(
  finding: Finding,
  field: SnippetField,
  text: string,
  query: Query,
): Finding {
  if (finding.lacking.length === finding.shown || text === '') return finding;
  const matches = findMatches(text, placeWords(text), query);
  const shown = finding.lacking.filter((index) => matches.present.has(index)).length;
  if (shown <= finding.shown) return finding;
  return { ...finding, shown, snippet: { field, ...cutSnippet(text, matches) } };
}
