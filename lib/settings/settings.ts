/** What the user chose about marking. Where it is kept: `stored-settings.ts`. */
import type { TagId } from '../paper/paper.ts';

/** Where marks appear: every site, sites the user chose, or a page on which the user asks for it. */
export const MARK_MODES = ['everywhere', 'chosen', 'on-demand'] as const;
export type MarkMode = (typeof MARK_MODES)[number];

/** What is marked on one site. */
export const SITE_LEVELS = ['titles-and-links', 'links-only', 'off'] as const;
export type SiteLevel = (typeof SITE_LEVELS)[number];

export const MARK_CHOICES = ['everything', 'handled', 'tags'] as const;
export type MarkChoice = (typeof MARK_CHOICES)[number];

export interface Settings {
  readonly mode: MarkMode;
  /** Host names; used in mode "chosen". */
  readonly chosenSites: readonly string[];
  /** Sites whose level is not `titles-and-links`, by host name. */
  readonly siteLevels: Readonly<Record<string, Exclude<SiteLevel, 'titles-and-links'>>>;
  readonly marked: MarkChoice;
  /** Used when `marked` is "tags". */
  readonly markedTags: readonly TagId[];
}

export const DEFAULT_SETTINGS: Settings = {
  mode: 'everywhere',
  chosenSites: [],
  siteLevels: {},
  marked: 'everything',
  markedTags: [],
};

/** The level of a host name, which also holds for its subdomains. */
export function siteLevel(settings: Settings, host: string): SiteLevel {
  for (let name = host; name !== ''; name = name.slice(name.indexOf('.') + 1)) {
    const level = settings.siteLevels[name];
    if (level !== undefined) return level;
    if (!name.includes('.')) break;
  }
  return 'titles-and-links';
}

/** Whether a page of that host is marked without being asked for. */
export function isMarkedByItself(settings: Settings, host: string): boolean {
  if (siteLevel(settings, host) === 'off') return false;
  if (settings.mode === 'everywhere') return true;
  return (
    settings.mode === 'chosen' &&
    settings.chosenSites.some((site) => host === site || host.endsWith(`.${site}`))
  );
}
