/** Which elements text runs over, which it stops at, and which it leaves out. */
import { closest, isElement, localNameOf, parentOf } from './dom.ts';

/** Copies of a formula for screen readers, beside the one that is drawn. */
const FORMULA_COPIES = '.katex-mathml,.MJX_Assistive_MathML,mjx-assistive-mml';

export const HEADINGS = 'h1,h2,h3,h4,h5,h6,[role="heading"]';

export type ElementRole = 'inline' | 'block' | 'break' | 'unseen' | 'closed';

const ROLES = new Map<string, ElementRole>([['br', 'break']]);

function assign(role: ElementRole, names: string): void {
  for (const name of names.split(' ')) ROLES.set(name, role);
}

// Text runs over these. Whether the page displays one otherwise is asked only where it matters (`between.ts`).
assign(
  'inline',
  'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr output q rb ' +
    'ruby s samp slot small span strike strong sub sup time tspan tt u var wbr ' +
    'math maction menclose semantics',
);
// Nothing in these is text that a reader sees as text of the page. Text goes on after them.
assign(
  'unseen',
  'annotation annotation-xml audio canvas defs desc iframe img link ' +
    'map meta metadata meter noscript object picture progress rp rt script ' +
    'style template title video',
);
// Fields are not read either, and text stops there.
assign('closed', 'input option select textarea');

/** All other elements of MathML: "mi", "msup". HTML has none that begin so. */
const FORMULA_PART = /^m[^ae]/;

const EDITORS =
  '[contenteditable]:not([contenteditable="false" i]),[role="textbox"],[role="searchbox"],' +
  '.CodeMirror,.cm-editor,.monaco-editor,.ProseMirror,.ace_editor,.ql-editor';

/** Whether a formula is the copy of one that has text of its own. */
function isCopy(formula: Element): boolean {
  const holder = parentOf(formula);
  if (holder === null || !Element.prototype.matches.call(holder, FORMULA_COPIES)) return false;
  return [holder.previousElementSibling, holder.nextElementSibling].some(
    (beside) => (beside?.textContent ?? '').trim() !== '',
  );
}

/** What text does at an element, by its name; custom elements count as inline. */
export function roleOf(element: Element, name = localNameOf(element)): ElementRole {
  if (name === 'math' && isCopy(element)) return 'unseen';
  return ROLES.get(name) ?? (name.includes('-') || FORMULA_PART.test(name) ? 'inline' : 'block');
}

/** The nearest element around a node at which text stops. */
export function blockOf(node: Node): Element | null {
  let at = isElement(node) ? node : parentOf(node);
  while (at !== null && roleOf(at) === 'inline') at = parentOf(at);
  return at;
}

/** Whether a user writes there. */
export function isInEditor(element: Element): boolean {
  return document.designMode === 'on' || closest(element, EDITORS) !== null;
}

/** Whether a changed node can matter: not a script, a style and their like. */
export function isReadable(node: Node): boolean {
  if (node instanceof Text) return true;
  if (!isElement(node)) return false;
  const role = roleOf(node);
  return role === 'inline' || role === 'block';
}
