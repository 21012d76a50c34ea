// The DOM's own functions, out of the page's reach.
// A page can shadow a form's or the document's members by naming elements after them (`<input name="action">`), so
// members are taken from the prototypes here and nowhere else. Reads only.

const attributeOf = Element.prototype.getAttribute;
const ownerForm = (prototype: object): ((this: Element) => HTMLFormElement | null) => {
  const getter = Object.getOwnPropertyDescriptor(prototype, 'form')?.get;
  return function () {
    return (getter?.call(this) as HTMLFormElement | null | undefined) ?? null;
  };
};
const formOfInput = ownerForm(HTMLInputElement.prototype);
const formOfSelect = ownerForm(HTMLSelectElement.prototype);
const formOfTextArea = ownerForm(HTMLTextAreaElement.prototype);
const parentOf = Object.getOwnPropertyDescriptor(Node.prototype, 'parentNode')?.get;
const treeWalker = Document.prototype.createTreeWalker;
const rootOf = Node.prototype.getRootNode;
const childrenOf = Object.getOwnPropertyDescriptor(Element.prototype, 'children')?.get;
const textOf = Object.getOwnPropertyDescriptor(Node.prototype, 'textContent')?.get;

/** A control that can hold a value. */
export type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

export const isField = (node: unknown): node is Field =>
  node instanceof HTMLInputElement || node instanceof HTMLSelectElement || node instanceof HTMLTextAreaElement;

/** An attribute, or the empty string. */
export const attribute = (element: Element, name: string): string => attributeOf.call(element, name) ?? '';

/** The parent node, whatever the page named its elements. */
export const parent = (node: Node): ParentNode | null =>
  (parentOf?.call(node) as ParentNode | null | undefined) ?? null;

/** The tree that a node stands in: a document or a shadow root. */
export const root = (node: Node): Node => rootOf.call(node);

/** All text below a node, blanks folded, at most 200 characters. */
export const text = (node: Node): string =>
  String(textOf?.call(node) ?? '')
    .slice(0, 2000)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200);

/** Element children. */
export const children = (element: Element): HTMLCollection => childrenOf?.call(element) as HTMLCollection;

/** The shadow root of an element, open or closed, if it can have one. */
export function shadowOf(element: Element): ShadowRoot | null {
  if (element.shadowRoot instanceof ShadowRoot) return element.shadowRoot;
  // Closed roots are asked for only where they are at all likely: the call is not free, and it throws on SVG.
  if (!(element instanceof HTMLElement) || !element.localName.includes('-')) return null;
  const own = (element as HTMLElement & { openOrClosedShadowRoot?: ShadowRoot | null }).openOrClosedShadowRoot;
  return own !== undefined ? own : (browser.dom?.openOrClosedShadowRoot(element) as ShadowRoot | null);
}

/** The next element outwards, leaving shadow roots through their hosts. */
export function outwards(element: Element): Element | null {
  const up = parent(element);
  if (up instanceof ShadowRoot) return up.host;
  return up instanceof Element ? up : null;
}

/** The form that a field would be sent with: its owner, or the nearest form around it through shadow roots. */
export function formOf(field: Field): HTMLFormElement | null {
  const owner =
    field instanceof HTMLInputElement
      ? formOfInput.call(field)
      : field instanceof HTMLSelectElement
        ? formOfSelect.call(field)
        : formOfTextArea.call(field);
  if (owner !== null) return owner;
  for (let up = outwards(field); up !== null; up = outwards(up)) if (up instanceof HTMLFormElement) return up;
  return null;
}

/** Visits every element in document order, through open and closed shadow roots, until `visit` returns false. */
export function walk(start: Document | ShadowRoot, visit: (element: Element) => boolean): boolean {
  const walker = treeWalker.call(document, start, NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node as Element;
    if (!visit(element)) return false;
    const shadow = shadowOf(element);
    if (shadow !== null && !walk(shadow, visit)) return false;
  }
  return true;
}

/** Whether a person can see the element: it has a box on the page, is not transparent, clipped away or covered. */
export function isVisible(element: Element): boolean {
  if (!element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })) return false;
  const box = element.getBoundingClientRect();
  if (box.width < 8 || box.height < 8) return false;
  if (box.right + scrollX <= 0 || box.bottom + scrollY <= 0) return false;
  for (let up: Element | null = element; up !== null; up = outwards(up)) {
    const style = getComputedStyle(up);
    // A component may fade its own empty input behind its label; what counts is how the component itself is shown.
    if (Number(style.opacity) < 0.1 && root(up) === document) return false;
    if (/inset\((4[5-9]|[5-9]\d|100)(\.\d+)?%|circle\(0/.test(style.clipPath)) return false;
  }
  return !isCovered(element, box);
}

/** Whether something that does not belong to the field lies over its middle. Outside the viewport nobody can say. */
function isCovered(element: Element, box: DOMRect): boolean {
  const x = box.left + box.width / 2;
  const y = box.top + box.height / 2;
  if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) return false;
  const tree = root(element);
  if (!(tree instanceof Document) && !(tree instanceof ShadowRoot)) return true;
  const from = tree instanceof Document ? Document.prototype.elementFromPoint : ShadowRoot.prototype.elementFromPoint;
  const hit: Element | null = from.call(tree as never, x, y);
  if (hit === null || hit === element || element.contains(hit)) return false;
  // A floating label or an adornment shares a close ancestor with its field; a layer over the page does not.
  let up: Element | null = element;
  for (let steps = 0; steps < 4 && up !== null; steps += 1, up = outwards(up)) {
    if (up !== document.body && up !== document.documentElement && up.contains(hit)) return false;
  }
  return true;
}
