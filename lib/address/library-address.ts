import { SORTS, type Sort } from '../messages/protocol.ts';
import { isPaperId, isTagId } from '../paper/new-id.ts';
import { type PaperId, STATUSES, type Status, type TagId } from '../paper/paper.ts';

/** The pages of the library; each but the list has a fragment of its own, so that other contexts can link to it. */
export const LIBRARY_PAGES = ['papers', 'import', 'tags', 'settings'] as const;
type LibraryPage = (typeof LIBRARY_PAGES)[number];

/** The whole state of the library page, as its address holds it. */
export interface LibraryAddress {
  readonly page: LibraryPage;
  /** The page shown once after the installation. */
  readonly welcome: boolean;
  /** Papers that another page of the extension left to be looked through. */
  readonly review: boolean;
  readonly query: string;
  readonly tags: readonly TagId[];
  readonly statuses: readonly Status[];
  readonly untagged: boolean;
  /** Null: by relevance while something is searched, otherwise the last added first. */
  readonly sort: Sort | null;
  readonly paper: PaperId | null;
}

export const HOME_ADDRESS: LibraryAddress = {
  page: 'papers',
  welcome: false,
  review: false,
  query: '',
  tags: [],
  statuses: [],
  untagged: false,
  sort: null,
  paper: null,
};

function pageOf(hash: string): LibraryPage {
  const name = hash.replace(/^#/, '');
  return LIBRARY_PAGES.find((page) => page === name) ?? 'papers';
}

/** The state that `search` and `hash` of a location stand for; what is not understood is left out. */
export function parseAddress(location: {
  readonly search: string;
  readonly hash: string;
}): LibraryAddress {
  const fields = new URLSearchParams(location.search);
  const paper = fields.get('paper') ?? '';
  const sort = fields.get('sort');
  return {
    page: pageOf(location.hash),
    welcome: fields.has('welcome'),
    review: fields.has('review'),
    query: fields.get('q') ?? '',
    tags: [...new Set(fields.getAll('tag').filter(isTagId))],
    statuses: STATUSES.filter((status) => fields.getAll('status').includes(status)),
    untagged: fields.has('untagged'),
    sort: SORTS.find((name) => name === sort) ?? null,
    paper: isPaperId(paper) ? paper : null,
  };
}

/** The relative address of a state: `?…#…`, or `?` alone for the plain list. */
export function formatAddress(address: LibraryAddress): string {
  const fields = new URLSearchParams();
  if (address.welcome) fields.set('welcome', '1');
  if (address.review) fields.set('review', '1');
  if (address.query !== '') fields.set('q', address.query);
  for (const tag of address.tags) fields.append('tag', tag);
  for (const status of address.statuses) fields.append('status', status);
  if (address.untagged) fields.set('untagged', '1');
  if (address.sort !== null) fields.set('sort', address.sort);
  if (address.paper !== null) fields.set('paper', address.paper);
  return `?${fields}${address.page === 'papers' ? '' : `#${address.page}`}`;
}
