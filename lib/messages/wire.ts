/**
 * The form of a message between contexts, and listening for it. Forty lines of our own: the content
 * script is loaded by every page, and the library that did this took a tenth of its budget.
 */
import { type Browser, browser } from 'wxt/browser';

export interface Message {
  readonly message: string;
  readonly data: unknown;
}

export type Reply = { readonly answer: unknown } | { readonly error: string };

/** Answers a message, or returns undefined where it is for someone else. Must decide synchronously. */
type Answerer = (
  name: string,
  data: unknown,
  sender: Browser.runtime.MessageSender,
) => Promise<unknown> | undefined;

export function pack(name: string, data: unknown): Message {
  return { message: name, data };
}

/** What was answered; throws what the other side threw, and where nobody answered. */
export function unpack(name: string, reply: Reply | undefined): unknown {
  if (reply == null) throw new Error(`${name}: no answer`);
  if ('error' in reply) throw new Error(reply.error);
  return reply.answer;
}

function isMessage(value: unknown): value is Message {
  return (
    typeof value === 'object' &&
    value !== null &&
    'message' in value &&
    typeof value.message === 'string'
  );
}

/** Listens until the undo is called. A rejection is sent to the asker as its text. */
export function listen(answer: Answerer): () => void {
  const hear = (
    value: unknown,
    sender: Browser.runtime.MessageSender,
    reply: (reply: Reply) => void,
  ): true | undefined => {
    if (!isMessage(value)) return undefined;
    const work = answer(value.message, value.data, sender);
    if (work === undefined) return undefined;
    work.then(
      (given) => reply({ answer: given ?? null }),
      (error: unknown) => reply({ error: error instanceof Error ? error.message : String(error) }),
    );
    return true;
  };
  browser.runtime.onMessage.addListener(hear);
  return () => browser.runtime.onMessage.removeListener(hear);
}
