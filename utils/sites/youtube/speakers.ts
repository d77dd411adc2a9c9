import type { PageFacts, Speakers } from '../site';
import { at } from './find';
import { authorOf } from './place';
import { handleIn, nameIn } from './read';
import * as selectors from './selectors';

/** A comment's author stands in a link, a message's in its name: the reader's own ways are quick. Nothing is quoted here. */
export function speakers(cover: Element, page: PageFacts): Speakers | null {
  const row = cover.closest(selectors.anyPost);
  if (!row || row.closest(selectors.hidden)) return null;
  if (row.matches(selectors.message)) return at(row, page) && { sender: { userId: null, handle: handleIn(nameIn(row)) }, quoted: null, own: false };
  const author = authorOf(row, page);
  return author && { sender: { userId: author.channel, handle: author.handle }, quoted: null, own: false };
}
