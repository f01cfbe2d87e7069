/** What a posting weighs by itself: only to choose the head of a long list; ranking has its own rule. */
import { FIELD, timesIn } from './fields.ts';

/** Once in the average title counts as much as so often in the average abstract. */
const TITLE_WEIGHT = 6;
const NAME_WEIGHT = 4;
const OTHER_WEIGHT = 5;
const USUAL_TITLE = 10;
const USUAL_ABSTRACT = 150;
/** How much a text's length counts, and where many times stop counting, as in BM25. */
const LENGTH_SHARE = 0.5;
const SATURATION = 6;

function normed(times: number, length: number, usual: number): number {
  return times / (1 - LENGTH_SHARE + (LENGTH_SHARE * length) / usual);
}

/** From 0 to 255. Lengths in words. */
export function impactOf(times: number, titleLength: number, abstractLength: number): number {
  const weight =
    TITLE_WEIGHT * normed(timesIn(times, FIELD.title), titleLength, USUAL_TITLE) +
    NAME_WEIGHT * timesIn(times, FIELD.name) +
    OTHER_WEIGHT *
      (timesIn(times, FIELD.authors) +
        timesIn(times, FIELD.venue) +
        timesIn(times, FIELD.note) +
        timesIn(times, FIELD.tags)) +
    normed(timesIn(times, FIELD.abstract), abstractLength, USUAL_ABSTRACT);
  return Math.floor((255 * weight) / (weight + SATURATION));
}
