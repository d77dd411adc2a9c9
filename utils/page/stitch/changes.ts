import { isElement, openRoot, parentOf, queryAll, rectOf, tagOf } from '../natural';

const MOST_LOGGED = 100;
const MOST_ELEMENTS = 40_000;

interface Changed { el: WeakRef<HTMLElement>; name: string; value: string; priority: string; set: string; bare: boolean }

/** Styles set for the picture, each written down and taken back. What the page itself changes meanwhile stays the page's. */
export class Changes {
  readonly #changed: Changed[] = [];
  readonly log: string[] = [];
  readonly #done = new WeakSet<Element>();

  note(line: string): void {
    if (this.log.length < MOST_LOGGED) this.log.push(line);
    else if (this.log.length === MOST_LOGGED) this.log.push('and more of the same kind');
  }

  set(el: HTMLElement, style: Record<string, string>): void {
    const bare = !el.hasAttribute('style');
    for (const [name, value] of Object.entries(style)) {
      const before = { value: el.style.getPropertyValue(name), priority: el.style.getPropertyPriority(name) };
      el.style.setProperty(name, value, 'important');
      this.#changed.push({ el: new WeakRef(el), name, ...before, set: el.style.getPropertyValue(name), bare });
    }
  }

  /** Once for each element. */
  once(el: HTMLElement, what: string, style: Record<string, string>): void {
    if (this.#done.has(el)) return;
    this.#done.add(el);
    const { left, top, width, height } = rectOf(el);
    this.note(`${what} <${tagOf(el)}> ${[left, top, width, height].map(Math.round).join(',')}`);
    this.set(el, style);
  }

  undo(): void {
    for (const { el, name, value, priority, set, bare } of this.#changed.reverse()) {
      const there = el.deref();
      if (!there || there.style.getPropertyValue(name) !== set) continue;
      if (value === '') there.style.removeProperty(name);
      else there.style.setProperty(name, value, priority);
      if (bare && there.style.length === 0) there.removeAttribute('style');
    }
    this.#changed.length = 0;
  }
}

export interface Fixed { el: HTMLElement; sticky: boolean; box: DOMRect }

/** Every drawn element that the page fixes to the window or lets stick to an edge, but for what holds `keep`. */
export function fixedElements(keep: readonly Element[]): Fixed[] {
  const holding = new Set<Element>();
  for (const el of keep) for (let up: Element | null = el; up; up = parentOf(up)) holding.add(up);
  const found: Fixed[] = [];
  let seen = 0;
  const walk = (root: Document | ShadowRoot): void => {
    for (const el of queryAll(root, '*')) {
      if (++seen > MOST_ELEMENTS) return;
      const inner = openRoot(el);
      if (inner) walk(inner);
      if (holding.has(el) || !isElement(el) || !('style' in el)) continue;
      const { position, visibility } = getComputedStyle(el);
      if ((position !== 'fixed' && position !== 'sticky') || visibility === 'hidden') continue;
      const box = rectOf(el);
      if (box.width > 0 && box.height > 0) found.push({ el: el as HTMLElement, sticky: position === 'sticky', box });
    }
  };
  walk(document);
  return found;
}

/** In the place where it lies in the page, as if it never stuck. */
export const UNSTUCK = { position: 'relative', top: 'auto', right: 'auto', bottom: 'auto', left: 'auto' };
/** Not drawn, with all that is in it; its place and what the page knows of it stay. */
export const HIDDEN = { opacity: '0', transition: 'none', animation: 'none' };
