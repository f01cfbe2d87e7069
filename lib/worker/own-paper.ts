/** The paper that a tab's address names. */
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { PageSelf } from '../messages/protocol.ts';
import { identifiersInUrl } from '../paper/address-keys.ts';
import { identifierKey } from '../paper/identifiers.ts';

/** Known, one that could be added, or null where the address names none. */
export async function findOwnPaper(catalogue: Catalogue, address: string): Promise<PageSelf> {
  const keys = identifiersInUrl(address).map(identifierKey);
  if (keys.length === 0) return null;
  const paperId = (await catalogue.findByKeys(keys)).find((found) => found !== null);
  return paperId == null ? { kind: 'new' } : { kind: 'known', paperId };
}
