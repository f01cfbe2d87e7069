/** From the DOM to runs of text, and from places in such a run back to nodes. */
import { isBlockBetween } from './between.ts';
import {
  firstChildOf,
  isElement,
  localNameOf,
  nextSiblingOf,
  nodeTypeOf,
  parentNodeOf,
  shadowRootOf,
} from './dom.ts';
import { roleOf } from './elements.ts';

/** Stands for `<br>` in a run: white space that no source text has by chance. */
export const LINE_BREAK = '\u2028';

/** A long run is cut so that one match stays within a slice; titles are shorter than the overlap. */
const MAX_RUN = 32_768;
const OVERLAP = 1_024;
/** Nodes between two looks at the clock. */
const NODES_PER_STEP = 400;
const MAX_SHADOW_DEPTH = 20;

/** Text that reads on without a block boundary. */
export interface TextRun {
  readonly text: string;
  /** The text nodes in it; `starts[i]` is where in `text` the node begins (negative where its head was cut off). */
  readonly nodes: readonly Text[];
  readonly starts: readonly number[];
  /** Length of the head that the run before had too. */
  readonly repeated: number;
}

export interface WalkVisitor {
  link(link: Element): void;
  shadowRoot(root: ShadowRoot): void;
  /** An element that may get a shadow tree later: empty, or a custom one. */
  bareHost(host: Element): void;
}

/** A place in the DOM, as ranges have it. */
export interface Place {
  readonly node: Text;
  readonly offset: number;
}

/** The node and offset of a place in a run; `side` decides where two nodes meet. */
export function placeIn(run: TextRun, at: number, side: 'start' | 'end'): Place {
  let low = 0;
  let high = run.nodes.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const start = run.starts[middle] ?? 0;
    if (side === 'start' ? start <= at : start < at) low = middle;
    else high = middle - 1;
  }
  const node = run.nodes[low];
  if (node === undefined) throw new Error('a run without nodes has no places');
  return { node, offset: Math.min(at - (run.starts[low] ?? 0), node.length) };
}

const isWordPart = (code: number) =>
  code > 127 ||
  (code >= 97 && code <= 122) ||
  (code >= 65 && code <= 90) ||
  (code >= 48 && code <= 57);

/** Puts texts together; finished runs wait in `ready`. */
class RunBuilder {
  readonly ready: TextRun[] = [];
  /** An element began or ended since the last text. */
  joint = false;
  #parts: string[] = [];
  #nodes: Text[] = [];
  #starts: number[] = [];
  #length = 0;
  #repeated = 0;

  add(node: Text): void {
    const { data } = node;
    if (data === '') return;
    const before = this.#nodes.at(-1);
    if (before !== undefined && this.#isDoubtful(data) && isBlockBetween(before, node)) this.end();
    this.joint = false;
    for (let from = 0; ; from += MAX_RUN - OVERLAP) {
      const part = data.slice(from, from + MAX_RUN);
      this.#nodes.push(node);
      this.#starts.push(this.#length - from);
      this.#parts.push(part);
      this.#length += part.length;
      if (from + MAX_RUN >= data.length) break;
      this.end();
      this.#repeated = OVERLAP;
    }
    if (this.#length > MAX_RUN) this.end();
  }

  addBreak(): void {
    if (this.#nodes.length === 0) return;
    this.#parts.push(LINE_BREAK);
    this.#length++;
  }

  end(): void {
    const nodes = this.#nodes;
    if (nodes.length > 0)
      this.ready.push({
        text: this.#parts.join(''),
        nodes,
        starts: this.#starts,
        repeated: this.#repeated,
      });
    this.#parts = [];
    this.#nodes = [];
    this.#starts = [];
    this.#length = 0;
    this.#repeated = 0;
  }

  *drain(): Generator<TextRun> {
    yield* this.ready.splice(0);
  }

  /** Whether the text would stand against the last letter of the run, across an element's edge. */
  #isDoubtful(data: string): boolean {
    const last = this.#parts.at(-1);
    return (
      this.joint &&
      last !== undefined &&
      isWordPart(last.charCodeAt(last.length - 1)) &&
      isWordPart(data.charCodeAt(0))
    );
  }
}

/**
 * Walks a tree in document order and yields its runs of text; null now and then, so that the caller
 * can stop for a while between any two steps. Open shadow trees are walked where their host stands.
 * Returns false when the page took away the node on which it stood: the rest was not seen.
 */
export function* walkText(
  root: Node,
  visitor: WalkVisitor,
  depth = 0,
): Generator<TextRun | null, boolean> {
  const run = new RunBuilder();
  let complete = true;
  let steps = 0;
  let node = root;
  for (;;) {
    let child: Node | null = null;
    if (nodeTypeOf(node) === Node.TEXT_NODE) run.add(node as Text);
    else if (!isElement(node)) child = firstChildOf(node);
    else {
      const role = roleOf(node);
      if (role === 'break') run.addBreak();
      if (role === 'block' || role === 'closed') run.end();
      if (role === 'block' || role === 'inline') {
        run.joint = true;
        const name = localNameOf(node);
        if (name === 'a') visitor.link(node);
        child = firstChildOf(node);
        const shadow = shadowRootOf(node);
        if (shadow === null) {
          if (child === null || name.includes('-')) visitor.bareHost(node);
        } else if (depth < MAX_SHADOW_DEPTH) {
          run.end();
          yield* run.drain();
          visitor.shadowRoot(shadow);
          if (!(yield* walkText(shadow, visitor, depth + 1))) complete = false;
        }
      }
    }
    while (child === null) {
      if (isElement(node)) {
        if (roleOf(node) === 'block') run.end();
        run.joint = true;
      }
      const parent = parentNodeOf(node);
      if (node === root || parent === null) {
        run.end();
        yield* run.drain();
        return complete && node === root;
      }
      child = nextSiblingOf(node);
      if (child === null) node = parent;
    }
    node = child;
    if (run.ready.length > 0) yield* run.drain();
    else if (++steps % NODES_PER_STEP === 0) yield null;
  }
}
