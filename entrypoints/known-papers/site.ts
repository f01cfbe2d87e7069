/** What the user's settings say of this frame. */
import { browser } from 'wxt/browser';
import { whenShown } from '../../lib/page/shown.ts';
import { isReadableType } from '../../lib/page-reading/readable-type.ts';
import {
  DEFAULT_SETTINGS,
  isMarkedByItself,
  type Settings,
  type SiteLevel,
  siteLevel,
} from '../../lib/settings/settings.ts';

/** Host of the tab's own page, where the browser tells a frame. */
function topHost(): string | null {
  const origin = [...(location.ancestorOrigins ?? [])].at(-1);
  return origin === undefined || !URL.canParse(origin) ? null : new URL(origin).hostname;
}

/** Host of this frame; of one without an address of its own (srcdoc, about:blank), that of the page it is part of. */
function ownHost(): string {
  const [parent = ''] = location.ancestorOrigins ?? [];
  const origin = [location.origin, self.origin, parent].find((each) => /^https?:/.test(each));
  return origin === undefined ? location.hostname : new URL(origin).hostname;
}

/** The stricter of what holds for the frame and for the page around it. `asked`: the user wants marks here whatever the mode. */
export async function readSiteLevel(asked: boolean): Promise<SiteLevel> {
  const stored = await browser.storage.local.get<{ settings?: Settings }>('settings');
  const settings = stored.settings ?? DEFAULT_SETTINGS;
  const host = ownHost();
  const hosts = [host, topHost() ?? host];
  const levels = hosts.map((host) => siteLevel(settings, host));
  const isWanted = asked || hosts.some((host) => isMarkedByItself(settings, host));
  if (!isWanted || levels.includes('off')) return 'off';
  return levels.includes('links-only') ? 'links-only' : 'titles-and-links';
}

/** Whether this document is one whose text we read. */
export function isReadableDocument(): boolean {
  return isReadableType(document.contentType);
}

const MIN_FRAME_WIDTH = 200;
const MIN_FRAME_HEIGHT = 100;
const FIRST_SIZE_MS = 1_000;

/** Resolves at leisure, once the document is shown and its frame large enough to hold text that is read. */
export async function whenWorthwhile(signal: AbortSignal): Promise<void> {
  const isPrerendering = () => 'prerendering' in document && document.prerendering === true;
  const isTooSmall = () =>
    window !== window.top && (innerWidth < MIN_FRAME_WIDTH || innerHeight < MIN_FRAME_HEIGHT);
  if (isPrerendering()) {
    await new Promise((resolve) => {
      document.addEventListener('prerenderingchange', resolve, { once: true, signal });
    });
  }
  // A frame of another site may have no size yet: no event tells of its first, and out of sight it is not drawn.
  if (isTooSmall()) {
    await new Promise<void>((resolve) => {
      const look = () => isTooSmall() || resolve();
      addEventListener('resize', look, { signal });
      requestAnimationFrame(look);
      setTimeout(look, FIRST_SIZE_MS);
    });
  }
  await whenShown(signal);
  await new Promise<void>((resolve) => {
    requestIdleCallback(() => resolve(), { timeout: 2_000 });
  });
}
