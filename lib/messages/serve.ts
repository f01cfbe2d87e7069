/** The answering half: every request is checked for who asks and for its shape, then handed on. */
import { type Browser, browser } from 'wxt/browser';
import {
  CARD_CHANGES,
  type CardToBackground,
  type PageToBackground,
  type ViewToBackground,
} from './protocol.ts';
import { REQUESTS } from './schemas.ts';
import { type Checked, ShapeError } from './shape.ts';
import { listen } from './wire.ts';

/** Who sent a message: a content script, the card in its frame, or a page of the extension. */
export type Role = 'page' | 'card' | 'view';

type Requests = PageToBackground & CardToBackground & ViewToBackground;
type MessageName = keyof typeof REQUESTS;
type Request<Name extends MessageName> = Checked<(typeof REQUESTS)[Name]>;
type Answer<Name extends MessageName> = ReturnType<Requests[Name]>;

/** A handler for each message; `sender` tells tab and frame. */
export type Handlers = {
  readonly [Name in MessageName]: (
    request: Request<Name>,
    sender: Browser.runtime.MessageSender,
  ) => Promise<Answer<Name>>;
};

const PAGE_MAY: readonly MessageName[] = [
  'lookUp',
  'recognise',
  'reportPage',
  'prepareMarks',
  'announceCard',
  'cardUnavailable',
];
const CARD_MAY: readonly MessageName[] = ['claimCard', 'change', 'undo'];

/** The role of a sender, by what the browser says of it; null for anyone else. */
export function roleOf(sender: Browser.runtime.MessageSender): Role | null {
  if (sender.id !== browser.runtime.id || sender.url === undefined) return null;
  const url = new URL(sender.url);
  const ours = new URL(browser.runtime.getURL('/'));
  if (url.protocol !== ours.protocol) return 'page';
  if (url.pathname === '/card.html') return 'card';
  return url.host === ours.host ? 'view' : null;
}

function mayAsk(role: Role, name: MessageName, request: unknown): boolean {
  switch (role) {
    case 'page':
      return PAGE_MAY.includes(name);
    case 'card':
      return CARD_MAY.includes(name) && (name !== 'change' || isCardChange(request));
    case 'view':
      return !PAGE_MAY.includes(name) && name !== 'claimCard';
  }
}

/** A card changes one paper, and nothing that reaches further. */
function isCardChange(request: unknown): boolean {
  const { change } = REQUESTS.change(request, '');
  const kinds: readonly string[] = CARD_CHANGES;
  return kinds.includes(change.kind) && (!('paperIds' in change) || change.paperIds.length === 1);
}

/**
 * Registers a handler for every message, synchronously, as a worker that was just woken needs it.
 * A request from the wrong sender or of the wrong shape is answered with an error and changes nothing.
 */
export function serve(handlers: Handlers): void {
  listen((name, data, sender) =>
    isMessageName(name) ? answer(handlers, name, data, sender) : undefined,
  );
}

function isMessageName(name: string): name is MessageName {
  return Object.hasOwn(REQUESTS, name);
}

function check(name: MessageName, data: unknown): unknown {
  try {
    return REQUESTS[name](data, '');
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    throw new Error(`${name}: ${error.message}`, { cause: error });
  }
}

async function answer(
  handlers: Handlers,
  name: MessageName,
  data: unknown,
  sender: Browser.runtime.MessageSender,
): Promise<unknown> {
  const role = roleOf(sender);
  const request = check(name, data);
  if (role === null || !mayAsk(role, name, request))
    throw new Error(`${name} may not be asked by ${sender.url ?? 'an unknown sender'}`);
  const handler = handlers[name] as (
    request: unknown,
    sender: Browser.runtime.MessageSender,
  ) => Promise<unknown>;
  return handler(request, sender);
}
