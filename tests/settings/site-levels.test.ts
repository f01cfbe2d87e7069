import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type SiteLevel, siteLevel } from '../../lib/settings/settings.ts';
import { withSiteLevel } from '../../lib/settings/site-levels.ts';

const TABLE: readonly {
  readonly name: string;
  readonly before: Readonly<Record<string, 'links-only' | 'off'>>;
  readonly host: string;
  readonly level: SiteLevel;
  readonly expected: Readonly<Record<string, 'links-only' | 'off'>>;
}[] = [
  {
    name: 'a site is switched off',
    before: {},
    host: 'a.example',
    level: 'off',
    expected: { 'a.example': 'off' },
  },
  {
    name: 'a site is switched on again and leaves no trace',
    before: { 'a.example': 'off', 'b.example': 'off' },
    host: 'a.example',
    level: 'titles-and-links',
    expected: { 'b.example': 'off' },
  },
  {
    name: 'a subdomain that was off by its parent is switched on with it',
    before: { 'a.example': 'off' },
    host: 'www.a.example',
    level: 'titles-and-links',
    expected: {},
  },
  {
    name: 'a subdomain may have less than its parent',
    before: { 'a.example': 'links-only' },
    host: 'www.a.example',
    level: 'off',
    expected: { 'a.example': 'links-only', 'www.a.example': 'off' },
  },
];

describe('withSiteLevel', () => {
  it.each(TABLE)('$name', ({ before, host, level, expected }) => {
    const settings = withSiteLevel({ ...DEFAULT_SETTINGS, siteLevels: before }, host, level);
    expect(settings.siteLevels).toEqual(expected);
    expect(siteLevel(settings, host)).toBe(level);
  });
});
