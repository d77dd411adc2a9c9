import { isElement, queryEach, sizeOf } from '../natural';

/** Elements in which posts are looked for in one go: under a millisecond. */
const MOST_AT_ONCE = 1_500;

/** Looks for posts in a document that is there already, piece by piece: what is not found yet is hidden by the rule. */
export class Search {
  /** Parts in which nobody has looked yet, the next one last. */
  readonly #parts: Element[] = [];

  constructor(private readonly scope: { readonly selector: string; readonly single: readonly string[] }) {}

  get open(): boolean {
    return this.#parts.length > 0;
  }

  add(doc: Document): void {
    if (doc.documentElement) this.#parts.push(doc.documentElement);
  }

  /** As many as are found in time. */
  more(until: number): Element[] {
    const found: Element[] = [];
    for (let root = this.#parts.pop(); root; root = performance.now() < until ? this.#parts.pop() : undefined) {
      if (sizeOf(root) <= MOST_AT_ONCE) found.push(...this.in(root));
      else {
        this.#parts.push(...[...root.children].reverse());
        if (root.matches(this.scope.selector)) found.push(root);
      }
    }
    return found;
  }

  /** With the root itself; some more than once. */
  in(root: Element): Element[] {
    const all = queryEach(root, this.scope.single);
    if (isElement(root) && root.matches(this.scope.selector)) all.unshift(root);
    return all;
  }
}
