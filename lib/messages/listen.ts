/** The hearing half of a page of the extension: what the worker tells every open one. */
import { defineExtensionMessaging } from '@webext-core/messaging';
import type { BackgroundToViews } from './protocol.ts';

type Announcement<Name extends keyof BackgroundToViews> = Parameters<BackgroundToViews[Name]>[0];

const messaging = defineExtensionMessaging<Record<string, (data: unknown) => unknown>>();

/** Calls `heard` at every announcement of that name; returns the undo. */
export function onAnnouncement<Name extends keyof BackgroundToViews & string>(
  name: Name,
  heard: (announcement: Announcement<Name>) => void,
): () => void {
  return messaging.onMessage(name, ({ data }) => {
    heard(data as Announcement<Name>);
  });
}
