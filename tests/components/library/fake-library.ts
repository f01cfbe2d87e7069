/** The library's outside, in memory: a catalogue that searches by title, and a record of what was asked for. */

import type { LibraryPorts } from '../../../entrypoints/library/ports.ts';
import type { Review } from '../../../lib/address/review.ts';
import type {
  CatalogueState,
  Change,
  Correction,
  Outcome,
} from '../../../lib/catalogue/catalogue.ts';
import type {
  SearchRequest,
  SearchResult,
  ViewToBackground,
} from '../../../lib/messages/protocol.ts';
import type { PaperId, PaperSummary, TagCount } from '../../../lib/paper/paper.ts';
import { titleOnly } from '../../../lib/paper/title-only.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../lib/settings/settings.ts';
import { titleKey } from '../../../lib/text/fold.ts';
import { createFakeWorker, type FakeWorker } from '../../imports/fake-worker.ts';
import { completeFrom } from '../fake-ports.ts';
import { NOW, PAPERS, TAGS, tagId } from '../sample.ts';

export interface FakeLibrary extends LibraryPorts {
  readonly searches: SearchRequest[];
  readonly changes: Change[];
  readonly undone: string[];
  readonly opened: { readonly url: string; readonly background: boolean }[];
  readonly worker: FakeWorker;
  readonly calls: string[];
  announce(): void;
}

export interface FakeLibraryOptions {
  readonly papers?: readonly PaperSummary[];
  readonly tags?: readonly TagCount[];
  readonly state?: CatalogueState;
  readonly settings?: Partial<Settings>;
  readonly corrections?: readonly { readonly correction: Correction; readonly title: string }[];
  readonly samples?: { readonly total: number; readonly untouched: number };
  readonly review?: Review | null;
  readonly abstract?: string;
  readonly hasAccess?: boolean;
  /** Answers in place of the fake's own. */
  readonly answers?: {
    readonly [Name in keyof ViewToBackground]?: (
      request: Parameters<ViewToBackground[Name]>[0],
    ) => Promise<ReturnType<ViewToBackground[Name]>>;
  };
}

const ABSTRACT =
  'The recent emergence of Large Language Models has enabled dramatic advancements, at a cost in latency that this abstract speaks of at some length.';

function matchOf(paper: PaperSummary, query: string): SearchResult | null {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const title = paper.title.toLowerCase();
  const titleMatches = words.map((word) => {
    const at = title.indexOf(word);
    return [at, at + word.length] as const;
  });
  return titleMatches.some(([at]) => at < 0) ? null : { paper, titleMatches, snippet: null };
}

export function fakeLibrary(options: FakeLibraryOptions = {}): FakeLibrary {
  let papers = [...(options.papers ?? PAPERS)];
  let tags = [...(options.tags ?? TAGS)];
  let settings: Settings = { ...DEFAULT_SETTINGS, ...options.settings };
  let listener: () => void = () => undefined;
  let left = options.review ?? null;
  const before = new Map<string, PaperSummary[]>();
  const worker = createFakeWorker();
  const record = {
    searches: [] as SearchRequest[],
    changes: [] as Change[],
    undone: [] as string[],
    opened: [] as { url: string; background: boolean }[],
    calls: [] as string[],
  };

  const edit = (ids: readonly PaperId[], change: (paper: PaperSummary) => PaperSummary) => {
    papers = papers.map((paper) => (ids.includes(paper.id) ? change(paper) : paper));
  };
  const giveTag = (ids: readonly PaperId[], name: string) => {
    const known = tags.find((tag) => tag.name === name);
    const id = known?.id ?? tagId(tags.length + 1);
    if (known === undefined)
      tags = [...tags, { id, name, slot: null, createdAt: NOW, usedAt: NOW, papers: 1 }];
    edit(ids, (paper) => ({ ...paper, tags: [...new Set([...paper.tags, id])] }));
    return id;
  };
  const apply = (change: Change): Partial<Outcome> => {
    switch (change.kind) {
      case 'tag':
        return { tagId: giveTag(change.paperIds, change.name) };
      case 'untag':
        edit(change.paperIds, (paper) => ({
          ...paper,
          tags: paper.tags.filter((id) => id !== change.tagId),
        }));
        return {};
      case 'status':
        edit(change.paperIds, (paper) => ({ ...paper, status: change.status }));
        return {};
      case 'note':
        edit([change.paperId], (paper) => ({ ...paper, note: change.note }));
        return {};
      case 'delete-papers':
        papers = papers.filter(({ id }) => !change.paperIds.includes(id));
        return {};
      case 'slot':
        tags = tags.map((tag) => ({
          ...tag,
          slot: tag.id === change.tagId ? change.slot : tag.slot === change.slot ? null : tag.slot,
        }));
        return {};
      case 'rename-tag':
        tags = tags.map((tag) => (tag.id === change.tagId ? { ...tag, name: change.name } : tag));
        return {};
      case 'delete-tag':
        tags = tags.filter(({ id }) => id !== change.tagId);
        return {};
      case 'add-papers':
        return { added: change.papers.length };
      default:
        return {};
    }
  };
  const search = (request: SearchRequest) => {
    const found = papers
      .filter((paper) => request.tags.every((id) => paper.tags.includes(id)))
      .filter(
        ({ status }) =>
          request.statuses.length === 0 || (status !== null && request.statuses.includes(status)),
      )
      .filter((paper) => !request.untagged || paper.tags.length === 0)
      .flatMap((paper) => matchOf(paper, request.query) ?? []);
    const missing = request.query
      .split(/\s+/)
      .filter((word) => word !== '' && !papers.some((paper) => matchOf(paper, word)));
    const results = found.slice(request.offset, request.offset + request.limit);
    return { total: found.length, complete: found.length, results, partial: false, missing };
  };

  const answers: {
    readonly [Name in keyof ViewToBackground]: (
      request: Parameters<ViewToBackground[Name]>[0],
    ) => Promise<ReturnType<ViewToBackground[Name]>>;
  } = {
    catalogueState: async () =>
      options.state ?? { kind: 'ready', papers: papers.length + worker.titles.size },
    async search(request) {
      if (request.limit > 0) record.searches.push(request);
      return search(request);
    },
    completeQuery: async ({ query, caret }) => completeFrom(query, caret),
    findAlike: async ({ id }) =>
      papers
        .filter((paper) => paper.id !== id)
        .slice(0, 2)
        .map((paper) => ({ paper, shared: ['decoding', 'draft'] })),
    async paper({ id }) {
      const summary = papers.find((paper) => paper.id === id);
      if (summary === undefined) return null;
      const arxiv = summary.bestLink?.split('/abs/')[1];
      return {
        summary,
        paper: {
          ...titleOnly(summary.title),
          id,
          abstract: options.abstract ?? ABSTRACT,
          authors: summary.byline === '' ? [] : ['A. Author', 'B. Author'],
          year: summary.year,
          venue: summary.venue,
          identifiers: arxiv === undefined ? [] : [{ scheme: 'arxiv', value: arxiv }],
          links: [{ kind: 'code', url: 'https://github.com/author/code' }],
          sources: [{ kind: 'import', name: 'papers.jsonl', at: NOW }],
        },
      };
    },
    tags: async () => tags,
    async change({ id, change }) {
      record.changes.push(change);
      before.set(id, papers);
      return {
        operation: id,
        paperIds: [],
        added: 0,
        merged: 0,
        refused: [],
        tagId: null,
        changed: true,
        ...apply(change),
      };
    },
    async undo({ operation }) {
      if (await worker.undo({ operation })) return true;
      record.undone.push(operation);
      papers = before.get(operation) ?? papers;
      return before.delete(operation);
    },
    page: () => Promise.reject(new Error('the library has no page')),
    jumpTo: () => Promise.reject(new Error('the library has no page')),
    scanTab: () => Promise.reject(new Error('the library has no page')),
    async changeSettings(next) {
      settings = next;
    },
    corrections: async () => options.corrections ?? [],
    findReferences: async ({ references }) =>
      references.map(
        ({ draft }) =>
          papers.find(({ title }) => titleKey(title) === titleKey(draft.title)) ?? null,
      ),
    imports: async () => worker.jobs,
    beginImport: worker.beginImport,
    importChunk: worker.importChunk,
    endImport: worker.endImport,
    startAfresh: async () => ({ kind: 'ready', papers: 0 }),
    restoreStarter: async () => ({ kind: 'ready', papers: 119 }),
    starterPapers: async () => options.samples ?? { total: 119, untouched: 117 },
    ...options.answers,
  };
  const ask = async (name: keyof ViewToBackground, request?: unknown): Promise<unknown> => {
    record.calls.push(name);
    const answer = answers[name] as (request: unknown) => Promise<unknown>;
    return answer(request);
  };

  return {
    ...record,
    worker,
    ask: ask as LibraryPorts['ask'],
    onViewsChanged(heard) {
      listener = heard;
      return () => {
        listener = () => undefined;
      };
    },
    announce: () => listener(),
    readSettings: async () => settings,
    readReview: async () => left,
    leaveReview: async (review) => {
      left = review;
    },
    openLink: (url, background) => record.opened.push({ url, background }),
    hasAccess: async () => options.hasAccess ?? true,
    requestAccess: async () => true,
    version: '0.1.0',
    shortcutAddress: 'chrome://extensions/shortcuts',
  };
}
