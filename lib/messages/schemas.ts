/**
 * What the worker accepts, message by message. Everything that arrives is checked here before a
 * handler sees it; sizes are capped, because a page's renderer may be hostile.
 */
import * as v from 'valibot';
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

const text = (most: number) => v.pipe(v.string(), v.maxLength(most));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const list = <Item extends v.GenericSchema>(item: Item, most: number) =>
  v.pipe(v.array(item), v.maxLength(most));

const ID = /^[0-9a-hjkmnp-tv-z]{16}$/i;
const paperId = v.pipe(
  v.string(),
  v.regex(ID),
  v.transform((id) => id as PaperId),
);
const tagId = v.pipe(
  v.string(),
  v.regex(ID),
  v.transform((id) => id as TagId),
);
const paperIds = list(paperId, 100_000);
const tagName = text(200);
const operationId = text(100);
const site = text(255);
const nothing = v.optional(v.undefined());

const draft = v.object({
  title: text(4_000),
  abstract: text(65_536),
  authors: list(text(500), 10_000),
  year: v.nullable(v.pipe(v.number(), v.integer())),
  venue: text(1_000),
  identifiers: list(v.object({ scheme: v.picklist(IDENTIFIER_SCHEMES), value: text(500) }), 100),
  links: list(v.object({ kind: v.picklist(LINK_KINDS), url: text(4_000) }), 200),
});

const correction = v.variant('kind', [
  v.object({ kind: v.literal('not-here'), paperId, site }),
  v.object({ kind: v.literal('never-by-title'), paperId }),
]);

const change = v.variant('kind', [
  v.object({ kind: v.literal('tag'), paperIds, name: tagName }),
  v.object({ kind: v.literal('untag'), paperIds, tagId }),
  v.object({ kind: v.literal('status'), paperIds, status: v.nullable(v.picklist(STATUSES)) }),
  v.object({ kind: v.literal('note'), paperId, note: text(65_536) }),
  v.object({ kind: v.literal('rename-tag'), tagId, name: tagName }),
  v.object({ kind: v.literal('slot'), tagId, slot: v.nullable(v.picklist(TAG_SLOTS)) }),
  v.object({ kind: v.literal('delete-tag'), tagId }),
  v.object({ kind: v.literal('correct'), correction }),
  v.object({ kind: v.literal('withdraw-correction'), correction }),
  v.object({
    kind: v.literal('add-papers'),
    papers: list(draft, 2_000),
    source: v.object({ kind: v.picklist(SOURCE_KINDS), name: text(500) }),
  }),
  v.object({ kind: v.literal('delete-papers'), paperIds }),
  v.object({ kind: v.literal('remove-starter') }),
]);

const evidence = v.variant('certainty', [
  v.object({
    certainty: v.literal('identifier'),
    reason: v.picklist([...IDENTIFIER_SCHEMES, ...LINK_KINDS]),
    detail: text(4_000),
    place: v.exactOptional(v.literal('text')),
  }),
  v.object({
    certainty: v.literal('title'),
    part: v.exactOptional(v.picklist(TITLE_PARTS)),
    reason: v.picklist(TITLE_REASONS),
  }),
]);

const candidate = v.variant('kind', [
  v.object({
    kind: v.literal('title'),
    row: count,
    linkedTo: list(text(4_000), 4),
    context: v.object({
      surface: text(4_000),
      before: text(400),
      after: text(400),
      holders: list(
        v.object({ kind: v.picklist(HOLDER_KINDS), before: text(400), after: text(400) }),
        16,
      ),
    }),
  }),
  v.object({
    kind: v.literal('link'),
    row: count,
    key: text(4_000),
    in: v.picklist(['link', 'text']),
  }),
]);

const settings = v.object({
  mode: v.picklist(MARK_MODES),
  chosenSites: list(site, 10_000),
  siteLevels: v.record(site, v.picklist(['links-only', 'off'])),
  marked: v.picklist(MARK_CHOICES),
  markedTags: list(tagId, 1_000),
});

const tabId = v.pipe(v.number(), v.integer());

/** The shape of every request, by message name. */
export const REQUESTS = {
  lookUp: v.object({ base: count, places: list(count, 20_000) }),
  recognise: v.object({ candidates: list(candidate, 2_000) }),
  reportPage: v.object({
    papers: list(v.object({ paperId, evidence, occurrences: count }), 2_000),
    partly: v.boolean(),
    self: v.nullable(
      v.variant('kind', [
        v.object({ kind: v.literal('known'), paperId }),
        v.object({ kind: v.literal('new') }),
      ]),
    ),
  }),
  prepareMarks: v.object({ bring: v.picklist(['script', 'rules']) }),
  announceCard: v.object({ nonce: text(100), paperId, evidence }),
  cardUnavailable: v.object({ paperId }),

  claimCard: v.object({ nonce: text(100) }),

  catalogueState: nothing,
  search: v.object({
    query: text(20_000),
    tags: list(tagId, 1_000),
    statuses: list(v.picklist(STATUSES), 4),
    untagged: v.boolean(),
    sort: v.picklist(SORTS),
    offset: count,
    limit: v.pipe(count, v.maxValue(1_000)),
    depth: v.picklist(['quick', 'full']),
  }),
  paper: v.object({ id: paperId }),
  tags: nothing,
  change: v.object({ id: operationId, change }),
  undo: v.object({ operation: operationId }),
  page: v.object({
    tabId,
    reading: v.nullable(
      v.object({
        pdf: v.boolean(),
        own: v.nullable(draft),
        listed: v.nullable(list(draft, 1_000)),
      }),
    ),
  }),
  jumpTo: v.object({ tabId, paperId }),
  scanTab: v.object({ tabId }),
  changeSettings: settings,
  corrections: nothing,
  preview: v.object({ drafts: list(draft, 5_000) }),
  imports: nothing,
  beginImport: v.object({ fingerprint: text(2_000), name: text(500) }),
  importChunk: v.object({
    jobId: text(100),
    chunk: count,
    papers: list(draft, 2_000),
    skipped: count,
  }),
  endImport: v.object({ jobId: text(100), state: v.picklist(['done', 'cancelled']) }),
  startAfresh: v.object({ withStarter: v.boolean() }),
  restoreStarter: nothing,
  starterPapers: nothing,
} as const;
