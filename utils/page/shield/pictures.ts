import { CLEAR, MEDIA, WORDS } from '@/utils/sites/covers';
import { queryAll, rectOf } from '../natural';
import type { Marks } from './marks';
import type { Slips } from './slips';

/** A face or an emoji, in CSS pixels: not worth a slip, and words are hard to read without. */
const SMALL = 72;

/** Pictures and videos of posts whose words are clear: each comes on a press of its own. */
export class Pictures {
  readonly #of = new Map<Element, Element[]>();

  constructor(private readonly marks: Marks, private readonly slips: Slips) {}

  /** Of one post that is marked so; those of a post within it are that one's. Again whenever something in it changed. */
  sort(post: Element): void {
    const large: Element[] = [];
    for (const el of queryAll(post, MEDIA)) {
      if (this.marks.isPost(el)) continue;
      const [inner] = this.marks.around(el.parentElement);
      if (inner && inner !== post && this.marks.markOf(inner) === WORDS) continue;
      if (large.some((outer) => outer.contains(el))) continue;
      const { width, height } = rectOf(el);
      const clear = (inner !== undefined && inner !== post && this.marks.markOf(inner) === CLEAR) || (width > 0 && width <= SMALL && height <= SMALL);
      this.marks.set(el, clear ? CLEAR : null);
      if (!clear && width > 0 && height > 0) large.push(el);
    }
    for (const el of this.#of.get(post) ?? []) if (!large.includes(el)) this.slips.drop(el);
    this.#of.set(post, large);
    for (const el of large) this.slips.put(el, { why: 'media', who: null });
  }

  drop(post: Element): void {
    const all = this.#of.get(post);
    if (!all) return;
    this.#of.delete(post);
    for (const el of all) this.slips.drop(el);
    for (const el of queryAll(post, `[${this.marks.name}]`)) if (!this.marks.isPost(el)) this.marks.set(el, null);
  }
}
