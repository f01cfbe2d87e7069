import type { PaperDraft } from '../paper/paper.ts';
import { titleKey } from '../text/fold.ts';
import { chromeShare, gluedChrome } from './chrome-words.ts';
import { extractLinks } from './extract-links.ts';
import { isIdentifierAlone, type ListingLine, readAuthors } from './listing-forms.ts';
import { assignRoles, type LineRole, splitLines } from './listing-lines.ts';
import { makeProblem, type Problem } from './problem.ts';

/** A line beyond this is no abstract. */
const MAX_LINE = 65_536;

export interface Listing {
  readonly papers: readonly PaperDraft[];
  /** For each paper the numbers of the lines it was read from, 1-based; the first is its title's. */
  readonly lines: readonly (readonly number[])[];
  /** In line order. Every line that is not blank is in `lines` or here. */
  readonly problems: readonly Problem[];
}

/**
 * Reads a plain-text listing as it is copied from a page of papers: titles, each followed by its
 * abstract, with what else the page shows in between. Lines are told apart by their form and by
 * their neighbours, so that a missing or a broken abstract does not shift the rest; certain damage
 * is mended (`mendText`), links are taken from the abstracts. Never throws: what cannot be read
 * is reported.
 */
export function parseListing(text: string): Listing {
  const problems: Problem[] = [];
  const lines = splitLines(text).filter((line) => {
    if (line.text.length <= MAX_LINE) return true;
    problems.push(makeProblem(line.number, 'too-long', line.text));
    return false;
  });
  const blocks = groupBlocks(lines, assignRoles(lines), problems);
  const papers = mergeDuplicates(blocks, problems);
  for (const block of papers) {
    if (block.abstract.length > 0) continue;
    problems.push(makeProblem(block.titleLine, 'no-abstract', block.title));
  }
  return {
    papers: papers.map(draftBlock),
    lines: papers.map((block) => block.lines),
    problems: problems.sort((a, b) => a.line - b.line),
  };
}

/** "Abstract: …", "Summary. …": says what the paragraph is, and is no part of it. */
const ABSTRACT_LABEL = /^(abstract|summary)[:.] +/i;

/** One paper as it stands in the listing. */
interface Block {
  readonly title: string;
  readonly titleLine: number;
  readonly lines: number[];
  readonly authors: readonly string[];
  abstract: string;
}

function groupBlocks(
  lines: readonly ListingLine[],
  roles: readonly LineRole[],
  problems: Problem[],
): Block[] {
  const blocks: Block[] = [];
  let title: ListingLine | undefined;
  let aside: ListingLine[] = [];
  let abstract: ListingLine[] = [];
  let edge = true;
  const close = () => {
    if (title !== undefined) blocks.push(makeBlock(title, aside, abstract, edge, problems));
    title = undefined;
    aside = [];
    abstract = [];
  };
  for (const [index, line] of lines.entries()) {
    const role = roles[index];
    if (role === 'title') {
      close();
      edge = index === 0 || roles[index - 1] === 'chrome';
      title = line;
    } else if (role === 'between') aside.push(line);
    else if (role === 'abstract' && title !== undefined) abstract.push(line);
    else {
      close();
      problems.push(describeStray(line, role));
    }
  }
  close();
  return blocks;
}

function describeStray(line: ListingLine, role: LineRole | undefined): Problem {
  // Between a title and its abstract it is that paper's own.
  if (role !== 'between' && isIdentifierAlone(line.text))
    return makeProblem(line.number, 'id-alone', line.text);
  if (role === 'abstract') return makeProblem(line.number, 'no-title', line.text);
  const words = line.text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const sure = chromeShare(words) >= 0.25 || words.length < 3;
  return makeProblem(line.number, sure ? 'page-chrome' : 'unclear', line.text);
}

function makeBlock(
  title: ListingLine,
  aside: readonly ListingLine[],
  abstractLines: readonly ListingLine[],
  edge: boolean,
  problems: Problem[],
): Block {
  const abstract = joinWrapped(abstractLines.map((line) => line.text)).replace(ABSTRACT_LABEL, '');
  const lines = [title.number, ...abstractLines.map((line) => line.number)];
  let authors: readonly string[] = [];
  for (const line of aside) {
    const names = abstract === '' ? [] : readAuthors(line.text);
    if (names.length > 0 && authors.length === 0) {
      authors = names;
      lines.push(line.number);
    } else problems.push(describeStray(line, 'between'));
  }
  return {
    title: unglue(title.text.replace(/^title: +/i, ''), abstract, edge),
    titleLine: title.number,
    lines: lines.sort((a, b) => a - b),
    authors,
    abstract,
  };
}

/** A hyphen at the end of a line belongs to the word, except in "pre- and post-training". */
function joinWrapped(lines: readonly string[]): string {
  const parts: string[] = [];
  for (const [index, line] of lines.entries()) {
    const before = lines[index - 1] ?? '';
    const hyphenated =
      /^\p{L}-$/u.test(before.slice(-2)) && /^(?!(?:and|or|to)\b)\p{Ll}/u.test(line);
    parts.push(index === 0 || hyphenated ? line : ` ${line}`);
  }
  return parts.join('');
}

/** Takes a button's text off the beginning of a title; names are told by the abstract. */
function unglue(title: string, abstract: string, edge: boolean): string {
  let rest = title;
  for (;;) {
    const length = gluedChrome(rest, edge, (word) => abstract.includes(word));
    if (length === 0) return rest;
    rest = rest.slice(length).trimStart();
  }
}

function mergeDuplicates(blocks: readonly Block[], problems: Problem[]): Block[] {
  const first = new Map<string, Block>();
  for (const block of blocks) {
    const key = titleKey(block.title);
    const kept = first.get(key);
    if (kept === undefined) first.set(key, block);
    else {
      problems.push(...block.lines.map((line) => makeProblem(line, 'duplicate', block.title)));
      if (kept.abstract === '') kept.abstract = block.abstract;
    }
  }
  return [...first.values()];
}

function draftBlock(block: Block): PaperDraft {
  return {
    title: block.title,
    abstract: block.abstract,
    authors: block.authors,
    year: null,
    venue: '',
    identifiers: [],
    links: extractLinks(block.abstract),
  };
}
