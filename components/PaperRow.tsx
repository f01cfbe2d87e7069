import type { PaperSummary, TagCount, TagId } from '../lib/paper/paper.ts';
import { Swatch } from './Chip.tsx';
import { HighlightedText, type Range } from './HighlightedText.tsx';
import { StatusSign } from './StatusControl.tsx';
import { leadIn } from './snippet.ts';
import './paper-row.css';

/** Every tag of the catalogue by its id. */
export type TagsById = ReadonlyMap<TagId, TagCount>;

export const tagsById = (tags: readonly TagCount[]): TagsById =>
  new Map(tags.map((tag) => [tag.id, tag]));

export interface PaperRowProps {
  readonly paper: PaperSummary;
  readonly tags: TagsById;
  readonly titleMatches?: readonly Range[];
  readonly snippet?: { readonly text: string; readonly matches: readonly Range[] } | null;
  /** A last word of meta, e.g. "×3". */
  readonly aside?: string | undefined;
}

function Meta({ paper, tags, aside }: PaperRowProps) {
  const facts = [paper.byline, paper.year === null ? '' : String(paper.year), paper.venue];
  const carried = paper.tags.flatMap((id) => tags.get(id) ?? []);
  if (facts.every((fact) => fact === '') && carried.length === 0 && aside === undefined)
    return null;
  return (
    <span class="row-meta">
      <span class="row-facts numeric">
        {facts
          .filter((fact) => fact !== '')
          .map((fact, index) => (
            <span key={fact}>
              {index > 0 && ' · '}
              <bdi dir="auto">{fact}</bdi>
            </span>
          ))}
      </span>
      <span class="row-tags">
        {carried.map((tag, index) => (
          <span key={tag.id} class="row-tag">
            {index > 0 && ' · '}
            {tag.slot !== null && <Swatch slot={tag.slot} />}
            <bdi dir="auto">{tag.name}</bdi>
          </span>
        ))}
      </span>
      {aside !== undefined && <span class="row-aside numeric">{aside}</span>}
    </span>
  );
}

/** What a list says of a paper: text only, since an option may hold nothing that can be pressed. */
export function PaperRow(props: PaperRowProps) {
  const { paper, snippet } = props;
  const cut = snippet ? leadIn(snippet.text, snippet.matches) : null;
  return (
    <div class="paper-row">
      <div class="row-words">
        <span class="row-title">
          <HighlightedText text={paper.title} ranges={props.titleMatches ?? []} />
        </span>
        {cut === null ? (
          <Meta {...props} />
        ) : (
          <span class="row-meta row-snippet">
            <HighlightedText text={cut.text} ranges={cut.ranges} />
          </span>
        )}
      </div>
      {paper.status !== null && <StatusSign status={paper.status} />}
    </div>
  );
}
