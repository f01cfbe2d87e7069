import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Manicule } from '../icons.tsx';
import { type Addressing, AddressLink, PLAIN_LIST } from './AddressLink.tsx';
import './library.css';

export interface LibraryFrameProps {
  readonly addressing: Addressing;
  readonly sidebar: ComponentChildren;
  readonly main: ComponentChildren;
  /** Null: the page has no right column. */
  readonly detail: ComponentChildren | null;
  /** A paper is chosen: where there is no room beside the list, the detail lies over it. */
  readonly detailOpen: boolean;
  /** One line about the last change; its place is always there. */
  readonly line: ComponentChildren;
  /** Changes with every new place, which closes the menu. */
  readonly place: string;
}

/** The three columns of the library; the left one is a menu where it is narrow, the right one slides over. */
export function LibraryFrame(props: LibraryFrameProps) {
  const [menuOpen, setMenuOpen] = useState(false);
  const { place } = props;
  useEffect(() => setMenuOpen(false), [place]);
  return (
    <div
      class={`library${props.detail === null ? ' single' : ''}${props.detailOpen ? ' detail-open' : ''}`}
    >
      <header class="library-head">
        <AddressLink addressing={props.addressing} to={PLAIN_LIST} class="brand">
          <Manicule />
          {i18n.t('extension.name')}
        </AddressLink>
        <button
          type="button"
          class="button framed menu-button"
          aria-expanded={menuOpen}
          aria-controls="library-side"
          onClick={() => setMenuOpen(!menuOpen)}
          onKeyDown={(event) => event.key === 'Escape' && setMenuOpen(false)}
        >
          {menuOpen ? i18n.t('library.nav.closeMenu') : i18n.t('library.nav.menu')}
        </button>
      </header>
      <div id="library-side" class={`library-side${menuOpen ? ' open' : ''}`}>
        {props.sidebar}
      </div>
      <main class="library-main">{props.main}</main>
      {props.detail !== null && <aside class="library-detail">{props.detail}</aside>}
      <footer class="library-line">{props.line}</footer>
    </div>
  );
}
