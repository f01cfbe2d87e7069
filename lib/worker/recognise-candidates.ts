/** Judges the full hits of a page against the catalogue: the last word on whether a paper is marked. */
import type { Catalogue, Correction } from '../catalogue/catalogue.ts';
import type { Candidate, Paint, Recognised } from '../messages/protocol.ts';
import { identifiersInUrl } from '../paper/address-keys.ts';
import { identifierKey } from '../paper/identifiers.ts';
import { identifierKeys } from '../paper/identity.ts';
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
import type { Evidence, Row } from '../recognise/types.ts';
import { isLongTitle } from '../recognise/weight.ts';
import { type Settings, siteLevel } from '../settings/settings.ts';

interface Known {
  readonly paper: Paper;
  readonly summary: PaperSummary;
}

type TitleCandidate = Extract<Candidate, { kind: 'title' }>;
type LinkCandidate = Extract<Candidate, { kind: 'link' }>;

const isByTitle = (candidate: Candidate): candidate is TitleCandidate => candidate.kind === 'title';
const isLink = (candidate: Candidate): candidate is LinkCandidate => candidate.kind === 'link';

/** The frame that asks: its host name and its address. */
export interface AskingFrame {
  readonly site: string;
  readonly address: string;
}

/** Answers in the order of the candidates; null where it is not a mention of a known paper. */
export async function recogniseCandidates(
  catalogue: Catalogue,
  settings: Settings,
  { site, address }: AskingFrame,
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
  const works: Works = {
    own: identifiersInUrl(address).map(identifierKey),
    linked: new Map(candidates.filter(isLink).map(({ key, row }) => [key, known.get(row)])),
  };
  const chosen = chooseByTitle(byTitle, known, works, silent.byTitle);
  const titles = new Set(byTitle.map(({ context }) => context.surface).filter(isLongTitle));
  return candidates.map((candidate) => {
    const found = known.get(candidate.row);
    if (found === undefined) return null;
    const judged = isByTitle(candidate)
      ? chosen.has(candidate) && judgeInPlace(found, candidate, titles, works)
      : judgeKey(found, candidate);
    if (!judged) return null;
    const { summary, evidence } = judged;
    if (evidence.certainty === 'identifier' && silent.byLink.has(summary.id)) return null;
    return { paperId: summary.id, evidence, paint: paintOf(summary, tags, settings) };
  });
}

interface Judged {
  readonly summary: PaperSummary;
  readonly evidence: Evidence;
}

/** A link counts when the paper really has that key: the page's table knows hashes only. */
function judgeKey({ paper, summary }: Known, { key, in: place }: LinkCandidate): Judged | null {
  const evidence = judgeLink(paper, key);
  if (evidence?.certainty !== 'identifier') return null;
  return { summary, evidence: place === 'text' ? { ...evidence, place } : evidence };
}

/**
 * A title counts where it is; in a link to another known paper it depends: what an identifier names is that paper,
 * while code and project pages are shared, and there the title is surer.
 */
function judgeInPlace(
  { paper, summary }: Known,
  candidate: TitleCandidate,
  titles: ReadonlySet<string>,
  works: Works,
): Judged | null {
  const evidence = judgeTitle(paper, asListed(candidate.context, titles));
  const rival = evidence && findRival(paper, candidate, works);
  if (evidence === null || rival === null) return evidence && { summary, evidence };
  const isCode = /^(?:code|project)$/.test(rival.evidence.reason);
  const surer = isCode ? { summary, evidence } : rival;
  return { ...surer, evidence: { ...surer.evidence, conflict: true } };
}

/** What addresses around titles are held against. */
interface Works {
  /** Identity keys of the page itself. */
  readonly own: readonly string[];
  /** The papers that links lead to, by the key that they have of the link. */
  readonly linked: ReadonlyMap<string, Known | undefined>;
}

/** Another known paper, of another title, that the link around a title leads to. */
function findRival(
  paper: Paper,
  { context, linkedTo }: TitleCandidate,
  { linked }: Works,
): Judged | null {
  for (const key of linkedTo) {
    const other = linked.get(key);
    const evidence = other === undefined ? null : judgeLink(other.paper, key);
    if (other === undefined || evidence === null) continue;
    const isItsToo = readTitle(other.paper.title, context.surface, context.after) !== null;
    return isItsToo || other.paper === paper ? null : { summary: other.summary, evidence };
  }
  return null;
}

const schemeOf = (key: string) => key.slice(0, key.indexOf(':'));

/** Whether one of the keys is another work's: of a kind that this paper has too. */
function isAnothers(paper: Paper, keys: readonly string[]): boolean {
  const own = identifierKeys(paper);
  return keys.some(
    (key) => !own.includes(key) && own.some((each) => schemeOf(each) === schemeOf(key)),
  );
}

/**
 * Whether the title is that of a work that the catalogue does not have: the one that its link leads to, or, in a
 * heading without a link, the one whose page this is.
 */
function isOfStranger(paper: Paper, candidate: TitleCandidate, works: Works): boolean {
  const { linkedTo, context } = candidate;
  if (linkedTo.length > 0)
    return isAnothers(paper, linkedTo) && findRival(paper, candidate, works) === null;
  return context.holders.some(({ kind }) => kind === 'heading') && isAnothers(paper, works.own);
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
  known: ReadonlyMap<Row, Known>,
  works: Works,
  silenced: ReadonlySet<PaperId>,
): Set<Candidate> {
  const linked = new Set(works.linked.values());
  const places = Map.groupBy(byTitle, ({ context, linkedTo }) =>
    JSON.stringify([context, linkedTo]),
  );
  const chosen = new Set<Candidate>();
  for (const there of places.values()) {
    const row = chooseRow(there, known, works, silenced, linked);
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
  works: Works,
  silenced: ReadonlySet<PaperId>,
  linked: ReadonlySet<Known | undefined>,
): Row | null {
  const whole: Row[] = [];
  const parts: Row[] = [];
  for (const candidate of there) {
    const { row, context } = candidate;
    const paper = known.get(row)?.paper;
    const reading = paper && readTitle(paper.title, context.surface, context.after);
    if (paper === undefined || reading == null || isOfStranger(paper, candidate, works)) continue;
    if (silenced.has(paper.id)) return null;
    const list = reading.part === null ? whole : parts;
    if (!list.includes(row)) list.push(row);
  }
  if (whole.length === 0) return parts.length === 1 ? (parts[0] ?? null) : null;
  const handled = (row: Row) => known.get(row)?.summary.handled === true;
  return whole.find((row) => linked.has(known.get(row))) ?? whole.find(handled) ?? whole[0] ?? null;
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
