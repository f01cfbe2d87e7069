/** The content script's answering half: what the worker tells a frame. Only the extension itself can send these. */
import { defineExtensionMessaging } from '@webext-core/messaging';
import type { BackgroundToPage } from './protocol.ts';

/** A handler for each message. */
export type PageHandlers = {
  readonly [Name in keyof BackgroundToPage]: (
    data: Parameters<BackgroundToPage[Name]>[0],
  ) => ReturnType<BackgroundToPage[Name]> | Promise<ReturnType<BackgroundToPage[Name]>>;
};

/** Answers the worker's messages until the undo is called. */
export function serveAsPage(handlers: PageHandlers): () => void {
  const messaging = defineExtensionMessaging<Record<string, (data: unknown) => unknown>>();
  for (const [name, handler] of Object.entries(handlers)) {
    messaging.onMessage(name, ({ data }) => (handler as (data: unknown) => unknown)(data));
  }
  return () => messaging.removeAllListeners();
}
