/** The asking half: a request to the background worker, repeated where its death swallowed the answer. */
import { browser } from 'wxt/browser';
import type { CardToBackground, PageToBackground, ViewToBackground } from './protocol.ts';
import { type Message, pack, type Reply, unpack } from './wire.ts';

/** Messages that say "the worker went away", and no more; each was seen when a worker is stopped in flight. The last is `unpack`'s. */
const WORKER_DIED = /(?:channel|port) closed before|Receiving end|: no answer/;
const ATTEMPTS = 4;
const RETRY_WAIT_MS = 60;

type Answer<Method> = Method extends (...args: never[]) => infer R ? Awaited<R> : never;

/** A typed `ask` for one pair of contexts: `await ask('search', request)`. */
export type Ask<P> = <Name extends keyof P & string>(
  name: Name,
  ...data: Parameters<P[Name] extends (...args: infer A) => unknown ? (...args: A) => void : never>
) => Promise<Answer<P[Name]>>;

/** True when the extension was updated or removed under a page that still runs its old script. */
export function isOrphaned(error: unknown): boolean {
  return error instanceof Error && error.message.includes('context invalidated');
}

/**
 * Undefined where nobody answered. What is on its way while the browser puts a page aside, to come back
 * to it later, gets neither an answer nor an error: it is given up when the page comes back.
 */
function send(message: Message): Promise<Reply | undefined> {
  return new Promise((resolve, reject) => {
    const giveUp = ({ persisted }: PageTransitionEvent) => persisted && resolve(undefined);
    addEventListener('pageshow', giveUp);
    browser.runtime
      .sendMessage(message)
      .then(resolve, reject)
      .finally(() => removeEventListener('pageshow', giveUp));
  });
}

async function ask(name: string, data?: unknown): Promise<unknown> {
  for (let attempt = 1; ; attempt++) {
    try {
      return unpack(name, await send(pack(name, data)));
    } catch (error) {
      const died = error instanceof Error && WORKER_DIED.test(error.message);
      if (!died || attempt === ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, RETRY_WAIT_MS * attempt));
    }
  }
}

export const askFromView = ask as Ask<ViewToBackground>;
export const askFromCard = ask as Ask<CardToBackground & Pick<ViewToBackground, 'change' | 'undo'>>;
export const askFromPage = ask as Ask<PageToBackground>;
