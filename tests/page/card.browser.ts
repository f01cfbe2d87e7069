import { describe, expect, it, vi } from 'vitest';
import { type CardDeps, type Cards, createCards } from '../../lib/page/card.ts';
import type { PaintedMark } from '../../lib/page/paint.ts';
import { get, paperOf, pause, rangeIn, stage, testSignal, until } from './stage.ts';

/** Stands for card.html: listens for the port as the card does, and tells what it was sent. */
const CARD_PAGE = `<!doctype html><body style="margin:0;height:180px"><input>
<script>
addEventListener('message', ({ data, ports: [port] }) => {
  if (!data.manicule) return;
  port.onmessage = ({ data }) => {
    if (data.kind === 'show') {
      port.postMessage({ kind: 'shown', height: 180 });
      if (data.focus !== 'none') document.querySelector('input').focus();
      addEventListener('keydown', ({ key }) => {
        if (key === 'Escape') port.postMessage({ kind: 'close', returnFocus: true });
        if (key === 'h') port.postMessage({ kind: 'held', held: true });
      });
    }
    parent.postMessage({ heard: data }, '*');
  };
  port.postMessage({ kind: 'ready' });
});
</script>`;

function pageAddress(html: string) {
  const url = URL.createObjectURL(new Blob([html], { type: 'text/html' }));
  return { url, origin: location.origin };
}

function markOf(element: Element, row = 0): PaintedMark {
  return {
    paperId: paperOf(row),
    evidence: { certainty: 'title', reason: 'text' },
    element,
    range: rangeIn(element),
  };
}

function makeCards(html: string, signal = testSignal()) {
  const deps = {
    address: pageAddress(html),
    announce: vi.fn<CardDeps['announce']>(() => Promise.resolve()),
    unavailable: vi.fn<CardDeps['unavailable']>(),
    walk: vi.fn<CardDeps['walk']>(),
    onPointer: vi.fn<CardDeps['onPointer']>(),
  };
  const heard: unknown[] = [];
  addEventListener('message', ({ data }) => 'heard' in Object(data) && heard.push(data.heard), {
    signal,
  });
  return { deps, heard, cards: createCards(deps, signal) };
}

const host = () => document.documentElement.querySelector<HTMLElement>(':scope > [popover]');
const isSeen = () => host()?.style.visibility === 'visible' && host()?.style.opacity === '1';
const opened = (cards: Cards) => until(() => cards.current() !== null && isSeen(), 'the card');

describe('the card', () => {
  it('is announced before it is shown, beside its mark, and the page sees one closed host', async () => {
    const main = stage('<p id="a" style="margin:60px 0">the title</p>');
    const { cards, deps, heard } = makeCards(CARD_PAGE);
    const mark = markOf(get('#a', main));
    cards.open(mark, null, 'none');
    await opened(cards);
    const [nonce, announced] = deps.announce.mock.calls[0] ?? [];
    expect(announced).toBe(mark);
    expect(nonce).toMatch(/^[0-9a-f]{32}$/);
    expect(heard).toEqual([{ kind: 'show', nonce, focus: 'none' }]);
    const rect = host()?.getBoundingClientRect();
    expect(rect?.top).toBeCloseTo(get('#a', main).getBoundingClientRect().bottom + 8, 0);
    expect(rect?.height).toBe(180);
    expect(host()?.shadowRoot).toBeNull();
    expect(host()?.innerHTML).toBe('');
    expect(document.activeElement).toBe(document.body);
  });

  it('withstands the styles of the page', async () => {
    const main = stage(
      '<style>div, [popover] { display: none !important; opacity: 0 !important; transform: scale(0) !important }</style><p id="a">the title</p>',
    );
    const { cards } = makeCards(CARD_PAGE);
    cards.open(markOf(get('#a', main)), null, 'none');
    await opened(cards);
    expect(host()?.checkVisibility({ opacityProperty: true })).toBe(true);
    expect(host()?.getBoundingClientRect().height).toBe(180);
  });

  it('takes the focus by command and gives it back', async () => {
    const main = stage('<p id="a">the title</p><button type="button">before</button>');
    get('button', main).focus();
    const { cards } = makeCards(CARD_PAGE);
    cards.open(markOf(get('#a', main)), null, 'tag');
    expect(document.activeElement, 'before it is there: no key reaches the page').toBe(host());
    expect(isSeen()).toBe(false);
    await opened(cards);
    await until(() => document.activeElement === host(), 'the focus in the card');
    cards.close(true);
    expect(document.activeElement).toBe(get('button', main));
    expect(isSeen()).toBe(false);
  });

  it('uses its frame again, with another nonce', async () => {
    const main = stage('<p id="a">one</p><p id="b">two</p>');
    const { cards, deps, heard } = makeCards(CARD_PAGE);
    cards.open(markOf(get('#a', main)), null, 'none');
    await opened(cards);
    const before = host();
    cards.close();
    cards.open(markOf(get('#b', main), 1), null, 'none');
    await opened(cards);
    expect(host()).toBe(before);
    const nonces = deps.announce.mock.calls.map(([nonce]) => nonce);
    expect(new Set(nonces).size).toBe(2);
    expect(heard.map((message) => Object(message).kind)).toEqual(['show', 'hide', 'show']);
  });

  it('opens at once where it was prepared', async () => {
    const main = stage('<p id="a">one</p>');
    const { cards, deps } = makeCards(CARD_PAGE);
    const mark = markOf(get('#a', main));
    cards.prepare(mark);
    await pause(200);
    expect(isSeen()).toBe(false);
    const { left, top } = host()?.getBoundingClientRect() ?? { left: -9, top: -9 };
    expect(document.elementFromPoint(left + 9, top + 9)).not.toBe(host());
    cards.open(mark, null, 'none');
    await opened(cards);
    expect(deps.announce).toHaveBeenCalledTimes(1);
    const shown = host()?.getBoundingClientRect() ?? { left: -9, top: -9 };
    expect(document.elementFromPoint(shown.left + 9, shown.top + 9)).toBe(host());
  });

  it('says so where no frame answers, once by hover and again by command', async () => {
    const main = stage('<p id="a">one</p>');
    const { cards, deps } = makeCards('<!doctype html>silent');
    const mark = markOf(get('#a', main));
    cards.open(mark, null, 'none');
    await until(() => deps.unavailable.mock.calls.length === 1, 'the message');
    expect(host()).toBeNull();
    expect(cards.current()).toBeNull();
    cards.open(mark, null, 'none');
    expect(cards.current()).toBeNull();
    cards.open(mark, null, 'card');
    await until(() => deps.unavailable.mock.calls.length === 2, 'the second message');
  });

  it('goes into a modal dialog, which makes all else inert', async () => {
    const main = stage('<dialog><p id="a">one</p></dialog>');
    const dialog = get('dialog', main);
    if (!(dialog instanceof HTMLDialogElement)) throw new Error('no dialog');
    dialog.showModal();
    const { cards } = makeCards(CARD_PAGE);
    cards.open(markOf(get('#a', main)), null, 'none');
    await until(
      () => dialog.querySelector<HTMLElement>('[popover]')?.style.visibility === 'visible',
    );
  });

  it('leaves the page as it was', async () => {
    const main = stage('<p id="a">one</p>');
    const before = document.documentElement.outerHTML;
    const life = new AbortController();
    const { cards } = makeCards(CARD_PAGE, life.signal);
    cards.open(markOf(get('#a', main)), null, 'none');
    await opened(cards);
    expect(document.documentElement.outerHTML).not.toBe(before);
    life.abort();
    expect(document.documentElement.outerHTML).toBe(before);
    cards.open(markOf(get('#a', main)), null, 'none');
    expect(document.documentElement.outerHTML).toBe(before);
  });
});
