/** The few signs of the interface, drawn on a 16 px grid in the colour of the text around them. */
import type { ComponentChildren } from 'preact';

function Icon({ children }: { readonly children: ComponentChildren }) {
  return (
    <svg
      class="icon"
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      stroke-width="1.5"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

export const MoreIcon = () => (
  <Icon>
    <path d="M3 8h.01M8 8h.01M13 8h.01" stroke-width="2.5" />
  </Icon>
);

export const CloseIcon = () => (
  <Icon>
    <path d="M4.5 4.5l7 7M11.5 4.5l-7 7" />
  </Icon>
);

export const CheckIcon = () => (
  <Icon>
    <path d="M3 8.5l3.25 3.25L13 5" />
  </Icon>
);

export const ChevronIcon = () => (
  <Icon>
    <path d="M4.5 6.5L8 10l3.5-3.5" />
  </Icon>
);

export const OpenIcon = () => (
  <Icon>
    <path d="M6.25 3.75H3.75v8.5h8.5V9.75M9 3.25h3.75V7M12.5 3.5L7.5 8.5" />
  </Icon>
);

export const NoteIcon = () => (
  <Icon>
    <path d="M10.5 3l2.5 2.5L6 12.5l-3 .5.5-3z" />
  </Icon>
);

/** A paper waits, is open, is finished, or was put away. */
export const ToReadIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="4.75" />
  </Icon>
);

export const ReadingIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="4.75" />
    <path d="M8 3.25a4.75 4.75 0 0 1 0 9.5z" fill="currentColor" />
  </Icon>
);

export const SetAsideIcon = () => (
  <Icon>
    <path d="M3.25 8h9.5" />
  </Icon>
);

/** The hand itself: the one thing in red. The same drawing as `assets/icons/filled.svg`. */
export const Manicule = () => (
  <svg class="manicule" width="20" height="20" viewBox="0 0 16 16" aria-hidden="true">
    <path
      fill="currentColor"
      d="M0 4.5a.5.5 0 0 1 .5-.5h2a.5.5 0 0 1 .5.5v9a.5.5 0 0 1-.5.5h-2a.5.5 0 0 1-.5-.5zM4 5.9 6.6 3.6C7.1 3.2 7.6 3 8.3 3h6.2a1.5 1.5 0 0 1 0 3H9v1h1.75a1 1 0 0 1 0 2H9v.75h1.4a.9.9 0 0 1 0 1.8H9v.7h.6a.85.85 0 0 1 0 1.75H7.3C6.1 14 5.4 13.4 4 13.4z"
    />
  </svg>
);
