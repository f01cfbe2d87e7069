/** Runs of text, and from places in one back to nodes. */
import { firstFrom } from '../recognise/first-from.ts';

/** Stands for `<br>` in a run: white space that no source text has by chance. */
export const LINE_BREAK = '\u2028';

/** Text that reads on without a block boundary. */
export interface TextRun {
  readonly text: string;
  /** The text nodes in it; `starts[i]` is where in `text` the node begins (negative where its head was cut off). */
  readonly nodes: readonly Text[];
  readonly starts: readonly number[];
  /** Length of the head that the run before had too. */
  readonly repeated: number;
}

/** A place in the DOM, as ranges have it. */
export interface Place {
  readonly node: Text;
  readonly offset: number;
}

/** The node and offset of a place in a run; `side` decides where two nodes meet. */
export function placeIn({ nodes, starts }: TextRun, at: number, side: 'start' | 'end'): Place {
  const index = firstFrom(starts, starts.length, side === 'start' ? at + 1 : at) - 1;
  const node = nodes[index];
  if (node === undefined) throw new Error('a run without nodes has no places');
  return { node, offset: Math.min(at - (starts[index] ?? 0), node.length) };
}
