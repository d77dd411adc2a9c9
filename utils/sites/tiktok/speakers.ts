import type { PageFacts, Speakers } from '../site';
import { at } from './find';
import { island } from './island';
import { authorIn, playerIn } from './part';
import { isBy } from './read';
import * as selectors from './selectors';

export function speakers(cover: Element, page: PageFacts): Speakers | null {
  const post = at(cover, page);
  if (!post) return null;
  const handle = authorIn(post, page)?.handle ?? null;
  const told = (userId: string | null): Speakers => ({ sender: { userId, handle }, quoted: null, own: false });
  if (post.querySelector(selectors.commentText)) return told(null);
  const data = island(page);
  if (!data || !isBy(data, handle)) return told(null);
  // Without a number of its own the video's words must be compared.
  const id = playerIn(post);
  return id ? told(data.id === id ? data.author.id : null) : null;
}
