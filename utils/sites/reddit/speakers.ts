import type { PageFacts, Speakers } from '../site';
import { at } from './find';
import { nameOf } from './place';
import * as selectors from './selectors';
import { oldAuthor, statedAuthor } from './who';

/** Posts state their authors in attributes, or close by: the reader's own way is quick enough. Nothing is quoted here. */
export function speakers(cover: Element, page: PageFacts): Speakers | null {
  const root = at(cover, page);
  if (!root) return null;
  const { handle, userId } = root.matches(selectors.current) ? statedAuthor(root, nameOf(root, page)?.name ?? null, page) : oldAuthor(root);
  return { sender: { userId, handle }, quoted: null, own: false };
}
