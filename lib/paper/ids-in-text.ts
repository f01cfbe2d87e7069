/**
 * Identifiers and addresses that stand in a text without being a link.
 * Runs in the content script too: small, and every expression linear.
 */
import { identifierKey, identifierOfDoi, parseArxivId, parseDoi } from './identifiers.ts';

/** A place in a text that names a work: UTF-16 offsets, end exclusive. */
export interface NamedWork {
  /** Identity keys, most telling first, as `keysOfUrl` gives them. */
  readonly keys: readonly string[];
  readonly start: number;
  readonly end: number;
}

/** An address; "arXiv:2403.01234v2", "arXiv abs/…", "CoRR abs/…"; a DOI; "PMID: …", "PMCID: PMC…". */
const NAMES =
  /\b(?:https?:\/\/[^\s<>"“”]{4,500}|(?:(?:arxiv(?:\.org)?[\s:./]{0,3}|\b)(?:abs|pdf)\/|arxiv[\s:.]{1,3})([a-z-]{2,12}(?:\.[a-z]{2})?\/\d{7}|\d{4}\.\d{4,5})(?:v\d{1,2})?(?!\w)|(10\.\d{4,9}\/[^\s<>"“”]{2,300})|pm(c?)id[\s:]{1,3}(?:pmc)?(\d{1,8})(?!\w))/gi;
/** What a sentence leaves on an address. */
const TAIL = /[.,;:!?'’)\]}]+$/;

/**
 * The works that a text names by identifier or address, in order. A number alone ("2403.01234") names
 * none. `keysOfUrl` reads the addresses. About 0.2 ms per 100 KB.
 */
export function keysInText(
  text: string,
  keysOfUrl: (address: string) => readonly string[],
): NamedWork[] {
  const named: NamedWork[] = [];
  for (const { 0: found, 1: arxiv, 2: doiText, 3: central, 4: number, index } of text.matchAll(
    NAMES,
  )) {
    let keys: readonly string[] = [];
    let end = index + found.length;
    if (arxiv !== undefined) {
      const id = parseArxivId(arxiv);
      if (id !== null) keys = [`arxiv:${id}`];
    } else if (doiText !== undefined) {
      const doi = /[\d.]/.test(text.charAt(index - 1)) ? null : parseDoi(doiText);
      if (doi !== null) {
        keys = [identifierKey(identifierOfDoi(doi))];
        end = index + doi.length;
      }
    } else if (number !== undefined) keys = [`pm${central === '' ? 'id' : 'c'}:${number}`];
    else {
      const address = found.replace(TAIL, '');
      keys = keysOfUrl(address);
      end = index + address.length;
    }
    if (keys.length > 0) named.push({ keys, start: index, end });
  }
  return named;
}
