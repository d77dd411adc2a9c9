import { CLEAR, MEDIA, WORDS } from '@/utils/sites/covers';
import { queryAll } from '../natural';
import type { Marks } from './marks';
import type { Slips } from './slips';

/** A face or an emoji, in CSS pixels: not worth a slip, and words are hard to read without. */
const SMALL = 72;

/**
 * Pictures and videos of posts whose words are clear: each comes on a press of its own. How large one is, is told by the browser when
 * it has laid the page out, never asked for before; until then it stays hidden.
 */
export class Pictures {
  readonly #of = new Map<Element, Set<Element>>();
  readonly #post = new Map<Element, Element>();
  readonly #large = new Set<Element>();
  readonly #sizes = new IntersectionObserver((entries) => this.#sized(entries));

  constructor(private readonly marks: Marks, private readonly slips: Slips, signal: AbortSignal) {
    signal.addEventListener('abort', () => this.#sizes.disconnect());
  }

  /** Of one post that is marked so; those of a post within it are that one's. Again whenever something in it changed. */
  sort(post: Element): void {
    const all = new Set<Element>();
    for (const el of queryAll(post, MEDIA)) {
      if (this.marks.isPost(el)) continue;
      const [inner] = this.marks.around(el.parentElement);
      const mark = inner === undefined || inner === post ? null : this.marks.markOf(inner);
      if (mark === WORDS) continue;
      if (mark === CLEAR) this.marks.set(el, CLEAR);
      else all.add(el);
    }
    const before = this.#of.get(post);
    for (const el of before ?? []) if (!all.has(el)) this.#leave(el);
    for (const el of all) if (!before?.has(el)) this.marks.set(el, null);
    this.#of.set(post, all);
    for (const el of all) this.#measure(el, post);
  }

  drop(post: Element): void {
    const all = this.#of.get(post);
    if (!all) return;
    this.#of.delete(post);
    for (const el of all) this.#leave(el);
    for (const el of queryAll(post, `[${this.marks.name}]`)) if (!this.marks.isPost(el)) this.marks.set(el, null);
  }

  #measure(el: Element, post: Element): void {
    this.#post.set(el, post);
    this.#sizes.unobserve(el);
    this.#sizes.observe(el);
  }

  #leave(el: Element): void {
    this.#sizes.unobserve(el);
    this.#post.delete(el);
    this.#large.delete(el);
    this.slips.drop(el);
  }

  #sized(entries: IntersectionObserverEntry[]): void {
    const posts = new Set<Element>();
    for (const { target, boundingClientRect: { width, height } } of entries) {
      this.#sizes.unobserve(target);
      const post = this.#post.get(target);
      if (!post) continue;
      posts.add(post);
      const small = width > 0 && width <= SMALL && height <= SMALL;
      this.marks.set(target, small ? CLEAR : null);
      if (!small && width > 0 && height > 0) this.#large.add(target);
      else this.#large.delete(target);
    }
    for (const post of posts) this.#lay([...(this.#of.get(post) ?? [])]);
  }

  /** One slip for what stands in another of them. */
  #lay(all: Element[]): void {
    const large = all.filter((el) => this.#large.has(el));
    for (const el of all) {
      if (this.#large.has(el) && !large.some((outer) => outer !== el && outer.contains(el))) this.slips.put(el, { why: 'media', who: null });
      else this.slips.drop(el);
    }
  }
}
