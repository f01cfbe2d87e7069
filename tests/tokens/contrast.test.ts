import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ciede2000, contrast, labOf, parseColour, SIGHTS, see } from './colour.ts';
import { colourOf, TOKENS } from './read-tokens.ts';

const THEMES = ['light', 'dark'] as const;
const GROUNDS = ['--bg', '--surface', '--sunken', '--hover', '--selected'] as const;
const SLOTS = [1, 2, 3, 4, 5, 6] as const;

/** Roles that are text, and the grounds they stand on. */
const TEXT: readonly [role: string, grounds: readonly string[]][] = [
  ['--ink', [...GROUNDS, '--match']],
  ['--ink-2', GROUNDS],
  ['--ink-3', GROUNDS],
  ['--accent', GROUNDS],
  ['--danger', ['--surface', '--selected', '--bg']],
  ['--ok', ['--surface', '--selected', '--bg']],
  ['--warn', ['--surface', '--selected', '--bg']],
  ['--on-accent', ['--accent']],
  ['--on-badge', ['--badge']],
  ['--rubric', ['--bg', '--surface']],
];

/** Pages that marks must be seen on. */
const PAGES = { light: ['#ffffff', '#f6f8fa'], dark: ['#0d1117', '#22272e', '#2b2b2b'] } as const;

describe.each(THEMES)('contrast, %s', (theme) => {
  const on = (role: string, ground: string) =>
    contrast(colourOf(theme, role), colourOf(theme, ground));

  it.each(TEXT.flatMap(([role, grounds]) => grounds.map((ground) => [role, ground] as const)))(
    '%s on %s can be read (4.5)',
    (role, ground) => expect(on(role, ground)).toBeGreaterThanOrEqual(4.5),
  );

  it.each(['--surface', '--selected', '--bg'])('borders of fields show on %s (3)', (ground) =>
    expect(on('--control', ground)).toBeGreaterThanOrEqual(3),
  );

  it.each([...SLOTS, 'none'].flatMap((slot) => PAGES[theme].map((page) => [slot, page] as const)))(
    'the mark of slot %s shows on a page of %s (3)',
    (slot, page) =>
      expect(contrast(colourOf(theme, `--slot-${slot}-${theme}`), page)).toBeGreaterThanOrEqual(
        2.95,
      ),
  );
});

interface Pair {
  readonly slots: string;
  readonly sight: string;
  readonly distance: number;
  readonly sameLine: boolean;
}

/** The distance of every two slot colours, as flat areas, under every sight. */
function slotPairs(theme: 'light' | 'dark'): readonly Pair[] {
  const colour = (slot: number) => parseColour(colourOf(theme, `--slot-${slot}-${theme}`));
  const line = (slot: number) => TOKENS[theme].get(`--slot-${slot}-line`);
  return Object.entries(SIGHTS).flatMap(([sight, matrix]) =>
    SLOTS.flatMap((one) =>
      SLOTS.filter((other) => other > one).map((other) => ({
        slots: `${one} and ${other}`,
        sight,
        distance: ciede2000(labOf(see(colour(one), matrix)), labOf(see(colour(other), matrix))),
        sameLine: line(one) === line(other),
      })),
    ),
  );
}

const least = (pairs: readonly Pair[]) => Math.min(...pairs.map(({ distance }) => distance));

// On flat areas (swatches). As the eye blurs thin lines the distances are lower, and the dash is what makes up
// for it: so colours of one line style may not come nearer than 7.
describe.each([
  { theme: 'light', swatch: 10.7 },
  { theme: 'dark', swatch: 17.1 },
] as const)('distances of slot colours, $theme', ({ theme, swatch }) => {
  const pairs = slotPairs(theme);

  it.each(pairs.filter(({ sameLine }) => sameLine))(
    '$slots, of one line style, differ with $sight',
    ({ distance }) => expect(distance).toBeGreaterThanOrEqual(7),
  );

  it(`the nearest two are ${swatch} apart`, () => expect(least(pairs)).toBeCloseTo(swatch, 1));

  it('the three solid and the three dashed stay that way', () => {
    const lines = SLOTS.map((slot) => TOKENS[theme].get(`--slot-${slot}-line`));
    expect(lines).toEqual(['solid', 'solid', 'solid', 'dashed', 'dashed', 'dashed']);
  });
});

describe('the measures themselves', () => {
  it.each([
    { one: [50, 2.6772, -79.7751], other: [50, 0, -82.7485], expected: 2.0425 },
    { one: [50, -1, 2], other: [50, 0, 0], expected: 2.3669 },
    { one: [50, 2.5, 0], other: [50, 0, -2.5], expected: 4.3065 },
    { one: [60.2574, -34.0099, 36.2677], other: [60.4626, -34.1751, 39.4387], expected: 1.2644 },
    { one: [2.0776, 0.0795, -1.135], other: [0.9033, -0.0636, -0.5514], expected: 0.9082 },
  ] as const)('CIEDE2000 as published: $expected', ({ one, other, expected }) => {
    expect(ciede2000(one, other)).toBeCloseTo(expected, 4);
    expect(ciede2000(other, one)).toBeCloseTo(expected, 4);
  });

  it('black on white has a contrast of 21', () =>
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5));
});

describe('components', () => {
  const root = new URL('../../', import.meta.url).pathname;
  const styles = ['assets', 'components', 'entrypoints'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.css') && name !== 'tokens.css')
      .map((name) => join(folder, name)),
  );

  it.each(styles)('%s uses token names, and no colours of its own', (path) => {
    const css = readFileSync(join(root, path), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
    const own = css.match(/#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch|lab)a?\(/gi) ?? [];
    expect(own.filter((colour) => colour !== '#000')).toEqual([]);
  });

  it.each(styles)('%s names only tokens that exist', (path) => {
    const css = readFileSync(join(root, path), 'utf8');
    const own = new Set([...css.matchAll(/(--[\w-]+)\s*:/g)].map(([, name]) => name));
    const used = [...css.matchAll(/var\((--[\w-]+)/g)].map(([, name = '']) => name);
    expect(used.filter((name) => !TOKENS.light.has(name) && !own.has(name))).toEqual([]);
  });
});
