import type { SearchRequest } from '../../lib/messages/protocol.ts';

/** A search in the whole catalogue, by relevance, for the first 50 papers, unless said otherwise. */
export function requestOf(query: string, more: Partial<SearchRequest> = {}): SearchRequest {
  return {
    query,
    tags: [],
    statuses: [],
    untagged: false,
    sort: 'relevance',
    offset: 0,
    limit: 50,
    depth: 'full',
    ...more,
  };
}
