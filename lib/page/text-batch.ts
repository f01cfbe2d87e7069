/** Text of the page, many runs at once: taken from the DOM in long pieces, to be sifted in one pass. */
import { firstFrom } from '../recognise/first-from.ts';
import { LATIN_KINDS, MARK, SEVERAL } from '../text/fold-kinds.ts';
import { isBlockBetween } from './between.ts';
import { LINE_BREAK, type TextRun } from './text-run.ts';

/** A long run is cut so that one pass stays within a slice; titles are shorter than the overlap. */
const MAX_RUN = 32_768;
const OVERLAP = 1_024;

const isWordPart = (code: number) => (LATIN_KINDS[code] ?? SEVERAL) > MARK;

/** What lies before a text, if anything: an element's edge, a line break, the end of the run before. */
const EDGE = 1;
const BREAK = 2;
const RUN = 3;

/** Text nodes in document order, and what they read when the batch was taken. */
export interface TextBatch {
  /** The texts one behind the other, with nothing between them. */
  readonly text: string;
  readonly nodes: readonly Text[];
  /** Where a word begins whatever is before it: offsets in `text`, ascending. */
  readonly edges: readonly number[];
  /** The runs around offsets of the text, each once, as their nodes read now. */
  runsAt(offsets: readonly number[]): TextRun[];
}

/** `starts[i]` and `gaps[i]`: where node i begins in the text, and what lies before it. */
function makeBatch(
  text: string,
  nodes: readonly Text[],
  starts: readonly number[],
  gaps: readonly number[],
): TextBatch {
  /** The first node of each run, by its index. */
  const runs: number[] = [];
  const edges: number[] = [];
  /** Whether two texts would make one word there, and the page shows them apart. */
  const isApart = (index: number, start: number): boolean => {
    const before = nodes[index - 1];
    const node = nodes[index];
    return (
      isWordPart(text.charCodeAt(start - 1)) &&
      isWordPart(text.charCodeAt(start)) &&
      before !== undefined &&
      node !== undefined &&
      isBlockBetween(before, node)
    );
  };
  for (let index = 0; index < nodes.length; index++) {
    const gap = gaps[index] ?? RUN;
    const start = starts[index] ?? 0;
    if (gap === RUN || (gap === EDGE && isApart(index, start))) runs.push(index);
    else if (gap !== BREAK) continue;
    edges.push(start);
  }

  const makeRun = (from: number, to: number | undefined): TextRun => {
    const own = nodes.slice(from, to);
    const ownStarts: number[] = [];
    // Joined: V8 reads what is added up or cut out slowly, and from then on all else too.
    const parts: string[] = [];
    let length = 0;
    let skipped = 0;
    for (const [index, node] of own.entries()) {
      const before = gaps[from + index] === BREAK ? LINE_BREAK : '';
      skipped = Math.max(0, -(starts[from + index] ?? 0));
      const data = node.data.slice(skipped, skipped + MAX_RUN);
      parts.push(before, data);
      ownStarts.push(length + before.length - skipped);
      length += before.length + data.length;
    }
    // Only a part of a long text has something before it.
    return { text: parts.join(''), nodes: own, starts: ownStarts, repeated: skipped && OVERLAP };
  };

  return {
    text,
    nodes,
    edges,
    runsAt(offsets) {
      const indices = offsets.map((at) => {
        const node = firstFrom(starts, starts.length, at + 1) - 1;
        return firstFrom(runs, runs.length, node + 1) - 1;
      });
      return [...new Set(indices)].map((index) => makeRun(runs[index] ?? 0, runs[index + 1]));
    },
  };
}

export interface BatchBuilder {
  add(node: Text): void;
  /** An element begins or ends. */
  edge(): void;
  addBreak(): void;
  endRun(): void;
  /** To be called before text follows that does not belong here, and before the page may change. */
  read(): void;
  /** Enough for a pass, and no run would be cut. */
  isFull(): boolean;
  /** All that was read, if that is enough or `all` is asked for. */
  take(all: boolean): readonly TextBatch[];
}

/**
 * Collects text nodes. What they read is asked for many at once: a string for each would cost more
 * than all else.
 */
export function createBatchBuilder(): BatchBuilder {
  const range = new Range();
  const ready: TextBatch[] = [];
  let nodes: Text[] = [];
  let starts: number[] = [];
  let gaps: number[] = [];
  let parts: string[] = [];
  /** Nodes whose text is in `parts`. */
  let known = 0;
  let letters = 0;
  /** Where the run begins to which the next text belongs, and what lies before that text. */
  let runStart = 0;
  let gap = RUN;

  const isFull = () => ready.length > 0 || (letters > MAX_RUN && gap === RUN);
  const read = () => {
    const first = nodes[known];
    const last = nodes.at(-1);
    if (first === undefined || last === undefined) return;
    range.setStart(first, 0);
    range.setEnd(last, last.length);
    parts.push(range.toString());
    known = nodes.length;
    // Holds nothing of the page.
    range.setEnd(document, 0);
  };
  const finish = () => {
    read();
    if (nodes.length > 0) ready.push(makeBatch(parts.join(''), nodes, starts, gaps));
    nodes = [];
    starts = [];
    gaps = [];
    parts = [];
    known = letters = 0;
    gap = RUN;
  };
  const addLong = (node: Text) => {
    finish();
    for (let from = 0; from + OVERLAP < node.length; from += MAX_RUN - OVERLAP)
      ready.push(makeBatch(node.substringData(from, MAX_RUN), [node], [-from], [RUN]));
  };

  return {
    add(node) {
      const { length } = node;
      if (length > MAX_RUN) addLong(node);
      else if (length > 0) {
        if (gap === RUN) runStart = letters;
        nodes.push(node);
        starts.push(letters);
        gaps.push(gap);
        letters += length;
        gap = letters - runStart > MAX_RUN ? RUN : 0;
      }
    },
    edge() {
      gap ||= EDGE;
    },
    addBreak() {
      // An empty line ends the run.
      gap = gap < BREAK ? BREAK : RUN;
    },
    endRun() {
      gap = RUN;
    },
    read,
    isFull,
    take(all) {
      if (all || isFull()) finish();
      return ready.splice(0);
    },
  };
}
