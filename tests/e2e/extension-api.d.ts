import type { browser } from 'wxt/browser';

declare global {
  /** The extension's interface to the browser, inside `evaluate` on a page of the extension. */
  const chrome: typeof browser;
}
