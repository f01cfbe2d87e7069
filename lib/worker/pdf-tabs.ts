/** PDFs in Firefox, whose viewer no script of an extension enters: seen by the addresses of tabs. */
import { browser } from 'wxt/browser';

/** Addresses of PDFs. The event page is woken for these alone. */
const PDF_ADDRESSES = [
  '*://*/*.pdf',
  '*://*/*.pdf?*',
  '*://*/pdf/*',
  '*://*/*/pdf/*',
  '*://*/pdf?*',
];

interface FilteredEvent {
  addListener(
    listener: (
      tabId: number,
      change: { readonly status?: string },
      tab: { readonly url?: string },
    ) => void,
    filter: { readonly urls: readonly string[]; readonly properties: readonly string[] },
  ): void;
}

/** Calls for each such tab that was loaded. */
export function watchPdfTabs(onPdf: (tabId: number, address: string) => void): void {
  // Only Firefox takes a filter.
  const { onUpdated }: { onUpdated: unknown } = browser.tabs;
  (onUpdated as FilteredEvent).addListener(
    (tabId, { status }, { url }) => {
      if (status === 'complete' && url !== undefined) onPdf(tabId, url);
    },
    { urls: PDF_ADDRESSES, properties: ['status'] },
  );
}
