/** Entries of lists that pages make of plain blocks: the title, and the links beside it. */
import type { PaperId } from '../paper/paper.ts';
import { closest, localNameOf, parentOf, textWalker } from './dom.ts';
import { HEADINGS } from './elements.ts';
import type { Mention } from './rows.ts';

/** So far above a link the block is that its entry fills. */
const MAX_LEVELS = 8;
/** An entry with authors and a summary has no more letters, and is made of no more texts. */
const MAX_ENTRY_LETTERS = 2_500;
const MAX_ENTRY_TEXTS = 200;
/** These hold several entries. */
const LIST = /^(?:ul|ol|dl|menu|table|thead|tbody|tfoot|body)$/;

/** Whether a mention is by its title, or as good: a link that is a heading. */
export function isHead({ found: { candidate, element } }: Mention): boolean {
  return candidate.kind === 'title' || closest(element, HEADINGS) !== null;
}

/** What is mentioned in an element: one paper, and what heads it there. */
interface Around {
  readonly paperId: PaperId;
  readonly head: Mention | undefined;
}

/** The elements around mentions; null: several papers are mentioned there. */
function readAround(mentions: readonly Mention[]): Map<Element, Around | null> {
  const read = new Map<Element, Around | null>();
  for (const mention of mentions) {
    const { paperId, found } = mention;
    const around = { paperId, head: isHead(mention) ? mention : undefined };
    for (let at: Element | null = found.element; at !== null; at = parentOf(at)) {
      const before = read.get(at);
      const isSame = before?.paperId === paperId;
      // What is around knows as much.
      if (before === null || (isSame && (before.head ?? around.head) === before.head)) break;
      read.set(at, before === undefined || isSame ? around : null);
    }
  }
  return read;
}

const headingsIn = (element: Element): Element[] => [
  ...Element.prototype.querySelectorAll.call(element, HEADINGS),
];

function isShort(element: Element): boolean {
  const walker = textWalker(element);
  let left = MAX_ENTRY_LETTERS;
  for (let seen = 0; seen < MAX_ENTRY_TEXTS && left >= 0; seen++) {
    const text = walker.nextNode();
    if (text === null) return true;
    left -= (text.nodeValue ?? '').trim().length;
  }
  return false;
}

/**
 * Finds, for a link or an id, the mention of the same paper that heads its entry: in the smallest block
 * that holds both, where that mentions no other paper, has no other heading and is no longer than an entry is.
 * Paragraphs are texts of their own.
 */
export function headFinder(
  mentions: readonly Mention[],
): (mention: Mention) => Mention | undefined {
  const around = readAround(mentions);
  const entries = new Map<Element, boolean>();

  const isEntry = (element: Element) => {
    const known = entries.get(element);
    if (known !== undefined) return known;
    const is =
      !LIST.test(localNameOf(element)) &&
      isShort(element) &&
      headingsIn(element).every((heading) => around.get(heading)?.head);
    entries.set(element, is);
    return is;
  };

  return (mention) => {
    const { element } = mention.found;
    let at: Element | null = isHead(mention) ? null : element;
    for (let up = 0; at !== null && up < MAX_LEVELS; up++) {
      const head = around.get(at)?.head;
      // A link around its title needs no more.
      if (head !== undefined) return at === element || isEntry(at) ? head : undefined;
      if (localNameOf(at) === 'p') return;
      at = parentOf(at);
    }
    return;
  };
}
