import { CLEAR, HIDDEN, MEDIA } from '@/utils/sites/covers';
import { attribute, isElement, queryAll } from '../natural';

/** How an element is marked; null: not at all. A post that the rule names is hidden while it has no mark. */
export type Mark = string | null;

/**
 * This document's random attribute. What the page writes on it is put right at once. While something is lifted (she holds it, or
 * it is being pictured) it counts as clear, whatever it is to be afterwards.
 */
export class Marks {
  readonly name = `data-${[...crypto.getRandomValues(new Uint8Array(10))].map((n) => String.fromCharCode(97 + (n % 26))).join('')}`;
  readonly #want = new WeakMap<Element, Mark>();
  readonly #late = new WeakSet<Element>();
  #lifted: Document | Element | null = null;
  #held = { selector: '', any: '' };

  /** What may be a post. `bare`: the rule in the page does not hide all of it, so that the mark has to. */
  scope: { readonly selector: string; readonly bare: boolean } = { selector: ':not(*)', bare: false };

  get #any(): string {
    if (this.#held.selector !== this.scope.selector) this.#held = { selector: this.scope.selector, any: `${this.scope.selector}, [${this.name}]` };
    return this.#held.any;
  }

  /** Named by the rule, or by its reader only. */
  isPost(el: Element): boolean {
    return el.matches(this.scope.selector) || this.#late.has(el);
  }

  /** The posts around a node, the innermost first. */
  around(node: Element | null): Element[] {
    const all: Element[] = [];
    const any = this.#any;
    for (let up = node?.closest(any); up; up = up.parentElement?.closest(any)) if (this.isPost(up)) all.push(up);
    return all;
  }

  /** A post that no selector names: hidden from now on, until it is decided. */
  adopt(post: Element): void {
    this.#late.add(post);
    this.hide(post);
  }

  isAdopted(post: Element): boolean {
    return this.#late.has(post);
  }

  /** It was decided, or is to be. */
  knows(el: Element): boolean {
    return this.#want.has(el);
  }

  /** Hidden without a word of ours: named by a rule that is there, and nothing in it bears a mark, not even a copied one. */
  isCovered(root: Element): boolean {
    const marked = `[${this.name}]`;
    return !this.scope.bare && this.#lifted === null && !root.matches(marked) && !Element.prototype.querySelector.call(root, marked);
  }

  hide(el: Element): void {
    this.set(el, this.scope.bare || this.#late.has(el) ? HIDDEN : null);
  }

  set(el: Element, mark: Mark): void {
    this.#want.set(el, mark);
    this.#apply(el);
  }

  /** Decided as clear, with or without its media; not what is only lifted. */
  isClear(el: Element): boolean {
    const mark = this.#want.get(el) ?? null;
    return mark !== null && mark !== HIDDEN;
  }

  /** What it is to be when nothing is lifted. */
  wanted(el: Element): Mark {
    return this.#want.get(el) ?? null;
  }

  markOf(el: Element): Mark {
    return this.#isLifted(el) ? CLEAR : this.wanted(el);
  }

  /** True when the page had written on it. */
  mend(el: Element): boolean {
    if (attribute(el, this.name) === this.markOf(el)) return false;
    this.#apply(el);
    return true;
  }

  lift(what: Document | Element): void {
    this.lower();
    this.#lifted = what;
    for (const el of this.#inside(what)) this.#apply(el);
  }

  lower(): void {
    const what = this.#lifted;
    this.#lifted = null;
    if (what) for (const el of this.#inside(what)) this.#apply(el);
  }

  #inside(what: Document | Element): Element[] {
    if (!isElement(what)) return queryAll(what, this.#any);
    return [what, ...queryAll(what, this.isPost(what) ? this.#any : MEDIA)];
  }

  #isLifted(el: Element): boolean {
    const what = this.#lifted;
    return what !== null && (isElement(what) ? what.contains(el) : this.isPost(el) && what.contains(el));
  }

  #apply(el: Element): void {
    const mark = this.markOf(el);
    if (mark === null) el.removeAttribute(this.name);
    else if (attribute(el, this.name) !== mark) el.setAttribute(this.name, mark);
  }
}
