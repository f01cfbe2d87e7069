/** One mark per paper in a row: which mentions belong together, and which of them are painted. */
import type { PagePaper } from '../messages/protocol.ts';
import type { PaperId } from '../paper/paper.ts';
import type { Evidence } from '../recognise/types.ts';
import { closest, localNameOf } from './dom.ts';
import { blockOf } from './elements.ts';
import { headFinder, isHead } from './entries.ts';
import type { Found } from './hits.ts';
import { createPageOrder } from './page-order.ts';

/** A full hit that the worker confirmed. */
export interface Mention {
  readonly found: Found;
  readonly paperId: PaperId;
  readonly evidence: Evidence;
}

/** A place that stands for a paper; `range` is null where only a picture links to it. */
export interface Mark {
  readonly paperId: PaperId;
  readonly evidence: Evidence;
  readonly element: Element;
  readonly range: StaticRange | null;
}

/** What holds one entry of a list, however the page builds lists: a `dd` belongs to the `dt` before it. */
function rowOf(element: Element): Element {
  const row =
    closest(element, 'tr,li,dt,dd,[role="row"],[role="listitem"]') ??
    closest(element, 'p') ??
    closest(element, 'article,[role="article"]') ??
    blockOf(element) ??
    element;
  let at: Element = row;
  while (localNameOf(at) === 'dd' && at.previousElementSibling !== null) {
    at = at.previousElementSibling;
  }
  return at;
}

const isTitle = ({ found }: Mention) => found.candidate.kind === 'title';

/** The marks of one row's mentions of one paper: every title; else a link that is a heading, the first with text, or the first. */
function marksOfRow(mentions: readonly Mention[]): Mark[] {
  const titles = mentions.filter(isTitle);
  const texts = mentions.filter(({ found }) => found.range !== null);
  const link = texts.find(isHead) ?? texts[0] ?? mentions[0];
  const shown = titles.length > 0 ? titles : link === undefined ? [] : [link];
  const strongest = mentions.find(({ evidence }) => evidence.certainty === 'identifier');
  return shown.map(({ found: { element, range }, paperId, evidence }) => ({
    paperId,
    evidence: evidence.conflict ? evidence : (strongest?.evidence ?? evidence),
    element,
    range,
  }));
}

/** Without links whose text is the title of another paper, and surer. */
function withoutOutdone(mentions: readonly Mention[]): Mention[] {
  const outdone = new Set(
    mentions
      .filter(({ evidence }) => evidence.certainty === 'title' && evidence.conflict)
      .map(({ found }) => closest(found.element, 'a[href]')),
  );
  return mentions.filter((mention) => isTitle(mention) || !outdone.has(mention.found.element));
}

/** All marks, in document order. */
export function marksOf(all: readonly Mention[]): Mark[] {
  const mentions = withoutOutdone(all);
  const rows = new Map<Element, Map<PaperId, Mention[]>>();
  const headOf = headFinder(mentions);
  for (const mention of mentions) {
    const row = rowOf((headOf(mention) ?? mention).found.element);
    const papers = rows.get(row) ?? new Map<PaperId, Mention[]>();
    rows.set(row, papers);
    papers.set(mention.paperId, [...(papers.get(mention.paperId) ?? []), mention]);
  }
  const compare = createPageOrder();
  const nodeOf = ({ element, range }: Mark) => range?.startContainer ?? element;
  return [...rows.values()]
    .flatMap((papers) => [...papers.values()].flatMap(marksOfRow))
    .sort(
      (a, b) =>
        compare(nodeOf(a), nodeOf(b)) || (a.range?.startOffset ?? 0) - (b.range?.startOffset ?? 0),
    );
}

/** The papers of a page in the order met, with the strongest evidence for each. */
export function papersOf(marks: readonly Mark[]): PagePaper[] {
  const papers = new Map<PaperId, PagePaper>();
  for (const { paperId, evidence } of marks) {
    const before = papers.get(paperId);
    papers.set(paperId, {
      paperId,
      evidence: before?.evidence.certainty === 'identifier' ? before.evidence : evidence,
      occurrences: (before?.occurrences ?? 0) + 1,
    });
  }
  return [...papers.values()];
}

/** Whether two marks stand for the same paper at the same place. */
export function isSameMark(a: Mark, b: Mark): boolean {
  if (a.paperId !== b.paperId || a.element !== b.element) return false;
  return (
    a.range?.startContainer === b.range?.startContainer &&
    a.range?.startOffset === b.range?.startOffset
  );
}
