/**
 * Identifiers and addresses that stand in a text without being a link.
 * Runs in the content script too: small, and every expression linear.
 */
import { lineOf } from './identifier-urls.ts';
import { parseDoi } from './identifiers.ts';

/** A place in a text that names a work: UTF-16 offsets, end exclusive. */
export interface NamedWork {
  /** Identity keys, most telling first, as `keysOfUrl` gives them. */
  readonly keys: readonly string[];
  readonly start: number;
  readonly end: number;
}

/** Every name has one of these; most texts have none. Apart, because a plain text is found sooner. */
const MAY_NAME = [/\d{4}(?:\.\d|\/)|\/\d{7}/g, /:\/\//g, /b\.com\//g, /PM/g, /pm/g];
/** What a sentence leaves on an address. */
const TAIL = /[.,;:!?'’)\]}]+$/;

/** Where a text may name a work: each name has one of these offsets in it. */
export const siftNames = (text: string): number[] =>
  MAY_NAME.flatMap((mark) => Array.from(text.matchAll(mark), ({ index }) => index));

/**
 * Makes a reader that gives the works that a text names by identifier or address, in order. A number
 * alone ("2403.01234") names none. `sites` is the text of `sites.ts`; `keysOfUrl` reads addresses.
 * About 0.4 ms per 100 KB: `siftNames` spares most texts.
 */
export function createTextReader(
  sites: string,
  keysOfUrl: (address: string) => readonly string[],
): (text: string) => NamedWork[] {
  const names = new RegExp(lineOf(sites, '=names'), 'gi');
  return (text) => {
    const named: NamedWork[] = [];
    for (const { 0: found, 1: doi, index } of text.matchAll(names)) {
      const name = doi === undefined ? found.replace(TAIL, '') : (parseDoi(doi) ?? '');
      if (name === '') continue;
      // What is no address stands under a host of its own.
      const host = /^http/i.test(name) ? '' : /^[gw]/i.test(name) ? 'https://' : 'https://id/';
      const keys = keysOfUrl(host + name);
      if (keys.length > 0) named.push({ keys, start: index, end: index + name.length });
    }
    return named;
  };
}
