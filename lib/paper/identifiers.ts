/**
 * Identifiers that name a work across sites, found in addresses and in text.
 * Runs in the content script too: small, and every expression linear.
 */
import type { Identifier } from './paper.ts';
import { queryFields } from './query-fields.ts';

const ARXIV_NEW = /^\d\d(?:0[1-9]|1[0-2])\.\d{4,5}$/;
const ARXIV_OLD = /^([a-z]+(?:-[a-z]+)?)(?:\.[a-z-]{2,20})?\/(\d\d(?:0[1-9]|1[0-2])\d{3})$/;
const ARXIV_DOI = '10.48550/arxiv.';

/**
 * The canonical arXiv id of a text that is one, or null. Takes "arXiv:2302.07863v2",
 * "math.GT/0309136" (the subject class is not part of the name) and ids with ".pdf".
 */
export function parseArxivId(text: string): string | null {
  const id = text
    .trim()
    .toLowerCase()
    .replace(/^arxiv[:.]\s?/, '')
    .replace(/\/$/, '')
    .replace(/\.pdf$/, '')
    .replace(/v\d{1,3}$/, '');
  if (ARXIV_NEW.test(id)) return id;
  const old = ARXIV_OLD.exec(id);
  return old ? `${old[1]}/${old[2]}` : null;
}

/** Cuts what a sentence puts behind a DOI: its punctuation, and closing brackets that were not opened in it. */
function trimTail(doi: string): string {
  for (let end = doi.length; end > 0; end--) {
    const last = doi.charAt(end - 1);
    if ('.,;:!?\'"’*'.includes(last)) continue;
    const open = { ')': '(', ']': '[', '>': '<', '}': '{' }[last];
    if (open === undefined) return doi.slice(0, end);
    const body = doi.slice(0, end);
    if (body.split(open).length >= body.split(last).length) return body;
  }
  return '';
}

/**
 * The DOI in a text, lower case, or null. The text may be the DOI, hold it in a sentence,
 * or be an address of any resolver; what follows the DOI in a sentence is cut off.
 */
export function parseDoi(text: string): string | null {
  const found = /(?:^|[^\d.])(10\.\d{4,9}\/[^\s"“”«»|\\^`]{1,300})/.exec(text);
  const doi = trimTail(found?.[1] ?? '').toLowerCase();
  return /^10\.\d{4,9}\/.*[\p{L}\p{N}]/u.test(doi) ? doi : null;
}

/** An identifier for a DOI; those that arXiv gives out are arXiv ids. */
export function identifierOfDoi(doi: string): Identifier {
  const arxiv = doi.startsWith(ARXIV_DOI) ? parseArxivId(doi.slice(ARXIV_DOI.length)) : null;
  return arxiv === null ? { scheme: 'doi', value: doi } : { scheme: 'arxiv', value: arxiv };
}

/** Sites that name a paper by its arXiv id, and what stands before the id in their addresses. */
const ARXIV_SITES: readonly (readonly [host: RegExp, path: RegExp])[] = [
  [
    /(?:^|\.)arxiv\.org$|^xxx\.lanl\.gov$/,
    /^\/(?:abs|pdf|html|format|ps|e-print|src|tb|pdf\/.*pdf|papers)\//,
  ],
  [/^ar5iv\.org$/, /^\/(?:abs|html|pdf)\//],
  [
    /(?:^|\.)alphaxiv\.org$/,
    /^\/(?:[a-z]{2}\/)?(?:abs|pdf|html|overview|explained|audio|resources|models)\//,
  ],
  [/^(?:huggingface\.co|hf\.co)$/, /^\/papers\//],
  [/^(?:www\.)?(?:arxiv-vanity|emergentmind)\.com$/, /^\/papers\//],
  [
    /^(?:scirate\.com|papers\.cool|(?:www\.)?semanticscholar\.org|(?:www\.)?connectedpapers\.com)$/,
    /^\/arxiv\//,
  ],
  [/^api\.semanticscholar\.org$/, /^\/arxiv:/i],
];

/** Where publishers put the form of a page behind the DOI. */
const PAGE_FORM =
  /(?:v\d+)?(?:\/?\.?(?:full|abstract|pdf|epdf|html?|meta|epub|xml|fulltext|references|summary|pdf\+html|full-text|download|supplementary-material))+\/?$/i;
/** bioRxiv and medRxiv put the version behind the DOI. */
const PREPRINT = /^10\.(?:1101|64898)\//;
const RESOLVERS = /^(?:(?:dx|www)\.)?doi\.org$|^hdl\.handle\.net$/;

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}

/** Longer addresses carry data, not a name; and no expression here should meet a megabyte. */
const MAX_ADDRESS = 2048;

/** The address, or null where the text is none of http or https. */
export function parseHttpUrl(text: string): URL | null {
  if (text.length > MAX_ADDRESS) return null;
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return null;
  return new URL(text);
}

function arxivInUrl({ hostname, pathname }: URL): string | null {
  for (const [host, path] of ARXIV_SITES) {
    if (!host.test(hostname)) continue;
    const prefix = path.exec(pathname);
    if (prefix === null) return null;
    const rest = pathname.slice(prefix[0].length).split('/');
    const [first = '', second = ''] = rest;
    return parseArxivId(first) ?? parseArxivId(`${first}/${second}`);
  }
  return null;
}

function doiInUrl(url: URL): string | null {
  const { hostname, pathname } = url;
  const acl =
    /^\/(?:anthology\/)?([A-Z]\d\d-\d{4}|\d{4}\.[\w-]{3,40}\.\d{1,4})(?:\.pdf|v\d\.pdf)?\/?$/.exec(
      pathname,
    );
  if (acl && /^(?:www\.)?acl(?:anthology\.org|web\.org)$/.test(hostname)) {
    return `10.18653/v1/${acl[1]}`.toLowerCase();
  }
  const nature =
    /^\/articles\/(s\d[\w-]{8,30}|nature\d{5}|n[a-z]{3,6}\.?\d{4}[\w.]{0,8})(?:\.pdf)?\/?$/.exec(
      pathname,
    );
  if (nature && /^(?:www\.)?nature\.com$/.test(hostname)) return `10.1038/${nature[1]}`;
  if (RESOLVERS.test(hostname)) return parseDoi(decode(pathname));
  const inPath = parseDoi(decode(pathname));
  if (inPath !== null) {
    const doi = inPath.replace(PAGE_FORM, '');
    return parseDoi(PREPRINT.test(doi) ? doi.replace(/v\d+$/, '') : doi);
  }
  for (const [, value] of queryFields(url)) {
    if (/^(?:doi:\s?|https?:\/\/(?:dx\.)?doi\.org\/)?10\.\d{4}/i.test(value))
      return parseDoi(value);
  }
  return null;
}

/** The identifiers that an address names, most telling first; empty for all other addresses. */
export function identifiersInUrl(address: string): Identifier[] {
  const url = parseHttpUrl(address);
  if (url === null) return [];
  const arxiv = arxivInUrl(url);
  if (arxiv !== null) return [{ scheme: 'arxiv', value: arxiv }];
  const doi = doiInUrl(url);
  return doi === null ? [] : [identifierOfDoi(doi)];
}
