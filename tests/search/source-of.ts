import type { PaperId, PaperLink, TagId, UserPart } from '../../lib/paper/paper.ts';
import { RunBuilder } from '../../lib/search/index/build-run.ts';
import { IndexWriter } from '../../lib/search/index/index-writer.ts';
import { type OpenedIndex, openIndex } from '../../lib/search/index/open-index.ts';
import type { ReadVectors } from '../../lib/search/ranking/raise-alike.ts';
import type { SearchRecord, SearchSource, SearchState } from '../../lib/search/source.ts';
import { MemoryStore } from './index/memory-store.ts';

export const idOf = (name: string) => name as PaperId;
export const tagOf = (name: string) => name as TagId;

export interface TestPaper {
  readonly title: string;
  readonly abstract?: string;
  readonly authors?: string;
  readonly venue?: string;
  readonly year?: number;
  readonly addedAt?: number;
  readonly links?: readonly PaperLink[];
  readonly hasPdf?: boolean;
  readonly user?: Partial<UserPart>;
}

const PAPERS_A_RUN = 1000;
const PAGE_ROWS = 32;

/** A source over papers that can be changed: `papers` is looked through for changes whenever it is opened. */
export class TestSource implements SearchSource {
  papers: (TestPaper | undefined)[];
  tagNames: Record<string, string>;
  isComplete = true;
  vectors: ReadVectors = async () => null;
  readonly store = new MemoryStore();
  /** What is in the index. */
  #indexed: (TestPaper | undefined)[] = [];
  /** Rows to be written, again where the worker was killed meanwhile. */
  readonly #changed = new Set<number>();
  #state: SearchState | null = null;
  #names = '';
  #renamings = 0;
  #index: OpenedIndex | null = null;
  #revision = 0;
  #opening: Promise<unknown> = Promise.resolve();

  constructor(
    papers: readonly (TestPaper | undefined)[],
    tagNames: Readonly<Record<string, string>> = {},
  ) {
    this.papers = [...papers];
    this.tagNames = { ...tagNames };
  }

  open(): Promise<SearchState> {
    const opened = this.#opening.then(() => this.#open());
    this.#opening = opened.catch(() => undefined);
    return opened;
  }

  async #open(): Promise<SearchState> {
    // Places that were passed over have no paper either.
    for (const [row, paper] of Array.from(this.papers).entries())
      if (paper !== this.#indexed[row]) this.#changed.add(row);
    const changed = [...this.#changed].sort((a, b) => a - b);
    if (this.#index === null || changed.length > 0) {
      await this.#write(changed);
      this.#indexed = [...this.papers];
      this.#changed.clear();
      this.#index = await openIndex(this.store);
      this.#revision++;
    }
    const revisions = this.#revisions();
    const known = this.#state;
    if (known?.index === this.#index && known.revisions.all === revisions.all) return known;
    if (this.#index === null) throw new Error('There is no index');
    const { isComplete, vectors } = this;
    this.#state = { index: this.#index, revisions, isComplete, readVectors: vectors };
    return this.#state;
  }

  #revisions() {
    const names = JSON.stringify(this.tagNames);
    if (names !== this.#names) this.#renamings++;
    this.#names = names;
    return { store: 'test', papers: this.#revision, all: this.#revision + this.#renamings };
  }

  async #write(rows: readonly number[]): Promise<void> {
    const writer = await IndexWriter.open(this.store);
    for (let from = 0; from === 0 || from < rows.length; from += PAPERS_A_RUN) {
      const papers = new RunBuilder('papers');
      const parts = new RunBuilder('user');
      for (const row of rows.slice(from, from + PAPERS_A_RUN)) {
        const paper = this.papers[row];
        const { title = '', abstract = '', authors = '', venue = '', year = null } = paper ?? {};
        const { addedAt = 0, links = [], hasPdf = false, user } = paper ?? {};
        const people = authors === '' ? [] : authors.split(', ');
        const own = { title, abstract, authors: people, venue, year, links, hasPdf };
        papers.addPaper(row, paper === undefined ? null : { ...own, addedAt: addedAt * 1000 });
        const { tags = [], status = null, note = '', usedAt = 0 } = user ?? {};
        const part = { tags, status, note, usedAt: usedAt * 1000 };
        parts.addUserPart(row, user === undefined ? null : part);
      }
      await writer.append(papers, writer.progress);
      await writer.append(parts, writer.progress);
    }
    while (await writer.mergeStep());
  }

  async tags() {
    return Object.entries(this.tagNames).map(([id, name]) => {
      const papers = this.papers.filter((paper) => paper?.user?.tags?.includes(tagOf(id))).length;
      return { id: tagOf(id), name, slot: null, createdAt: 0, usedAt: 0, papers };
    });
  }

  async records(rows: readonly number[]): Promise<(SearchRecord | undefined)[]> {
    return rows.map((row) => {
      const paper = this.papers[row];
      if (paper === undefined) return undefined;
      const { title, authors = '', venue = '', year = null, user } = paper;
      const { tags = [], status = null, note = '' } = user ?? {};
      const shown = { id: idOf(`p${row}`), title, byline: authors, venue, year, bestLink: null };
      return { ...shown, authors, tags, status, note, handled: user !== undefined };
    });
  }

  async abstracts(rows: readonly number[]): Promise<string[]> {
    return rows.map((row) => this.papers[row]?.abstract ?? '');
  }

  async *titlePages() {
    for (let row = 0; row < this.papers.length; row += PAGE_ROWS) {
      yield this.papers.slice(row, row + PAGE_ROWS).map((paper) => paper?.title);
    }
  }

  async findRow(id: PaperId): Promise<number | undefined> {
    const row = Number(id.slice(1));
    return this.papers[row] === undefined ? undefined : row;
  }
}
