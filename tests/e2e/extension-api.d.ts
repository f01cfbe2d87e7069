import type { browser } from 'wxt/browser';

declare global {
  /** The extension's interface to the browser, inside `evaluate` on a page of the extension; Firefox has it by this name too. */
  const chrome: typeof browser;
}
