// The DOM's own functions, out of the page's reach.
// A page can shadow a form's or the document's members by naming elements after them (`<input name="action">`), so
// members are taken from the prototypes here and nowhere else. Reads only.

/** The interfaces whose members are taken. They are looked up when first used: a document without fields needs none. */
type Interface =
  | 'Document'
  | 'Element'
  | 'HTMLButtonElement'
  | 'HTMLElement'
  | 'HTMLInputElement'
  | 'HTMLSelectElement'
  | 'HTMLTextAreaElement'
  | 'Node';

/** A getter of a prototype as a function; nothing that a page names can come between. */
const getter = <T>(of: Interface, name: string): ((node: Node) => T) => {
  let get: (() => unknown) | undefined;
  return (node) => {
    get ??= Object.getOwnPropertyDescriptor(globalThis[of].prototype, name)?.get;
    return get?.call(node) as T;
  };
};

const formOfInput = /* @__PURE__ */ getter<HTMLFormElement | null>('HTMLInputElement', 'form');
const formOfSelect = /* @__PURE__ */ getter<HTMLFormElement | null>('HTMLSelectElement', 'form');
const formOfTextArea = /* @__PURE__ */ getter<HTMLFormElement | null>('HTMLTextAreaElement', 'form');
const formOfButton = /* @__PURE__ */ getter<HTMLFormElement | null>('HTMLButtonElement', 'form');
const textOf = /* @__PURE__ */ getter<string | null>('Node', 'textContent');
const nameOf = /* @__PURE__ */ getter<string>('Element', 'localName');

/** The parent node. */
export const parent = /* @__PURE__ */ getter<ParentNode | null>('Node', 'parentNode');
/** Element children. */
export const children = /* @__PURE__ */ getter<HTMLCollection>('Element', 'children');
/** The element before an element. */
export const elementBefore = /* @__PURE__ */ getter<Element | null>('Element', 'previousElementSibling');
/** The element behind an element. */
export const elementBehind = /* @__PURE__ */ getter<Element | null>('Element', 'nextElementSibling');
/** The first element in a node. */
export const firstChild = /* @__PURE__ */ getter<Element | null>('Element', 'firstElementChild');
/** The nodes before and behind a node. */
export const nodeBefore = /* @__PURE__ */ getter<Node | null>('Node', 'previousSibling');
export const nodeBehind = /* @__PURE__ */ getter<Node | null>('Node', 'nextSibling');
/** The name of an element, in lower case. */
export const localName = (element: Element): string => nameOf(element);
/** The document's own members. */
export const title = (): string => getter<string>('Document', 'title')(document);
export const body = /* @__PURE__ */ getter<HTMLElement | null>('Document', 'body');
export const active = /* @__PURE__ */ getter<Element | null>('Document', 'activeElement');
export const html = /* @__PURE__ */ getter<HTMLElement>('Document', 'documentElement');
export const base = /* @__PURE__ */ getter<string>('Node', 'baseURI');

/** Whether the document, outside shadow roots, holds an element. */
export const holds = (selector: string): boolean => Document.prototype.querySelector.call(document, selector) !== null;

/** Whether an element holds another. */
export const holdsBelow = (element: Element, selector: string): boolean =>
  Element.prototype.querySelector.call(element, selector) !== null;

/** All elements of a tree that a selector names. */
export const all = (tree: Node, selector: string): Iterable<Element> =>
  (tree instanceof Document ? Document : DocumentFragment).prototype.querySelectorAll.call(tree as never, selector);

/** A control that can hold a value. */
export type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

export const isField = (node: unknown): node is Field =>
  node instanceof HTMLInputElement || node instanceof HTMLSelectElement || node instanceof HTMLTextAreaElement;

/** An attribute, or the empty string. */
export const attribute = (element: Element, name: string): string =>
  Element.prototype.getAttribute.call(element, name) ?? '';

/** The tree that a node stands in: a document or a shadow root. */
export const root = (node: Node): Node => Node.prototype.getRootNode.call(node);

/** All text below a node, blanks folded, at most 200 characters. */
export const text = (node: Node): string =>
  (textOf(node) ?? '').slice(0, 2000).replace(/\s+/g, ' ').trim().slice(0, 200);

/** Whether an element is shown at all, wherever on the page. */
export const isShown = (element: Element): boolean =>
  Element.prototype.checkVisibility.call(element, { visibilityProperty: true, opacityProperty: true });

const innerTextOf = /* @__PURE__ */ getter<string>('HTMLElement', 'innerText');

/** The text of an element as it is shown: nothing that is hidden, and a line for each block. */
export const shownText = (element: Element | null): string =>
  element instanceof HTMLElement ? innerTextOf(element) : '';

/** The shadow root of an element, open or closed, if it can have one. */
export function shadowOf(element: Element): ShadowRoot | null {
  if (element.shadowRoot instanceof ShadowRoot) return element.shadowRoot;
  // Closed roots are asked for only where they are at all likely: the call is not free, and it throws on SVG.
  if (!(element instanceof HTMLElement) || !localName(element).includes('-')) return null;
  const own = (element as HTMLElement & { openOrClosedShadowRoot?: ShadowRoot | null }).openOrClosedShadowRoot;
  return own !== undefined ? own : (browser.dom?.openOrClosedShadowRoot(element) as ShadowRoot | null);
}

/** The next element outwards, leaving shadow roots through their hosts. */
export function outwards(element: Element): Element | null {
  const up = parent(element);
  if (up instanceof ShadowRoot) return up.host;
  return up instanceof Element ? up : null;
}

/** The field that has the focus inside a closed shadow root, whose events show only the host. */
export function innerFocus(target: EventTarget | null): Field | null {
  let at = target instanceof Element ? target : null;
  while (at !== null) {
    if (isField(at)) return at;
    at = shadowOf(at)?.activeElement ?? null;
  }
  return null;
}

/** The form that a field or button belongs to: its owner, or the nearest form around it through shadow roots. */
export function formOf(element: Element): HTMLFormElement | null {
  if (element instanceof HTMLFormElement) return element;
  const get =
    element instanceof HTMLInputElement
      ? formOfInput
      : element instanceof HTMLSelectElement
        ? formOfSelect
        : element instanceof HTMLTextAreaElement
          ? formOfTextArea
          : formOfButton;
  const up = outwards(element);
  const isControl = element instanceof HTMLButtonElement || isField(element);
  return (isControl ? get(element) : null) ?? (up === null ? null : formOf(up));
}

/** Visits every element in document order, through open and closed shadow roots, until `visit` returns false. */
export function walk(start: Document | ShadowRoot, visit: (element: Element) => boolean): boolean {
  const walker = Document.prototype.createTreeWalker.call(document, start, NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node as Element;
    if (!visit(element)) return false;
    const shadow = shadowOf(element);
    if (shadow !== null && !walk(shadow, visit)) return false;
  }
  return true;
}

/** What is known of how ancestors are painted, for as long as one reading takes. */
export type Painted = Map<Element, boolean>;

/** Whether a person can see the element: it has a box on the page, is not transparent, clipped away or covered. */
export function isVisible(element: Element, painted: Painted = new Map()): boolean {
  if (!element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })) return false;
  const box = element.getBoundingClientRect();
  if (box.width < 8 || box.height < 8) return false;
  if (box.right + scrollX <= 0 || box.bottom + scrollY <= 0) return false;
  return isPainted(element, painted) && !isCovered(element, box);
}

/** Whether neither it nor anything around it is transparent or clipped away. */
function isPainted(element: Element, painted: Painted): boolean {
  const known = painted.get(element);
  if (known !== undefined) return known;
  const { opacity, clipPath } = getComputedStyle(element);
  const up = outwards(element);
  const is =
    // A component may fade its own empty input behind its label; what counts is how the component itself is shown.
    !(Number(opacity) < 0.1 && root(element) === document) &&
    !(clipPath !== 'none' && /inset\((4[5-9]|[5-9]\d|100)(\.\d+)?%|circle\(0/.test(clipPath)) &&
    (up === null || isPainted(up, painted));
  painted.set(element, is);
  return is;
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
  if (hit === null || hit === element || Node.prototype.contains.call(element, hit)) return false;
  // A floating label or an adornment shares a close ancestor with its field; a layer over the page does not.
  let up: Element | null = element;
  for (let steps = 0; steps < 4 && up !== null; steps += 1, up = outwards(up)) {
    if (up !== body(document) && up !== html(document) && Node.prototype.contains.call(up, hit)) return false;
  }
  return true;
}
