import type { Named, PageFacts, Speakers } from '../site';
import { at } from './find';
import { firstAuthor, sharedIn } from './part';

const named = (post: Element, page: PageFacts): Named => ({ userId: null, handle: firstAuthor(post, page)?.handle ?? null });

export function speakers(cover: Element, page: PageFacts): Speakers | null {
  const post = at(cover, page);
  const shared = post && sharedIn(post);
  return post && { sender: named(post, page), quoted: shared && named(shared, page), own: false };
}
