import type { SearchRequest } from '../../lib/messages/protocol.ts';
import type { PaperId, TagId, UserPart } from '../../lib/paper/paper.ts';
import type { SearchRecord, SearchSource } from '../../lib/search/source.ts';

export const idOf = (name: string) => name as PaperId;
export const tagOf = (name: string) => name as TagId;

export interface TestPaper {
  readonly title: string;
  readonly abstract?: string;
  readonly authors?: string;
  readonly venue?: string;
  readonly year?: number;
  readonly addedAt?: number;
  readonly user?: Partial<UserPart>;
}

/** A source over papers that can be changed; it counts what is read. */
export class TestSource implements SearchSource {
  papers: (TestPaper | undefined)[];
  tagNames: Record<string, string>;
  revision = { papers: 1, all: 1, store: 'test' };
  readonly pageRows: number;
  readonly reads = { records: 0, abstracts: 0, users: 0 };
  /** Runs before each page of abstracts. */
  onAbstracts: () => Promise<void> = async () => {};

  constructor(
    papers: readonly (TestPaper | undefined)[],
    tagNames: Record<string, string> = {},
    pageRows = 4,
  ) {
    this.papers = [...papers];
    this.tagNames = tagNames;
    this.pageRows = pageRows;
  }

  async revisions() {
    return this.revision;
  }

  *#pages<T>(make: (paper: TestPaper, row: number) => T): Iterable<(T | undefined)[]> {
    for (let row = 0; row < this.papers.length; row += this.pageRows) {
      yield this.papers
        .slice(row, row + this.pageRows)
        .map((paper, index) => (paper === undefined ? undefined : make(paper, row + index)));
    }
  }

  async *recordPages() {
    this.reads.records++;
    yield* this.#pages((paper, row): SearchRecord => {
      const { title, authors = '', venue = '', year = null, addedAt = 0 } = paper;
      return { id: idOf(`p${row}`), title, authors, venue, year, addedAt };
    });
  }

  async *abstractPages() {
    this.reads.abstracts++;
    for (const page of this.#pages(({ abstract = '' }) => abstract)) {
      await this.onAbstracts();
      yield page;
    }
  }

  async abstractsOf(ids: readonly PaperId[]) {
    return ids.map((id) => this.papers[Number(id.slice(1))]?.abstract ?? '');
  }

  async userParts() {
    this.reads.users++;
    return this.papers.flatMap((paper, row) =>
      paper?.user === undefined
        ? []
        : [
            {
              paperId: idOf(`p${row}`),
              tags: [],
              status: null,
              note: '',
              usedAt: 0,
              ...paper.user,
            },
          ],
    );
  }

  async tags() {
    return Object.entries(this.tagNames).map(([id, name]) => ({ id: tagOf(id), name }));
  }
}

export function requestOf(query: string, more: Partial<SearchRequest> = {}): SearchRequest {
  return {
    ...{ query, tags: [], statuses: [], untagged: false, sort: 'relevance' },
    ...{ offset: 0, limit: 50, depth: 'full', ...more },
  };
}
