import { describe, expect, it } from 'vitest';
import { lightOf } from '../../lib/page/color.ts';
import { highlightName, MARK_STATES, TINTS } from '../../lib/page/highlight-names.ts';
import { highlightRules, MARK_COLORS } from '../../lib/page/highlight-rules.ts';

const rulesOf = (css: string) =>
  new Map(css.split('\n').map((rule) => [/\((.*?)\)/.exec(rule)?.[1] ?? '', rule]));

function contrast(a: string, b: string): number {
  const luminance = (hex: string) => {
    const parts = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
    return lightOf(`rgb(${parts.join(', ')})`).luminance + 0.05;
  };
  const [x, y] = [luminance(a), luminance(b)];
  return Math.max(x, y) / Math.min(x, y);
}

describe('the rules of our highlights', () => {
  it('have one for every name that is painted', () => {
    const names = (['light', 'dark'] as const).flatMap((backdrop) =>
      TINTS.flatMap((tint) => MARK_STATES.map((state) => highlightName(backdrop, tint, state))),
    );
    expect([...rulesOf(highlightRules()).keys()]).toEqual(names);
  });

  it('draw a line at rest and nothing else', () => {
    const rules = rulesOf(highlightRules());
    expect(rules.get('manicule-light-1-rest')).toBe(
      '::highlight(manicule-light-1-rest){text-decoration:underline 2px solid #b15e4c;text-underline-offset:.28em}',
    );
    expect(rules.get('manicule-dark-4-rest')).toContain('2px dashed #f5d149');
    expect(rules.get('manicule-light-neutral-rest')).toContain('1.5px solid');
    expect(rules.get('manicule-light-aside-rest')).toContain('1.5px dotted');
  });

  it('fill under the pointer with 12 %, and where one walked to with 18 % and 3 px', () => {
    const rules = rulesOf(highlightRules());
    expect(rules.get('manicule-light-1-over')).toContain('background-color:#b15e4c1f');
    expect(rules.get('manicule-light-1-walked')).toContain('background-color:#b15e4c2e');
    expect(rules.get('manicule-light-1-walked')).toContain('underline 3px solid');
  });

  it('fill only, where the browser draws no line', () => {
    const css = highlightRules({ underlines: false });
    expect(css).not.toContain('text-decoration');
    for (const rule of css.split('\n')) expect(rule).toContain('background-color');
  });

  it('never change the colour of text', () => {
    expect(highlightRules()).not.toMatch(/[{;]color:/);
  });
});

describe('the colours of marks', () => {
  const PAGES = { light: ['#ffffff', '#f6f8fa'], dark: ['#0d1117', '#22272e', '#2b2b2b'] } as const;
  for (const backdrop of ['light', 'dark'] as const) {
    it(`have 3:1 on ${backdrop} pages`, () => {
      for (const color of Object.values(MARK_COLORS[backdrop]))
        for (const page of PAGES[backdrop])
          expect(contrast(color, page)).toBeGreaterThanOrEqual(2.95);
    });
  }
});
