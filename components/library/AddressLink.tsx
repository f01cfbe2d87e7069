import type { ComponentChildren } from 'preact';
import type { LibraryAddress } from '../../lib/address/library-address.ts';

/** The way to another state of the library. */
export interface Addressing {
  readonly href: (change: Partial<LibraryAddress>) => string;
  readonly go: (change: Partial<LibraryAddress>) => void;
}

/** What a link to a list sets back, so that it does not carry the last search along. */
export const PLAIN_LIST = {
  page: 'papers',
  welcome: false,
  review: false,
  query: '',
  tags: [],
  statuses: [],
  untagged: false,
  paper: null,
} as const satisfies Partial<LibraryAddress>;

/** A real link, so that it can be opened in a tab of its own; a plain click stays in this page. */
export function AddressLink(props: {
  readonly addressing: Addressing;
  readonly to: Partial<LibraryAddress>;
  readonly current?: boolean;
  readonly class?: string;
  readonly label?: string;
  readonly children: ComponentChildren;
}) {
  const { addressing, to } = props;
  return (
    <a
      class={props.class}
      href={addressing.href(to)}
      aria-current={props.current ? 'page' : undefined}
      aria-label={props.label}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        addressing.go(to);
      }}
    >
      {props.children}
    </a>
  );
}
