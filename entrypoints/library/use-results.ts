import { useEffect, useLayoutEffect, useMemo, useState } from 'preact/hooks';
import type { LibraryAddress } from '../../lib/address/library-address.ts';
import type { Sort } from '../../lib/messages/protocol.ts';
import {
  createResultWindows,
  type Question,
  type Results,
} from '../../lib/paging/result-windows.ts';
import type { LibraryPorts } from './ports.ts';

const NOTHING_YET: Results = {
  query: '',
  total: null,
  complete: 0,
  missing: [],
  partial: false,
  error: null,
  at: () => undefined,
  loaded: () => [],
};

/** The order in force where the address leaves it open. */
export function sortOf({ sort, query }: LibraryAddress): Sort {
  if (query === '') return sort === null || sort === 'relevance' ? 'added' : sort;
  return sort ?? 'relevance';
}

export function questionOf(address: LibraryAddress): Question {
  const { query, tags, statuses, untagged } = address;
  return { query, tags, statuses, untagged, sort: sortOf(address) };
}

/** The list that the address asks for. `listKey` changes with the question. */
export function useResults(ports: LibraryPorts, address: LibraryAddress) {
  const [results, setResults] = useState(NOTHING_YET);
  const windows = useMemo(
    () => createResultWindows((request) => ports.ask('search', request), setResults),
    [ports],
  );
  const listKey = JSON.stringify(questionOf(address));
  // The key holds the whole question, which does not wait for the next frame
  useLayoutEffect(() => windows.ask(questionOf(address)), [windows, listKey]);
  useEffect(() => () => windows.close(), [windows]);
  return { results, listKey, windows };
}
