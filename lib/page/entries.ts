/** Entries of lists that pages make of plain blocks: the title, and the links beside it. */
import type { PaperId } from '../paper/paper.ts';
import { closest, contains, localNameOf, parentOf, textWalker } from './dom.ts';
import { HEADINGS } from './elements.ts';
import type { Mention } from './rows.ts';

/** So far above a link the block is that its entry fills. */
const MAX_LEVELS = 8;
/** An entry with authors and a summary has no more letters, and is made of no more texts. */
const MAX_ENTRY_LETTERS = 2_500;
const MAX_ENTRY_TEXTS = 200;
/** A paragraph with more letters is no line of links. */
const MAX_LINE_LETTERS = 40;
/** These hold several entries. */
const LIST = /^(?:ul|ol|dl|menu|table|thead|tbody|tfoot|body)$/;

/** Whether a mention is by its title, or as good: a link that is a heading. */
export function isHead({ found: { candidate, element } }: Mention): boolean {
  return candidate.kind === 'title' || closest(element, HEADINGS) !== null;
}

/** The elements around mentions, with the paper mentioned there; null: several are. */
function papersAround(mentions: readonly Mention[]): Map<Element, PaperId | null> {
  const papers = new Map<Element, PaperId | null>();
  for (const { found, paperId } of mentions) {
    for (let at: Element | null = found.element; at !== null; at = parentOf(at)) {
      const before = papers.get(at);
      if (before === null || before === paperId) break;
      papers.set(at, before === undefined ? paperId : null);
    }
  }
  return papers;
}

function isShort(element: Element, letters: number): boolean {
  const walker = textWalker(element);
  let left = letters;
  for (let seen = 0; seen < MAX_ENTRY_TEXTS; seen++) {
    const text = walker.nextNode();
    if (text === null) return true;
    left -= (text.nodeValue ?? '').trim().length;
    if (left < 0) return false;
  }
  return false;
}

/**
 * Finds, for a link or an id, the mention of the same paper that heads its entry: in the smallest block
 * that holds both, where that mentions no other paper, has no other heading and is no longer than an entry is.
 */
export function headFinder(
  mentions: readonly Mention[],
): (mention: Mention) => Mention | undefined {
  const heads = Map.groupBy(mentions.filter(isHead), ({ paperId }) => paperId);
  const papers = papersAround(mentions);
  const entries = new Map<Element, boolean>();

  const isEntry = (element: Element, own: readonly Mention[]) => {
    const known = entries.get(element);
    if (known !== undefined) return known;
    const isOwn = (heading: Element) => own.some(({ found }) => contains(heading, found.element));
    const is =
      papers.get(element) !== null &&
      !LIST.test(localNameOf(element)) &&
      isShort(element, MAX_ENTRY_LETTERS) &&
      [...element.querySelectorAll(HEADINGS)].every(isOwn);
    entries.set(element, is);
    return is;
  };

  return (mention) => {
    const own = heads.get(mention.paperId);
    if (own === undefined || isHead(mention)) return;
    const { element } = mention.found;
    let at: Element | null = element;
    for (let up = 0; at !== null && up < MAX_LEVELS; up++) {
      const holder: Element = at;
      const head = own.find(({ found }) => contains(holder, found.element));
      // A link around its title needs no more.
      if (head !== undefined) return holder === element || isEntry(holder, own) ? head : undefined;
      if (localNameOf(holder) === 'p' && !isShort(holder, MAX_LINE_LETTERS)) return;
      at = parentOf(holder);
    }
  };
}
