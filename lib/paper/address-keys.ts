/** What an address names, for contexts that load the sites with their code; pages have them from storage. */
import { createIdentifierReader } from './identifier-urls.ts';
import { createKeyReader } from './links.ts';
import { SITES } from './sites.ts';

/** The identifiers that an address names, most telling first; empty for all other addresses. */
export const identifiersInUrl = createIdentifierReader(SITES);

/** Identity keys of an address, see `createKeyReader`. */
export const keysOfUrl = createKeyReader(SITES);
