/**
 * Which paper of the catalogue a draft is. Identifiers decide, then the folded title; a title alone
 * does not join works that cannot be one ("Introduction"), and what contradicts itself is refused.
 */
import { familyName } from '../paper/byline.ts';
import { identifierKeys, identityKeys, mergeKeys, titleIdentityKey } from '../paper/identity.ts';
import { newPaperId, starterPaperId } from '../paper/new-id.ts';
import type { Paper, PaperDraft, PaperId, SourceKind } from '../paper/paper.ts';
import type { Row } from '../recognise/types.ts';
import { titleKey } from '../text/fold.ts';
import { idKey } from './key-buckets.ts';
import type { PaperChanges } from './paper-changes.ts';

/** A draft with all that can be worked out before a transaction. */
export interface PreparedDraft {
  readonly draft: PaperDraft;
  /** Keys that make it one work with another. */
  readonly mergeKeys: readonly string[];
  /** All keys that lead to it, those of its id included. */
  readonly allKeys: readonly string[];
  readonly id: PaperId;
  /** Where another paper has the id: two starter papers of one title. */
  readonly spareId: PaperId;
}

export async function prepareDrafts(
  drafts: readonly PaperDraft[],
  kind: SourceKind,
): Promise<PreparedDraft[]> {
  const prepared: PreparedDraft[] = [];
  for (const draft of drafts) {
    const spareId = newPaperId();
    const id = kind === 'starter' ? await starterPaperId(draft.title) : spareId;
    const allKeys = [...identityKeys(draft), idKey(id), idKey(spareId)];
    prepared.push({ draft, mergeKeys: mergeKeys(draft), allKeys, id, spareId });
  }
  return prepared;
}

export type Match =
  | { readonly kind: 'new' }
  | { readonly kind: 'known'; readonly row: Row; readonly paper: Paper }
  /** `detail` names both papers. */
  | { readonly kind: 'clash'; readonly detail: string };

interface Found {
  readonly row: Row;
  readonly paper: Paper;
}

function schemeOf(key: string): string {
  return key.slice(0, key.indexOf(':'));
}

/** One work may have several of these: a forum a submission, an entry a version. */
const OFTEN_SEVERAL = /^(?:openreview|dblp|s2|corpusid)$/;

/** Both have identifiers of one scheme that tells works apart, and none in common. */
function identifiersDiffer(a: PaperDraft, b: PaperDraft): boolean {
  const ours = identifierKeys(a);
  const theirs = identifierKeys(b);
  return ours.some((key) => {
    if (OFTEN_SEVERAL.test(schemeOf(key))) return false;
    const rivals = theirs.filter((other) => schemeOf(other) === schemeOf(key));
    return rivals.length > 0 && !rivals.some((rival) => ours.includes(rival));
  });
}

const MIN_NAME_LETTERS = 2;
/** Of "et al.", and of names from many families ("van den Oord", "de la Cruz"). */
const NO_NAME = /^(?:et|al|others|van|von|den?|der|la)$/;

const wordsOf = (names: readonly string[]): Set<string> =>
  new Set(
    names
      .flatMap((name) => name.split(/[\s,.]+/))
      .map(titleKey)
      .filter((word) => word.length >= MIN_NAME_LETTERS && !NO_NAME.test(word)),
  );

/** Whether a family name of `a` is among the names of `b`. */
function namesFamily(a: PaperDraft, b: PaperDraft): boolean {
  const theirs = wordsOf(b.authors);
  return [...wordsOf(a.authors.map(familyName))].some((word) => theirs.has(word));
}

/** By family names; which of two names that is ("Wang Wei") is not sure, so one of them will do. A given name in common is chance. */
const shareAuthor = (a: PaperDraft, b: PaperDraft) => namesFamily(a, b) || namesFamily(b, a);

/** Whether papers of one title may be one work: not with other identifiers, nor with wholly other authors. */
function mayBeOneWork(a: PaperDraft, b: PaperDraft): boolean {
  if (identifiersDiffer(a, b)) return false;
  return a.authors.length === 0 || b.authors.length === 0 || shareAuthor(a, b);
}

/** The papers that really have the key: hashes collide. */
export function papersByKey(papers: PaperChanges, key: string): Found[] {
  const found: Found[] = [];
  for (const row of papers.rowsOf(key)) {
    const paper = papers.at(row);
    if (paper !== null && identityKeys(paper).includes(key)) found.push({ row, paper });
  }
  return found;
}

function named(paper: PaperDraft): string {
  const keys = identifierKeys(paper);
  return `“${paper.title}”${keys.length === 0 ? '' : ` (${keys.join(', ')})`}`;
}

function clash(a: PaperDraft, b: PaperDraft): Match {
  return { kind: 'clash', detail: `${named(a)} ≠ ${named(b)}` };
}

/** Readies keys and papers for `matchDraft`. */
export async function loadMatches(
  papers: PaperChanges,
  prepared: readonly PreparedDraft[],
): Promise<void> {
  await papers.loadKeys(prepared.flatMap(({ allKeys }) => allKeys));
  await papers.load(
    prepared.flatMap(({ mergeKeys }) => mergeKeys.flatMap((key) => papers.rowsOf(key))),
  );
}

/** Looks at papers from row `from` on. */
export function matchDraft(papers: PaperChanges, prepared: PreparedDraft, from: Row = 0): Match {
  const { draft } = prepared;
  const title = titleIdentityKey(draft.title);
  const having = (key: string) => papersByKey(papers, key).filter(({ row }) => row >= from);
  const byIdentifier = new Map<Row, Paper>();
  for (const key of prepared.mergeKeys)
    if (key !== title) for (const { row, paper } of having(key)) byIdentifier.set(row, paper);
  const byTitle =
    title === null ? [] : having(title).filter(({ paper }) => mayBeOneWork(paper, draft));
  const [identified, rival] = byIdentifier;
  if (identified === undefined) return bestOf(byTitle, draft);
  const [row, paper] = identified;
  if (rival !== undefined) return clash(paper, rival[1]);
  if (titleIdentityKey(paper.title) !== title) {
    if (identifiersDiffer(paper, draft)) return clash(draft, paper);
    const [other] = byTitle;
    if (other !== undefined) return clash(paper, other.paper);
  }
  return { kind: 'known', row, paper };
}

/** Of papers that may all be the draft: one that shares an author with it, else the oldest. */
function bestOf(found: readonly Found[], draft: PaperDraft): Match {
  const best = found.find(({ paper }) => shareAuthor(paper, draft)) ?? found[0];
  return best === undefined ? { kind: 'new' } : { kind: 'known', ...best };
}
