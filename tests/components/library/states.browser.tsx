/** Every state of the library through axe, light and dark, wide and narrow. */
import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { PAPERS, paperAt, paperId, tagId } from '../sample.ts';
import { setTheme, settle } from '../stage.tsx';
import type { FakeLibraryOptions } from './fake-library.ts';
import { closeLibrary, openLibrary, paperList } from './library-stage.tsx';

interface LibraryState {
  readonly name: string;
  readonly address: string;
  readonly options?: FakeLibraryOptions;
  readonly size?: { readonly width: number; readonly height: number };
  readonly act?: () => Promise<unknown>;
  /** A text that proves that the state is there. */
  readonly shows: string | RegExp;
}

const NARROW = { width: 320, height: 640 };
const corrections = [
  {
    correction: { kind: 'not-here', paperId: paperId(5), site: 'blog.example' },
    title: 'Universal Transformers',
  },
  {
    correction: { kind: 'never-by-title', paperId: paperId(8) },
    title: '<b>Not bold</b> & "quoted"',
  },
] as const;
const tickThree = async () => {
  await userEvent.click(paperList().getByRole('option').nth(0));
  await userEvent.keyboard('x{Shift>}{ArrowDown}{ArrowDown}{/Shift}');
};
const PASTED = [
  '[1] S. Kim, K. Mangalam, and J. Lee. Speculative Decoding with Big Little Decoder. NeurIPS, 2023.',
  '[2] J. Doe and M. Mustermann. A Wholly New Paper on Old Things. ICML, 2024.',
  '[3] J. Doe. Another New Paper, with a Title of Some Length for the Table to Wrap. ACL, 2024.',
  '[4] 2405.00001',
].join('\n');
const preview = async () => {
  await userEvent.fill(
    page.getByRole('textbox', { name: /titles and abstracts/ }),
    '{"title":"A new paper"}\n{"title":"Universal Transformers"}\n{broken\n',
  );
  await userEvent.click(page.getByRole('button', { name: 'Preview' }));
};

const STATES: readonly LibraryState[] = [
  { name: 'the list', address: '?', shows: '34 papers' },
  { name: 'a paper', address: `?paper=${paperId(1)}`, shows: 'A. Author, B. Author' },
  { name: 'a paper without a link', address: `?paper=${paperId(4)}`, shows: 'Semantic Scholar' },
  { name: 'a paper from right to left', address: `?paper=${paperId(6)}`, shows: /שפה/ },
  { name: 'a paper that is gone', address: '?paper=0000000000000000', shows: /no longer/ },
  { name: 'a search', address: '?q=decoding&sort=year', shows: '27 papers' },
  {
    name: 'filters',
    address: `?tag=${tagId(1)}&status=read`,
    shows: '1 paper',
  },
  {
    name: 'a search without result',
    address: '?q=frobnicate',
    shows: /No paper has/,
  },
  {
    name: 'an empty view',
    address: '?status=reading&untagged=1&tag=',
    options: { papers: [] },
    shows: /empty/,
  },
  { name: 'ticked papers', address: '?', act: tickThree, shows: '3 ticked' },
  {
    name: 'the keys',
    address: '?',
    act: () => userEvent.keyboard('{Escape}{Shift>}?{/Shift}'),
    shows: /These keys/,
  },
  {
    name: 'an empty library',
    address: '?',
    options: { papers: [] },
    shows: 'Your library is empty',
  },
  {
    name: 'an emptied library',
    address: '?',
    options: { state: { kind: 'emptied', remembered: 119 } },
    shows: 'Your library is empty, but it held 119 papers',
  },
  {
    name: 'a broken library',
    address: '?',
    options: { state: { kind: 'broken', message: 'QuotaExceededError' } },
    shows: /Nothing has been deleted/,
  },
  {
    name: 'a worker that does not answer',
    address: '?',
    options: { answers: { catalogueState: () => Promise.reject(new Error('no answer')) } },
    shows: /could not be opened/,
  },
  {
    name: 'a search that fails',
    address: '?',
    options: {
      answers: {
        search: ({ limit }) =>
          limit === 0
            ? Promise.resolve({ total: 34, complete: 34, results: [], partial: false, missing: [] })
            : Promise.reject(new Error('no answer')),
      },
    },
    shows: /search did not answer/,
  },
  {
    name: 'papers that lack a word',
    address: '?q=universal+banana',
    options: {
      answers: {
        search: () =>
          Promise.resolve({
            total: 1,
            complete: 0,
            results: [{ paper: paperAt(5), titleMatches: [[0, 9]], snippet: null }],
            partial: false,
            missing: ['banana'],
          }),
      },
    },
    shows: /Without banana/,
  },
  { name: 'tags', address: '?#tags', shows: 'survey-2026' },
  {
    name: 'a tag that is renamed onto another',
    address: '?#tags',
    act: async () => {
      await userEvent.click(page.getByRole('button', { name: 'Rename efficiency' }));
      await userEvent.fill(page.getByRole('textbox', { name: 'New name of efficiency' }), 'LLM');
    },
    shows: /“llm” exists: Enter joins/,
  },
  { name: 'no tags', address: '?#tags', options: { tags: [] }, shows: /No tags yet/ },
  {
    name: 'settings',
    address: '?#settings',
    options: { corrections },
    shows: 'Not marked on blog.example',
  },
  {
    name: 'settings with much chosen',
    address: '?#settings',
    options: {
      hasAccess: false,
      samples: { total: 2, untouched: 0 },
      settings: {
        mode: 'chosen',
        chosenSites: ['arxiv.org', 'blog.example'],
        siteLevels: { 'github.com': 'links-only', 'news.example': 'off' },
        marked: 'tags',
        markedTags: [tagId(1)],
      },
    },
    shows: 'news.example',
  },
  { name: 'import', address: '?#import', shows: 'Drop files here' },
  {
    name: 'a preview',
    address: '?#import',
    act: preview,
    shows: '1 new · 1 known · 1 unreadable',
  },
  { name: 'an id that is not known', address: '?q=arXiv:2405.00001', shows: /Not in your/ },
  {
    name: 'a review of a pasted list',
    address: '?review=1#import',
    options: { review: { kind: 'paste', text: PASTED } },
    shows: /2 new · 1 known/,
  },
  { name: 'a review that is gone', address: '?review=1#import', shows: /no longer there/ },
  { name: 'the first run', address: '?welcome=1', shows: 'Manicule knows the papers you know.' },
  { name: 'the list, narrow', address: '?', size: NARROW, shows: '34 papers' },
  {
    name: 'a paper, narrow',
    address: `?paper=${paperId(7)}`,
    size: NARROW,
    shows: /Sparse Attention/,
  },
  {
    name: 'the menu, narrow',
    address: '?',
    size: NARROW,
    act: () => userEvent.click(page.getByRole('button', { name: 'Menu' })),
    shows: 'Untagged',
  },
  {
    name: 'a review of a pasted list, narrow',
    address: '?review=1#import',
    options: { review: { kind: 'paste', text: PASTED } },
    size: NARROW,
    shows: /2 new · 1 known/,
  },
  { name: 'none found, narrow', address: '?q=frobnicate', size: NARROW, shows: /No paper has/ },
  { name: 'settings, narrow', address: '?#settings', size: NARROW, shows: 'On every site' },
  { name: 'the first run, narrow', address: '?welcome=1', size: NARROW, shows: 'Import files' },
];

afterEach(closeLibrary);

async function open(state: LibraryState) {
  await openLibrary(state.address, state.options ?? {}, state.size);
  if (state.act) {
    await state.act();
    await settle();
  }
  await expect.element(page.getByText(state.shows).first()).toBeInTheDocument();
}

describe.each(['light', 'dark'] as const)(
  'every state of the library is accessible, %s',
  (theme) => {
    it.each(STATES)('$name', async (state) => {
      await setTheme(theme);
      await open(state);
      const { violations } = await axe.run(document, {
        rules: { 'target-size': { enabled: true } },
      });
      const faults = violations.flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id}: ${node.target.join(' ')} – ${node.failureSummary ?? ''}`),
      );
      expect(faults).toEqual([]);
    });
  },
);

describe('nothing is wider than the window', () => {
  it.each(STATES.filter(({ size }) => size === NARROW))('$name', async (state) => {
    await open(state);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
    for (const pane of document.querySelectorAll('.library-main, .library-side, .library-detail'))
      expect(pane.scrollWidth).toBeLessThanOrEqual(pane.clientWidth + 1);
  });

  it('from right to left', async () => {
    document.documentElement.dir = 'rtl';
    await openLibrary(`?paper=${paperId(6)}`, { papers: PAPERS }, { width: 640, height: 800 });
    const detail = document.querySelector('.library-detail')?.getBoundingClientRect();
    document.documentElement.dir = '';
    expect(detail?.left).toBeLessThan(5);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(640);
  });
});
