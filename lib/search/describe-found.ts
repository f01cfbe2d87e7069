/** What a list shows of a paper that was found: where the words are. */
import type { SearchResult } from '../messages/protocol.ts';
import type { PaperSummary, TagId } from '../paper/paper.ts';
import { tokenise } from '../text/tokenise.ts';
import { cutSnippet, findLetters, findMatches } from './excerpt.ts';
import type { Sought } from './sought.ts';
import type { SearchRecord } from './source.ts';

type SnippetField = NonNullable<SearchResult['snippet']>['field'];

/** A paper on its way into an answer. */
export interface Finding {
  readonly record: SearchRecord;
  readonly titleMatches: SearchResult['titleMatches'];
  /** Words that the title lacks, by their place in the query. */
  readonly lacking: readonly number[];
  /** The best snippet without the abstract. */
  readonly snippet: SearchResult['snippet'];
  /** Words of `lacking` that the snippet has. */
  readonly shown: number;
}

/** Everything but the abstract. */
export function describeRecord(
  record: SearchRecord,
  sought: Sought,
  tagNames: ReadonlyMap<TagId, string>,
): Finding {
  const { ranges, present } = findMatches(record.title, tokenise(record.title), sought);
  const isWhole = present.size === sought.words.length;
  const letters = isWhole ? [] : findLetters(record.title, sought.letters);
  const lacking = letters.length > 0 ? [] : sought.words.filter((word) => !present.has(word));
  const titleMatches = letters.length > 0 ? letters : ranges;
  const finding = { record, titleMatches, lacking, snippet: null, shown: 0 };
  const { authors, venue, year, note } = record;
  const texts = [
    { field: 'tags', text: record.tags.map((id) => tagNames.get(id) ?? '').join(', ') },
    { field: 'note', text: note },
    { field: 'authors', text: authors },
    { field: 'venue', text: year === null ? venue : `${venue} ${year}`.trim() },
  ] as const;
  return texts.reduce(
    (best: Finding, { field, text }) => withSnippet(best, field, text, sought),
    finding,
  );
}

/** The finding with a snippet of the text, where that shows more of the words the title lacks. */
export function withSnippet(
  finding: Finding,
  field: SnippetField,
  text: string,
  sought: Sought,
): Finding {
  if (finding.lacking.length === finding.shown || text === '') return finding;
  const matches = findMatches(text, tokenise(text), sought);
  const shown = finding.lacking.filter((word) => matches.present.has(word)).length;
  if (shown <= finding.shown) return finding;
  return { ...finding, shown, snippet: { field, ...cutSnippet(text, matches) } };
}

/** What lists show of a paper that was read for search. */
export function summaryOf({ authors: _, ...summary }: SearchRecord): PaperSummary {
  return summary;
}
