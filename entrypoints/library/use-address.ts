import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import type { Addressing } from '../../components/library/AddressLink.tsx';
import {
  formatAddress,
  type LibraryAddress,
  parseAddress,
} from '../../lib/address/library-address.ts';

export interface AddressState extends Addressing {
  readonly address: LibraryAddress;
  /** Goes there without a step in the history: for typing, and for moving through a list. */
  readonly replace: (change: Partial<LibraryAddress>) => void;
}

/** The state of the page as its address has it; Back and Forward are followed. */
export function useAddress(): AddressState {
  const [address, setAddress] = useState(() => parseAddress(location));
  useEffect(() => {
    const read = () => setAddress(parseAddress(location));
    addEventListener('popstate', read);
    addEventListener('hashchange', read);
    return () => {
      removeEventListener('popstate', read);
      removeEventListener('hashchange', read);
    };
  }, []);

  const move = useCallback((change: Partial<LibraryAddress>, how: 'pushState' | 'replaceState') => {
    const next = { ...parseAddress(location), ...change };
    history[how](null, '', formatAddress(next));
    setAddress(next);
  }, []);
  return useMemo(
    () => ({
      address,
      href: (change) => formatAddress({ ...address, ...change }),
      go: (change) => move(change, 'pushState'),
      replace: (change) => move(change, 'replaceState'),
    }),
    [address, move],
  );
}
