/** The popup's outside, in memory: a naive search over the sample, and a record of what was asked for. */
import type { LibraryPlace, PopupMemory, PopupPorts } from '../../components/popup/ports.ts';
import { foldTag } from '../../components/tag-match.ts';
import type { Change, Outcome } from '../../lib/catalogue/catalogue.ts';
import type { FindReferences } from '../../lib/imports/compare-pasted.ts';
import { readList } from '../../lib/imports/read-list.ts';
import type {
  Completion,
  SearchRequest,
  SearchResult,
  TabPage,
} from '../../lib/messages/protocol.ts';
import type { PaperSummary, TagCount, TagId } from '../../lib/paper/paper.ts';
import { NOW, PAPERS, paperAt, paperId, TAGS, tagId } from './sample.ts';

export const NO_PAPERS_PAGE: TabPage = {
  tabId: 1,
  site: 'blog.example',
  status: { kind: 'scanned', known: 0, toRead: 0, partly: false, listing: null },
  level: 'titles-and-links',
  papers: [],
  wanted: null,
};

const wordsOf = (query: string) => query.toLowerCase().split(/\s+/).filter(Boolean);

function findResult(paper: PaperSummary, words: readonly string[]): SearchResult {
  const title = paper.title.toLowerCase();
  const matches = words
    .map((word) => [title.indexOf(word), word.length] as const)
    .filter(([at]) => at >= 0);
  return {
    paper,
    titleMatches: matches.map(([at, length]) => [at, at + length]),
    snippet: null,
  };
}

/** As the worker answers: the papers with all words, or else those with most of them. */
function findNearest(papers: readonly PaperSummary[], words: readonly string[]) {
  const found = papers.map((paper) => findResult(paper, words));
  const most = Math.max(...found.map(({ titleMatches }) => titleMatches.length), 0);
  const nearest =
    most === 0 && words.length > 0
      ? []
      : found.filter(({ titleMatches }) => titleMatches.length === most);
  return { nearest, complete: most === words.length ? nearest.length : 0 };
}

/** As the worker answers, for tags and the names of operators. */
export function completeFrom(query: string, caret: number): Completion {
  const [typed = ''] = /\S*$/.exec(query.slice(0, caret)) ?? [];
  const place = { start: caret - typed.length, end: caret };
  const begun = /^tag:(.*)$/.exec(typed)?.[1];
  const options =
    begun === undefined
      ? ['tag:', 'author:', 'year:', 'venue:', 'status:', 'has:', 'in:']
          .filter((name) => typed !== '' && name.startsWith(typed))
          .map((text) => ({ text, papers: null }))
      : TAGS.filter(({ name }) => name.startsWith(begun)).map(({ name, papers }) => ({
          text: `tag:${/\s/.test(name) ? `"${name}"` : name}`,
          papers,
        }));
  return { ...place, options };
}

const added = (place: number, title: string): PaperSummary => ({
  ...paperAt(4),
  id: paperId(place + 1),
  title,
});

/** As the worker answers, by titles. */
const findAmong =
  (papers: readonly PaperSummary[]): FindReferences =>
  async (references) =>
    references.map(
      ({ draft }) =>
        papers.find(({ title }) => title.toLowerCase() === draft.title.toLowerCase()) ?? null,
    );

export interface FakePorts extends PopupPorts {
  readonly requests: SearchRequest[];
  readonly changes: Change[];
  readonly undone: string[];
  readonly opened: { readonly url: string; readonly background: boolean }[];
  readonly places: LibraryPlace[];
  readonly remembered: PopupMemory[];
  readonly acts: string[];
  announce(): void;
}

/** `delay`: milliseconds that a search takes, by its query. */
export function fakePorts(
  overrides: Partial<PopupPorts> = {},
  delay: (request: SearchRequest) => number = () => 0,
): FakePorts {
  let papers = [...PAPERS];
  let tags: TagCount[] = [...TAGS];
  let listener: () => void = () => undefined;
  const before = new Map<string, { papers: PaperSummary[]; tags: TagCount[] }>();
  const record = {
    requests: [] as SearchRequest[],
    changes: [] as Change[],
    undone: [] as string[],
    opened: [] as { url: string; background: boolean }[],
    places: [] as LibraryPlace[],
    remembered: [] as PopupMemory[],
    acts: [] as string[],
  };
  const done = (): Promise<void> => Promise.resolve();
  const edit = (ids: readonly string[], change: (paper: PaperSummary) => PaperSummary) => {
    papers = papers.map((paper) => (ids.includes(paper.id) ? change(paper) : paper));
  };
  const makeTag = (name: string): TagId => {
    const found = tags.find((tag) => foldTag(tag.name) === foldTag(name));
    if (found) return found.id;
    const id = tagId(tags.length + 1);
    tags = [...tags, { id, name, slot: null, createdAt: NOW, usedAt: NOW, papers: 1 }];
    return id;
  };
  const apply = (change: Change): TagId | null => {
    if (change.kind === 'tag') {
      const id = makeTag(change.name);
      edit(change.paperIds, (paper) => ({
        ...paper,
        tags: paper.tags.includes(id) ? paper.tags : [...paper.tags, id],
      }));
      return id;
    }
    if (change.kind === 'add-papers')
      papers = [
        ...change.papers.map(({ title }, index) => added(papers.length + index, title)),
        ...papers,
      ];
    if (change.kind === 'rename-tag')
      tags = tags.map((tag) => (tag.id === change.tagId ? { ...tag, name: change.name } : tag));
    if (change.kind === 'untag')
      edit(change.paperIds, (paper) => ({
        ...paper,
        tags: paper.tags.filter((id) => id !== change.tagId),
      }));
    if (change.kind === 'status')
      edit(change.paperIds, (paper) => ({ ...paper, status: change.status }));
    if (change.kind === 'note')
      edit([change.paperId], (paper) => ({ ...paper, note: change.note }));
    return null;
  };

  return {
    ...record,
    readState: () => Promise.resolve({ kind: 'ready', papers: papers.length }),
    async search(request) {
      record.requests.push(request);
      await new Promise((resolve) => setTimeout(resolve, delay(request)));
      const words = wordsOf(request.query);
      const { nearest: all, complete } = findNearest(
        papers.filter((paper) => request.tags.every((id) => paper.tags.includes(id))),
        words,
      );
      const missing = words.filter(
        (word) => !papers.some(({ title }) => title.toLowerCase().includes(word)),
      );
      const results = all.slice(request.offset, request.offset + request.limit);
      return { total: all.length, complete, results, partial: false, missing };
    },
    complete: (query, caret) => Promise.resolve(completeFrom(query, caret)),
    findPaper: (id) => Promise.resolve(papers.find((paper) => paper.id === id) ?? null),
    readList: (text) => readList(findAmong(papers), text),
    listTags: () => Promise.resolve(tags),
    readPage: () => Promise.resolve(NO_PAPERS_PAGE),
    change(change) {
      record.changes.push(change);
      const operation = `operation-${record.changes.length}`;
      before.set(operation, { papers, tags });
      const known = papers;
      const tag = apply(change);
      const fresh = papers.filter((paper) => !known.some(({ id }) => id === paper.id));
      const paperIds = 'paperIds' in change ? change.paperIds : fresh.map(({ id }) => id);
      const outcome: Outcome = {
        operation,
        paperIds,
        added: 0,
        merged: 0,
        refused: [],
        tagId: tag,
        changed: true,
      };
      return Promise.resolve(outcome);
    },
    undo(operation) {
      record.undone.push(operation);
      const state = before.get(operation);
      if (state === undefined) return Promise.resolve(false);
      papers = state.papers;
      tags = state.tags;
      return Promise.resolve(true);
    },
    startAfresh: (withStarter) => {
      record.acts.push(`startAfresh ${withStarter}`);
      return Promise.resolve({ kind: 'ready', papers: papers.length });
    },
    openLink: (url, background) => record.opened.push({ url, background }),
    openLibrary: (place) => record.places.push(place),
    showOnPage: (id, stay) => record.acts.push(`showOnPage ${id}${stay ? ' and stay' : ''}`),
    markPage: () => {
      record.acts.push('markPage');
      return done();
    },
    allowSite: () => {
      record.acts.push('allowSite');
      return done();
    },
    reloadTab: () => record.acts.push('reloadTab'),
    setSiteLevel: (site, level) => {
      record.acts.push(`setSiteLevel ${site} ${level}`);
      return done();
    },
    copyText: (text) => {
      record.acts.push(`copy ${text}`);
      return done();
    },
    recall: () => Promise.resolve(null),
    remember: (memory) => record.remembered.push(memory),
    onViewsChanged: (heard) => {
      listener = heard;
      return () => {
        listener = () => undefined;
      };
    },
    close: () => record.acts.push('close'),
    announce: () => listener(),
    ...overrides,
  };
}
