import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { SearchResult } from '../../lib/messages/protocol.ts';
import type { PaperSummary } from '../../lib/paper/paper.ts';
import {
  createSelectionMenu,
  type FindPapers,
  serveAddressBar,
  serveSelectionMenu,
} from '../../lib/worker/browser-search.ts';
import { summaryOf } from '../paper/summary-of.ts';

vi.mock('#i18n', () => ({ i18n: { t: (key: string) => key } }));

const result = (
  paper: Partial<PaperSummary>,
  titleMatches: SearchResult['titleMatches'] = [],
): SearchResult => ({
  paper: summaryOf('0123456789abcdef', 'A Paper', paper),
  titleMatches,
  snippet: null,
});

/** Listeners that were registered, and what the browser was asked. */
const heard = {
  changed: (_text: string, _show: (suggestions: unknown) => void): Promise<void> | void => {},
  entered: (_text: string, _disposition: string): Promise<void> | void => {},
  clicked: (_info: { menuItemId: string; selectionText?: string }): Promise<void> | void => {},
};
const find = vi.fn<FindPapers>();
const update = vi.fn();
const create = vi.fn();
const menu = { removeAll: vi.fn(), create: vi.fn() };

beforeEach(() => {
  fakeBrowser.reset();
  vi.stubEnv('FIREFOX', '');
  for (const spy of [find, update, create, menu.removeAll, menu.create])
    spy.mockReset().mockResolvedValue(undefined);
  Object.assign(browser.tabs, { update, create });
  Object.assign(browser, {
    omnibox: {
      setDefaultSuggestion: vi.fn(),
      onInputChanged: {
        addListener: (listener: typeof heard.changed) => {
          heard.changed = listener;
        },
      },
      onInputEntered: {
        addListener: (listener: typeof heard.entered) => {
          heard.entered = listener;
        },
      },
    },
    contextMenus: {
      ...menu,
      onClicked: {
        addListener: (listener: typeof heard.clicked) => {
          heard.clicked = listener;
        },
      },
    },
  });
  serveAddressBar(find);
  serveSelectionMenu(find);
});

const answerWith = (complete: number, ...results: SearchResult[]) =>
  find.mockResolvedValue({ complete, results });

async function describeTitle(...given: Parameters<typeof result>): Promise<string> {
  answerWith(1, result(...given));
  const show = vi.fn();
  await heard.changed('words', show);
  return show.mock.lastCall?.[0][0].description;
}

describe('the suggestions of the address bar', () => {
  it('lead to the best link of a paper, or to its page in the library', async () => {
    answerWith(2, result({ bestLink: 'https://arxiv.org/abs/2302.07863' }), result({}));
    const show = vi.fn();
    await heard.changed(' little decoder ', show);
    expect(find).toHaveBeenCalledWith('little decoder', 5);
    expect(show.mock.lastCall?.[0].map(({ content }: { content: string }) => content)).toEqual([
      'https://arxiv.org/abs/2302.07863',
      browser.runtime.getURL('/library.html?paper=0123456789abcdef'),
    ]);
  });

  it('show what was found, and who wrote it when', async () => {
    const title = 'Speculative Decoding with Big Little Decoder';
    const ranges = [
      [0, 11],
      [37, 44],
    ] as const;
    expect(await describeTitle({ title, byline: 'Kim et al.', year: 2023 }, ranges)).toBe(
      '<match>Speculative</match> Decoding with Big Little <match>Decoder</match> <dim>– Kim et al. · 2023</dim>',
    );
  });

  it.each([
    {
      name: 'markup',
      title: '</match><url>https://evil.example</url> & "more" \'',
      shown:
        '&#60;/match&#62;&#60;url&#62;https://evil.example&#60;/url&#62; &#38; &#34;more&#34; &#39;',
    },
    { name: 'what XML cannot hold', title: 'a\u0000b\u0008c\uffffd\ud800e', shown: 'a b c d e' },
    { name: 'turned directions', title: 'left\u202etfel', shown: 'left tfel' },
    { name: 'letters beyond the basic plane', title: '𝒪(n) Attention', shown: '𝒪(n) Attention' },
  ])('keep $name of a title text', async ({ title, shown }) => {
    expect(await describeTitle({ title })).toBe(shown);
  });

  it('are plain in Firefox, which shows them as they are', async () => {
    vi.stubEnv('FIREFOX', 'true');
    const paper = { title: 'R&D <in> Brief\u0000', byline: 'Kim', year: 2023 };
    expect(await describeTitle(paper, [[0, 3]])).toBe('R&D <in> Brief  – Kim · 2023');
  });

  it('are short for an endless title, also where a letter is cut in two', async () => {
    const shown = await describeTitle({ title: `a${'𝒪'.repeat(5_000)}` }, [[0, 9_000]]);
    expect(shown).toBe(`a${'𝒪'.repeat(149)} `);
  });

  it('are none for nothing', async () => {
    const show = vi.fn();
    await heard.changed('  ', show);
    expect(show).not.toHaveBeenCalled();
    expect(find).not.toHaveBeenCalled();
  });
});

describe('Enter in the address bar', () => {
  const library = (fields: string) => browser.runtime.getURL(`/library.html?${fields}` as '/');

  it('opens the best link of the paper that has all words', async () => {
    answerWith(1, result({ bestLink: 'https://doi.org/10.1000/1' }));
    await heard.entered('words', 'currentTab');
    expect(update).toHaveBeenCalledWith({ url: 'https://doi.org/10.1000/1' });
  });

  it('opens the library where papers lack a word', async () => {
    answerWith(0, result({ bestLink: 'https://doi.org/10.1000/1' }));
    await heard.entered('words & more', 'currentTab');
    expect(update).toHaveBeenCalledWith({ url: library('q=words+%26+more') });
  });

  it('goes to the chosen suggestion', async () => {
    answerWith(0);
    await heard.entered(library('paper=0123456789abcdef'), 'currentTab');
    await heard.entered('https://example.org/project', 'currentTab');
    expect(update.mock.calls.map(([{ url }]) => url)).toEqual([
      library('paper=0123456789abcdef'),
      'https://example.org/project',
    ]);
  });

  it('never opens what is neither an address of the web nor of the library', async () => {
    answerWith(0);
    for (const text of ['javascript:alert(1)', 'file:///etc/passwd', browser.runtime.getURL('/')])
      await heard.entered(text, 'currentTab');
    expect(update).toHaveBeenCalledTimes(3);
    for (const [{ url }] of update.mock.calls) expect(url).toMatch(library('q='));
  });

  it.each([
    { disposition: 'newForegroundTab', active: true },
    { disposition: 'newBackgroundTab', active: false },
  ])('opens a $disposition where the browser says so', async ({ disposition, active }) => {
    answerWith(1, result({ bestLink: 'https://doi.org/10.1000/1' }));
    await heard.entered('words', disposition);
    expect(create).toHaveBeenCalledWith({ url: 'https://doi.org/10.1000/1', active });
  });
});

describe('the menu of selected text', () => {
  it('is made anew, for selections alone', async () => {
    await createSelectionMenu();
    expect(menu.removeAll).toHaveBeenCalledBefore(menu.create);
    expect(menu.create.mock.lastCall?.[0]).toMatchObject({ contexts: ['selection'] });
  });

  async function choose(selectionText: string): Promise<URLSearchParams> {
    await createSelectionMenu();
    await heard.clicked({ menuItemId: menu.create.mock.lastCall?.[0].id, selectionText });
    return new URL(create.mock.lastCall?.[0].url).searchParams;
  }

  it.each([
    { name: 'words', text: ' Big Little\n Decoder ', query: 'Big Little Decoder' },
    { name: 'quotation marks', text: '“Attention” is "all', query: 'Attention is all' },
    { name: 'a dash', text: 'Decoding - a -survey', query: 'Decoding a survey' },
    {
      name: 'what looks like an operator',
      text: 'tag:nlp (or year:2023)',
      query: 'tag nlp or year 2023',
    },
    {
      name: 'names with signs',
      text: 'CodeT5+ and Pre-training',
      query: 'CodeT5+ and Pre-training',
    },
  ])('searches the library for $name', async ({ text, query }) => {
    expect((await choose(text)).get('q')).toBe(query);
    expect(find).not.toHaveBeenCalled();
  });

  it('shows the paper that a selected id names', async () => {
    answerWith(1, result({}));
    expect((await choose('arXiv:2302.07863')).get('paper')).toBe('0123456789abcdef');
    expect(find).toHaveBeenCalledWith('arXiv:2302.07863', 1);
  });

  it('takes the beginning of a selection that is a whole page', async () => {
    expect((await choose('word '.repeat(100_000))).get('q')?.length).toBeLessThan(1_001);
  });

  it('leaves other menus alone', async () => {
    await heard.clicked({ menuItemId: 'other', selectionText: 'words' });
    expect(create).not.toHaveBeenCalled();
  });
});
