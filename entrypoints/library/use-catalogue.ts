import { useEffect } from 'preact/hooks';
import type { Samples } from '../../components/library/SettingsPage.tsx';
import type { ViewCounts } from '../../components/library/Sidebar.tsx';
import type { CatalogueState } from '../../lib/catalogue/catalogue.ts';
import type { SearchRequest } from '../../lib/messages/protocol.ts';
import { STATUSES, type Status, type TagCount } from '../../lib/paper/paper.ts';
import type { LibraryPorts } from './ports.ts';
import { type Fresh, useFresh } from './use-fresh.ts';

/** An import announces every chunk; asking for everything again more often than this would only slow it down. */
const REFRESH_PAUSE_MS = 1_000;

/** What the whole page shows of the catalogue. */
export interface Overview {
  readonly state: CatalogueState;
  readonly tags: readonly TagCount[];
  readonly counts: ViewCounts;
  readonly samples: Samples;
}

const NO_COUNTS: ViewCounts = {
  all: null,
  untagged: null,
  statuses: { 'to-read': null, reading: null, read: null, 'set-aside': null },
};

async function countPapers(
  ask: LibraryPorts['ask'],
  filter: Partial<SearchRequest>,
): Promise<number> {
  const { total } = await ask('search', {
    query: '',
    tags: [],
    statuses: [],
    untagged: false,
    sort: 'added',
    offset: 0,
    limit: 0,
    depth: 'quick',
    ...filter,
  });
  return total;
}

async function countStatuses(ask: LibraryPorts['ask']): Promise<Record<Status, number>> {
  const count = async (status: Status) =>
    [status, await countPapers(ask, { statuses: [status] })] as const;
  const counts = { 'to-read': 0, reading: 0, read: 0, 'set-aside': 0 };
  for (const [status, papers] of await Promise.all(STATUSES.map(count))) counts[status] = papers;
  return counts;
}

async function readOverview(ask: LibraryPorts['ask']): Promise<Overview> {
  const state = await ask('catalogueState');
  if (state.kind === 'emptied' || state.kind === 'broken')
    return { state, tags: [], counts: NO_COUNTS, samples: { total: 0, untouched: 0 } };
  const [tags, samples, all, untagged, statuses] = await Promise.all([
    ask('tags'),
    ask('starterPapers'),
    countPapers(ask, {}),
    countPapers(ask, { untagged: true }),
    countStatuses(ask),
  ]);
  return { state, tags, samples, counts: { all, untagged, statuses } };
}

export function useCatalogue(ports: LibraryPorts): Fresh<Overview> {
  return useFresh(() => readOverview(ports.ask), null);
}

/** Calls `refresh` when something changed anywhere, at most once a second. */
export function useAnnouncements(ports: LibraryPorts, refresh: () => void): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let last = 0;
    const run = () => {
      timer = undefined;
      last = Date.now();
      refresh();
    };
    const undo = ports.onViewsChanged(() => {
      timer ??= setTimeout(run, Math.max(0, last + REFRESH_PAUSE_MS - Date.now()));
    });
    return () => {
      undo();
      clearTimeout(timer);
    };
  }, [ports, refresh]);
}
