import type { Anchors } from '../site';
import { authorHint, authorName, entry, quoted } from './selectors';

const marked = [entry, authorHint, authorName, quoted, '[class*="quote" i]', '[itemscope]', '[itemtype]', '[itemprop]', 'a[href]', ':root script[type]'];

/** What each value hangs on: while all of a value's anchors stand, it must be read. Only tests need this. */
export const anchors: Anchors = {
  post: marked,
  id: [...marked, '[id*="-"]'],
  handle: marked,
  displayName: [...marked, '[content]'],
  permalink: marked,
  postedAt: [...marked, '[datetime]', '[content]'],
  text: [...marked, 'img[alt]'],
  media: marked,
};
