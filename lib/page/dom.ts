/**
 * Reading the DOM where the page may shadow it: `<input name="firstChild">` replaces that property of
 * its form, `<img name="body">` that of the document. The prototypes' own accessors are not fooled.
 */

function accessor<Owner extends object, Name extends keyof Owner>(
  prototype: Owner,
  name: Name,
): (owner: Owner) => Owner[Name] {
  const get = Object.getOwnPropertyDescriptor(prototype, name)?.get;
  if (get === undefined) throw new Error(`no ${String(name)}`);
  return (owner) => get.call(owner);
}

export const firstChildOf = accessor(Node.prototype, 'firstChild');
export const nextSiblingOf = accessor(Node.prototype, 'nextSibling');
export const nodeTypeOf = accessor(Node.prototype, 'nodeType');
export const parentNodeOf = accessor(Node.prototype, 'parentNode');
export const isConnected = accessor(Node.prototype, 'isConnected');
export const localNameOf = accessor(Element.prototype, 'localName');
export const shadowRootOf = accessor(Element.prototype, 'shadowRoot');

const documentElementOf = accessor(Document.prototype, 'documentElement');
const bodyOf = accessor(Document.prototype, 'body');

export const rootElement = (): HTMLElement => documentElementOf(document);
/** The body; the root element where there is none. */
export const pageBody = (): HTMLElement => bodyOf(document) ?? rootElement();

export function isElement(node: Node | null): node is Element {
  return node !== null && nodeTypeOf(node) === Node.ELEMENT_NODE;
}

/** The node's parent; a shadow root's host. */
export function parentOrHost(node: Node): Node | null {
  return node instanceof ShadowRoot ? node.host : parentNodeOf(node);
}

/** The element that holds a node; out of a shadow tree, its host. */
export function parentOf(node: Node): Element | null {
  let at = parentOrHost(node);
  if (at instanceof ShadowRoot) at = at.host;
  return isElement(at) ? at : null;
}

export function contains(holder: Node, node: Node): boolean {
  return Node.prototype.contains.call(holder, node);
}

/** As `contains`, and through shadow roots. */
export function containsDeeply(holder: Node, node: Node): boolean {
  for (let at: Node | null = node; at !== null; ) {
    if (contains(holder, at)) return true;
    const root: Node = Node.prototype.getRootNode.call(at);
    at = root instanceof ShadowRoot ? root.host : null;
  }
  return false;
}

/** The nearest element that matches, the element itself included, and through shadow roots. */
export function closest(element: Element, selector: string): Element | null {
  for (let at: Element | null = element; at !== null; ) {
    const found = Element.prototype.closest.call(at, selector);
    if (found !== null) return found;
    const root: Node = Node.prototype.getRootNode.call(at);
    at = root instanceof ShadowRoot ? root.host : null;
  }
  return null;
}

export function textWalker(root: Node): TreeWalker {
  const { SHOW_TEXT, SHOW_CDATA_SECTION } = NodeFilter;
  return Document.prototype.createTreeWalker.call(document, root, SHOW_TEXT | SHOW_CDATA_SECTION);
}

/** Whether a node is one of `holders` or lies in one. */
export function isWithin(holders: ReadonlySet<Node>, node: Node): boolean {
  for (let at: Node | null = node; at !== null; at = parentOrHost(at)) {
    if (holders.has(at)) return true;
  }
  return false;
}
