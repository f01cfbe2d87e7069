/** The card's frame: one host with a closed shadow root, a page of the extension in it, and a port to that page alone. */
import type { CardToPage, PageToCard } from '../messages/protocol.ts';
import { parentNodeOf, rootElement } from './dom.ts';
import type { Placement } from './place-card.ts';

/** A frame that has not answered by then will not (the page forbids it). */
const HANDSHAKE_MS = 1_000;

export interface CardAddress {
  readonly url: string;
  /** The frame's real origin, which is not that of a dynamic `url`. */
  readonly origin: string;
}

export interface CardFrame {
  readonly host: HTMLElement;
  /** Resolves when the card listens; false: it cannot be shown here. */
  readonly ready: Promise<boolean>;
  send(message: PageToCard): void;
  place(placement: Placement): void;
  show(): void;
  hide(): void;
  /** Unseen, and able to have the focus. */
  fade(): void;
  focus(): void;
  blur(): void;
  remove(): void;
}

/** Inline and important: no rule of the page reaches the host. */
function setStyle(element: HTMLElement, style: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(style)) {
    element.style.setProperty(name, value, 'important');
  }
}

const shadowOf = () =>
  matchMedia('(prefers-color-scheme: dark)').matches
    ? '0 1px 2px #0004, 0 8px 24px #0006'
    : '0 1px 2px #0002, 0 8px 24px #0003';

function makeElement<Name extends 'div' | 'iframe'>(name: Name): HTMLElementTagNameMap[Name] {
  return Document.prototype.createElement.call(document, name) as HTMLElementTagNameMap[Name];
}

function makeIframe(url: string): HTMLIFrameElement {
  const frame = makeElement('iframe');
  // Under COEP require-corp only such a frame loads; the card needs no cookies.
  if ('credentialless' in frame) frame.credentialless = true;
  frame.src = url;
  setStyle(frame, {
    all: 'initial',
    display: 'block',
    // Hidden and out of the pointer's way with its host.
    visibility: 'inherit',
    'pointer-events': 'inherit',
    width: '100%',
    height: '100%',
    border: '0',
    'border-radius': '10px',
    'color-scheme': 'light dark',
    'box-shadow': shadowOf(),
  });
  return frame;
}

/** Ours in the page: no cover over its text. */
const hosts = new WeakSet<Element>();
export const isCardHost = (element: Element): boolean => hosts.has(element);

/** Makes the frame, unseen. `holder` is where the host goes: the page, or a modal dialog that makes all else inert. */
export function createCardFrame(
  address: CardAddress,
  holder: Element,
  onMessage: (message: CardToPage) => void,
): CardFrame {
  const host = makeElement('div');
  hosts.add(host);
  host.setAttribute('popover', 'manual');
  setStyle(host, { all: 'initial', display: 'block', position: 'fixed', visibility: 'hidden' });
  setStyle(host, {
    'pointer-events': 'none',
    inset: '0 auto auto 0',
    width: '360px',
    height: '160px',
  });
  const frame = makeIframe(address.url);
  const { port1: port, port2 } = new MessageChannel();

  const ready = new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => resolve(false), HANDSHAKE_MS);
    port.onmessage = ({ data }: MessageEvent<CardToPage>) => {
      if (data.kind === 'ready') {
        clearTimeout(timer);
        resolve(true);
      } else onMessage(data);
    };
  });
  frame.addEventListener(
    'load',
    () => frame.contentWindow?.postMessage({ manicule: true }, address.origin, [port2]),
    { once: true },
  );
  host.attachShadow({ mode: 'closed' }).append(frame);
  holder.append(host);
  host.showPopover();

  return {
    host,
    ready,
    send: (message) => port.postMessage(message),
    place: ({ left, top, width, height }) =>
      setStyle(host, {
        inset: `${top}px auto auto ${left}px`,
        width: `${width}px`,
        height: `${height}px`,
      }),
    show() {
      // Closed and opened again, it comes to lie over popovers of the page that opened since.
      host.hidePopover();
      host.showPopover();
      setStyle(host, { visibility: 'visible', opacity: '1', 'pointer-events': 'auto' });
    },
    hide: () => setStyle(host, { visibility: 'hidden', 'pointer-events': 'none' }),
    fade: () => setStyle(host, { visibility: 'visible', opacity: '0', 'pointer-events': 'none' }),
    focus: () => frame.focus({ preventScroll: true }),
    blur() {
      frame.blur();
      window.focus();
    },
    remove() {
      port.close();
      host.remove();
    },
  };
}

/** Where the host of a card for that element goes. */
export function holderOf(element: Element): Element {
  return Element.prototype.closest.call(element, 'dialog:modal') ?? rootElement();
}

/** Whether the page took a host out, or moved it. */
export function isInPlace(host: HTMLElement, holder: Element): boolean {
  return parentNodeOf(host) === holder;
}
