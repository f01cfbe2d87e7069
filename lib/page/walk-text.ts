/** From the DOM to batches of text. */
import {
  firstChildOf,
  localNameOf,
  nextSiblingOf,
  nodeTypeOf,
  parentNodeOf,
  shadowRootOf,
} from './dom.ts';
import { roleOf } from './elements.ts';
import { createBatchBuilder, type TextBatch } from './text-batch.ts';

/** Nodes between two looks at the clock. */
const NODES_PER_STEP = 400;
/** Types of nodes; asked for at every node, so not by their names in `Node`. */
const ELEMENT = 1;
const TEXT = 3;
const CDATA_SECTION = 4;

export interface WalkVisitor {
  link(link: Element): void;
  shadowRoot(root: ShadowRoot): void;
  /** An element that may get a shadow tree later: empty, or a custom one. */
  bareHost(host: Element): void;
}

export interface TextWalk {
  /** Walks on for some nodes, or until there is much text; true at the end. */
  step(): boolean;
  /** The text that the walk came by since it was last taken, if it is much or the walk is at its end. */
  take(isEnd: boolean): readonly TextBatch[];
  /** False: the page took away the node on which the walk stood, and the rest was not seen. */
  isComplete(): boolean;
}

/**
 * A walk over a tree in document order, step by step, so that the caller can stop for a while between
 * any two. Open shadow trees are walked where their host stands. Asks the page as little as it can: a
 * getter costs more than the folding.
 */
export function createTextWalk(root: Node, visitor: WalkVisitor): TextWalk {
  const text = createBatchBuilder();
  let isComplete = true;
  let node = root;
  /** The elements around `node`, and which of them are blocks. */
  const open: Node[] = [];
  const blocks: boolean[] = [];

  /** To the first child of a node. */
  const descend = (holder: Node, child: Node | null, isBlock: boolean): Node | null => {
    if (child === null) return null;
    open.push(holder);
    blocks.push(isBlock);
    return child;
  };
  const enter = (element: Element): Node | null => {
    const name = localNameOf(element);
    const role = roleOf(element, name);
    const isBlock = role === 'block';
    text.edge();
    if (role === 'break') text.addBreak();
    if (isBlock || role === 'closed') text.endRun();
    const child = firstChildOf(element);
    if (!isBlock && role !== 'inline') {
      if (child !== null) text.read();
      return null;
    }
    if (name === 'a') visitor.link(element);
    const shadow = shadowRootOf(element);
    if (shadow === null) {
      if (child === null || name.includes('-')) visitor.bareHost(element);
      return descend(element, child, isBlock);
    }
    text.endRun();
    text.read();
    visitor.shadowRoot(shadow);
    return descend(element, shadow, isBlock);
  };
  /** To the node that follows; false: there is none, or the page took away the one on which the walk stood. */
  const leave = (): boolean => {
    for (let at = node; at !== root; ) {
      const sibling = nextSiblingOf(at);
      if (sibling !== null) {
        node = sibling;
        return true;
      }
      const parent = open.pop();
      const isBlock = blocks.pop() === true;
      if (parent !== undefined && parentNodeOf(at) === parent) {
        if (isBlock) text.endRun();
        text.edge();
      } else if (parent !== undefined && at instanceof ShadowRoot && at.host === parent) {
        // The host's own children follow its shadow tree.
        text.endRun();
        text.read();
        const child = descend(parent, firstChildOf(parent), isBlock);
        if (child !== null) {
          node = child;
          return true;
        }
      } else {
        isComplete = false;
        return false;
      }
      at = parent;
    }
    return false;
  };
  const walkOn = (): boolean => {
    for (let left = NODES_PER_STEP; left > 0 && !text.isFull(); left--) {
      const type = nodeTypeOf(node);
      let next: Node | null = null;
      if (type === TEXT || type === CDATA_SECTION) text.add(node as Text);
      else if (type === ELEMENT) next = enter(node as Element);
      else next = descend(node, firstChildOf(node), false);
      if (next !== null) node = next;
      else if (!leave()) return true;
    }
    return false;
  };

  return {
    step() {
      const isEnd = walkOn();
      text.read();
      return isEnd;
    },
    take: text.take,
    isComplete: () => isComplete,
  };
}
