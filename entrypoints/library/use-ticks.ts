import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Question } from '../../lib/paging/result-windows.ts';
import type { PaperId, PaperSummary } from '../../lib/paper/paper.ts';
import type { LibraryPorts } from './ports.ts';

/** What one change may reach; more is hardly meant, and could not be looked over before it is done. */
const MOST_TICKED = 2_000;
/** As many as the worker gives in one answer. */
const STEP = 1_000;

export interface Ticks {
  readonly papers: ReadonlyMap<PaperId, PaperSummary>;
  /** More places were asked for than are ticked. */
  readonly capped: boolean;
}

const NONE: Ticks = { papers: new Map(), capped: false };

/** The ticked papers of one list; another list begins without. */
export function useTicks(ports: LibraryPorts, listKey: string, question: Question) {
  const [ticks, setTicks] = useState(NONE);
  // Another list begins without ticks
  useEffect(() => setTicks(NONE), [listKey]);

  const toggle = useCallback((paper: PaperSummary) => {
    setTicks(({ papers }) => {
      const next = new Map(papers);
      if (!next.delete(paper.id)) next.set(paper.id, paper);
      return { papers: next, capped: false };
    });
  }, []);
  const addRange = async (start: number, end: number) => {
    const last = Math.min(end, start + MOST_TICKED);
    const found: PaperSummary[] = [];
    for (let offset = start; offset < last; offset += STEP) {
      const page = await ports.ask('search', {
        ...question,
        offset,
        limit: Math.min(STEP, last - offset),
        depth: 'full',
      });
      found.push(...page.results.map(({ paper }) => paper));
    }
    setTicks(({ papers }) => ({
      papers: new Map([...papers, ...found.map((paper) => [paper.id, paper] as const)]),
      capped: end > last,
    }));
  };
  const clear = useCallback(() => setTicks(NONE), []);
  return { ticks, toggle, addRange, clear };
}
