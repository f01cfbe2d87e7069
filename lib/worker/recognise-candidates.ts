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
import { asListed } from '../recognise/listed.ts';
import { readTitle } from '../recognise/read-title.ts';
import type { Row } from '../recognise/types.ts';
import { isLongTitle } from '../recognise/weight.ts';
import { type Settings, siteLevel } from '../settings/settings.ts';

interface Known {
  readonly paper: Paper;
  readonly summary: PaperSummary;
}

type TitleCandidate = Extract<Candidate, { kind: 'title' }>;

const isByTitle = (candidate: Candidate): candidate is TitleCandidate => candidate.kind === 'title';

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
  const known = new Map<Row, Known>();
  rows.forEach((row, index) => {
    const paper = papers[index];
    const summary = summaries[index];
    if (paper !== undefined && summary !== undefined) known.set(row, { paper, summary });
  });
  const level = siteLevel(settings, site);
  const silent = silencedPapers(corrections, site);
  if (level === 'off') return candidates.map(() => null);
  const byTitle = level === 'titles-and-links' ? candidates.filter(isByTitle) : [];
  const chosen = chooseByTitle(byTitle, candidates, known, silent.byTitle);
  const titles = new Set(byTitle.map(({ context }) => context.surface).filter(isLongTitle));
  return candidates.map((candidate) => {
    const found = known.get(candidate.row);
    if (found === undefined) return null;
    const { paper, summary } = found;
    const isLink = candidate.kind === 'link';
    if (isLink ? silent.byLink.has(paper.id) : !chosen.has(candidate)) return null;
    const evidence = isLink
      ? judgeKey(paper, candidate)
      : judgeTitle(paper.title, asListed(candidate.context, titles));
    if (evidence === null) return null;
    return { paperId: paper.id, evidence, paint: paintOf(summary, tags, settings) };
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

interface Silenced {
  readonly byLink: ReadonlySet<PaperId>;
  readonly byTitle: ReadonlySet<PaperId>;
}

function silencedPapers(corrections: readonly Correction[], site: string): Silenced {
  const byLink = new Set<PaperId>();
  const byTitle = new Set<PaperId>();
  for (const correction of corrections) {
    if (correction.kind === 'not-here' && correction.site !== site) continue;
    byTitle.add(correction.paperId);
    if (correction.kind === 'not-here') byLink.add(correction.paperId);
  }
  return { byLink, byTitle };
}

/** The candidates that may stand for their place: of those with equal contexts the papers of one row. */
function chooseByTitle(
  byTitle: readonly TitleCandidate[],
  candidates: readonly Candidate[],
  known: ReadonlyMap<Row, Known>,
  silenced: ReadonlySet<PaperId>,
): Set<Candidate> {
  const linked = new Set(candidates.flatMap(({ kind, row }) => (kind === 'link' ? [row] : [])));
  const places = Map.groupBy(byTitle, ({ context, linkedTo }) =>
    JSON.stringify([context, linkedTo]),
  );
  const chosen = new Set<Candidate>();
  for (const there of places.values()) {
    const row = chooseRow(there, known, silenced, linked);
    for (const candidate of there) if (candidate.row === row) chosen.add(candidate);
  }
  return chosen;
}

/**
 * The one paper that a place may stand for. Of papers that share the title that the page leads to, one that the
 * user handled, or the first; what only begins a title, or is its main title, has to be one paper's only.
 * Where one of them is "not this paper", none is.
 */
function chooseRow(
  there: readonly TitleCandidate[],
  known: ReadonlyMap<Row, Known>,
  silenced: ReadonlySet<PaperId>,
  linked: ReadonlySet<Row>,
): Row | null {
  const whole: Row[] = [];
  const parts: Row[] = [];
  for (const { row, context, linkedTo } of there) {
    const paper = known.get(row)?.paper;
    const reading = paper && readTitle(paper.title, context.surface, context.after);
    if (paper === undefined || reading == null || leadsElsewhere(paper, linkedTo)) continue;
    if (silenced.has(paper.id)) return null;
    const list = reading.part === null ? whole : parts;
    if (!list.includes(row)) list.push(row);
  }
  if (whole.length === 0) return parts.length === 1 ? (parts[0] ?? null) : null;
  const handled = (row: Row) => known.get(row)?.summary.handled === true;
  return whole.find((row) => linked.has(row)) ?? whole.find(handled) ?? whole[0] ?? null;
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
