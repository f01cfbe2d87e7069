/**
 * The hover card: an extension page in a frame of a web page. It posts nothing to the window, where
 * the page could read it; it waits for a port from our content script, and speaks over that alone.
 */
import { render } from 'preact';
import { browser } from 'wxt/browser';
import { Card } from '../../components/card/Card.tsx';
import { formatAddress, HOME_ADDRESS } from '../../lib/address/library-address.ts';
import { askFromCard } from '../../lib/messages/ask.ts';
import { onAnnouncement } from '../../lib/messages/listen.ts';
import { newOperation } from '../../lib/messages/new-operation.ts';
import type { CardToPage, CardView, PageToCard } from '../../lib/messages/protocol.ts';
import type { PaperId } from '../../lib/paper/paper.ts';
import '../../assets/base.css';
import { keepEarlyKeys } from './early-keys.ts';
import './card-page.css';

/** The card's height in CSS pixels. */
const MAX_HEIGHT_PX = 320;

type Shown = PageToCard & { readonly kind: 'show' };

const root = document.getElementById('app');
if (root === null) throw new Error('card.html has no #app');
const place = root;

const libraryUrl = (paper: PaperId) =>
  browser.runtime.getURL(`/library.html${formatAddress({ ...HOME_ADDRESS, paper })}`);

function startCard(port: MessagePort): void {
  let shown: Shown | null = null;
  let drawn: Shown | null = null;
  const tell = (message: CardToPage) => port.postMessage(message);
  const early = keepEarlyKeys(() => tell({ kind: 'close', returnFocus: true }));

  function draw(card: Shown, view: CardView): void {
    render(
      <Card
        key={card.nonce}
        view={view}
        focus={card.focus}
        libraryUrl={libraryUrl}
        change={(change) => askFromCard('change', newOperation(change))}
        undo={(operation) => askFromCard('undo', { operation })}
        onRefresh={refresh}
        onHeight={(height) => tell({ kind: 'shown', height: Math.min(height, MAX_HEIGHT_PX) })}
        onHeld={(held) => tell({ kind: 'held', held })}
        onClose={() => tell({ kind: 'close', returnFocus: document.hasFocus() })}
        onWalk={(direction) => tell({ kind: 'walk', direction })}
        onOpenLink={(url, background) => {
          browser.tabs
            .create({ url, active: !background })
            .catch((error: unknown) => console.error('The link could not be opened', error));
        }}
      />,
      place,
    );
    if (drawn === card) return;
    drawn = card;
    const typed = early.take();
    // As if typed only now: the field has the focus, and hears of it.
    if (card.focus === 'tag' && typed !== '') document.execCommand('insertText', false, typed);
  }

  /** Shows what the worker says now; a card it does not know of closes. */
  async function refresh(): Promise<void> {
    const card = shown;
    if (card === null) return;
    try {
      const view = await askFromCard('claimCard', { nonce: card.nonce });
      if (shown !== card) return;
      if (view !== null) draw(card, view);
      else tell({ kind: 'close', returnFocus: document.hasFocus() });
    } catch (error) {
      console.error('The card has nothing to show', error);
    }
  }

  port.onmessage = ({ data }: MessageEvent<PageToCard>) => {
    if (data.kind === 'show') {
      shown = data;
      // A card over which the pointer opens another takes no keys.
      if (data.focus !== 'none' && drawn !== null) early.begin();
      void refresh();
    } else {
      // Taking the card away commits what was typed in it.
      shown = null;
      drawn = null;
      early.begin();
      render(null, place);
    }
  };
  onAnnouncement('viewsChanged', () => void refresh());
  tell({ kind: 'ready' });
}

/** The first port is our content script's: it is handed over as soon as the frame has loaded. */
function listen({ data, ports: [port] }: MessageEvent<unknown>): void {
  const isOurs = typeof data === 'object' && data !== null && 'manicule' in data;
  if (!isOurs || port === undefined) return;
  removeEventListener('message', listen);
  startCard(port);
}
addEventListener('message', listen);
