import { parentOf, queryAll, rectOf } from '../natural';
import type { Scroller } from '../scroller';

export interface Band { top: number; bottom: number }

const MOST_LOOKED_AT = 4_000;

/** Headers and bars that stand still over the list: found anew now and then, measured each time. */
export class Bands {
  #bars: Element[] = [];

  /** Looks through what is no post for what stands fixed or sticks. */
  look(posts: ReadonlySet<Element>): void {
    const lists = new Set([...posts].map((el) => parentOf(el)));
    this.#bars = queryAll(document, 'body *').slice(0, MOST_LOOKED_AT).filter((el) => {
      if (posts.has(el) || lists.has(el)) return false;
      const { position, visibility } = getComputedStyle(el);
      return (position === 'fixed' || position === 'sticky') && visibility === 'visible';
    });
  }

  /** The part of the window in which posts stand free, in CSS pixels. */
  free({ clip }: Scroller): Band {
    let [top, bottom] = [clip.y, clip.y + clip.height];
    const middle = clip.y + clip.height / 2;
    for (const bar of this.#bars) {
      const box = rectOf(bar);
      const across = Math.min(box.right, clip.x + clip.width) - Math.max(box.left, clip.x);
      if (across < clip.width / 2 || box.height <= 0 || box.height > clip.height / 2) continue;
      if (box.top <= top + 2 && box.bottom > top && box.bottom < middle) top = box.bottom;
      else if (box.bottom >= bottom - 2 && box.top < bottom && box.top > middle) bottom = box.top;
    }
    return { top, bottom };
  }
}
