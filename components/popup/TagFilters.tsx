import { i18n } from '#i18n';
import type { TagCount, TagId } from '../../lib/paper/paper.ts';
import { Swatch } from '../Chip.tsx';
import { tagWeight } from '../tag-match.ts';

const MAX_FILTERS = 6;

/**
 * The tags offered as filters: the most used lately and those that are on, of those that papers
 * carry; in an order that does not change with use, coloured ones first.
 */
export function filterTags(
  tags: readonly TagCount[],
  on: readonly TagId[],
  now: number,
): readonly TagCount[] {
  const useful = tags.filter((tag) => tag.papers > 0 || on.includes(tag.id));
  const often = [...useful].sort((a, b) => tagWeight(b, now) - tagWeight(a, now));
  const offered = often.filter((tag, index) => index < MAX_FILTERS || on.includes(tag.id));
  return offered.sort((a, b) => (a.slot ?? 9) - (b.slot ?? 9) || a.name.localeCompare(b.name));
}

/** Tags as switches above the list. */
export function TagFilters(props: {
  readonly tags: readonly TagCount[];
  readonly on: readonly TagId[];
  readonly onToggle: (id: TagId) => void;
}) {
  return (
    <fieldset class="filters" aria-label={i18n.t('popup.filters')}>
      {props.tags.map((tag) => (
        <button
          key={tag.id}
          type="button"
          class="filter"
          aria-pressed={props.on.includes(tag.id)}
          onClick={() => props.onToggle(tag.id)}
        >
          {tag.slot !== null && <Swatch slot={tag.slot} />}
          <bdi dir="auto">{tag.name}</bdi>
          <span class="filter-count numeric">{tag.papers}</span>
        </button>
      ))}
    </fieldset>
  );
}
