/** The index of some papers, in memory: for tests and measurements of the order. */
import { RunBuilder } from '../../../lib/search/index/build-run.ts';
import { IndexWriter } from '../../../lib/search/index/index-writer.ts';
import { type OpenedIndex, openIndex } from '../../../lib/search/index/open-index.ts';
import { MemoryStore } from '../index/memory-store.ts';

export interface TestPaper {
  readonly title: string;
  readonly abstract: string;
  readonly authors?: readonly string[];
  readonly year?: number | null;
  readonly note?: string;
  readonly usedAt?: number;
}

const PAPERS_A_RUN = 1000;

/** Rows are the papers in their order. */
export async function indexPapers(papers: readonly TestPaper[]): Promise<OpenedIndex> {
  const store = new MemoryStore();
  const writer = await IndexWriter.open(store);
  for (let from = 0; from < papers.length; from += PAPERS_A_RUN) {
    const bibliography = new RunBuilder('papers');
    const parts = new RunBuilder('user');
    for (const [index, paper] of papers.slice(from, from + PAPERS_A_RUN).entries()) {
      const { title, abstract, authors = [], year = null, note = '', usedAt = 0 } = paper;
      const rest = { venue: '', links: [], hasPdf: false, addedAt: 0 };
      bibliography.addPaper(from + index, { title, abstract, authors, year, ...rest });
      if (note !== '' || usedAt > 0) {
        parts.addUserPart(from + index, { tags: [], status: null, note, usedAt });
      }
    }
    await writer.append(bibliography, writer.progress);
    await writer.append(parts, writer.progress);
  }
  while (await writer.mergeStep());
  const index = await openIndex(store);
  if (index === null) throw new Error(`No index of ${papers.length} papers`);
  return index;
}
