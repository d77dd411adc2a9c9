import type { StitchWhat } from '@/utils/messages/stitch';
import { parentOf, rectOf } from '../natural';
import { pickElement } from '../picker';
import type { Posts } from '../posts';
import { mainScroller, scrollerAround, Scroller, scrolls } from '../scroller';

/** What is wanted, and what scrolls it. `el` null: all that the scroller holds. */
export interface Root { scroller: Scroller; el: Element | null }

/** Null: there is no such part, or she left. */
export async function rootFor(what: StitchWhat, posts: Posts, hint: { lang: string; words: string; signal: AbortSignal }): Promise<Root | null> {
  if (what === 'page') return { scroller: mainScroller(), el: null };
  const el = what === 'thread' ? threadOf(posts) : await pickElement(hint.lang, hint.signal, hint.words);
  if (!el) return null;
  return scrolls(el) ? { scroller: new Scroller(el), el: null } : { scroller: scrollerAround(el), el };
}

/** The innermost part that holds every post drawn on the page; of a single post, itself. */
function threadOf(posts: Posts): Element | null {
  const drawn = posts.all().map(({ el }) => el).filter((el) => rectOf(el).width > 0 && rectOf(el).height > 0);
  const [first] = drawn;
  if (!first) return null;
  let around: Element | null = first;
  while (around && !drawn.every((el) => holds(around as Element, el))) around = parentOf(around);
  return around;
}

function holds(outer: Element, el: Element): boolean {
  for (let up: Element | null = el; up; up = parentOf(up)) if (up === outer) return true;
  return false;
}
