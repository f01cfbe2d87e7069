/** Elements that may get a shadow tree later: no change of nodes tells of it. */
import { isConnected, shadowRootOf } from './dom.ts';
import { isAway } from './shown.ts';

/** Kept in mind at most. */
const MAX_HOSTS = 1_000;
/** First after this, then ever later, at last no more until the reader acts. */
const FIRST_TICK_MS = 500;
const LAST_TICK_MS = 16_000;

export interface BareHosts {
  add(host: Element): void;
  /** The reader acted, or the page changed. */
  hurry(): void;
}

export function watchBareHosts(onShadow: (host: Element) => void, signal: AbortSignal): BareHosts {
  const hosts = new Set<Element>();
  let tick = FIRST_TICK_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const check = () => {
    timer = undefined;
    tick *= 2;
    for (const host of hosts) {
      if (shadowRootOf(host) !== null) onShadow(host);
      else if (isConnected(host)) continue;
      hosts.delete(host);
    }
    wait();
  };
  const wait = () => {
    if (hosts.size > 0 && tick <= LAST_TICK_MS && !isAway() && !signal.aborted)
      timer ??= setTimeout(check, tick);
  };
  signal.addEventListener('abort', () => clearTimeout(timer));
  return {
    add(host) {
      if (hosts.size < MAX_HOSTS) hosts.add(host);
      wait();
    },
    hurry() {
      tick = FIRST_TICK_MS;
      wait();
    },
  };
}
