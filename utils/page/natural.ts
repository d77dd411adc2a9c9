/**
 * The browser's own getters, taken from their prototypes. A form or a document can be given children named `firstChild`,
 * `attributes` or `querySelectorAll` that stand in front of the real ones, in our world too.
 */
function getter<T, V>(prototype: () => T, name: keyof T): (of: T) => V {
  let get: (() => V) | undefined;
  return (of) => {
    get ??= Object.getOwnPropertyDescriptor(prototype(), name)?.get as (() => V) | undefined;
    return get ? get.call(of) : (of[name] as V);
  };
}

export const firstChild = getter<Node, ChildNode | null>(() => Node.prototype, 'firstChild');
export const nextSibling = getter<Node, ChildNode | null>(() => Node.prototype, 'nextSibling');
export const parentNode = getter<Node, ParentNode | null>(() => Node.prototype, 'parentNode');
export const isConnected = getter<Node, boolean>(() => Node.prototype, 'isConnected');
const baseUri = getter<Node, string>(() => Node.prototype, 'baseURI');
const shadowOf = getter<Element, ShadowRoot | null>(() => Element.prototype, 'shadowRoot');

export const attribute = (el: Element, name: string): string | null => Element.prototype.getAttribute.call(el, name);
export const attributeNames = (el: Element): string[] => Element.prototype.getAttributeNames.call(el);
const boxOf = (el: Element): DOMRect => Element.prototype.getBoundingClientRect.call(el);
export const ownerOf = getter<Node, Document | null>(() => Node.prototype, 'ownerDocument');

/** The frame around another document of our origin, or null. */
export const frameOf = (doc: Document | null): Element | null => (doc === null || doc === document ? null : (doc.defaultView?.frameElement ?? null));

/** In CSS pixels of our own window, also for what stands in a frame of it. */
export function rectOf(el: Element): DOMRect {
  const box = boxOf(el);
  const frame = frameOf(ownerOf(el));
  if (!frame) return box;
  const { x, y } = boxOf(frame);
  return new DOMRect(box.x + x + frame.clientLeft, box.y + y + frame.clientTop, box.width, box.height);
}
export const matches = (el: Element, selector: string): boolean => Element.prototype.matches.call(el, selector);
export const tagOf = (el: Element): string => {
  const name: unknown = el.localName;
  return typeof name === 'string' ? name.toLowerCase() : 'form';
};

export const isElement = (node: Node | null): node is Element => node !== null && node.nodeType === 1;

/** A form's `nodeType` can be stood in front of; only a form can, so what is no number is one. */
export const typeOf = (node: Node): number => (typeof node.nodeType === 'number' ? node.nodeType : 1);

export function queryAll(root: Document | ShadowRoot | Element, selector: string): Element[] {
  const own = root.nodeType === 9 ? Document.prototype : isElement(root as Node) ? Element.prototype : DocumentFragment.prototype;
  const found = own.querySelectorAll.call(root, selector);
  // By number: a list's own iterator is slow, and most are empty.
  const all: Element[] = [];
  for (let i = 0; i < found.length; i++) all.push(found[i] as Element);
  return all;
}

const named = (root: Document | Element, name: string): HTMLCollectionOf<Element> => (root.nodeType === 9 ? Document.prototype : Element.prototype).getElementsByTagName.call(root, name);

/** By the name alone: what a browser finds soonest. */
export function allNamed(root: Document | Element, name: string): Element[] {
  const found = named(root, name);
  return found.length === 0 ? [] : [...found];
}

/** How many elements are in it. */
export const sizeOf = (root: Document | Element): number => named(root, '*').length;

/** As `queryAll` for each of several selectors, some elements more than once: browsers look for a plain selector many times faster than for a list. */
export const queryEach = (root: Document | ShadowRoot | Element, selectors: readonly string[]): Element[] =>
  selectors.length === 1 ? queryAll(root, selectors[0] as string) : selectors.flatMap((one) => queryAll(root, one));

/** Root elements under a point, the top one first. */
export function stackAt(root: Document | ShadowRoot, x: number, y: number): Element[] {
  const own = root.nodeType === 9 ? Document.prototype : ShadowRoot.prototype;
  return own.elementsFromPoint.call(root, x, y);
}

export const baseOf = (node: Node): string => baseUri(node) || location.href;

/** The open shadow root of an element, or null. */
export const openRoot = (el: Element): ShadowRoot | null => shadowOf(el);

type OpenOrClosed = (el: Element) => ShadowRoot | null;

/** True when the element has a shadow root that we are not meant to read. Without the browser's help: a guess from its looks. */
export function hasClosedRoot(el: Element): boolean {
  if (openRoot(el)) return false;
  const chromium = (globalThis as unknown as { chrome?: { dom?: { openOrClosedShadowRoot?: OpenOrClosed } } }).chrome?.dom?.openOrClosedShadowRoot;
  if (chromium) {
    try {
      return chromium(el) !== null;
    } catch {
      return false;
    }
  }
  if ('openOrClosedShadowRoot' in el) return el.openOrClosedShadowRoot !== null;
  if (!tagOf(el).includes('-') || firstChild(el)) return false;
  const { width, height } = rectOf(el);
  return width > 0 && height > 0;
}

export const parentOf = (node: Node): Element | null => {
  const up = parentNode(node) as Node | null;
  if (isElement(up)) return up;
  return up && 'host' in up ? (up as ShadowRoot).host : null;
};
