import type { Named, PageFacts, Speakers } from '../site';
import { at, quoteIn, timeLink } from './parts';

/** The address in the post's own time names its author. */
const named = (post: Element, page: PageFacts): Named => ({ userId: null, handle: timeLink(post, page)?.place.handle ?? null });

export function speakers(cover: Element, page: PageFacts): Speakers | null {
  const post = at(cover, page);
  if (!post) return null;
  const quote = quoteIn(post, page);
  return { sender: named(post, page), quoted: quote && named(quote, page), own: false };
}
