import { describe, expect, it } from 'vitest';
import type { Paint } from '../../lib/messages/protocol.ts';
import { createBackdrops } from '../../lib/page/backdrop.ts';
import { lightOf } from '../../lib/page/color.ts';
import { markAt } from '../../lib/page/hit-test.ts';
import { startPainting } from '../../lib/page/paint.ts';
import { createHighlightPainter } from '../../lib/page/painter.ts';
import type { Mark } from '../../lib/page/rows.ts';
import type { PaperId } from '../../lib/paper/paper.ts';
import { get, paperOf, pause, rangeIn, stage, testSignal, until } from './stage.ts';

const NEUTRAL: Paint = { marked: true, slot: null, setAside: false };

function markOf(element: Element, row = 0): Mark & { range: StaticRange } {
  const evidence = { certainty: 'title', reason: 'text' } as const;
  return { paperId: paperOf(row), evidence, element, range: rangeIn(element) };
}

const ours = () => [...CSS.highlights.keys()].filter((name) => name.startsWith('manicule-')).sort();

function paintingOf(
  paints: Record<string, Paint>,
  signal = testSignal(),
  prepare = () => Promise.resolve(),
) {
  return startPainting(createHighlightPainter(prepare), (id: PaperId) => paints[id], signal);
}

describe('painting', () => {
  it('names the highlight by background, slot and state', async () => {
    const main = stage(
      '<p id="a">plain</p><p id="b">tagged</p><p id="c">aside</p><div style="background:#111"><p id="d">dark</p></div>',
    );
    const painting = paintingOf({
      [paperOf(0)]: NEUTRAL,
      [paperOf(1)]: { marked: true, slot: 3, setAside: false },
      [paperOf(2)]: { marked: true, slot: 3, setAside: true },
    });
    const marks = [
      markOf(get('#a', main)),
      markOf(get('#b', main), 1),
      markOf(get('#c', main), 2),
      markOf(get('#d', main), 1),
    ];
    painting.show(marks);
    await until(() => ours().length === 4);
    expect(ours()).toEqual([
      'manicule-dark-3-rest',
      'manicule-light-3-rest',
      'manicule-light-aside-rest',
      'manicule-light-neutral-rest',
    ]);
    painting.setOver(marks[0] ?? null);
    painting.setWalked(marks[1] ?? null);
    await until(() => ours().includes('manicule-light-3-walked'));
    expect(ours()).toEqual([
      'manicule-dark-3-rest',
      'manicule-light-3-walked',
      'manicule-light-aside-rest',
      'manicule-light-neutral-over',
    ]);
  });

  it('leaves out papers that the user does not want marked', async () => {
    const main = stage('<p id="a">one</p><p id="b">two</p>');
    const painting = paintingOf({
      [paperOf(0)]: NEUTRAL,
      [paperOf(1)]: { marked: false, slot: 1, setAside: false },
    });
    painting.show([markOf(get('#a', main)), markOf(get('#b', main), 1)]);
    await until(() => ours().length > 0);
    expect(ours()).toEqual(['manicule-light-neutral-rest']);
    expect(painting.painted()).toHaveLength(1);
  });

  it('paints only what lies within about one screen, and follows the scrolling', async () => {
    const main = stage('<p id="a">near</p><div style="height:6000px"></div><p id="b">far</p>');
    const painting = paintingOf({ [paperOf(0)]: NEUTRAL });
    const near = markOf(get('#a', main));
    const far = markOf(get('#b', main));
    painting.show([near, far]);
    await until(() => painting.painted().length > 0);
    expect(painting.painted()).toEqual([near]);
    scrollTo(0, document.documentElement.scrollHeight);
    await until(() => painting.painted()[0] === far, 'the far mark');
    expect([...(CSS.highlights.get('manicule-light-neutral-rest') ?? [])]).toEqual([far.range]);
  });

  it('measures the mark and not only its element', async () => {
    const main = stage('<div id="a"></div>');
    const element = get('#a', main);
    element.append(
      'first',
      ...Array.from({ length: 400 }, () => document.createElement('br')),
      'last',
    );
    const painting = paintingOf({ [paperOf(0)]: NEUTRAL });
    const first = markOf(element);
    painting.show([first, { ...first, range: rangeIn(element, element.lastChild) }]);
    await until(() => painting.painted().length > 0);
    expect(painting.painted()).toEqual([first]);
  });

  const covers = [
    {
      name: 'under an opaque cover',
      html: '<div style="position:relative;height:40px"><span id="a">bait</span><div id="cover" style="position:absolute;inset:0;background:#fff"></div></div>',
    },
    {
      name: 'behind a later block',
      html: '<p id="a" style="position:relative;z-index:-1;margin:0;height:40px">bait</p><div id="cover" style="height:40px;margin-top:-40px;background:#fff"></div>',
    },
  ];
  for (const { name, html } of covers) {
    it(`does not paint what is ${name}, until it is free`, async () => {
      const main = stage(`${html}<p id="b">free</p>`);
      const painting = paintingOf({ [paperOf(0)]: NEUTRAL, [paperOf(1)]: NEUTRAL });
      painting.show([markOf(get('#a', main)), markOf(get('#b', main), 1)]);
      await until(() => painting.painted().length > 0);
      await pause(100);
      expect(painting.painted().map(({ element }) => element.id)).toEqual(['b']);
      get('#cover', main).remove();
      painting.refresh();
      await until(() => painting.painted().length === 2);
    });
  }

  it('paints under a veil and a stretched link', async () => {
    const main = stage(
      '<div style="position:relative;height:40px"><span id="a">title</span><a href="#x" style="position:absolute;inset:0"></a><div style="position:absolute;inset:0;background:rgb(0 0 0 / .5)"></div></div>',
    );
    const painting = paintingOf({ [paperOf(0)]: NEUTRAL });
    painting.show([markOf(get('#a', main))]);
    await until(() => painting.painted().length === 1);
  });

  it('follows the theme of the page', async () => {
    const main = stage('<p id="a">one</p>');
    const painting = paintingOf({ [paperOf(0)]: NEUTRAL });
    painting.show([markOf(get('#a', main))]);
    await until(() => ours().length === 1);
    document.body.style.backgroundColor = '#101010';
    await until(() => ours()[0] === 'manicule-dark-neutral-rest', 'the dark set');
    document.body.removeAttribute('style');
    await until(() => ours()[0] === 'manicule-light-neutral-rest', 'the light set');
  });

  it('takes everything back, and touches no node', async () => {
    const main = stage('<p id="a">one</p>');
    const before = document.documentElement.outerHTML;
    const life = new AbortController();
    const painting = paintingOf({ [paperOf(0)]: NEUTRAL }, life.signal);
    painting.show([markOf(get('#a', main))]);
    await until(() => ours().length === 1);
    expect(document.documentElement.outerHTML).toBe(before);
    life.abort();
    expect(ours()).toEqual([]);
    painting.show([markOf(get('#a', main))]);
    await pause(50);
    expect(ours()).toEqual([]);
    expect(document.adoptedStyleSheets).toEqual([]);
  });
});

describe('the background of a mark', () => {
  const cases = [
    { name: 'none anywhere: light', html: '<p class="x">a</p>', expected: 'light' },
    {
      name: 'the nearest that covers',
      html: '<div style="background:#000"><div style="background:#fff"><p class="x">a</p></div></div>',
      expected: 'light',
    },
    {
      name: 'through a thin veil',
      html: '<div style="background:#0d1117"><p class="x" style="background:rgb(255 255 255 / .1)">a</p></div>',
      expected: 'dark',
    },
    {
      name: 'in a newer colour space',
      html: '<p class="x" style="background:oklch(0.2 0.02 260)">a</p>',
      expected: 'dark',
    },
    {
      name: 'a picture: what the page declares',
      html: '<div style="color-scheme:dark;background-image:linear-gradient(red,blue)"><p class="x">a</p></div>',
      expected: 'dark',
    },
    {
      name: 'middle grey counts as light',
      html: '<p class="x" style="background:#808080">a</p>',
      expected: 'light',
    },
    {
      name: 'dark grey counts as dark',
      html: '<p class="x" style="background:#505050">a</p>',
      expected: 'dark',
    },
  ];
  for (const { name, html, expected } of cases) {
    it(name, () => {
      const main = stage(html);
      expect(createBackdrops().of(get('.x', main))).toBe(expected);
    });
  }

  it('is read from every way of writing a colour', () => {
    expect(lightOf('rgb(255, 255, 255)')).toEqual({ luminance: 1, alpha: 1 });
    expect(lightOf('rgba(0, 0, 0, 0)')).toEqual({ luminance: 0, alpha: 0 });
    expect(lightOf('color(srgb 1 1 1 / 0.5)').alpha).toBe(0.5);
    expect(lightOf('color(display-p3 1 1 1)').luminance).toBeCloseTo(1);
    expect(lightOf('lab(100 0 0)').luminance).toBeCloseTo(1);
    expect(lightOf('oklch(1 0 0)').luminance).toBeCloseTo(1);
    expect(lightOf('transparent').alpha).toBe(0);
  });
});

describe('the mark under the pointer', () => {
  it('is hit on its letters and its line, and not beside them', () => {
    const main = stage(
      '<p style="font:16px/40px monospace;margin:40px">before <span id="a">the title</span> after</p>',
    );
    const element = get('#a', main);
    const mark = markOf(element);
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const at = (x: number, y: number) => markAt([mark], { x, y }, document.elementFromPoint(x, y));
    expect(at(left + 5, top + 5)).toBe(mark);
    expect(at(right - 3, bottom + 3)).toBe(mark);
    expect(at(left - 10, top + 5)).toBeNull();
    expect(at(right + 10, top + 5)).toBeNull();
    expect(at(left + 5, bottom + 9)).toBeNull();
  });

  it('is hit on the second line of a broken title', () => {
    const main = stage(
      '<div style="width:120px"><p id="a">Speculative Decoding with Big Little Decoder</p></div>',
    );
    const mark = markOf(get('#a', main));
    const { left, bottom } = get('#a', main).getBoundingClientRect();
    const target = document.elementFromPoint(left + 4, bottom - 6);
    expect(markAt([mark], { x: left + 4, y: bottom - 6 }, target)).toBe(mark);
  });

  it('is hit in a shadow tree', () => {
    const main = stage('<div id="host"></div>');
    const root = get('#host', main).attachShadow({ mode: 'open' });
    const inside = document.createElement('p');
    inside.append('the title');
    root.append(inside);
    const { left, top } = inside.getBoundingClientRect();
    const mark = markOf(inside);
    expect(markAt([mark], { x: left + 5, y: top + 5 }, inside)).toBe(mark);
  });

  it('is not hit under something that lies over it', () => {
    const main = stage(
      '<p id="a">the title</p><div id="over" style="position:fixed;inset:0"></div>',
    );
    const { left, top } = get('#a', main).getBoundingClientRect();
    const target = document.elementFromPoint(left + 5, top + 5);
    expect(target).toBe(get('#over', main));
    expect(markAt([markOf(get('#a', main))], { x: left + 5, y: top + 5 }, target)).toBeNull();
  });
});
