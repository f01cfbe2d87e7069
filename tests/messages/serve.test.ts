import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Browser, browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { REQUESTS } from '../../lib/messages/schemas.ts';
import { type Handlers, roleOf, serve } from '../../lib/messages/serve.ts';
import { pack } from '../../lib/messages/wire.ts';

const PAPER = '0123456789abcdef';
const OTHER = '0123456789abcdeg';
const TAG = 'zzzzzzzzzzzzzzzz';

const ours = (path: string) => browser.runtime.getURL(path as '/popup.html');
const sender = (url: string, tab?: { id: number }) =>
  ({ id: browser.runtime.id, url, tab, frameId: 0 }) as Browser.runtime.MessageSender;
const PAGE = () => sender('https://example.org/list', { id: 1 });
const CARD = () => sender(ours('/card.html'), { id: 1 });
const POPUP = () => sender(ours('/popup.html'));

/** Sends a message as that sender would, past the sending half, and gives the wire answer. */
async function send(from: Browser.runtime.MessageSender, type: string, data?: unknown) {
  const message = pack(type, data);
  return new Promise<{ answer?: unknown; error?: string } | undefined>((resolve) => {
    void fakeBrowser.runtime.onMessage.trigger(message, from, resolve as () => void);
  });
}

const handled = vi.fn(async (_name: string, _request: unknown) => null);

beforeEach(() => {
  fakeBrowser.reset();
  handled.mockClear();
  const names = Object.keys(REQUESTS);
  serve(
    Object.fromEntries(
      names.map((name) => [name, (request: unknown) => handled(name, request)]),
    ) as unknown as Handlers,
  );
});

describe('roleOf', () => {
  const cases = [
    { name: 'a web page', from: PAGE, expected: 'page' },
    { name: 'the card', from: CARD, expected: 'card' },
    { name: 'the popup', from: POPUP, expected: 'view' },
    {
      name: 'a page about:blank inside a tab',
      from: () => sender('about:blank', { id: 1 }),
      expected: 'page',
    },
    {
      name: 'another extension',
      from: () => ({ ...POPUP(), id: 'another' }),
      expected: null,
    },
    { name: 'a sender without address', from: () => ({ id: browser.runtime.id }), expected: null },
  ];
  it.each(cases)('calls $name $expected', ({ from, expected }) => {
    expect(roleOf(from() as Browser.runtime.MessageSender)).toBe(expected);
  });
});

const change = (kind: object) => ({ id: 'operation', change: kind });
const tagOne = change({ kind: 'tag', paperIds: [PAPER], name: 'decoding' });

describe('serve', () => {
  const allowed = [
    { name: 'a page recognises', from: PAGE, type: 'recognise', data: { candidates: [] } },
    { name: 'a card claims', from: CARD, type: 'claimCard', data: { nonce: 'n' } },
    { name: 'a card tags its paper', from: CARD, type: 'change', data: tagOne },
    { name: 'the popup tags', from: POPUP, type: 'change', data: tagOne },
    { name: 'the popup asks without data', from: POPUP, type: 'tags', data: undefined },
    {
      name: 'the library deletes many',
      from: POPUP,
      type: 'change',
      data: change({ kind: 'delete-papers', paperIds: [PAPER, OTHER] }),
    },
  ];
  it.each(allowed)('lets through: $name', async ({ from, type, data }) => {
    const reply = await send(from(), type, data);
    expect(reply?.error).toBeUndefined();
    expect(handled).toHaveBeenCalledExactlyOnceWith(type, data);
  });

  const refused = [
    {
      name: 'a page that searches',
      from: PAGE,
      type: 'search',
      data: {
        query: 'x',
        tags: [],
        statuses: [],
        untagged: false,
        sort: 'added',
        offset: 0,
        limit: 10,
        depth: 'quick',
      },
    },
    { name: 'a page that tags', from: PAGE, type: 'change', data: tagOne },
    { name: 'a page that claims a card', from: PAGE, type: 'claimCard', data: { nonce: 'n' } },
    {
      name: 'a card that deletes',
      from: CARD,
      type: 'change',
      data: change({ kind: 'delete-papers', paperIds: [PAPER] }),
    },
    {
      name: 'a card that tags two papers',
      from: CARD,
      type: 'change',
      data: change({ kind: 'tag', paperIds: [PAPER, OTHER], name: 'x' }),
    },
    {
      name: 'a card that deletes a tag',
      from: CARD,
      type: 'change',
      data: change({ kind: 'delete-tag', tagId: TAG }),
    },
    { name: 'a card that searches', from: CARD, type: 'tags', data: undefined },
    {
      name: 'the popup in the place of a page',
      from: POPUP,
      type: 'recognise',
      data: { candidates: [] },
    },
    { name: 'a paper id of another form', from: POPUP, type: 'paper', data: { id: '../x' } },
    {
      name: 'a change of no kind',
      from: POPUP,
      type: 'change',
      data: change({ kind: 'drop-tables' }),
    },
    {
      name: 'a note beyond the cap',
      from: POPUP,
      type: 'change',
      data: change({ kind: 'note', paperId: PAPER, note: 'x'.repeat(65_537) }),
    },
    {
      name: 'a negative row',
      from: PAGE,
      type: 'recognise',
      data: { candidates: [{ kind: 'link', row: -1, key: 'k' }] },
    },
    {
      name: 'too many candidates',
      from: PAGE,
      type: 'recognise',
      data: {
        candidates: Array.from({ length: 2_001 }, () => ({ kind: 'link', row: 1, key: 'k' })),
      },
    },
    { name: 'data where none belongs', from: POPUP, type: 'tags', data: { all: true } },
  ];
  it.each(refused)('refuses $name, and changes nothing', async ({ from, type, data }) => {
    const reply = await send(from(), type, data);
    expect(reply?.error).toContain(type);
    expect(handled).not.toHaveBeenCalled();
  });
});
