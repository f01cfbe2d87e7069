/** The hearing half of a page of the extension: what the worker tells every open one. */
import type { BackgroundToViews } from './protocol.ts';
import { listen } from './wire.ts';

type Announcement<Name extends keyof BackgroundToViews> = Parameters<BackgroundToViews[Name]>[0];

/** Calls `heard` at every announcement of that name; returns the undo. */
export function onAnnouncement<Name extends keyof BackgroundToViews & string>(
  name: Name,
  heard: (announcement: Announcement<Name>) => void,
): () => void {
  return listen((told, data) => {
    if (told === name) heard(data as Announcement<Name>);
    return undefined;
  });
}
