/**
 * Cards and their nonces. A content script announces a card; the frame that presents the nonce, in
 * the same tab, is shown that paper and may change it. A page that framed the card itself knows no nonce.
 */
import type { Browser } from 'wxt/browser';
import type { PaperId } from '../paper/paper.ts';
import type { Evidence } from '../recognise/types.ts';
import { changeRecord, readRecord, removeRecord } from './session-record.ts';

export interface AnnouncedCard {
  readonly nonce: string;
  readonly tabId: number;
  readonly paperId: PaperId;
  readonly evidence: Evidence;
  /** Host name of the page. */
  readonly site: string;
  readonly private: boolean;
  /** The frame that claimed it; null until then. */
  readonly claimedBy: string | null;
}

/** One card is open in a tab at a time; a few are kept, for one that was announced while another closes. */
const KEPT_PER_TAB = 4;
const keyOf = (tabId: number) => `cards:${tabId}`;
const frameName = (sender: Browser.runtime.MessageSender) =>
  sender.documentId ?? String(sender.frameId ?? 0);

/** Host name of the page that sends; of a frame without an address of its own, that of its tab. */
export function hostOf({ url = '', tab }: Browser.runtime.MessageSender): string {
  const address = url.startsWith('about:') ? tab?.url : url;
  return new URL(address ?? 'about:blank').hostname;
}

export async function announceCard(
  sender: Browser.runtime.MessageSender,
  card: Pick<AnnouncedCard, 'nonce' | 'paperId' | 'evidence'>,
): Promise<void> {
  const tab = sender.tab;
  if (tab?.id === undefined) return;
  const announced: AnnouncedCard = {
    ...card,
    tabId: tab.id,
    site: hostOf(sender),
    private: tab.incognito,
    claimedBy: null,
  };
  await changeRecord<AnnouncedCard[]>(keyOf(tab.id), (before = []) =>
    [announced, ...before].slice(0, KEPT_PER_TAB),
  );
}

/** The card of that nonce, for the first frame that asks and no other. */
export async function claimCard(
  sender: Browser.runtime.MessageSender,
  nonce: string,
): Promise<AnnouncedCard | null> {
  const tabId = sender.tab?.id;
  if (tabId === undefined) return null;
  const frame = frameName(sender);
  const cards = await changeRecord<AnnouncedCard[]>(keyOf(tabId), (before = []) =>
    before.map((card) =>
      card.nonce === nonce && card.claimedBy === null ? { ...card, claimedBy: frame } : card,
    ),
  );
  return cards.find((card) => card.nonce === nonce && card.claimedBy === frame) ?? null;
}

/** The papers that this card frame was shown: what it may change. */
export async function papersOfCard(
  sender: Browser.runtime.MessageSender,
): Promise<readonly PaperId[]> {
  const tabId = sender.tab?.id;
  if (tabId === undefined) return [];
  const cards = (await readRecord<AnnouncedCard[]>(keyOf(tabId))) ?? [];
  const frame = frameName(sender);
  return cards.filter(({ claimedBy }) => claimedBy === frame).map(({ paperId }) => paperId);
}

export async function forgetCards(tabId: number): Promise<void> {
  await removeRecord(keyOf(tabId));
}
