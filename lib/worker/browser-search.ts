/** Search from the browser's own places: the address bar behind the keyword, and the menu of selected text. */
import { type Browser, browser } from 'wxt/browser';
import { i18n } from '#i18n';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { SearchPage, SearchResult, TextRange } from '../messages/protocol.ts';
import { namedBy } from '../paper/named-paper.ts';
import type { PaperSummary } from '../paper/paper.ts';
import type { Search } from '../search/search.ts';

import { searchPage } from './search-page.ts';

/** The best papers for what was typed; for an id or an address, the paper that it names. */
export type FindPapers = (
  query: string,
  limit: number,
) => Promise<Pick<SearchPage, 'complete' | 'results'>>;

/** What the address bar has room for below the first line. */
const SUGGESTIONS = 5;
/** A description is one line. */
const SHOWN_LETTERS = 300;
/** Of a selection; a title is shorter. */
const QUERY_LETTERS = 1_000;
const MENU_ID = 'search-selection';

/** The search of the library, as these places ask it. */
export function findPapersIn(catalogue: Catalogue, search: Search): FindPapers {
  return (query, limit) =>
    searchPage(catalogue, search, {
      query,
      tags: [],
      statuses: [],
      untagged: false,
      sort: 'relevance',
      offset: 0,
      limit,
      depth: 'quick',
    });
}

const libraryAddress = (fields: Record<string, string>): string =>
  browser.runtime.getURL(`/library.html?${new URLSearchParams(fields)}`);

const addressOf = ({ id, bestLink }: PaperSummary): string =>
  bestLink ?? libraryAddress({ paper: id });

/** What XML cannot hold, and what turns the direction of the line around it. */
const UNFIT = /[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]|[\u202a-\u202e\u2066-\u2069]/gu;

/** Text of a paper as the address bar takes it: Chromium reads XML, Firefox shows it as it is. */
function plainly(text: string): string {
  const fit = text.replace(UNFIT, ' ');
  return import.meta.env.FIREFOX
    ? fit
    : fit.replace(/[<>&'"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

const element = (name: 'match' | 'dim', text: string): string =>
  import.meta.env.FIREFOX || text === '' ? plainly(text) : `<${name}>${plainly(text)}</${name}>`;

function withMatches(title: string, matches: readonly TextRange[]): string {
  let described = '';
  let from = 0;
  for (const [start, end] of matches) {
    described += plainly(title.slice(from, start)) + element('match', title.slice(start, end));
    from = end;
  }
  return described + plainly(title.slice(from));
}

function suggest({ paper, titleMatches }: SearchResult): { content: string; description: string } {
  const shown = titleMatches.filter(([, end]) => end <= SHOWN_LETTERS);
  const about = [paper.byline, paper.year ?? ''].filter((part) => part !== '').join(' · ');
  const title = withMatches(paper.title.slice(0, SHOWN_LETTERS), shown);
  const aside = about === '' ? '' : ` ${element('dim', `– ${about.slice(0, SHOWN_LETTERS)}`)}`;
  return { content: addressOf(paper), description: title + aside };
}

/** Where Enter leads: to the chosen suggestion, the paper that has all words, or the library. */
async function findTarget(find: FindPapers, entered: string): Promise<string> {
  const text = entered.trim();
  // A suggestion stands for its address.
  if (text.startsWith(browser.runtime.getURL('/library.html?'))) return text;
  if (text === '') return libraryAddress({});
  const { complete, results } = await find(text, 1);
  const [best] = complete > 0 ? results : [];
  if (best !== undefined) return addressOf(best.paper);
  return /^https?:\/\//i.test(text) ? text : libraryAddress({ q: text });
}

async function goTo(
  url: string,
  disposition: `${Browser.omnibox.OnInputEnteredDisposition}`,
): Promise<void> {
  if (disposition === 'currentTab') await browser.tabs.update({ url });
  else await browser.tabs.create({ url, active: disposition === 'newForegroundTab' });
}

/** Answers behind the keyword of the address bar. To be called before the worker's first turn is over. */
export function serveAddressBar(find: FindPapers): void {
  browser.omnibox.setDefaultSuggestion({ description: plainly(i18n.t('browserSearch.enter')) });
  browser.omnibox.onInputChanged.addListener(async (text, show) => {
    const query = text.trim();
    if (query === '') return;
    const { results } = await find(query, SUGGESTIONS);
    show(results.map(suggest));
  });
  browser.omnibox.onInputEntered.addListener(async (text, disposition) => {
    await goTo(await findTarget(find, text), disposition);
  });
}

/** Selected text as words: what stands for an operator in a query is none in a text. */
const asWords = (text: string): string =>
  text.replace(/(?:[^\p{L}\p{M}\p{N}.+^'’-]|(?<![\p{L}\p{N}])-)+/gu, ' ').trim();

/** Answers the menu of selected text. To be called before the worker's first turn is over. */
export function serveSelectionMenu(find: FindPapers): void {
  browser.contextMenus.onClicked.addListener(async ({ menuItemId, selectionText = '' }) => {
    if (menuItemId !== MENU_ID) return;
    const text = selectionText.slice(0, QUERY_LETTERS).trim();
    const [named] = namedBy(text) === null ? [] : (await find(text, 1)).results;
    const url = libraryAddress(
      named === undefined ? { q: asWords(text) } : { paper: named.paper.id },
    );
    await browser.tabs.create({ url });
  });
}

/** Once after the installation and each update: the browser keeps the menu. */
export async function createSelectionMenu(): Promise<void> {
  await browser.contextMenus.removeAll();
  browser.contextMenus.create({
    id: MENU_ID,
    contexts: ['selection'],
    title: i18n.t('browserSearch.selection'),
  });
}
