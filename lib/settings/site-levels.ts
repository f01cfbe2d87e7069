import { type Settings, type SiteLevel, siteLevel } from './settings.ts';

/** Settings in which a host has that level. A level that it has from its parent domain is changed there. */
export function withSiteLevel(settings: Settings, host: string, level: SiteLevel): Settings {
  const siteLevels = { ...settings.siteLevels };
  delete siteLevels[host];
  if (level !== 'titles-and-links') siteLevels[host] = level;
  const changed = { ...settings, siteLevels };
  if (siteLevel(changed, host) === level) return changed;
  const governing = Object.keys(siteLevels).filter((name) => host.endsWith(`.${name}`));
  for (const name of governing) delete siteLevels[name];
  return { ...settings, siteLevels };
}
