import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { LibraryAddress } from '../../lib/address/library-address.ts';
import { STATUSES, type Status, type TagCount } from '../../lib/paper/paper.ts';
import { Swatch } from '../Chip.tsx';
import { ChevronIcon } from '../icons.tsx';
import { formatNumber } from '../numbers.ts';
import { statusWord } from '../StatusControl.tsx';
import { type Addressing, AddressLink, PLAIN_LIST } from './AddressLink.tsx';
import { FileButton } from './FileButton.tsx';
import { growTagTree, type TagNode } from './tag-tree.ts';

/** How many papers each view holds; null until it is counted. */
export interface ViewCounts {
  readonly all: number | null;
  readonly untagged: number | null;
  readonly statuses: Readonly<Record<Status, number | null>>;
}

export interface SidebarProps {
  readonly addressing: Addressing;
  readonly address: LibraryAddress;
  readonly counts: ViewCounts;
  readonly tags: readonly TagCount[];
  /** How far a running import is, in words; null when none runs. */
  readonly importing: string | null;
  readonly onFiles: (files: readonly File[]) => void;
}

interface NavLinkProps {
  readonly addressing: Addressing;
  readonly to: Partial<LibraryAddress>;
  readonly current: boolean;
  readonly name: string;
  readonly count: number | null;
}

function NavLink(props: NavLinkProps) {
  return (
    <li>
      <AddressLink {...props} class="nav-link">
        <span class="nav-name">{props.name}</span>
        {props.count !== null && <span class="nav-count numeric">{formatNumber(props.count)}</span>}
      </AddressLink>
    </li>
  );
}

/** Which of the fixed views the address shows, if it is one of them. */
function currentView(address: LibraryAddress): 'all' | 'untagged' | Status | null {
  const { page, query, tags, statuses, untagged } = address;
  if (page !== 'papers' || address.welcome || address.review || query !== '' || tags.length > 0)
    return null;
  if (untagged) return statuses.length === 0 ? 'untagged' : null;
  return statuses.length === 0 ? 'all' : statuses.length === 1 ? (statuses[0] ?? null) : null;
}

function TagBranch(props: {
  readonly node: TagNode;
  readonly addressing: Addressing;
  readonly address: LibraryAddress;
}) {
  const { node, addressing, address } = props;
  const [open, setOpen] = useState(true);
  const { tag } = node;
  const label = <bdi dir="auto">{node.label}</bdi>;
  return (
    <li>
      <div class="nav-row">
        {node.children.length > 0 && (
          <button
            type="button"
            class={`nav-fold${open ? '' : ' folded'}`}
            aria-expanded={open}
            aria-label={
              open
                ? i18n.t('library.nav.fold', [node.path])
                : i18n.t('library.nav.unfold', [node.path])
            }
            onClick={() => setOpen(!open)}
          >
            <ChevronIcon />
          </button>
        )}
        {tag === null ? (
          <span class="nav-link nav-parent">{label}</span>
        ) : (
          <AddressLink
            addressing={addressing}
            to={{ ...PLAIN_LIST, tags: [tag.id] }}
            current={address.page === 'papers' && address.tags.includes(tag.id)}
            class="nav-link"
          >
            {tag.slot !== null && <Swatch slot={tag.slot} />}
            <span class="nav-name" title={tag.name}>
              {label}
            </span>
            <span class="nav-count numeric">{formatNumber(tag.papers)}</span>
          </AddressLink>
        )}
      </div>
      {open && node.children.length > 0 && (
        <ul class="nav-children">
          {node.children.map((child) => (
            <TagBranch key={child.path} {...props} node={child} />
          ))}
        </ul>
      )}
    </li>
  );
}

/** The pages on which files are dropped have a file input of their own. */
function hasDropArea({ page, welcome }: LibraryAddress): boolean {
  return welcome || page === 'import';
}

/** The left column: the views, the tags, and the other pages. */
export function Sidebar(props: SidebarProps) {
  const { addressing, address, counts } = props;
  const view = currentView(address);
  const tree = growTagTree(props.tags);
  return (
    <nav class="library-nav" aria-label={i18n.t('library.nav.label')}>
      <ul>
        <NavLink
          addressing={addressing}
          to={PLAIN_LIST}
          current={view === 'all'}
          name={i18n.t('library.nav.all')}
          count={counts.all}
        />
        {STATUSES.map((status) => (
          <NavLink
            key={status}
            addressing={addressing}
            to={{ ...PLAIN_LIST, statuses: [status] }}
            current={view === status}
            name={statusWord(status)}
            count={counts.statuses[status]}
          />
        ))}
        <NavLink
          addressing={addressing}
          to={{ ...PLAIN_LIST, untagged: true }}
          current={view === 'untagged'}
          name={i18n.t('library.nav.untagged')}
          count={counts.untagged}
        />
      </ul>
      {tree.length > 0 && (
        <>
          <h2 class="nav-heading">{i18n.t('library.nav.tags')}</h2>
          <ul>
            {tree.map((node) => (
              <TagBranch key={node.path} node={node} addressing={addressing} address={address} />
            ))}
          </ul>
        </>
      )}
      <ul class="nav-pages">
        <PageLink {...props} page="tags" name={i18n.t('library.nav.manageTags')} />
        <PageLink {...props} page="import" name={props.importing ?? i18n.t('library.nav.import')} />
        {!hasDropArea(address) && (
          <li>
            <FileButton class="nav-link nav-files" onFiles={props.onFiles} />
          </li>
        )}
        <PageLink {...props} page="settings" name={i18n.t('library.nav.settings')} />
      </ul>
    </nav>
  );
}

function PageLink(
  props: SidebarProps & { readonly page: LibraryAddress['page']; readonly name: string },
) {
  return (
    <NavLink
      addressing={props.addressing}
      to={{ ...PLAIN_LIST, page: props.page }}
      current={props.address.page === props.page && !props.address.welcome}
      name={props.name}
      count={null}
    />
  );
}
