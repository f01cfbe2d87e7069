/** The second script of the worker: it brings search when that is first asked for. */
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { type StartSearch, startSearch } from '../lib/worker/start-search.ts';

export default defineUnlistedScript(() => {
  (globalThis as { maniculeSearch?: StartSearch }).maniculeSearch = startSearch;
});
