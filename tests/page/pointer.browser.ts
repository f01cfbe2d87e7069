import { describe, expect, it, vi } from 'vitest';
import type { Cards, OpenCard } from '../../lib/page/card.ts';
import type { PaintedMark, Painting } from '../../lib/page/paint.ts';
import { watchPointer } from '../../lib/page/pointer.ts';
import { get, paperOf, pause, rangeIn, stage, testSignal, until } from './stage.ts';

function setUp() {
  const main = stage(
    '<p style="margin:60px"><span id="a">the first title</span></p><p style="margin:200px 60px"><span id="b">the second</span></p>',
  );
  const marks = ['#a', '#b'].map((id, row): PaintedMark => {
    const element = get(id, main);
    return {
      paperId: paperOf(row),
      evidence: { certainty: 'title', reason: 'text' },
      element,
      range: rangeIn(element),
    };
  });
  let current: OpenCard | null = null;
  const cards = {
    prepare: vi.fn<Cards['prepare']>(),
    open: vi.fn<Cards['open']>((mark) => {
      const { left, bottom } = mark.element.getBoundingClientRect();
      const box = { left, top: bottom + 8, right: left + 360, bottom: bottom + 100 };
      current = { mark, held: false, byCommand: false, box };
    }),
    close: vi.fn<Cards['close']>(() => {
      current = null;
    }),
    current: () => current,
    discard: vi.fn<Cards['discard']>(),
  };
  const painting: Painting = {
    show: () => undefined,
    refresh: () => undefined,
    dropStale: () => undefined,
    painted: () => marks,
    setOver: vi.fn(),
    setWalked: vi.fn(),
    walked: () => null,
    isMarked: () => true,
  };
  const pointer = watchPointer(painting, cards, testSignal());
  const hold = () => {
    if (current !== null) current = { ...current, held: true };
  };
  return { main, marks, cards, painting, pointer, hold };
}

function move(x: number, y: number, buttons = 0): void {
  const target = document.elementFromPoint(x, y) ?? document.body;
  const init = {
    clientX: x,
    clientY: y,
    buttons,
    bubbles: true,
    composed: true,
    pointerType: 'mouse',
  };
  target.dispatchEvent(new PointerEvent('pointermove', init));
}

function middleOf(element: Element) {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [left + width / 2, top + height / 2] as const;
}

describe('a card opens', () => {
  it('after 350 ms of rest, its frame being made before', async () => {
    const { main, cards, marks, painting } = setUp();
    const start = performance.now();
    move(...middleOf(get('#a', main)));
    await until(() => cards.prepare.mock.calls.length > 0);
    expect(cards.open).not.toHaveBeenCalled();
    await until(() => cards.open.mock.calls.length > 0);
    expect(performance.now() - start).toBeGreaterThan(340);
    expect(cards.open.mock.calls[0]?.[0]).toBe(marks[0]);
    expect(cards.open.mock.calls[0]?.[2]).toBe('none');
    expect(painting.setOver).toHaveBeenCalledWith(marks[0]);
  });

  const busy = [
    { name: 'while a button is down', act: (x: number, y: number) => move(x, y, 1) },
    {
      name: 'while text is selected',
      act: () => getSelection()?.selectAllChildren(get('#b')),
    },
    {
      name: 'while keys are pressed',
      act: () => dispatchEvent(new KeyboardEvent('keydown', { key: 'x' })),
    },
  ];
  for (const { name, act } of busy) {
    it(`not ${name}`, async () => {
      const { main, cards } = setUp();
      const [x, y] = middleOf(get('#a', main));
      move(x, y);
      await pause(250);
      act(x, y);
      await pause(180);
      expect(cards.open).not.toHaveBeenCalled();
      getSelection()?.removeAllRanges();
    });
  }

  it('not while the pointer moves on', async () => {
    const { main, cards } = setUp();
    const [x, y] = middleOf(get('#a', main));
    for (let i = 0; i < 10; i++) {
      move(x - 25 + 5 * i, y);
      await pause(60);
    }
    expect(cards.open).not.toHaveBeenCalled();
  });

  it('not after a command opened one, whenever that was', async () => {
    const { main, cards, pointer, marks } = setUp();
    const [x, y] = middleOf(get('#a', main));
    for (const delay of [0, 100, 250, 330]) {
      move(5, 5);
      await pause(50);
      move(x, y);
      await pause(delay);
      expect(pointer.over(), 'known at once').toBe(marks[0]);
      pointer.giveWay();
      await pause(500);
      expect(cards.open, `after ${delay} ms`).not.toHaveBeenCalled();
    }
  });

  it('sooner when another was just closed', async () => {
    const { main, cards, marks } = setUp();
    move(...middleOf(get('#a', main)));
    await until(() => cards.open.mock.calls.length === 1);
    dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    expect(cards.close).toHaveBeenCalled();
    await pause(310);
    const start = performance.now();
    move(...middleOf(get('#b', main)));
    await until(() => cards.open.mock.calls.length === 2);
    expect(performance.now() - start).toBeLessThan(340);
    expect(cards.open.mock.calls[1]?.[0]).toBe(marks[1]);
  });
});

describe('an open card', () => {
  async function openOn() {
    const all = setUp();
    move(...middleOf(get('#a', all.main)));
    await until(() => all.cards.open.mock.calls.length === 1);
    return all;
  }

  it('closes 250 ms after the pointer left', async () => {
    const { cards } = await openOn();
    move(5, 5);
    await pause(150);
    expect(cards.close).not.toHaveBeenCalled();
    await until(() => cards.close.mock.calls.length === 1);
  });

  it('stays while the pointer is on its way to it, and on it', async () => {
    const { cards, main, pointer } = await openOn();
    const [x] = middleOf(get('#a', main));
    move(x + 4, get('#a', main).getBoundingClientRect().bottom + 7);
    await pause(350);
    pointer.setOverCard(true);
    await pause(350);
    expect(cards.close).not.toHaveBeenCalled();
    pointer.setOverCard(false);
    move(5, 5);
    await until(() => cards.close.mock.calls.length === 1);
  });

  it('closes at once on Esc, on a click and on scrolling', async () => {
    for (const event of [
      new KeyboardEvent('keydown', { key: 'Escape' }),
      new PointerEvent('pointerdown'),
      new Event('scroll'),
    ]) {
      const { cards } = await openOn();
      dispatchEvent(event);
      expect(cards.close).toHaveBeenCalledTimes(1);
    }
  });

  it('stays, when it is held, until Esc', async () => {
    const { cards, hold } = await openOn();
    hold();
    move(5, 5);
    dispatchEvent(new Event('scroll'));
    await pause(350);
    expect(cards.close).not.toHaveBeenCalled();
    dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    expect(cards.close).toHaveBeenCalled();
  });

  it('swallows no click', async () => {
    await openOn();
    const click = new PointerEvent('pointerdown', { bubbles: true, cancelable: true });
    expect(get('#a').dispatchEvent(click)).toBe(true);
  });
});
