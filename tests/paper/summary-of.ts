import type { PaperId, PaperSummary } from '../../lib/paper/paper.ts';

/** A paper of which lists know nothing but its title, and what else matters to the test. */
export function summaryOf(
  id: string,
  title: string,
  more: Partial<PaperSummary> = {},
): PaperSummary {
  return {
    id: id as PaperId,
    title,
    byline: '',
    year: null,
    venue: '',
    bestLink: null,
    tags: [],
    status: null,
    note: '',
    handled: false,
    ...more,
  };
}
