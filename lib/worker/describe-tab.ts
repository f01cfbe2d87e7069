/** What the popup says of the tab it was opened on. */
import { browser } from 'wxt/browser';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Listing, PageReading, PageStatus, TabPage } from '../messages/protocol.ts';
import { tellFrame } from '../messages/tell.ts';
import { identifiersInUrl } from '../paper/address-keys.ts';
import { bestLink } from '../paper/best-link.ts';
import { identifierKey } from '../paper/identifiers.ts';
import type { PaperDraft, PaperId, PaperSummary } from '../paper/paper.ts';
import { isMarkedByItself, type Settings, siteLevel } from '../settings/settings.ts';
import { readTab, type TabPapers } from './tab-reports.ts';
import { countOthers } from './toolbar.ts';

async function isAllowed(url: URL): Promise<boolean> {
  return browser.permissions.contains({ origins: [`${url.protocol}//${url.hostname}/*`] });
}

/** Null where the page lists nothing new. Known are the papers it lists and those it mentions. */
async function listingOf(
  catalogue: Catalogue,
  drafts: readonly PaperDraft[] | null,
  mentioned: readonly PaperSummary[],
): Promise<Listing | null> {
  if (drafts === null) return null;
  const listed = await catalogue.findDrafts(drafts);
  const fresh = drafts.filter((_, index) => listed[index] === null);
  if (fresh.length === 0) return null;
  const known = new Set([...mentioned.map(({ id }) => id), ...listed.filter((id) => id !== null)]);
  return { known: known.size, drafts: fresh };
}

/** Whether an address looks like that of a PDF, for a browser that shows no one the document. */
const isPdfAddress = ({ pathname }: URL) => /\.pdf$|\/pdf(?:\/|$)/i.test(pathname);

/** The page's own paper: by its address, by what the content script saw, by the page's meta data. */
async function ownPaperStatus(
  catalogue: Catalogue,
  url: URL,
  page: PageReading | null,
  tab: TabPapers,
): Promise<PageStatus | null> {
  const pdf = page?.pdf === true || isPdfAddress(url);
  const byAddress = identifiersInUrl(url.href);
  const identifiers = [...byAddress, ...(page?.identifiers ?? [])];
  const draft = page?.own ?? null;
  const [foundByName, foundByDraft] = await Promise.all([
    catalogue.findByKeys(identifiers.map(identifierKey)),
    draft === null ? [null] : catalogue.findDrafts([draft]),
  ]);
  const isFound = (found: PaperId | null) => found !== null;
  const id =
    foundByName.slice(0, byAddress.length).find(isFound) ??
    (tab.self?.kind === 'known' ? tab.self.paperId : null) ??
    foundByName.find(isFound) ??
    foundByDraft[0] ??
    null;
  const known = countOthers(tab.papers, id);
  const [paper] = id === null ? [] : await catalogue.summarise([id]);
  if (paper !== undefined) return { kind: 'known-paper', paper, pdf, known };
  if (draft !== null) return { kind: 'new-paper', draft, known };
  const address = bestLink({ identifiers: byAddress, links: [] });
  return pdf && address !== null ? { kind: 'new-pdf', address } : null;
}

async function scannedStatus(
  catalogue: Catalogue,
  page: PageReading | null,
  tab: TabPapers,
  papers: readonly PaperSummary[],
): Promise<PageStatus> {
  return {
    kind: 'scanned',
    known: papers.length,
    toRead: papers.filter(({ status }) => status === 'to-read').length,
    partly: tab.partly,
    listing: await listingOf(catalogue, page?.listed ?? null, papers),
  };
}

async function statusOf(
  catalogue: Catalogue,
  settings: Settings,
  tabId: number,
  url: URL | null,
  page: PageReading | null,
  tab: TabPapers,
  papers: readonly PaperSummary[],
): Promise<PageStatus> {
  if (url === null) return { kind: 'not-allowed', grantable: false };
  const own = await ownPaperStatus(catalogue, url, page, tab);
  if (own !== null) return own;
  if (siteLevel(settings, url.hostname) === 'off') return { kind: 'off' };
  if (!(await isAllowed(url))) return { kind: 'not-allowed', grantable: true };
  if (page === null) return { kind: 'not-allowed', grantable: false };
  if (!page.readable) return { kind: 'unreadable' };
  const alive = await tellFrame('ping', undefined, tabId, 0);
  if (
    alive?.marking !== true &&
    settings.mode !== 'everywhere' &&
    !isMarkedByItself(settings, url.hostname)
  )
    return { kind: 'not-asked', mode: settings.mode };
  if (alive === undefined) return { kind: 'reload-needed' };
  return scannedStatus(catalogue, page, { ...tab, partly: tab.partly || alive.partly }, papers);
}

function webAddress(url: string | undefined): URL | null {
  return url !== undefined && /^https?:/.test(url) ? new URL(url) : null;
}

/** Everything that the popup shows of a tab. `reading`: what the popup read in it; `first`: a paper to put at the head of the list. */
export async function describeTab(
  catalogue: Catalogue,
  settings: Settings,
  tabId: number,
  reading: PageReading | null,
  first: PaperId | null,
): Promise<TabPage> {
  const [{ url: address }, tab] = await Promise.all([browser.tabs.get(tabId), readTab(tabId)]);
  const url = webAddress(address);
  const site = url?.hostname ?? '';
  const summaries = await catalogue.summarise(tab.papers.map(({ paperId }) => paperId));
  const byId = new Map(summaries.map((paper) => [paper.id, paper]));
  const papers = tab.papers.flatMap(({ paperId, evidence, occurrences }) => {
    const paper = byId.get(paperId);
    return paper === undefined ? [] : [{ paper, evidence, occurrences }];
  });
  papers.sort((a, b) => Number(b.paper.id === first) - Number(a.paper.id === first));
  return {
    tabId,
    site,
    status: await statusOf(catalogue, settings, tabId, url, reading, tab, summaries),
    level: siteLevel(settings, site),
    papers,
    wanted: first,
  };
}
