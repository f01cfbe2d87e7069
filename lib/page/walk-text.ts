/** From the DOM to runs of text, and from places in such a run back to nodes. */
import { isBlockBetween } from './between.ts';
import {
  firstChildOf,
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
/** Types of nodes; asked for at every node, so not by their names in `Node`. */
const ELEMENT = 1;
const TEXT = 3;
const CDATA_SECTION = 4;
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

/** Puts texts together; finished runs wait until they are taken. */
class RunBuilder {
  /** Letters of the finished runs. */
  readyLetters = 0;
  /** An element began or ended since the last text. */
  joint = false;
  #parts: string[] = [];
  #nodes: Text[] = [];
  #starts: number[] = [];
  #length = 0;
  #repeated = 0;
  #ready: TextRun[] = [];

  /** The finished runs. */
  take(): readonly TextRun[] {
    const runs = this.#ready;
    if (runs.length > 0) this.#ready = [];
    this.readyLetters = 0;
    return runs;
  }

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
    if (nodes.length === 0) return;
    this.#ready.push({
      text: this.#parts.join(''),
      nodes,
      starts: this.#starts,
      repeated: this.#repeated,
    });
    this.readyLetters += this.#length;
    this.#parts = [];
    this.#nodes = [];
    this.#starts = [];
    this.#length = 0;
    this.#repeated = 0;
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

/** A tree that the walk will go on with after the shadow tree of one of its elements. */
interface Outer {
  readonly root: Node;
  readonly open: Node[];
  readonly blocks: boolean[];
  readonly host: Node;
  readonly child: Node | null;
}

/**
 * A walk over a tree in document order, step by step, so that the caller can stop for a while between
 * any two. Open shadow trees are walked where their host stands. Asks the page as little as it can: a
 * getter costs more than the folding.
 */
export class TextWalk {
  readonly #run = new RunBuilder();
  /** False: the page took away the node on which the walk stood, and the rest was not seen. */
  isComplete = true;
  readonly #visitor: WalkVisitor;
  #root: Node;
  #node: Node;
  /** The elements around `node`, and which of them are blocks. */
  #open: Node[] = [];
  #blocks: boolean[] = [];
  readonly #outer: Outer[] = [];

  constructor(root: Node, visitor: WalkVisitor) {
    this.#root = root;
    this.#node = root;
    this.#visitor = visitor;
  }

  /** The runs of text that the walk came by since they were last taken. */
  takeRuns(): readonly TextRun[] {
    return this.#run.take();
  }

  /** Walks on for some nodes, or until there is much text; true at the end. */
  step(): boolean {
    const run = this.#run;
    for (let left = NODES_PER_STEP; left > 0 && run.readyLetters < MAX_RUN; left--) {
      const node = this.#node;
      const type = nodeTypeOf(node);
      let next: Node | null = null;
      if (type === TEXT || type === CDATA_SECTION) run.add(node as Text);
      else if (type === ELEMENT) next = this.#enter(node as Element);
      else next = this.#descend(node, firstChildOf(node), false);
      if (next !== null) this.#node = next;
      else if (!this.#leave()) return true;
    }
    return false;
  }

  /** To the first child of a node. */
  #descend(node: Node, child: Node | null, isBlock: boolean): Node | null {
    if (child === null) return null;
    this.#open.push(node);
    this.#blocks.push(isBlock);
    return child;
  }

  #enter(element: Element): Node | null {
    const run = this.#run;
    const visitor = this.#visitor;
    const name = localNameOf(element);
    const role = roleOf(element, name);
    run.joint = true;
    if (role === 'break') run.addBreak();
    const isBlock = role === 'block';
    if (isBlock || role === 'closed') run.end();
    if (!isBlock && role !== 'inline') return null;
    if (name === 'a') visitor.link(element);
    const child = firstChildOf(element);
    const shadow = shadowRootOf(element);
    if (shadow === null) {
      if (child === null || name.includes('-')) visitor.bareHost(element);
      return this.#descend(element, child, isBlock);
    }
    if (this.#outer.length === MAX_SHADOW_DEPTH) return this.#descend(element, child, isBlock);
    run.end();
    visitor.shadowRoot(shadow);
    const open = this.#open;
    const blocks = this.#blocks;
    this.#outer.push({
      root: this.#root,
      open,
      blocks,
      host: element,
      child: this.#descend(element, child, isBlock),
    });
    this.#root = shadow;
    this.#open = [];
    this.#blocks = [];
    return shadow;
  }

  /** To the node that follows; false: there is none, or the page took away the one on which the walk stood. */
  #leave(): boolean {
    const run = this.#run;
    for (let at = this.#node; ; ) {
      if (at === this.#root) {
        run.end();
        const outer = this.#outer.pop();
        if (outer === undefined) return false;
        ({ root: this.#root, open: this.#open, blocks: this.#blocks, host: at } = outer);
        if (outer.child === null) continue;
        this.#node = outer.child;
        return true;
      }
      const sibling = nextSiblingOf(at);
      if (sibling !== null) {
        this.#node = sibling;
        return true;
      }
      const parent = this.#open.pop();
      if (parent === undefined || parentNodeOf(at) !== parent) {
        run.end();
        this.isComplete = false;
        return false;
      }
      if (this.#blocks.pop()) run.end();
      run.joint = true;
      at = parent;
    }
  }
}
