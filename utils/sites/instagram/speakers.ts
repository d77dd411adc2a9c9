import type { PageFacts, Speakers } from '../site';
import { onceATurnEach } from '../turn';
import { at, commentIn, firstName, firstTime, handleOf } from './parts';
import { authorOf, headOf } from './read';

export function speakers(cover: Element, page: PageFacts): Speakers | null {
  const post = at(cover, page);
  return post && { sender: { userId: null, handle: sender(post, page) }, quoted: null, own: false };
}

/** Each picture of a post is a cover of its own. */
const sender = onceATurnEach((post, page: PageFacts): string | null => {
  if (commentIn(post, page)) {
    const name = firstName(post, page);
    return name && handleOf(name, page);
  }
  const link = firstTime(post, page, false);
  return authorOf(link, link?.place.who ? null : headOf(post, null, page).head, page);
});
