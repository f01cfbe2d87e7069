/** Where a word stands in a paper, and how often: one number a posting. */

/**
 * `name`: the spellings of the name that a title has (`spellName`), each a word. `venue` has the year
 * too. `note` and `tags` are the user's part; a tag is indexed by its id (`tagTerm`), so that
 * a rename touches no paper.
 */
export const FIELDS = ['title', 'name', 'authors', 'venue', 'abstract', 'note', 'tags'] as const;
export type Field = (typeof FIELDS)[number];

/** Numbers of the fields, as they stand on disk. */
export const FIELD = {
  title: 0,
  name: 1,
  authors: 2,
  venue: 3,
  abstract: 4,
  note: 5,
  tags: 6,
} as const satisfies Record<Field, number>;

/** A name or a tag is there or not; of the others the places of the words are kept. */
export const HAS_PLACES: readonly boolean[] = FIELDS.map(
  (field) => field !== 'name' && field !== 'tags',
);

const BITS = 4;
/** Times counted in a field; more count as so many. */
export const MAX_TIMES = 15;

/** How often a word stands in the field, up to `MAX_TIMES`; `field` by number (`FIELD`). */
export function timesIn(times: number, field: number): number {
  return (times >>> (BITS * field)) & MAX_TIMES;
}

/** `times` with the count of a field, which must be 0 before. */
export function withTimes(times: number, field: number, count: number): number {
  return times | (Math.min(count, MAX_TIMES) << (BITS * field));
}

/** The fields of a set of field numbers as a mask: postings with `times & mask` not 0 have the word there. */
export function maskOf(fields: readonly Field[]): number {
  return fields.reduce((mask, field) => mask | (MAX_TIMES << (BITS * FIELD[field])), 0);
}

/** Places of words carry their field, so that neighbours differ by one and never cross fields. */
const FIELD_PLACES = 2 ** 24;

/** One number for a place: `field` by number, `position` counted in words. */
export function placeOf(field: number, position: number): number {
  return field * FIELD_PLACES + Math.min(position, FIELD_PLACES - 2);
}

export function fieldOfPlace(place: number): number {
  return place >>> 24;
}

export function positionOfPlace(place: number): number {
  return place & (FIELD_PLACES - 1);
}
