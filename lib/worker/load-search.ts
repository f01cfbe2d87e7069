/**
 * Search is a second script of the worker (`entrypoints/search.ts`), half as large as the first: it comes
 * with the first question or the first change. A worker that only answers pages does without.
 */
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { SearchedCatalogue, StartSearch, WorkerSearch } from './start-search.ts';

const SEARCH_SCRIPT = '/search.js';

type Options = Parameters<StartSearch>[1];

/** In Chromium the worker is a service worker, in Firefox a page. */
declare function importScripts(script: string): void;

/**
 * A service worker may import later only what it imported while it was installed: the browser keeps that
 * with it. To be called before the worker's first turn is over.
 */
export function keepSearchScript(): void {
  if (!import.meta.env.FIREFOX) addEventListener('install', () => importScripts(SEARCH_SCRIPT));
}

/** What the script leaves behind. */
function found(): StartSearch | undefined {
  return (globalThis as { maniculeSearch?: StartSearch }).maniculeSearch;
}

async function bring(): Promise<void> {
  if (!import.meta.env.FIREFOX) return importScripts(SEARCH_SCRIPT);
  const script = document.createElement('script');
  script.src = SEARCH_SCRIPT;
  const arrived = new Promise((resolve, reject) => {
    script.onload = resolve;
    script.onerror = () => reject(new Error(`${script.src} cannot be read`));
  });
  document.head.append(script);
  await arrived;
}

async function loadSearch(): Promise<StartSearch> {
  try {
    if (found() === undefined) await bring();
  } catch (cause) {
    throw new Error('The search script cannot be loaded', { cause });
  }
  const start = found();
  if (start === undefined) throw new Error('The search script was loaded and is not there');
  return start;
}

/**
 * Search that loads itself when it is first asked, and again after it could not be: then what was asked
 * fails. While the script comes, the catalogue opens.
 */
export function lazySearch(
  catalogue: SearchedCatalogue & Pick<Catalogue, 'ready'>,
  options: Options,
): WorkerSearch {
  let loading: Promise<WorkerSearch> | null = null;
  const load = async (): Promise<WorkerSearch> => {
    loading ??= loadSearch().then((start) => start(catalogue, options));
    try {
      const search = await loading;
      await catalogue.ready;
      return search;
    } catch (error) {
      loading = null;
      throw error;
    }
  };
  return {
    search: async (request) => (await load()).search(request),
    completeQuery: async (query, caret) => (await load()).completeQuery(query, caret),
    findAlike: async (id, limit) => (await load()).findAlike(id, limit),
    follow: async () => {
      try {
        await (await load()).follow();
      } catch (error) {
        options.report(error);
      }
    },
  };
}
