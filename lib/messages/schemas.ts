/**
 * What the worker accepts, message by message. Everything that arrives is checked here before a
 * handler sees it; sizes are capped, because a page's renderer may be hostile.
 */
import {
  IDENTIFIER_SCHEMES,
  LINK_KINDS,
  type PaperId,
  SOURCE_KINDS,
  STATUSES,
  TAG_SLOTS,
  type TagId,
} from '../paper/paper.ts';
import { HOLDER_KINDS, TITLE_PARTS, TITLE_REASONS } from '../recognise/types.ts';
import { MARK_CHOICES, MARK_MODES } from '../settings/settings.ts';
import { SORTS } from './protocol.ts';
import {
  list,
  named,
  nothing,
  nullable,
  object,
  oneOf,
  record,
  text,
  truth,
  variant,
  whole,
} from './shape.ts';

const count = whole(0);
const ID = /^[0-9a-hjkmnp-tv-z]{16}$/i;
const paperId = named<PaperId>(ID);
const tagId = named<TagId>(ID);
const paperIds = list(paperId, 100_000);
const tagName = text(200);
const operationId = text(100);
const site = text(255);

const identifiers = list(object({ scheme: oneOf(IDENTIFIER_SCHEMES), value: text(500) }), 100);

const draft = object({
  title: text(4_000),
  abstract: text(65_536),
  authors: list(text(500), 10_000),
  year: nullable(whole()),
  venue: text(1_000),
  identifiers,
  links: list(object({ kind: oneOf(LINK_KINDS), url: text(4_000) }), 200),
});

const correction = variant('kind', {
  'not-here': object({ paperId, site }),
  'never-by-title': object({ paperId }),
});

const change = variant('kind', {
  tag: object({ paperIds, name: tagName }),
  untag: object({ paperIds, tagId }),
  status: object({ paperIds, status: nullable(oneOf(STATUSES)) }),
  note: object({ paperId, note: text(65_536) }),
  'rename-tag': object({ tagId, name: tagName }),
  slot: object({ tagId, slot: nullable(oneOf(TAG_SLOTS)) }),
  'delete-tag': object({ tagId }),
  correct: object({ correction }),
  'withdraw-correction': object({ correction }),
  'add-papers': object({
    papers: list(draft, 2_000),
    source: object({ kind: oneOf(SOURCE_KINDS), name: text(500) }),
  }),
  'delete-papers': object({ paperIds }),
  'remove-starter': object({}),
});

const evidence = variant('certainty', {
  identifier: object(
    { reason: oneOf([...IDENTIFIER_SCHEMES, ...LINK_KINDS]), detail: text(4_000) },
    { place: oneOf(['text']), conflict: truth },
  ),
  title: object({ reason: oneOf(TITLE_REASONS) }, { part: oneOf(TITLE_PARTS), conflict: truth }),
});

const candidate = variant('kind', {
  title: object({
    row: count,
    linkedTo: list(text(4_000), 4),
    context: object({
      surface: text(4_000),
      before: text(400),
      after: text(400),
      holders: list(object({ kind: oneOf(HOLDER_KINDS), before: text(400), after: text(400) }), 16),
    }),
  }),
  link: object({ row: count, key: text(4_000), in: oneOf(['link', 'text']) }),
});

const settings = object({
  mode: oneOf(MARK_MODES),
  chosenSites: list(site, 10_000),
  siteLevels: record(site, oneOf(['links-only', 'off'])),
  marked: oneOf(MARK_CHOICES),
  markedTags: list(tagId, 1_000),
});

const tabId = whole();

/** The shape of every request, by message name. */
export const REQUESTS = {
  lookUp: object({ base: count, places: list(count, 20_000) }),
  recognise: object({ candidates: list(candidate, 2_000) }),
  reportPage: object({
    papers: list(object({ paperId, evidence, occurrences: count }), 2_000),
    partly: truth,
    self: nullable(
      variant('kind', {
        known: object({ paperId }),
        new: object({}),
      }),
    ),
  }),
  prepareMarks: object({ bring: oneOf(['script', 'rules']) }),
  announceCard: object({ nonce: text(100), paperId, evidence }),
  cardUnavailable: object({ paperId }),

  claimCard: object({ nonce: text(100) }),

  catalogueState: nothing,
  search: object(
    {
      query: text(20_000),
      tags: list(tagId, 1_000),
      statuses: list(oneOf(STATUSES), 4),
      untagged: truth,
      sort: oneOf(SORTS),
      offset: count,
      limit: whole(0, 1_000),
      depth: oneOf(['quick', 'full']),
    },
    { facets: truth },
  ),
  completeQuery: object({ query: text(20_000), caret: count }),
  findAlike: object({ id: paperId, limit: whole(0, 100) }),
  paper: object({ id: paperId }),
  tags: nothing,
  change: object({ id: operationId, change }),
  undo: object({ operation: operationId }),
  page: object({
    tabId,
    reading: nullable(
      object({
        pdf: truth,
        readable: truth,
        identifiers,
        own: nullable(draft),
        listed: nullable(list(draft, 1_000)),
      }),
    ),
  }),
  jumpTo: object({ tabId, paperId }),
  scanTab: object({ tabId }),
  changeSettings: settings,
  corrections: nothing,
  findReferences: object({ references: list(object({ draft, text: text(4_000) }), 1_000) }),
  imports: nothing,
  beginImport: object({ fingerprint: text(2_000), name: text(500) }),
  importChunk: object({
    jobId: text(100),
    chunk: count,
    papers: list(draft, 2_000),
    skipped: count,
  }),
  endImport: object({ jobId: text(100), state: oneOf(['done', 'cancelled']) }),
  startAfresh: object({ withStarter: truth }),
  restoreStarter: nothing,
  starterPapers: nothing,
} as const;
