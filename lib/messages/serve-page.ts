/** The content script's answering half: what the worker tells a frame. Only the extension itself can send these. */
import type { BackgroundToPage } from './protocol.ts';
import { listen } from './wire.ts';

/** A handler for each message. */
export type PageHandlers = {
  readonly [Name in keyof BackgroundToPage]: (
    data: Parameters<BackgroundToPage[Name]>[0],
  ) => ReturnType<BackgroundToPage[Name]> | Promise<ReturnType<BackgroundToPage[Name]>>;
};

/** Answers the worker's messages until the undo is called. */
export function serveAsPage(handlers: PageHandlers): () => void {
  const byName: Readonly<Record<string, unknown>> = handlers;
  return listen((name, data) => {
    if (!Object.hasOwn(byName, name)) return undefined;
    const handler = byName[name] as (data: unknown) => unknown;
    return new Promise((resolve) => resolve(handler(data)));
  });
}
