/** The packaged listing that the starter papers come from, read and parsed by the extension itself. */
import { browser } from 'wxt/browser';
import { parseListing } from '../formats/listing.ts';
import type { PaperDraft } from '../paper/paper.ts';

const LISTING_FILE = '/starter/hf-papers-listing.txt';

/** Fetches and parses the packaged listing. */
export async function readStarter(): Promise<readonly PaperDraft[]> {
  const response = await fetch(browser.runtime.getURL(LISTING_FILE));
  if (!response.ok) throw new Error(`${LISTING_FILE} could not be read: ${response.status}`);
  return parseListing(await response.text()).papers;
}
