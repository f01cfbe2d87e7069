/**
 * Identifiers that name a work across sites, found in texts.
 * Runs in the content script too: small, and every expression linear.
 */
import { hasLetter } from '../text/fold-kinds.ts';
import type { Identifier } from './paper.ts';

const ARXIV_NEW = /^\d\d(?:0[1-9]|1[0-2])\.\d{4,5}$/;
const ARXIV_OLD = /^([a-z]+(?:-[a-z]+)?)(?:\.[a-z-]{2,20})?\/(\d\d(?:0[1-9]|1[0-2])\d{3})$/;

/**
 * The canonical arXiv id of a text that is one, or null. Takes "arXiv:2302.07863v2",
 * "math.GT/0309136" (the subject class is not part of the name) and ids with ".pdf".
 */
export function parseArxivId(text: string): string | null {
  const id = text
    .trim()
    .toLowerCase()
    .replace(/^arxiv[:.]?\s?|(?:v\d{1,3})?(?:\.pdf)?\/?$/g, '');
  if (ARXIV_NEW.test(id)) return id;
  const old = ARXIV_OLD.exec(id);
  return old ? `${old[1]}/${old[2]}` : null;
}

/** Cuts what a sentence puts behind a DOI: its punctuation, and closing brackets that were not opened in it. */
function trimTail(doi: string): string {
  for (let end = doi.length; end > 0; end--) {
    const last = doi.charAt(end - 1);
    if (/[.,;:!?'"’*]/.test(last)) continue;
    const open = { ')': '(', ']': '[', '>': '<', '}': '{' }[last];
    if (open === undefined) return doi.slice(0, end);
    const body = doi.slice(0, end);
    if (body.split(open).length >= body.split(last).length) return body;
  }
  return '';
}

/** What a line break leaves of a DOI ("10.1016/j."): at these publishers a whole one has a digit. */
const SPLIT_DOI = /^10\.(?:1007|1016|1038|1109|1145)\/\D*$/;

/**
 * The DOI in a text, lower case, or null. The text may be the DOI, hold it in a sentence,
 * or be an address of any resolver; what follows the DOI in a sentence is cut off.
 */
export function parseDoi(text: string): string | null {
  const found = /(?:^|[^\d.])(10\.\d{4,9}\/[^\s"“”«»|\\^`]{1,300})/.exec(text);
  const doi = trimTail(found?.[1] ?? '').toLowerCase();
  return hasLetter(doi.slice(doi.indexOf('/'))) && !SPLIT_DOI.test(doi) ? doi : null;
}

/** An identifier in its canonical form. DOIs that arXiv and the ACL Anthology give out are ids of theirs. */
export function canonicalIdentifier({ scheme, value }: Identifier): Identifier {
  const doi = scheme === 'doi' ? value.toLowerCase() : '';
  const acl = scheme === 'acl' ? value : /^10\.(?:18653|3115)\/v1\/(.+)/.exec(doi)?.[1];
  // Its older ids have a capital ("P19-1234").
  if (acl !== undefined)
    return { scheme: 'acl', value: acl.toLowerCase().replace(/^[a-z]\d/, (x) => x.toUpperCase()) };
  const arxiv = scheme === 'arxiv' ? value : /^10\.48550\/(.+)/.exec(doi)?.[1];
  const id = arxiv === undefined ? null : parseArxivId(arxiv);
  return id === null ? { scheme, value: doi || value } : { scheme: 'arxiv', value: id };
}

/** An identifier for a DOI, see `canonicalIdentifier`. */
export const identifierOfDoi = (doi: string): Identifier =>
  canonicalIdentifier({ scheme: 'doi', value: doi });

/** "arxiv:2302.07863": the key that one paper has, however its identifier was written. */
export function identifierKey(identifier: Identifier): string {
  const { scheme, value } = canonicalIdentifier(identifier);
  // CVF keeps one file in folders of several names.
  return `${scheme}:${scheme === 'cvf' ? value.slice(value.lastIndexOf('/') + 1).toLowerCase() : value}`;
}
