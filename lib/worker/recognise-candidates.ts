/** Judges the full hits of a page against the catalogue: the last word on whether a paper is marked. */
import type { Catalogue, Correction } from '../catalogue/catalogue.ts';
import type { Candidate, Paint, Recognised } from '../messages/protocol.ts';
import { identifierKeys, pageKeys } from '../paper/identity.ts';
import {
  type Paper,
  type PaperId,
  type PaperSummary,
  TAG_SLOTS,
  type TagCount,
} from '../paper/paper.ts';
import { judgeLink, judgeTitle } from '../recognise/judge.ts';
import { type Settings, siteLevel } from '../settings/settings.ts';

interface Known {
  readonly paper: Paper;
  readonly summary: PaperSummary;
}

/** Answers in the order of the candidates; null where it is not a mention of a known paper. */
export async function recogniseCandidates(
  catalogue: Catalogue,
  settings: Settings,
  site: string,
  candidates: readonly Candidate[],
): Promise<(Recognised | null)[]> {
  const rows = [...new Set(candidates.map(({ row }) => row))];
  const [papers, summaries, tags, corrections] = await Promise.all([
    catalogue.papersAtRows(rows),
    catalogue.summariseRows(rows),
    catalogue.listTags(),
    catalogue.listCorrections(),
  ]);
  const known = new Map<number, Known>();
  rows.forEach((row, index) => {
    const paper = papers[index];
    const summary = summaries[index];
    if (paper !== undefined && summary !== undefined) known.set(row, { paper, summary });
  });
  const level = siteLevel(settings, site);
  return candidates.map((candidate) => {
    const found = known.get(candidate.row);
    if (found === undefined || level === 'off') return null;
    if (candidate.kind === 'title' && level === 'links-only') return null;
    if (isCorrected(corrections, found.paper.id, site, candidate.kind)) return null;
    if (candidate.kind === 'title' && leadsElsewhere(found.paper, candidate.linkedTo)) return null;
    const evidence =
      candidate.kind === 'title'
        ? judgeTitle(found.paper.title, candidate.context)
        : judgeKey(found.paper, candidate);
    if (evidence === null) return null;
    return { paperId: found.paper.id, evidence, paint: paintOf(found.summary, tags, settings) };
  });
}

/** A link counts when the paper really has that key: the page's table knows hashes only. */
function judgeKey(
  paper: Paper,
  { key, in: place }: Candidate & { kind: 'link' },
): Recognised['evidence'] | null {
  const evidence = pageKeys(paper).includes(key) ? judgeLink(paper, key) : null;
  const isInText = place === 'text' && evidence?.certainty === 'identifier';
  return isInText ? { ...evidence, place } : evidence;
}

const schemeOf = (key: string) => key.slice(0, key.indexOf(':'));

/** A title in a link to another work, by an identifier of a kind that this paper has too, is that work's. */
function leadsElsewhere(paper: Paper, linkedTo: readonly string[]): boolean {
  const own = identifierKeys(paper);
  return linkedTo.some(
    (key) => !own.includes(key) && own.some((each) => schemeOf(each) === schemeOf(key)),
  );
}

function isCorrected(
  corrections: readonly Correction[],
  paperId: PaperId,
  site: string,
  kind: Candidate['kind'],
): boolean {
  return corrections.some(
    (correction) =>
      correction.paperId === paperId &&
      (correction.kind === 'not-here' ? correction.site === site : kind === 'title'),
  );
}

/** How the marks of a paper look now: the lowest slot among its tags, or neutral. */
function paintOf(summary: PaperSummary, tags: readonly TagCount[], settings: Settings): Paint {
  return {
    marked: isChosen(summary, settings),
    slot:
      TAG_SLOTS.find((slot) =>
        tags.some((tag) => tag.slot === slot && summary.tags.includes(tag.id)),
      ) ?? null,
    setAside: summary.status === 'set-aside',
  };
}

function isChosen(summary: PaperSummary, settings: Settings): boolean {
  switch (settings.marked) {
    case 'everything':
      return true;
    case 'handled':
      return summary.handled;
    case 'tags':
      return summary.tags.some((tag) => settings.markedTags.includes(tag));
  }
}
