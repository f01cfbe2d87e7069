/** In a PDF nothing is read and nothing is shown: its address may name a paper, for the toolbar. Chromium runs scripts there, Firefox does not. */
import { browser } from 'wxt/browser';
import { askFromPage } from '../../lib/messages/ask.ts';
import { createIdentifierReader } from '../../lib/paper/identifier-urls.ts';
import { SITES_KEY } from '../../lib/recognise/stored-table.ts';

export async function reportPdf(): Promise<void> {
  if (window !== window.top || document.contentType !== 'application/pdf') return;
  const stored = await browser.storage.local.get<Record<string, string | undefined>>(SITES_KEY);
  const identifiersInUrl = createIdentifierReader(stored[SITES_KEY] ?? '');
  if (identifiersInUrl(location.href).length === 0) return;
  // The worker looks up whether the catalogue has it.
  await askFromPage('reportPage', { papers: [], partly: false, self: { kind: 'new' } });
}
